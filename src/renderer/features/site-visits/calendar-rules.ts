import type { CalendarEntry } from '#contract/site-visits.ts';

const HOUR_MS = 60 * 60_000;

/** A column of a calendar: a day of one person, or a person on one day. */
export interface Column {
  key: string;
  /** Midnight to midnight of the branch's day (epoch milliseconds). */
  begins: number;
  ends: number;
  entries: readonly CalendarEntry[];
}

/** The part of a day that is drawn, in milliseconds since its midnight. */
export interface Window {
  from: number;
  until: number;
}

/** Something drawn in a column: where (shares of the window, 0–1) and in which of the lanes beside each other. */
export interface Placed {
  entry: CalendarEntry;
  top: number;
  height: number;
  lane: number;
  lanes: number;
  /** An absence lies behind it. */
  over: boolean;
}

/** Where an entry lies within a day; null where it does not. What has no end goes on to the end of the day. */
export function within(
  entry: CalendarEntry,
  { begins, ends }: Column,
): { from: number; until: number } | null {
  const from = Math.max(entry.from.getTime(), begins);
  const until = Math.min(entry.until?.getTime() ?? ends, ends);
  return until > from ? { from, until } : null;
}

/** The hours all columns show: those the branch is open, and whatever lies outside, by whole hours. */
export function windowOf(
  columns: readonly Column[],
  hours: readonly { opens: Date | null; closes: Date | null; begins: number }[],
): Window {
  let [from, until] = [9 * HOUR_MS, 18 * HOUR_MS];
  for (const { opens, closes, begins } of hours) {
    if (opens === null || closes === null) continue;
    from = Math.min(from, opens.getTime() - begins);
    until = Math.max(until, closes.getTime() - begins);
  }
  for (const column of columns) {
    for (const entry of column.entries) {
      // Somebody who is away all day is away during the hours shown.
      if (entry.kind === 'absence') continue;
      const part = within(entry, column);
      if (part === null) continue;
      from = Math.min(from, part.from - column.begins);
      until = Math.max(until, part.until - column.begins);
    }
  }
  return { from: Math.floor(from / HOUR_MS) * HOUR_MS, until: Math.ceil(until / HOUR_MS) * HOUR_MS };
}

/** The whole hours of a window, as hours of the day. */
export function hoursOf({ from, until }: Window): number[] {
  return Array.from({ length: Math.round((until - from) / HOUR_MS) }, (_, index) => from / HOUR_MS + index);
}

/** Places what lies in a column: visits that overlap side by side, and absences behind them. */
export function place(column: Column, window: Window): Placed[] {
  const of = (isAway: boolean) =>
    lanesOf(
      { ...column, entries: column.entries.filter((entry) => (entry.kind === 'absence') === isAway) },
      window,
    );
  const away = of(true);
  const visits = of(false).map((visit) => ({
    ...visit,
    over: away.some((one) => one.top < visit.top + visit.height && visit.top < one.top + one.height),
  }));
  return [...away, ...visits];
}

function lanesOf(column: Column, window: Window): Placed[] {
  const span = window.until - window.from;
  const parts = column.entries
    .flatMap((entry) => {
      const part = within(entry, column);
      if (part === null) return [];
      const from = Math.max(part.from - column.begins, window.from);
      const until = Math.min(part.until - column.begins, window.until);
      return until > from ? [{ entry, from, until }] : [];
    })
    .sort((a, b) => a.from - b.from || b.until - a.until || (a.entry.id < b.entry.id ? -1 : 1));
  const placed: (Placed & { until: number })[] = [];
  let group: (Placed & { until: number })[] = [];
  for (const { entry, from, until } of parts) {
    if (group.length > 0 && group.every((one) => one.until <= from)) group = [];
    const taken = new Set(group.filter((one) => one.until > from).map((one) => one.lane));
    let lane = 0;
    while (taken.has(lane)) lane += 1;
    const one = {
      entry,
      top: (from - window.from) / span,
      height: (until - from) / span,
      lane,
      lanes: 1,
      over: false,
      until,
    };
    group.push(one);
    placed.push(one);
    const lanes = Math.max(...group.map((other) => other.lane)) + 1;
    for (const other of group) other.lanes = lanes;
  }
  return placed.map(({ until: _, ...one }) => one);
}

/** Monday of the week of a day (`yyyy-MM-dd`). */
export function mondayOf(day: string): string {
  const date = new Date(`${day}T00:00:00Z`);
  return shifted(day, -((date.getUTCDay() + 6) % 7));
}

export function shifted(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
