import { addDays, type WorkCalendar } from '../standard/calendar.ts';

/** A stretch in which somebody cannot be booked; half open, in epoch milliseconds. */
export interface Busy {
  officerId: string;
  start: number;
  end: number;
  why: 'away' | 'booked';
}

export interface FreeSlot {
  at: Date;
  officerIds: string[];
}

const MINUTE_MS = 60_000;
/** Beyond it a time is a slip of the keyboard, not an agreement. */
const LONGEST_AHEAD_DAYS = 365;

interface Grid {
  calendar: WorkCalendar;
  date: string;
  slotMinutes: number;
  /** Who can be booked, in the order they are offered. */
  officerIds: readonly string[];
  busy: readonly Busy[];
  /** Nothing before this moment. */
  earliest: Date;
}

function isFree(busy: readonly Busy[], officerId: string, start: number, end: number): boolean {
  return !busy.some((one) => one.officerId === officerId && start < one.end && end > one.start);
}

/**
 * The times of a day at which somebody is free, each with who. The grid begins anew with every stretch of office time,
 * so that lunch and a half day cut off what would not fit whole.
 */
export function freeSlots({ calendar, date, slotMinutes, officerIds, busy, earliest }: Grid): FreeSlot[] {
  const length = slotMinutes * MINUTE_MS;
  const slots: FreeSlot[] = [];
  for (const window of calendar.workingWindows(date)) {
    for (let start = window.start; start + length <= window.end; start += length) {
      if (start < earliest.getTime()) continue;
      const free = officerIds.filter((id) => isFree(busy, id, start, start + length));
      if (free.length > 0) slots.push({ at: new Date(start), officerIds: free });
    }
  }
  return slots;
}

export type TimeProblem =
  | 'TIME_IN_PAST'
  | 'TIME_IMPOSSIBLE'
  | 'BRANCH_CLOSED'
  | 'OFFICER_AWAY'
  | 'SLOT_TAKEN';

/** Why somebody cannot be booked at a time, whether or not it is on the page's grid; null when he can. */
export function timeProblem(
  at: Date,
  minutes: number,
  officerId: string,
  { calendar, busy, now }: { calendar: WorkCalendar; busy: readonly Busy[]; now: Date },
): TimeProblem | null {
  if (at <= now) return 'TIME_IN_PAST';
  const date = calendar.businessDate(at);
  if (date > addDays(calendar.businessDate(now), LONGEST_AHEAD_DAYS)) return 'TIME_IMPOSSIBLE';
  const start = at.getTime();
  if (!calendar.workingWindows(date).some((window) => start >= window.start && start < window.end)) {
    return 'BRANCH_CLOSED';
  }
  const end = start + minutes * MINUTE_MS;
  const met = busy.filter((one) => one.officerId === officerId && start < one.end && end > one.start);
  if (met.some(({ why }) => why === 'booked')) return 'SLOT_TAKEN';
  return met.length > 0 ? 'OFFICER_AWAY' : null;
}

/** A time to the minute: two bookings a second apart are for the same time. */
export function toMinute(at: Date): Date {
  return new Date(Math.floor(at.getTime() / MINUTE_MS) * MINUTE_MS);
}

/** The days a customer may book, today first. */
export function bookableDays(calendar: WorkCalendar, now: Date, daysAhead: number): string[] {
  const today = calendar.businessDate(now);
  return Array.from({ length: daysAhead + 1 }, (_, index) => addDays(today, index));
}

/** Of those free at a time, whoever has the fewest bookings that day; then the order of the seats. */
export function leastBooked(
  free: readonly string[],
  busy: readonly Busy[],
  day: { start: number; end: number },
): string | null {
  const load = (id: string) =>
    busy.filter(
      (one) => one.why === 'booked' && one.officerId === id && one.start < day.end && one.end > day.start,
    ).length;
  const [first] = [...free].sort((a, b) => load(a) - load(b) || free.indexOf(a) - free.indexOf(b));
  return first ?? null;
}
