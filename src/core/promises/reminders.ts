import type { PromiseRule } from '#contract/standard-pack.ts';

type Told = 'officer' | 'substitute' | 'manager';
export type ReminderKind =
  | `promise_${Told}`
  | `interim_${Told}`
  /** The customer, by a text: of a booked call. */
  | 'promise_customer';
export type DueKind =
  | ReminderKind
  | 'call_again'
  | 'handover_untaken'
  | 'message_failed'
  | 'message_unknown'
  /** It goes, or may have gone, although it no longer holds. */
  | 'message_outdated';

export interface Reminder {
  kind: ReminderKind;
  at: Date;
}

const MINUTE_MS = 60_000;

/**
 * When somebody is reminded of a promise, from the pack. A time already past is kept: that reminder comes at
 * once. Overdue begins one millisecond after the due time.
 */
export function remindersFor(rule: PromiseRule, dueAt: Date): Reminder[] {
  return rule.reminders.map((reminder) => ({
    kind: `promise_${reminder.to}` as const,
    at: timeOf(reminder, dueAt),
  }));
}

/** The same of word in between: those of the office are told of it who are told of the promise, as long before. */
export function interimRemindersFor(rule: PromiseRule, dueAt: Date): Reminder[] {
  return rule.reminders.flatMap((reminder) =>
    reminder.to === 'customer'
      ? []
      : [{ kind: `interim_${reminder.to}` as const, at: timeOf(reminder, dueAt) }],
  );
}

function timeOf(reminder: PromiseRule['reminders'][number], dueAt: Date): Date {
  return new Date(
    reminder.when === 'overdue' ? dueAt.getTime() + 1 : dueAt.getTime() - reminder.minutes * MINUTE_MS,
  );
}
