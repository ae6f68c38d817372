import type { PromiseRule } from '#contract/standard-pack.ts';

type Told = 'officer' | 'substitute' | 'manager';
export type ReminderKind = `promise_${Told}` | `interim_${Told}`;
export type DueKind = ReminderKind | 'call_again' | 'handover_untaken' | 'message_failed' | 'message_unknown';

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
  return remindersOf('promise', rule, dueAt);
}

/** The same of word in between: those are told of it who are told of the promise, as long before. */
export function interimRemindersFor(rule: PromiseRule, dueAt: Date): Reminder[] {
  return remindersOf('interim', rule, dueAt);
}

function remindersOf(what: 'promise' | 'interim', rule: PromiseRule, dueAt: Date): Reminder[] {
  return rule.reminders.map((reminder) => ({
    kind: `${what}_${reminder.to}` as const,
    at: new Date(
      reminder.when === 'overdue' ? dueAt.getTime() + 1 : dueAt.getTime() - reminder.minutes * MINUTE_MS,
    ),
  }));
}
