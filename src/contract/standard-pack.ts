import { z } from 'zod';
import { channelSchema } from './standard-channels.ts';
import { clauseSchema } from './standard-clauses.ts';
import { promiseRuleSchema } from './standard-promises.ts';
import { KNOWN_BLANKS } from './standard-scripts.ts';
import { count, key, languageTag, localisedSchema, minutes } from './standard-words.ts';

export type { Deadline } from './counting.ts';
export { deadlineSchema } from './counting.ts';
export { type ChannelStep, type Situation, type StepChoice, situationSchema } from './standard-channels.ts';
export { type Clause, clauseSchema } from './standard-clauses.ts';
export { deadlineFor, type PromiseRule, promiseRuleSchema } from './standard-promises.ts';
export { type Localised, localisedSchema } from './standard-words.ts';

/**
 * A service-standard pack: what one institution has published and promises, as data. Screens, reports and
 * deadlines follow from it; nothing of it is written in code. Keys are snake_case because people write them
 * by hand in YAML. References between the parts are checked by `core/standard/pack.ts`, which knows the lines.
 * Whatever is added later is optional, so that packs already adopted still read.
 */
export const PACK_FORMAT = 'maji-standard/1';

const absenceReasonSchema = z.strictObject({
  id: key,
  label: localisedSchema,
  /** The words a customer may hear in place of `{reason}`. */
  told: localisedSchema,
  /** Chooses the sentence: “외근 중”, a reason never told, or the officer's own words. */
  form: z.enum(['during', 'private', 'own_words']),
  /** When whoever is away for it is usually back, an offer only; left out where nobody can say. */
  usual: z
    .union([z.strictObject({ minutes }), z.strictObject({ until: z.literal('next_opening') })])
    .optional(),
});
export type AbsenceReason = z.infer<typeof absenceReasonSchema>;

const isTimeZone = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** What a branch begins with when it is set up under this pack; its own settings afterwards. */
const branchDefaultsSchema = z.strictObject({
  /** An IANA name: Asia/Seoul, Europe/London. */
  time_zone: z.string().refine(isTimeZone, { error: 'an IANA time zone' }).optional(),
  /** The signature boxes of the daily report, from the left. */
  report_boxes: z.array(localisedSchema).min(1).max(6).optional(),
});

export const standardPackSchema = z.strictObject({
  format: z.literal(PACK_FORMAT),
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,60}$/),
  name: localisedSchema.meta({ description: 'What the institution calls its standard.' }),
  institution: localisedSchema,
  language: languageTag.meta({ description: 'The language every text of the pack is in: ko or en.' }),
  version: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.+-]{0,30}$/),
  in_force_from: z.iso.date().meta({ description: 'Not put in force before this day (YYYY-MM-DD).' }),
  source: z.strictObject({ title: localisedSchema, address: z.string().max(500).optional() }),
  branch_defaults: branchDefaultsSchema.optional(),
  groups: z
    .array(z.strictObject({ id: key, title: localisedSchema }))
    .min(1)
    .max(40),
  clauses: z.array(clauseSchema).min(1).max(400),
  blanks: z
    .partialRecord(z.enum(KNOWN_BLANKS), localisedSchema)
    .meta({ description: 'The blanks the sentences use; Maji fills them in.' }),
  scripts: z.record(key, localisedSchema).meta({ description: 'Every sentence, with {blanks} and {은/는}.' }),
  channels: z.record(key, channelSchema).meta({ description: 'The steps of each channel, in order.' }),
  promises: z.record(key, promiseRuleSchema),
  handover: z.strictObject({ untaken_after_minutes: minutes, tell: z.enum(['reception', 'manager']) }),
  absence_reasons: z.array(absenceReasonSchema).min(1).max(40),
  consent: z.strictObject({
    purpose: localisedSchema,
    items: localisedSchema,
    retention: z.strictObject({ amount: count, unit: z.enum(['days', 'months', 'years']) }),
  }),
});
export type StandardPack = z.infer<typeof standardPackSchema>;

/** A piece of a sentence; `blank` names what was filled in, `missing` a gap still open. */
export const segmentSchema = z.object({
  text: z.string(),
  blank: z.string().optional(),
  missing: z.boolean().optional(),
});
export type Segment = z.infer<typeof segmentSchema>;

/** Why a pack was refused, and where. Lines and columns count from 1. */
export const packProblemSchema = z.object({
  file: z.string(),
  line: z.number().int(),
  column: z.number().int(),
  path: z.string(),
  code: z.string(),
  message: z.object({ ko: z.string(), en: z.string() }),
});
export type PackProblem = z.infer<typeof packProblemSchema>;
