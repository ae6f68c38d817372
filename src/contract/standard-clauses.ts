import { z } from 'zod';
import { promiseDeadlineSchema, remindersSchema } from './standard-promises.ts';
import { clauseId, count, key, line, localisedSchema, MEANS } from './standard-words.ts';

const clauseBase = {
  id: clauseId,
  group: key,
  title: localisedSchema,
  /** The published words, unchanged. */
  text: localisedSchema,
};
const measuredBy = z.array(key).min(1).max(12);
/** Without one of these signals (a ticket, a touch on the display) the clause is unmeasured, never 0. */
const needsSignal = z.array(key).max(6).default([]);

/** What a limit counts. */
export const LIMIT_UNITS = ['rings', 'seconds', 'minutes', 'times'] as const;

/** The seven kinds of clause; every published sentence is one of them. */
export const clauseSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    ...clauseBase,
    kind: z.literal('step'),
    measured_by: measuredBy,
    /** The clause concerns an encounter only in this situation. */
    applies_when: z.enum(['always', 'officer_absent', 'other_work_in_hand']).default('always'),
    needs_signal: needsSignal,
  }),
  z.strictObject({ ...clauseBase, kind: z.literal('promise'), promise: key }),
  z.strictObject({
    ...clauseBase,
    kind: z.literal('limit'),
    counted: key,
    at_most: count,
    /** What `at_most` is in; left out where the name of what is counted says it (rings). */
    unit: z.enum(LIMIT_UNITS).optional(),
    /** A limit on time runs from one event to the other. */
    between: z.strictObject({ from: key, to: key }).optional(),
    needs_signal: needsSignal,
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
    by: z.array(z.enum(MEANS)).min(1),
    /** Both moments are recorded where there is more than one; the last one starts the clock. */
    records: measuredBy,
    deadline: promiseDeadlineSchema,
    /** Who is warned where the notice has a time: the officer an hour before unless said otherwise. */
    reminders: remindersSchema.prefault([
      { to: 'officer', when: 'before', minutes: 60 },
      { to: 'manager', when: 'overdue' },
    ]),
    /** The text that is sent. */
    says: key.optional(),
  }),
  z.strictObject({
    ...clauseBase,
    kind: z.literal('display'),
    where: z.enum(['entrance', 'web', 'branch']),
    measured_by: measuredBy,
    /** Where customers reach the institution, as it is posted. */
    contacts: z
      .array(z.strictObject({ by: z.enum(MEANS), value: localisedSchema }))
      .max(20)
      .default([]),
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
    /** Who does it, where the standard names one: an outside agency. */
    held_by: z.strictObject({ name: localisedSchema, published_at: line.optional() }).optional(),
  }),
]);
export type Clause = z.infer<typeof clauseSchema>;

/** The unit of a limit; a name like `rings` or `transfer_seconds` carries its own. */
export function limitUnit(clause: Extract<Clause, { kind: 'limit' }>): (typeof LIMIT_UNITS)[number] {
  return clause.unit ?? LIMIT_UNITS.find((unit) => clause.counted.endsWith(unit)) ?? 'times';
}
