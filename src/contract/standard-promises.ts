import { z } from 'zod';
import { type Deadline, deadlineSchema } from './counting.ts';
import { clauseId, count, key, localisedSchema, minutes, PROMISE_SOURCES } from './standard-words.ts';

/** A promise may also run to a time agreed with the customer, or carry no published figure at all. */
export const promiseDeadlineSchema = z.discriminatedUnion('counting', [
  ...deadlineSchema.options,
  z.strictObject({ counting: z.literal('agreed') }),
  /** “As soon as possible”: recorded, and reported as unmeasured. */
  z.strictObject({ counting: z.literal('unstated') }),
]);
export type PromiseDeadline = z.infer<typeof promiseDeadlineSchema>;

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

const MINUTES = { minutes: 1, hours: 60, days: 24 * 60 } as const;
const ahead = z.number().int().min(0).max(3660).optional();
const told = z.enum(['officer', 'substitute', 'manager']);
/** The customer himself, of a booked call: the text is that of the `notice` step of the channel `booking`. */
const reminded = z.enum([...told.options, 'customer']);

/** How long before the due time, in one of the three; read as minutes on the clock. */
const beforeSchema = z
  .strictObject({ to: reminded, when: z.literal('before'), minutes: ahead, hours: ahead, days: ahead })
  .refine((warning) => Object.keys(MINUTES).filter((unit) => unit in warning).length === 1, {
    error: 'exactly one of minutes, hours, days',
  })
  .transform(({ to, when, minutes: m = 0, hours = 0, days = 0 }) => ({
    to,
    when,
    minutes: m * MINUTES.minutes + hours * MINUTES.hours + days * MINUTES.days,
  }));

/** Who is warned, and when. */
export const remindersSchema = z
  .array(
    z.discriminatedUnion('when', [beforeSchema, z.strictObject({ to: told, when: z.literal('overdue') })]),
  )
  .max(8);

/** A time in which the clock stands still because it is the customer's turn. */
const pauseSchema = z.strictObject({ from: key, until: key, label: localisedSchema });

/** Word in between, “every 5 days until answered”: first due so long after the promise, then after each word. */
const interimSchema = z.strictObject({
  every: deadlineSchema,
  /** The event that counts as the notice. */
  fulfilled_by: key,
  says: key.optional(),
});
export type InterimRule = z.infer<typeof interimSchema>;

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
        source: z.enum(PROMISE_SOURCES),
        clause: clauseId,
        standing: z.enum(['published', 'in_house']),
        /** Where requests from here are promised another time than the rule's. */
        deadline: promiseDeadlineSchema.optional(),
      }),
    )
    .min(1)
    .max(12),
  pauses: z.array(pauseSchema).max(6).default([]),
  interim: interimSchema.optional(),
  /** An officer back later than this before the due time does not call; someone present does. */
  substitute_margin_minutes: minutes.optional(),
  preferred_time: z
    .strictObject({ moves_due: z.boolean(), within_days: z.number().int().min(1).max(365) })
    .optional(),
  after_closing: afterClosingSchema.optional(),
  reminders: remindersSchema.default([]),
  late_needs_reason: z.boolean().default(false),
  /** Of a call at an agreed time: a try this long before it is already the call; 10 where left out. */
  early_minutes: minutes.optional(),
  /** Of a call at an agreed time: it is still in time this long after it; not at all where left out. */
  grace_minutes: minutes.optional(),
  unreachable: z.strictObject({ min_attempts: count, text_sent: z.boolean() }).optional(),
});
export type PromiseRule = z.infer<typeof promiseRuleSchema>;
export type PromiseSource = (typeof PROMISE_SOURCES)[number];

/** What is promised to a request from `source`; null where the standard gives no figure, or a time is still to be agreed. */
export function deadlineFor(
  rule: Pick<PromiseRule, 'deadline' | 'reported_under'>,
  source: PromiseSource,
): Deadline | null {
  const own = rule.reported_under.find((report) => report.source === source)?.deadline;
  const deadline = own ?? rule.deadline;
  return deadline.counting === 'agreed' || deadline.counting === 'unstated' ? null : deadline;
}
