import type { InterimRule } from '#contract/standard-promises.ts';
import type { WorkCalendar } from '../standard/calendar.ts';
import { dueAt } from '../standard/deadline.ts';
import type { Interval } from '../standard/pauses.ts';

/** When the next word in between is due, counted from the promise or from the word before it, the waiting left out. */
export function nextWordAt(
  { every }: Pick<InterimRule, 'every'>,
  since: Date,
  calendar: WorkCalendar,
  pauses: readonly Interval[] = [],
): Date {
  return dueAt(every, since, calendar, pauses);
}

/** How a word that was given is judged. */
export const givenAs = (due: Date, at: Date): 'kept' | 'late' => (at <= due ? 'kept' : 'late');

/** What becomes of the next word when the promise ends: missed where it was due before, else never due. */
export const leftAs = (due: Date, endedAt: Date): 'missed' | 'not_due' =>
  endedAt > due ? 'missed' : 'not_due';
