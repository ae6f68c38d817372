import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { COUNTING_UNITS, COUNTINGS, type Deadline, deadlineSchema } from '#contract/counting.ts';
import { addDays, type CalendarRules, createWorkCalendar, weekdayOf } from '#core/standard/calendar.ts';
import { dueAt } from '#core/standard/deadline.ts';
import type { Interval } from '#core/standard/pauses.ts';

/** Zones with and without summer time, off by half an hour, south of the equator, changing at midnight. */
const ZONES = {
  'Asia/Seoul': 'KR',
  'Europe/London': 'GB-ENG',
  'America/New_York': 'US-NY',
  'Australia/Adelaide': 'AU-SA',
  'America/Havana': null,
  'Africa/Cairo': null,
  'Asia/Kathmandu': null,
} as const;

const FIRST = '2026-01-01';
const DAYS = 2 * 365;
const MINUTE = 60_000;

const shape = fc.constantFrom(
  ...COUNTINGS.flatMap((counting) => COUNTING_UNITS[counting].map((unit) => ({ counting, unit }))),
);
const deadlineOf = (kind: { counting: string; unit: string }, amount: number): Deadline =>
  deadlineSchema.parse({ ...kind, amount });
const amount = fc.integer({ min: 1, max: 40 });
const instant = fc
  .integer({ min: 0, max: DAYS * 24 * 60 })
  .map((minutes) => new Date(Date.parse(`${FIRST}T00:00:00Z`) + minutes * MINUTE));
const date = fc.integer({ min: 0, max: DAYS + 120 }).map((days) => addDays(FIRST, days));
const ownDay = fc.record({
  date,
  name: fc.constant('쉼'),
  closesAt: fc.constantFrom(null, null, '08:00', '12:30'),
});
const day = fc.record({
  close: fc.constantFrom('13:30', '16:30', '18:00', '20:00'),
  lunch: fc.constantFrom(undefined, { from: '12:00', to: '12:30' }, { from: '12:00', to: '13:00' }),
});
const rules: fc.Arbitrary<CalendarRules> = fc
  .record({
    zone: fc.constantFrom(...(Object.keys(ZONES) as (keyof typeof ZONES)[])),
    extraHolidays: fc.array(ownDay, { maxLength: 12 }),
    usual: day,
    wednesday: day,
    saturday: fc.boolean(),
  })
  .map(({ zone, extraHolidays, usual, wednesday, saturday }) => {
    const open = { open: '09:00', close: usual.close, ...(usual.lunch ? { lunch: usual.lunch } : {}) };
    const half = {
      open: '08:30',
      close: wednesday.close,
      ...(wednesday.lunch ? { lunch: wednesday.lunch } : {}),
    };
    const weekly = [null, open, open, half, open, open, saturday ? { open: '09:00', close: '12:00' } : null];
    return { timeZone: zone, weekly, publicHolidays: ZONES[zone], extraHolidays };
  });
/** Pauses as minutes after receipt and their length, overlapping as they like. */
const pauses = fc.array(
  fc.record({ after: fc.integer({ min: -600, max: 20_000 }), minutes: fc.integer({ min: 0, max: 9_000 }) }),
  { maxLength: 4 },
);
const pausedFrom = (from: Date, given: { after: number; minutes: number }[]): Interval[] =>
  given.map(({ after, minutes }) => {
    const start = from.getTime() + after * MINUTE;
    return { from: new Date(start), until: new Date(start + minutes * MINUTE) };
  });

/** Minutes of the pauses between two instants that a test of the minute accepts, counted one by one. */
function pausedMinutes(
  paused: readonly Interval[],
  from: Date,
  to: Date,
  counts: (at: Date) => boolean,
): number {
  let total = 0;
  for (let at = from.getTime(); at < to.getTime(); at += MINUTE) {
    const stands = paused.some((one) => one.from.getTime() <= at && at < one.until.getTime());
    if (stands && counts(new Date(at))) total++;
  }
  return total;
}

const runs = { numRuns: 400 };
const tested = [shape, amount, instant, rules, pauses] as const;

