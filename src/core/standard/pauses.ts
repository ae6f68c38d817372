import { addDays, type WorkCalendar } from './calendar.ts';

/** When the clock of a promise stood still; half open. */
export interface Interval {
  from: Date;
  until: Date;
}

/** The same in epoch milliseconds, half open. */
export interface Span {
  start: number;
  end: number;
}

/**
 * Pauses in order, overlapping and touching ones as one, nothing before `since`, empty ones left out.
 * @throws RangeError for a pause that is not a time or ends before it begins.
 */
export function joined(pauses: readonly Interval[], since: number): Span[] {
  const spans = pauses.map(({ from, until }) => {
    const [start, end] = [from.getTime(), until.getTime()];
    if (Number.isNaN(start) || Number.isNaN(end)) throw new RangeError('a pause is not a time');
    if (end < start) throw new RangeError('a pause ends before it begins');
    return { start: Math.max(start, since), end };
  });
  const kept: Span[] = [];
  for (const span of spans.sort((a, b) => a.start - b.start)) {
    if (span.start >= span.end) continue;
    const last = kept.at(-1);
    if (last !== undefined && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else kept.push(span);
  }
  return kept;
}

/** What is left between `start` and `end` when the pauses are taken out. */
export function without(pauses: readonly Span[], start: number, end: number): Span[] {
  const left: Span[] = [];
  let at = start;
  for (const pause of pauses) {
    if (pause.start >= end) break;
    if (pause.start > at) left.push({ start: at, end: pause.start });
    at = Math.max(at, pause.end);
  }
  if (at < end) left.push({ start: at, end });
  return left;
}

/** Dates at whose end (closing, or the end of the day) the clock stood still, in order. */
export function pausedAtEnd(
  pauses: readonly Span[],
  calendar: WorkCalendar,
  endOf: (date: string) => Date | null,
): string[] {
  return datesOf(pauses, calendar, (date, pause) => {
    const end = endOf(date)?.getTime();
    return end !== undefined && pause.start < end && end < pause.end;
  });
}

/** Dates touched by a pause, the first and the last included, unless it only began after closing. */
export function pausedAtAll(pauses: readonly Span[], calendar: WorkCalendar): string[] {
  return datesOf(pauses, calendar, (date, pause) => {
    const end = calendar.closesAt(date) ?? calendar.endOfDay(date);
    return pause.start < end.getTime();
  });
}

function datesOf(
  pauses: readonly Span[],
  calendar: WorkCalendar,
  stands: (date: string, pause: Span) => boolean,
): string[] {
  const dates = new Set<string>();
  for (const pause of pauses) {
    // Half open: a pause that ends at midnight does not touch the day that begins there.
    const last = calendar.businessDate(new Date(pause.end - 1));
    for (let date = calendar.businessDate(new Date(pause.start)); date <= last; date = addDays(date, 1)) {
      if (stands(date, pause)) dates.add(date);
    }
  }
  return [...dates].sort();
}

/** A last day moved on by one for every date left out up to it. `dates` in order. */
export function putOff(last: string, dates: readonly string[]): string {
  let moved = last;
  for (const date of dates) if (date <= moved) moved = addDays(moved, 1);
  return moved;
}
