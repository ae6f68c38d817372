import type { PromiseState } from '#contract/memos.ts';
import type { PromiseRule } from '#contract/standard-pack.ts';
import type { PromiseSource } from '#contract/standard-promises.ts';
import { addDays, type WorkCalendar } from '../standard/calendar.ts';

/** The rule of the pack that a memo's call follows (V4, P2). */
export const CALLBACK = 'callback';
/** The rule of the pack that a booked call follows (P5). */
export const BOOKED_CALL = 'booked_call';

/** A promise as its rules need it. */
export interface PromiseNow {
  state: PromiseState;
  dueAt: Date;
  /** Set as soon as somebody had to explain a missed due time. */
  lateReason: string | null;
}

export type { PromiseSource };

/** Open past its due time. Computed, never stored: at the due time itself it is still kept. */
export function isOverdue(promise: Pick<PromiseNow, 'state' | 'dueAt'>, now: Date): boolean {
  return promise.state === 'open' && now > promise.dueAt;
}

/**
 * How an answer ends a promise. One whose due time had been missed and explained stays late, whatever later
 * time was agreed then.
 */
export function answeredAs(promise: PromiseNow, at: Date): 'kept' | 'late' {
  return at <= promise.dueAt && promise.lateReason === null ? 'kept' : 'late';
}

/** How early a try is already the agreed call, where the pack says nothing (minutes). */
const EARLY_MINUTES = 10;

/**
 * The moment a promise is judged at: now, except where a call was agreed for a time. That one is kept by the first of
 * `tries` (oldest first) no earlier than the pack lets a call be early, however long the call lasts; what the pack
 * grants as grace counts as the time itself. A try still earlier did not keep it: the customer was told another time.
 */
export function judgedAt(
  tries: readonly Date[],
  { dueAt }: Pick<PromiseNow, 'dueAt'>,
  rule: PromiseRule,
  now: Date,
): Date {
  if (!isForAgreedTime(rule)) return now;
  const due = dueAt.getTime();
  const from = due - (rule.early_minutes ?? EARLY_MINUTES) * MINUTE_MS;
  const called = tries.find((at) => at.getTime() >= from) ?? now;
  const graced = called.getTime() <= due + (rule.grace_minutes ?? 0) * MINUTE_MS;
  return graced && called > dueAt ? dueAt : called;
}

/** Whether a rule promises a call at a time agreed with the customer. */
export function isForAgreedTime(rule: Pick<PromiseRule, 'deadline'>): boolean {
  return rule.deadline.counting === 'agreed';
}

/** Whether it has to be said why before it goes on. */
export function needsLateReason(promise: PromiseNow, rule: PromiseRule, now: Date): boolean {
  return rule.late_needs_reason && promise.lateReason === null && now > promise.dueAt;
}

/** What is wrong with a time agreed with the customer: past, or further off than the rule lets one promise. */
export function agreedTimeProblem(
  at: Date,
  now: Date,
  rule: PromiseRule,
  calendar: Pick<WorkCalendar, 'businessDate' | 'endOfDay'>,
): 'TIME_IN_PAST' | 'TIME_IMPOSSIBLE' | null {
  if (Number.isNaN(at.getTime())) return 'TIME_IMPOSSIBLE';
  if (at <= now) return 'TIME_IN_PAST';
  const days = rule.preferred_time?.within_days ?? LONGEST_AGREED_DAYS;
  return at > calendar.endOfDay(addDays(calendar.businessDate(now), days)) ? 'TIME_IMPOSSIBLE' : null;
}

/** Where the pack sets no bound: a slip of the keyboard, not an agreement. */
const LONGEST_AGREED_DAYS = 365;

/** The clause a promise counts for, by where the request came from; the rule's first where it names no such source. */
export function clauseFor(rule: PromiseRule, source: PromiseSource): string {
  const report = rule.reported_under.find((one) => one.source === source) ?? rule.reported_under[0];
  if (report === undefined) throw new RangeError('a promise rule without a clause');
  return report.clause;
}

/** Where a request came from, as far as the clause it counts for tells. */
export function sourceFor(rule: PromiseRule, clause: string): PromiseSource {
  return rule.reported_under.find((one) => one.clause === clause)?.source ?? 'direct';
}

const MINUTE_MS = 60_000;

/** Whole minutes from memo to answer; what every list and figure counts in. */
export function answerMinutes(madeAt: Date, closedAt: Date): number {
  return Math.max(0, Math.floor((closedAt.getTime() - madeAt.getTime()) / MINUTE_MS));
}
