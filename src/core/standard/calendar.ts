import { TZDate } from '@date-fns/tz';
import { type PublicHolidays, publicHolidaysOf } from './public-holidays.ts';

/** Office hours of one weekday, branch wall clock `HH:MM`; `lunch` only where the branch closes for it. */
export interface OfficeHours {
  open: string;
  close: string;
  lunch?: { from: string; to: string };
}

export interface CalendarRules {
  /** IANA zone of the branch, for example `Asia/Seoul`. */
  timeZone: string;
  /** Sunday first, as `Date.getDay()` counts; null is a closed day. */
  weekly: readonly (OfficeHours | null)[];
  /** Whose public holidays apply (`KR`, `GB-ENG`, see public-holidays.ts); null where only `extraHolidays` count. */
  publicHolidays: string | null;
  /** Temporary holidays declared later and the institution's own; a bare date is one without a name. */
  extraHolidays?: readonly (string | OwnHoliday)[];
}

/** A day the branch itself closes, or closes early. */
export interface OwnHoliday {
  /** `YYYY-MM-DD`. */
  date: string;
  name: string;
  /** Wall clock `HH:MM` of a half day; null for the whole day. Office time after it does not count. */
  closesAt: string | null;
}

/** A stretch of open office time, half open, in epoch milliseconds. */
export interface WorkingWindow {
  start: number;
  end: number;
}

/** Counts and shows a branch's time. Dates are `YYYY-MM-DD` in the branch's zone. */
export interface WorkCalendar {
  readonly timeZone: string;
  /** Last date with holiday data; later ones count weekends and own holidays only. Null: no such limit. */
  readonly knownUntil: string | null;
  businessDate(instant: Date): string;
  /** The holiday's name (empty for one without), or null on an ordinary or half day. */
  holidayName(date: string): string | null;
  isWorkingDay(date: string): boolean;
  opensAt(date: string): Date | null;
  closesAt(date: string): Date | null;
  /** The first working day after `date`. */
  nextWorkingDay(date: string): string;
  workingWindows(date: string): readonly WorkingWindow[];
  /** Whole and part minutes of office time between two instants; negative when they are the other way round. */
  workingMinutesBetween(from: Date, to: Date): number;
  /** The last millisecond of the day, so that it still belongs to that day. */
  endOfDay(date: string): Date;
}

const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
/** No office is closed this long; beyond it the calendar itself is wrong. */
const LONGEST_CLOSURE_DAYS = 3660;
const CACHE_LIMIT = 5000;
const DAY_MINUTES = 24 * 60;

