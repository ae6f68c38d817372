import { z } from 'zod';
import { deadlineSchema } from './counting.ts';
import { KNOWN_BLANKS } from './standard-scripts.ts';

/**
 * A service-standard pack: what one institution has published and promises, as data. Screens, reports and
 * deadlines follow from it; nothing of it is written in code. Keys are snake_case because people write them
 * by hand in YAML. References between the parts are checked by `core/standard/pack.ts`, which knows the lines.
 */
export const PACK_FORMAT = 'maji-standard/1';

export const CLAUSE_GROUPS = [
  'visit',
  'site_visit',
  'phone',
  'documents',
  'opinions',
  'evaluation',
  'remedy',
] as const;

const line = z.string().trim().min(1).max(4000);
/** Lower-case names of things inside the pack (scripts, steps, promises, events). */
const key = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);
const clauseId = z.string().regex(/^[A-Z][A-Za-z0-9.-]{0,15}$/);
const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/);
const isoDate = z.iso.date();
const minutes = z
  .number()
  .int()
  .min(0)
  .max(24 * 60);
const count = z.number().int().min(1).max(3660);

/** One text in several languages; the pack's own language is always there. */
export const localisedSchema = z.record(languageTag, line);
export type Localised = z.infer<typeof localisedSchema>;

/** A promise may also run to a time agreed with the customer, or carry no published figure at all. */
const promiseDeadlineSchema = z.discriminatedUnion('counting', [
  ...deadlineSchema.options,
  z.strictObject({ counting: z.literal('agreed') }),
  z.strictObject({ counting: z.literal('unstated') }),
]);

const clauseBase = {
  id: clauseId,
  group: z.enum(CLAUSE_GROUPS),
  title: localisedSchema,
  /** The published words, unchanged. */
  text: localisedSchema,
};
const measuredBy = z.array(key).min(1).max(12);

/** The seven kinds of clause; every published sentence is one of them. */
export const clauseSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...clauseBase,
    kind: z.literal('step'),
    measured_by: measuredBy,
    /** The clause concerns an encounter only in this situation. */
    applies_when: z.enum(['always', 'officer_absent', 'other_work_in_hand']).default('always'),
    /** Without one of these signals the clause is unmeasured, never 0. */
    needs_signal: z.array(key).max(6).default([]),
  }),
  z.strictObject({ ...clauseBase, kind: z.literal('promise'), promise: key }),
  z.strictObject({
    ...clauseBase,
    kind: z.literal('limit'),
    counted: key,
    at_most: count,
    /** Other ways the same words are read; counted and shown beside the one in force. */
    readings: z
      .array(z.strictObject({ at_most: count, label: localisedSchema }))
      .max(6)
      .default([]),
  }),
  z.strictObject({
    ...clauseBase,
    kind: z.literal('notice'),
    on: key,
    by: z.array(z.enum(['sms', 'phone', 'email', 'fax', 'post'])).min(1),
    /** Both moments are recorded where there is more than one; the last one starts the clock. */
    records: measuredBy,
    deadline: promiseDeadlineSchema,
  }),
  z.strictObject({
    ...clauseBase,
    kind: z.literal('display'),
    where: z.enum(['entrance', 'web', 'branch']),
    measured_by: measuredBy,
  }),
  z.strictObject({
    ...clauseBase,
    kind: z.literal('facility'),
    items: z
      .array(z.strictObject({ id: key, label: localisedSchema }))
      .min(1)
      .max(40),
    measured_by: measuredBy,
  }),
  z.strictObject({
    ...clauseBase,
    kind: z.literal('periodic'),
    /** Null where the standard says only “regularly”. */
    every: z.strictObject({ amount: count, unit: z.enum(['months', 'years']) }).nullable(),
    measured_by: measuredBy,
  }),
]);
export type Clause = z.infer<typeof clauseSchema>;

/** The situation that decides whether a step is there, which sentence is said and which choices are offered. */
export const situationSchema = z.enum(['officer_present', 'officer_absent', 'late']);
export type Situation = z.infer<typeof situationSchema>;

