import { type Deadline, deadlineSchema } from '#contract/counting.ts';
import type { DueReason } from '#contract/memos.ts';
import type { PromiseRule } from '#contract/standard-pack.ts';
import { addDays, type WorkCalendar } from '../standard/calendar.ts';
import { dueAt } from '../standard/deadline.ts';
import type { Interval } from '../standard/pauses.ts';

const MINUTE_MS = 60_000;

/** An open promise as counting it anew needs it. */
export interface OpenPromise {
  counting: string;
  amount: number;
  unit: string;
  madeAt: Date;
  dueAt: Date;
  /** Due time and reason before any declared day moved it; the present ones where none has. */
  firstDueAt: Date;
  firstReason: DueReason;
  /** When its clock stood still; the time it waits for now is counted once it goes on. */
  pauses: readonly Interval[];
}

/**
 * When a promise is due after the calendar has changed, or null where it stays as it is.
 * - What has been missed stays missed, and nothing is moved to a time already past.
 * - Never before what was promised first: the customer has been told that.
 * - A time agreed with the customer (`isAgreed`) is not counted, so it does not move.
 * - A promise that stands still is counted when it goes on (`resumed`).
 */
export function recounted(
  promise: OpenPromise,
  rule: PromiseRule,
  calendar: WorkCalendar,
  now: Date,
): Date | null {
  if (isAgreed(promise.firstReason) || promise.dueAt <= now) return null;
  const anew =
    promise.firstReason === 'next_morning'
      ? morning(promise.firstDueAt, rule, calendar)
      : counted(promise, calendar);
  const due = anew < promise.firstDueAt ? promise.firstDueAt : anew;
  return due.getTime() === promise.dueAt.getTime() || due <= now ? null : due;
}

const agreedReasons: ReadonlySet<DueReason> = new Set(['preferred', 'before_closing', 'interim', 'agreed']);

/** Whether a due time was set by agreement and not by counting. */
export function isAgreed(reason: DueReason): boolean {
  return agreedReasons.has(reason);
}

/** “The next morning” is counted from opening, so it goes to the next morning the branch opens. */
function morning(first: Date, rule: PromiseRule, calendar: WorkCalendar): Date {
  const date = calendar.nextWorkingDay(addDays(calendar.businessDate(first), -1));
  const opens = calendar.opensAt(date) ?? first;
  return new Date(opens.getTime() + (rule.after_closing?.next_morning_minutes ?? 0) * MINUTE_MS);
}

/**
 * When a promise is due that goes on after a pause: counted from its start with every pause taken out. A time agreed
 * with the customer stays.
 */
export function resumed(promise: OpenPromise, calendar: WorkCalendar): Date {
  if (isAgreed(promise.firstReason)) return promise.dueAt;
  const due = counted(promise, calendar);
  return due < promise.dueAt ? promise.dueAt : due;
}

const counted = (promise: OpenPromise, calendar: WorkCalendar): Date =>
  dueAt(deadlineOf(promise), promise.madeAt, calendar, promise.pauses);

/** How a stored promise counts: under the version of the standard it was made by. */
function deadlineOf({ counting, amount, unit }: OpenPromise): Deadline {
  return deadlineSchema.parse({ counting, amount, unit });
}