const TIME = /^([01]\d|2[0-3]):([0-5]\d)$/;
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** Adds whole days to a `YYYY-MM-DD` date; pure calendar arithmetic, no zone involved. */
export function addDays(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** 0 (Sunday) to 6 (Saturday). */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

function minutesOf(time: string, what: string): number {
  const match = TIME.exec(time);
  if (!match) throw new RangeError(`${what} is not a time of day (HH:MM): ${time}`);
  return Number(match[1]) * 60 + Number(match[2]);
}

/** Open stretches of a weekday in minutes after midnight. */
function stretchesOf(hours: OfficeHours | null): [number, number][] {
  if (!hours) return [];
  const open = minutesOf(hours.open, 'open');
  const close = minutesOf(hours.close, 'close');
  if (close <= open) throw new RangeError(`office hours end before they begin: ${hours.open}–${hours.close}`);
  if (!hours.lunch) return [[open, close]];
  const from = minutesOf(hours.lunch.from, 'lunch');
  const to = minutesOf(hours.lunch.to, 'lunch');
  if (from <= open || to >= close || to <= from) throw new RangeError('lunch must lie within office hours');
  return [
    [open, from],
    [to, close],
  ];
}

/** By date, with the minute a half day ends. Of two for one day the shorter counts. */
function ownHolidays(
  days: readonly (string | OwnHoliday)[],
): Map<string, { name: string; closes: number | null }> {
  const own = new Map<string, { name: string; closes: number | null }>();
  for (const day of days) {
    const { date, name, closesAt } = typeof day === 'string' ? { date: day, name: '', closesAt: null } : day;
    if (!isDate(date)) throw new RangeError(`not a date (YYYY-MM-DD): ${date}`);
    const closes = closesAt === null ? null : minutesOf(closesAt, 'closesAt');
    const known = own.get(date);
    if (known === undefined || (known.closes ?? 0) > (closes ?? 0)) own.set(date, { name, closes });
  }
  return own;
}

const isDate = (date: string): boolean => DATE.test(date) && addDays(date, 0) === date;

/**
 * Builds the calendar of one branch.
 * @throws RangeError for an unknown zone or holiday region, an impossible time or date, or a week without a single open day.
 */
export function createWorkCalendar(rules: CalendarRules): WorkCalendar {
  const { timeZone } = rules;
  new Intl.DateTimeFormat('en', { timeZone });
  if (rules.weekly.length !== 7) throw new RangeError('office hours need seven weekdays, Sunday first');
  const weekly = rules.weekly.map(stretchesOf);
  if (weekly.every((day) => day.length === 0)) throw new RangeError('the branch is never open');
  const own = ownHolidays(rules.extraHolidays ?? []);
  const given: PublicHolidays | null =
    rules.publicHolidays === null ? null : publicHolidaysOf(rules.publicHolidays);

  const windows = new Map<string, readonly WorkingWindow[]>();

  function at(date: string, minute: number): number {
    const [year, month, day] = date.split('-').map(Number) as [number, number, number];
    return new TZDate(year, month - 1, day, Math.floor(minute / 60), minute % 60, timeZone).getTime();
  }

  function holidayName(date: string): string | null {
    const name = given?.nameOf(date) ?? null;
    if (name !== null) return name;
    const declared = own.get(date);
    return declared?.closes === null ? declared.name : null;
  }

  function workingWindows(date: string): readonly WorkingWindow[] {
    const known = windows.get(date);
    if (known) return known;
    const stretches = holidayName(date) === null ? (weekly[weekdayOf(date)] ?? []) : [];
    const closes = own.get(date)?.closes ?? DAY_MINUTES;
    const made = stretches.flatMap(([start, end]) =>
      start < closes ? [{ start: at(date, start), end: at(date, Math.min(end, closes)) }] : [],
    );
    if (windows.size > CACHE_LIMIT) windows.clear();
    windows.set(date, made);
    return made;
  }

  const dates = new Map<number, string>();

  /** Zones differ from UTC by whole quarters of an hour, so a quarter lies within one day; asked for all the time. */
  function businessDate(instant: Date): string {
    const quarter = Math.floor(instant.getTime() / QUARTER_MS);
    const known = dates.get(quarter);
    if (known !== undefined) return known;
    const date = localDate(instant);
    if (dates.size > CACHE_LIMIT) dates.clear();
    dates.set(quarter, date);
    return date;
  }

  function localDate(instant: Date): string {
    const local = new TZDate(instant.getTime(), timeZone);
    const year = String(local.getFullYear()).padStart(4, '0');
    const month = String(local.getMonth() + 1).padStart(2, '0');
    return `${year}-${month}-${String(local.getDate()).padStart(2, '0')}`;
  }

  const isWorkingDay = (date: string): boolean => workingWindows(date).length > 0;

  function workingMs(from: number, to: number): number {
    const last = businessDate(new Date(to));
    let total = 0;
    for (let date = businessDate(new Date(from)); date <= last; date = addDays(date, 1)) {
      for (const { start, end } of workingWindows(date)) {
        total += Math.max(0, Math.min(end, to) - Math.max(start, from));
      }
    }
    return total;
  }

  return {
    timeZone,
    knownUntil: given?.knownUntil ?? null,
    businessDate,
    holidayName,
    isWorkingDay,
    workingWindows,
    opensAt(date) {
      const first = workingWindows(date)[0];
      return first ? new Date(first.start) : null;
    },
    closesAt(date) {
      const last = workingWindows(date).at(-1);
      return last ? new Date(last.end) : null;
    },
    nextWorkingDay(date) {
      for (let step = 1; step <= LONGEST_CLOSURE_DAYS; step++) {
        const day = addDays(date, step);
        if (isWorkingDay(day)) return day;
      }
      throw new RangeError(`no working day within ${LONGEST_CLOSURE_DAYS} days after ${date}`);
    },
    workingMinutesBetween(from, to) {
      const [a, b] = [from.getTime(), to.getTime()];
      return a <= b ? workingMs(a, b) / MINUTE_MS : -workingMs(b, a) / MINUTE_MS;
    },
    endOfDay: (date) => new Date(at(addDays(date, 1), 0) - 1),
  };
}

/** Whether the branch is closed at a time; its lunch break counts as open. */
export function fallsIntoClosedTime(at: Date, calendar: WorkCalendar): boolean {
  const date = calendar.businessDate(at);
  const [opens, closes] = [calendar.opensAt(date), calendar.closesAt(date)];
  return opens === null || closes === null || at < opens || at > closes;
}

/** Monday to Friday, 09:00–18:00, open at lunch: what a branch has until it says otherwise. */
export function usualWeek(lunch?: { from: string; to: string }): (OfficeHours | null)[] {
  const day: OfficeHours = { open: '09:00', close: '18:00', ...(lunch ? { lunch } : {}) };
  return [null, day, day, day, day, day, null];
}
