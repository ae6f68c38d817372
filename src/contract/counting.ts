import { z } from 'zod';

/**
 * How time is counted, by the names packs and stored promises use; `core/standard/deadline.ts` is the only place
 * that counts by them.
 * - `elapsed`: time on the clock, nights and holidays included; a day is 24 hours.
 * - `working_hours`: open office time only: office hours of the weekday, less a closed lunch, less holidays.
 * - `calendar_days`: local days after the day of receipt, to the end of the last one.
 * - `working_days`: open days after the day of receipt (day 0), to closing time of the last one.
 * - `petition`: Korea's civil-petition law (민원 처리에 관한 법률 제19조).
 */
export const COUNTINGS = ['elapsed', 'working_hours', 'calendar_days', 'working_days', 'petition'] as const;
export type Counting = (typeof COUNTINGS)[number];

/** The units each counting knows, the shortest first. */
export const COUNTING_UNITS = {
  elapsed: ['seconds', 'minutes', 'hours', 'days'],
  working_hours: ['minutes', 'hours'],
  calendar_days: ['days', 'weeks'],
  working_days: ['days'],
  petition: ['at_once', 'days', 'weeks', 'months', 'years'],
} as const satisfies Record<Counting, readonly [string, ...string[]]>;

/** The largest published figure: ten years of days. */
export const LARGEST_AMOUNT = 3660;

const amount = z.number().int().min(1).max(LARGEST_AMOUNT);

/** How long, and how the time is counted. */
export const deadlineSchema = z.discriminatedUnion('counting', [
  z.strictObject({ counting: z.literal('elapsed'), amount, unit: z.enum(COUNTING_UNITS.elapsed) }),
  z.strictObject({
    counting: z.literal('working_hours'),
    amount,
    unit: z.enum(COUNTING_UNITS.working_hours),
  }),
  z.strictObject({
    counting: z.literal('calendar_days'),
    amount,
    unit: z.enum(COUNTING_UNITS.calendar_days),
  }),
  z.strictObject({ counting: z.literal('working_days'), amount, unit: z.enum(COUNTING_UNITS.working_days) }),
  z.strictObject({
    counting: z.literal('petition'),
    /** Ignored for `at_once` (즉시), which is always three working hours. */
    amount,
    unit: z.enum(COUNTING_UNITS.petition),
  }),
]);
export type Deadline = z.infer<typeof deadlineSchema>;
