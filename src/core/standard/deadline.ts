import type { Deadline } from '#contract/counting.ts';
import { addDays, type WorkCalendar, weekdayOf } from './calendar.ts';
import { type Interval, joined, pausedAtAll, pausedAtEnd, putOff, type Span, without } from './pauses.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3600 * SECOND_MS;
const UNIT_MS = { seconds: SECOND_MS, minutes: 60 * SECOND_MS, hours: HOUR_MS, days: 24 * HOUR_MS } as const;
const UNIT_DAYS = { days: 1, weeks: 7 } as const;

/** 민원 처리에 관한 법률 제19조: 즉시 is within three working hours; a day of five or fewer is eight. */
const AT_ONCE_HOURS = 3;
const PETITION_DAY_HOURS = 8;
const PETITION_LONGEST_IN_HOURS = 5;

/** Far beyond any closure; a search this long without one counted day means the calendar has none to come. */
const LONGEST_GAP_DAYS = 20_000;

type DayTest = (date: string) => boolean;

/**
 * The one place where due times come from. `from` is the starting event; the result is never before it.
 * - elapsed: time on the clock · working_hours: office time only · calendar_days: the end of the last day
 * - working_days: receipt is day 0, due at closing · petition: Korea's civil-petition law
 *
 * `pausedFor` is when the clock stood still, waiting for the customer (whoever still waits gives now as the end):
 * - elapsed, working_hours and petition hours stop to the millisecond;
 * - a calendar or working day counts when the clock runs at its end (at closing);
 * - of petition days neither the day of asking nor the day of the answer counts (행정절차법 시행령 제11조).
 * A pause that begins at the due time or later changes nothing.
 * @throws RangeError for an invalid instant, pause or amount, or a calendar with no open day to come.
 */
export function dueAt(
  deadline: Deadline,
  from: Date,
  calendar: WorkCalendar,
  pausedFor: readonly Interval[] = [],
): Date {
  const { amount } = deadline;
  if (Number.isNaN(from.getTime())) throw new RangeError('the starting instant is not a time');
  if (!Number.isInteger(amount) || amount < 1) throw new RangeError(`not a whole amount: ${amount}`);
  const pauses = joined(pausedFor, from.getTime());
  const received = calendar.businessDate(from);
  switch (deadline.counting) {
    case 'elapsed':
      return afterClockTime(from, amount * UNIT_MS[deadline.unit], pauses);
    case 'working_hours':
      return afterOfficeTime(from, amount * UNIT_MS[deadline.unit], calendar, calendar.isWorkingDay, pauses);
    case 'calendar_days': {
      const last = addDays(received, amount * UNIT_DAYS[deadline.unit]);
      const paused = pausedAtEnd(pauses, calendar, calendar.endOfDay).filter((date) => date > received);
      return calendar.endOfDay(putOff(last, paused));
    }
    case 'working_days': {
      const paused = new Set(pausedAtEnd(pauses, calendar, calendar.closesAt));
      const counts: DayTest = (date) => calendar.isWorkingDay(date) && !paused.has(date);
      return closing(nthCountedDay(received, amount, counts), calendar);
    }
    case 'petition':
      return petitionDue(deadline.unit, amount, from, calendar, pauses);
  }
}

function petitionDue(
  unit: Extract<Deadline, { counting: 'petition' }>['unit'],
  amount: number,
  from: Date,
  calendar: WorkCalendar,
  pauses: readonly Span[],
): Date {
  // Saturdays never count, even at a branch that opens on them.
  const works: DayTest = (date) => {
    const weekday = weekdayOf(date);
    return weekday !== 0 && weekday !== 6 && calendar.isWorkingDay(date);
  };
  const inHours = (hours: number) => afterOfficeTime(from, hours * HOUR_MS, calendar, works, pauses);
  if (unit === 'at_once') return inHours(AT_ONCE_HOURS);

  const touched = pausedAtAll(pauses, calendar);
  const paused = new Set(touched);
  const counts: DayTest = (date) => works(date) && !paused.has(date);
  const received = calendar.businessDate(from);
  if (unit === 'days') {
    // The first day is counted: the sixth day is the fifth counting day after a counting day of receipt.
    const inDays = (days: number) => closing(nthCountedDay(addDays(received, -1), days, counts), calendar);
    if (amount > PETITION_LONGEST_IN_HOURS) return inDays(amount);
    // Where office days are shorter than eight hours, five days must still not outlast six.
    return earlier(inHours(amount * PETITION_DAY_HOURS), inDays(PETITION_LONGEST_IN_HOURS + 1));
  }
  const months = unit === 'months' ? amount : unit === 'years' ? amount * 12 : 0;
  const calendarLast =
    unit === 'weeks' ? addDays(received, amount * 7 - 1) : lastDayOfMonths(received, months);
  const last = putOff(calendarLast, touched);
  return closing(counts(last) ? last : nthCountedDay(last, 1, counts), calendar);
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

/** The nth counted day after `date`. */
function nthCountedDay(date: string, nth: number, counts: DayTest): string {
  let day = date;
  for (let left = nth, gap = 0; left > 0; gap++) {
    if (gap > LONGEST_GAP_DAYS) throw new RangeError(`no working day to come after ${day}`);
    day = addDays(day, 1);
    if (!counts(day)) continue;
    left--;
    gap = 0;
  }
  return day;
}

/** The instant at which `milliseconds` have passed on a clock that stands still during pauses. */
function afterClockTime(from: Date, milliseconds: number, pauses: readonly Span[]): Date {
  let due = from.getTime() + milliseconds;
  for (const { start, end } of pauses) {
    if (start >= due) break;
    due += end - start;
  }
  return new Date(due);
}

/** The instant at which `milliseconds` of office time have passed; a period ending at closing ends that day. */
function afterOfficeTime(
  from: Date,
  milliseconds: number,
  calendar: WorkCalendar,
  counts: DayTest,
  pauses: readonly Span[],
): Date {
  let left = milliseconds;
  let date = calendar.businessDate(from);
  for (let gap = 0; gap <= LONGEST_GAP_DAYS; gap++, date = addDays(date, 1)) {
    if (!counts(date)) continue;
    for (const window of calendar.workingWindows(date)) {
      for (const { start, end } of without(pauses, Math.max(window.start, from.getTime()), window.end)) {
        if (start + left <= end) return new Date(start + left);
        left -= end - start;
        gap = 0;
      }
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
