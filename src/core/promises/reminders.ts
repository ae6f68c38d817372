import type { PromiseRule } from '#contract/standard-pack.ts';

export type ReminderKind = 'promise_officer' | 'promise_substitute' | 'promise_manager';
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
    at: new Date(
      reminder.when === 'overdue' ? dueAt.getTime() + 1 : dueAt.getTime() - reminder.minutes * MINUTE_MS,
    ),
  }));
}