describe('whatever the deadline, moment, zone, calendar and waiting', () => {
  test('nothing is due before it was promised', () => {
    fc.assert(
      fc.property(...tested, (kind, n, from, over, wait) => {
        const due = dueAt(deadlineOf(kind, n), from, createWorkCalendar(over), pausedFrom(from, wait));
        expect(due.getTime()).toBeGreaterThanOrEqual(from.getTime());
      }),
      runs,
    );
  });

  test('more time is never due earlier than less', () => {
    fc.assert(
      fc.property(...tested, (kind, n, from, over, wait) => {
        const calendar = createWorkCalendar(over);
        const due = (many: number) => dueAt(deadlineOf(kind, many), from, calendar, pausedFrom(from, wait));
        expect(due(n + 1).getTime()).toBeGreaterThanOrEqual(due(n).getTime());
      }),
      runs,
    );
  });

  test('one more holiday never brings anything forward', () => {
    fc.assert(
      fc.property(...tested, fc.integer({ min: -1, max: 40 }), (kind, n, from, over, wait, after) => {
        const before = createWorkCalendar(over);
        const declared = addDays(before.businessDate(from), after);
        const more = createWorkCalendar({
          ...over,
          extraHolidays: [...(over.extraHolidays ?? []), declared],
        });
        const due = (calendar: typeof before) =>
          dueAt(deadlineOf(kind, n), from, calendar, pausedFrom(from, wait)).getTime();
        expect(due(more)).toBeGreaterThanOrEqual(due(before));
      }),
      runs,
    );
  });

  test('waiting for the customer never brings anything forward, and not at all once it is due', () => {
    fc.assert(
      fc.property(...tested, (kind, n, from, over, wait) => {
        const calendar = createWorkCalendar(over);
        const paused = pausedFrom(from, wait);
        const due = (given: Interval[]) => dueAt(deadlineOf(kind, n), from, calendar, given);
        const [none, some, all] = [due([]), due(paused.slice(1)), due(paused)];
        expect(some.getTime()).toBeGreaterThanOrEqual(none.getTime());
        expect(all.getTime()).toBeGreaterThanOrEqual(some.getTime());
        const later = { from: all, until: new Date(all.getTime() + 5_000 * MINUTE) };
        // Waiting that goes on beyond the due time was waiting before it.
        if (!paused.some(({ from: start, until }) => start <= all && until >= all)) {
          expect(due([...paused, later])).toEqual(all);
        }
      }),
      runs,
    );
  });

  test('waiting before it was promised counts for nothing', () => {
    fc.assert(
      fc.property(shape, amount, instant, rules, (kind, n, from, over) => {
        const calendar = createWorkCalendar(over);
        const earlier = { from: new Date(from.getTime() - 5_000 * MINUTE), until: from };
        expect(dueAt(deadlineOf(kind, n), from, calendar, [earlier])).toEqual(
          dueAt(deadlineOf(kind, n), from, calendar),
        );
      }),
    );
  });
});

describe('waiting moves a due time by exactly the time it would have counted', () => {
  test('minutes on the clock', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5_000 }), instant, rules, pauses, (n, from, over, wait) => {
        const paused = pausedFrom(from, wait);
        const due = dueAt(
          { counting: 'elapsed', amount: n, unit: 'minutes' },
          from,
          createWorkCalendar(over),
          paused,
        );
        expect((due.getTime() - from.getTime()) / MINUTE).toBe(
          n + pausedMinutes(paused, from, due, () => true),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('office minutes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3_000 }), instant, rules, pauses, (n, from, over, wait) => {
        const calendar = createWorkCalendar(over);
        const paused = pausedFrom(from, wait);
        const due = dueAt({ counting: 'working_hours', amount: n, unit: 'minutes' }, from, calendar, paused);
        const open = (at: Date) =>
          calendar
            .workingWindows(calendar.businessDate(at))
            .some(({ start, end }) => start <= at.getTime() && at.getTime() < end);
        expect(calendar.workingMinutesBetween(from, due)).toBe(n + pausedMinutes(paused, from, due, open));
      }),
      { numRuns: 60 },
    );
  });

  test.each(['calendar_days', 'working_days', 'petition'] as const)('days of %s, one by one', (counting) => {
    fc.assert(
      fc.property(fc.integer({ min: 6, max: 40 }), instant, rules, pauses, (n, from, over, wait) => {
        const calendar = createWorkCalendar(over);
        const paused = pausedFrom(from, wait).flatMap(({ from: start, until }) =>
          until > from ? [{ from: start < from ? from : start, until }] : [],
        );
        const due = dueAt(deadlineOf({ counting, unit: 'days' }, n), from, calendar, paused);
        const standsAt = (at: number) =>
          paused.some((one) => one.from.getTime() <= at && at < one.until.getTime());
        const dateOf = (at: number) => calendar.businessDate(new Date(at));
        const isPaused = (on: string) => {
          const end = (
            (counting !== 'calendar_days' && calendar.closesAt(on)) ||
            calendar.endOfDay(on)
          ).getTime();
          if (counting !== 'petition') return standsAt(end - 1) && standsAt(end);
          return paused.some(
            (one) =>
              one.from < one.until &&
              one.from.getTime() < end &&
              dateOf(one.from.getTime()) <= on &&
              on <= dateOf(one.until.getTime() - 1),
          );
        };
        const received = calendar.businessDate(from);
        const counts = (on: string) => {
          if (counting === 'petition' && [0, 6].includes(weekdayOf(on))) return false;
          return (counting === 'calendar_days' || calendar.isWorkingDay(on)) && !isPaused(on);
        };
        let counted = 0;
        const first = counting === 'petition' ? received : addDays(received, 1);
        for (let on = first; on <= calendar.businessDate(due); on = addDays(on, 1)) if (counts(on)) counted++;
        expect(counted).toBe(n);
      }),
      { numRuns: 150 },
    );
  });
});

test('a day ends within itself and the next begins right after, whatever the clocks do at midnight', () => {
  fc.assert(
    fc.property(rules, date, (over, on) => {
      const calendar = createWorkCalendar(over);
      const end = calendar.endOfDay(on);
      expect(calendar.businessDate(end)).toBe(on);
      expect(calendar.businessDate(new Date(end.getTime() + 1))).toBe(addDays(on, 1));
    }),
    { numRuns: 2_000 },
  );
});