const choiceSchema = z.strictObject({
  id: key,
  label: localisedSchema,
  when: situationSchema.optional(),
  /** A memo has none: what is said then follows from who can call by when (`promise-quote.ts`). */
  says: key.optional(),
  /** Facts written when this is chosen, under the step's clause. */
  records: z.array(key).max(6).default([]),
  /** What has to be given before it can be chosen. */
  needs: z.enum(['colleague', 'memo', 'place', 'time']).optional(),
});
export type StepChoice = z.infer<typeof choiceSchema>;

const stepSchema = z.strictObject({
  id: key,
  clause: clauseId,
  label: localisedSchema,
  /** One line of advice under the sentence. */
  hint: localisedSchema.optional(),
  /** The step is there only in this situation. */
  when: situationSchema.optional(),
  /** The first entry whose situation fits is said; one without `when` always fits. */
  says: z
    .array(z.strictObject({ script: key, when: situationSchema.optional() }))
    .min(1)
    .max(6),
  /** What ticks it: opening the encounter, Enter, naming the purpose, settling who helps. */
  on: z.enum(['open', 'tick', 'purpose', 'officer', 'answer']),
  by: z.enum(['reception', 'officer', 'whoever_takes']),
  required: z.boolean(),
  /** The event written as a fact when it is done; none where only the choices are evidence. */
  records: key.optional(),
  choices: z.array(choiceSchema).max(12).default([]),
  /** Why it may be left out; empty means it may not be. */
  skip_reasons: z
    .array(z.strictObject({ id: key, label: localisedSchema }))
    .max(12)
    .default([]),
});
export type ChannelStep = z.infer<typeof stepSchema>;

const channelSchema = z.strictObject({ label: localisedSchema, steps: z.array(stepSchema).min(1).max(20) });

/** What happens to a promise whose hour runs past closing time. */
const afterClosingSchema = z.strictObject({
  offers: z
    .array(z.enum(['before_closing', 'next_morning']))
    .min(1)
    .max(2),
  /** Less than this left before closing and “before closing” is no longer offered. */
  before_closing_needs_minutes: minutes,
  /** “The next morning” is due this long after the next opening. */
  next_morning_minutes: minutes,
});

/** A deadline from one event to another, and everything the front desk does to keep it. */
export const promiseRuleSchema = z.strictObject({
  label: localisedSchema,
  starts_on: key,
  fulfilled_by: key,
  deadline: promiseDeadlineSchema,
  /** Which clause it counts for, by where the request came from; `in_house` targets are reported apart. */
  reported_under: z
    .array(
      z.strictObject({
        source: z.enum(['visit', 'phone', 'direct', 'booking', 'document', 'feedback', 'site_visit']),
        clause: clauseId,
        standing: z.enum(['published', 'in_house']),
      }),
    )
    .min(1)
    .max(8),
  /** An officer back later than this before the due time does not call; someone present does. */
  substitute_margin_minutes: minutes.optional(),
  preferred_time: z
    .strictObject({ moves_due: z.boolean(), within_days: z.number().int().min(1).max(365) })
    .optional(),
  after_closing: afterClosingSchema.optional(),
  reminders: z
    .array(
      z.discriminatedUnion('when', [
        z.strictObject({
          to: z.enum(['officer', 'substitute', 'manager']),
          when: z.literal('before'),
          minutes: minutes,
        }),
        z.strictObject({ to: z.enum(['officer', 'substitute', 'manager']), when: z.literal('overdue') }),
      ]),
    )
    .max(8)
    .default([]),
  late_needs_reason: z.boolean().default(false),
  unreachable: z.strictObject({ min_attempts: count, text_sent: z.boolean() }).optional(),
});
export type PromiseRule = z.infer<typeof promiseRuleSchema>;

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

export const standardPackSchema = z.strictObject({
  format: z.literal(PACK_FORMAT),
  id: z.string().regex(/^[a-z0-9][a-z0-9.-]{1,60}$/),
  name: localisedSchema,
  institution: localisedSchema,
  language: languageTag,
  version: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.+-]{0,30}$/),
  in_force_from: isoDate,
  source: z.strictObject({ title: localisedSchema, address: z.string().max(500).optional() }),
  groups: z.array(z.strictObject({ id: z.enum(CLAUSE_GROUPS), title: localisedSchema })).min(1),
  clauses: z.array(clauseSchema).min(1).max(400),
  blanks: z.partialRecord(z.enum(KNOWN_BLANKS), localisedSchema),
  scripts: z.record(key, localisedSchema),
  channels: z.record(key, channelSchema),
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
