import type { Deadline } from '#contract/standard-pack.ts';
import { addDays, type WorkCalendar, weekdayOf } from './calendar.ts';

const MINUTE_MS = 60_000;
const UNIT_MS = {
  seconds: 1000,
  minutes: MINUTE_MS,
  hours: 60 * MINUTE_MS,
  days: 24 * 60 * MINUTE_MS,
} as const;

/** 민원 처리에 관한 법률 시행령, 즉시: within three working hours; a day of five or fewer is eight. */
const AT_ONCE_HOURS = 3;
const PETITION_DAY_HOURS = 8;
const PETITION_LONGEST_IN_HOURS = 5;

/** Far beyond any published figure; a search this long means the calendar has no open day. */
const SEARCH_LIMIT_DAYS = 20_000;

type DayTest = (date: string) => boolean;

/**
 * The one place where due times come from. `from` is the starting event; the result is never before it.
 * - elapsed: minutes on the clock · working_hours: office time only · calendar_days: the end of the last day
 * - working_days: receipt is day 0, due at closing · petition: Korea's civil-petition law
 * @throws RangeError for an invalid instant or amount, or a calendar with no open day to come.
 */
export function dueAt(deadline: Deadline, from: Date, calendar: WorkCalendar): Date {
  const { amount } = deadline;
  if (Number.isNaN(from.getTime())) throw new RangeError('the starting instant is not a time');
  if (!Number.isInteger(amount) || amount < 1) throw new RangeError(`not a whole amount: ${amount}`);
  switch (deadline.counting) {
    case 'elapsed':
      return new Date(from.getTime() + amount * UNIT_MS[deadline.unit]);
    case 'working_hours':
      return afterOfficeTime(from, amount * UNIT_MS[deadline.unit], calendar, calendar.isWorkingDay);
    case 'calendar_days':
      return calendar.endOfDay(
        addDays(calendar.businessDate(from), deadline.unit === 'weeks' ? amount * 7 : amount),
      );
    case 'working_days':
      return closing(nthWorkingDay(calendar.businessDate(from), amount, calendar.isWorkingDay), calendar);
    case 'petition':
      return petitionDue(deadline.unit, amount, from, calendar);
  }
}

function petitionDue(
  unit: Extract<Deadline, { counting: 'petition' }>['unit'],
  amount: number,
  from: Date,
  calendar: WorkCalendar,
): Date {
  // Saturdays never count, even at a branch that opens on them.
  const counts: DayTest = (date) => {
    const weekday = weekdayOf(date);
    return weekday !== 0 && weekday !== 6 && calendar.isWorkingDay(date);
  };
  const received = calendar.businessDate(from);
  if (unit === 'at_once') return afterOfficeTime(from, AT_ONCE_HOURS * UNIT_MS.hours, calendar, counts);
  if (unit === 'days') {
    // The first day is counted: the sixth day is the fifth counting day after a counting day of receipt.
    const inDays = (days: number) => closing(nthWorkingDay(addDays(received, -1), days, counts), calendar);
    if (amount > PETITION_LONGEST_IN_HOURS) return inDays(amount);
    const inHours = afterOfficeTime(from, amount * PETITION_DAY_HOURS * UNIT_MS.hours, calendar, counts);
    // Where office days are shorter than eight hours, five days must still not outlast six.
    return earlier(inHours, inDays(PETITION_LONGEST_IN_HOURS + 1));
  }
  const months = unit === 'months' ? amount : unit === 'years' ? amount * 12 : 0;
  const last = unit === 'weeks' ? addDays(received, amount * 7 - 1) : lastDayOfMonths(received, months);
  return closing(counts(last) ? last : nthWorkingDay(last, 1, counts), calendar);
}

/**
 * Civil Act art. 160: with the first day counted a period of months ends on the day before the matching day,
 * or on the month's last day where there is no matching day.
 */
function lastDayOfMonths(first: string, months: number): string {
  const [year, month, day] = first.split('-').map(Number) as [number, number, number];
  const daysInMonth = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate();
  const matching = new Date(Date.UTC(year, month - 1 + months, Math.min(day, daysInMonth)));
  const date = matching.toISOString().slice(0, 10);
  return day > daysInMonth ? date : addDays(date, -1);
}

/** The nth counting day after `date`. */
function nthWorkingDay(date: string, nth: number, counts: DayTest): string {
  let day = date;
  for (let left = nth, searched = 0; left > 0; searched++) {
    if (searched > SEARCH_LIMIT_DAYS) throw new RangeError(`no working day to come after ${date}`);
    day = addDays(day, 1);
    if (counts(day)) left--;
  }
  return day;
}

/** The instant at which `milliseconds` of office time have passed; a period ending at closing ends that day. */
function afterOfficeTime(from: Date, milliseconds: number, calendar: WorkCalendar, counts: DayTest): Date {
  let left = milliseconds;
  let date = calendar.businessDate(from);
  for (let searched = 0; searched <= SEARCH_LIMIT_DAYS; searched++, date = addDays(date, 1)) {
    if (!counts(date)) continue;
    for (const window of calendar.workingWindows(date)) {
      const start = Math.max(window.start, from.getTime());
      if (start >= window.end) continue;
      if (start + left <= window.end) return new Date(start + left);
      left -= window.end - start;
    }
  }
  throw new RangeError('no office hours to come');
}

function closing(date: string, calendar: WorkCalendar): Date {
  const closes = calendar.closesAt(date);
  if (!closes) throw new RangeError(`the branch is closed on ${date}`);
  return closes;
}

const earlier = (a: Date, b: Date): Date => (a <= b ? a : b);
