import { describe, expect, test } from 'vitest';
import {
  type Busy,
  bookableDays,
  freeSlots,
  leastBooked,
  timeProblem,
  toMinute,
} from '#core/bookings/slots.ts';
import { createWorkCalendar } from '#core/standard/calendar.ts';

const day = { open: '09:00', close: '18:00', lunch: { from: '12:00', to: '13:00' } };
const weekly = [null, day, day, day, day, day, null];
/** 2026-11-20 is a Friday. */
const calendar = createWorkCalendar({
  timeZone: 'Asia/Seoul',
  weekly,
  publicHolidays: 'KR',
  extraHolidays: [
    { date: '2026-11-24', name: '개원 기념일', closesAt: null },
    { date: '2026-11-25', name: '직원 교육', closesAt: '11:15' },
  ],
});
const seoul = (text: string) => new Date(`${text}:00+09:00`);
const busy = (officerId: string, from: string, until: string, why: Busy['why'] = 'booked'): Busy => ({
  officerId,
  start: seoul(from).getTime(),
  end: seoul(until).getTime(),
  why,
});
const grid = (date: string, more: { busy?: Busy[]; officerIds?: string[]; earliest?: Date } = {}) =>
  freeSlots({
    calendar,
    date,
    slotMinutes: 30,
    officerIds: ['a'],
    busy: [],
    earliest: seoul('2026-11-20T00:00'),
    ...more,
  });
const times = (date: string, more = {}) =>
  grid(date, more).map(({ at }) =>
    at.toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Seoul' }),
  );

describe('the grid of a day', () => {
  test('runs through office hours, without lunch, and nothing that would not end before closing', () => {
    const all = times('2026-11-20');
    expect(all).toHaveLength(16);
    expect(all[0]).toBe('09:00');
    expect(all).toContain('11:30');
    expect(all).not.toContain('12:00');
    expect(all).toContain('13:00');
    expect(all.at(-1)).toBe('17:30');
  });

  test('is empty on a Saturday and on a day declared, and short on a half day', () => {
    expect(times('2026-11-21')).toEqual([]);
    expect(times('2026-11-24')).toEqual([]);
    expect(times('2026-11-25')).toEqual(['09:00', '09:30', '10:00', '10:30']);
  });

  test('leaves out what somebody is away for or has promised, to the minute', () => {
    const taken = [
      busy('a', '2026-11-20T09:30', '2026-11-20T10:00'),
      busy('a', '2026-11-20T14:10', '2026-11-20T15:00', 'away'),
    ];
    const left = times('2026-11-20', { busy: taken });
    expect(left).toContain('09:00');
    expect(left).not.toContain('09:30');
    expect(left).toContain('10:00');
    expect(left).not.toContain('14:00');
    expect(left).not.toContain('14:30');
    expect(left).toContain('15:00');
  });

  test('says who is free, and begins no earlier than notice allows', () => {
    const two = grid('2026-11-20', {
      officerIds: ['a', 'b'],
      busy: [busy('a', '2026-11-20T17:00', '2026-11-20T17:30')],
      earliest: seoul('2026-11-20T16:45'),
    });
    expect(two.map(({ officerIds }) => officerIds)).toEqual([['b'], ['a', 'b']]);
  });

  test('keeps its length where the clock is put forward', () => {
    const london = createWorkCalendar({
      timeZone: 'Europe/London',
      weekly: [{ open: '00:00', close: '04:00' }, null, null, null, null, null, null],
      publicHolidays: null,
    });
    const slots = freeSlots({
      calendar: london,
      date: '2027-03-28',
      slotMinutes: 60,
      officerIds: ['a'],
      busy: [],
      earliest: new Date(0),
    });
    expect(slots.map(({ at }) => at.toISOString())).toEqual([
      '2027-03-28T00:00:00.000Z',
      '2027-03-28T01:00:00.000Z',
      '2027-03-28T02:00:00.000Z',
    ]);
  });
});

describe('a time by hand', () => {
  const now = seoul('2026-11-20T10:00');
  const problem = (at: string, taken: Busy[] = []) =>
    timeProblem(seoul(at), 30, 'a', { calendar, busy: taken, now });

  test.each([
    ['2026-11-20T10:10', null],
    ['2026-11-20T17:50', null],
    ['2026-11-20T10:00', 'TIME_IN_PAST'],
    ['2026-11-20T12:30', 'BRANCH_CLOSED'],
    ['2026-11-20T18:00', 'BRANCH_CLOSED'],
    ['2026-11-21T10:00', 'BRANCH_CLOSED'],
    ['2028-11-20T10:00', 'TIME_IMPOSSIBLE'],
  ])('%s: %s', (at, word) => expect(problem(at)).toBe(word));

  test('meets no other, also where only the ends overlap', () => {
    const taken = [busy('a', '2026-11-20T15:00', '2026-11-20T15:30')];
    expect(problem('2026-11-20T14:30', taken)).toBeNull();
    expect(problem('2026-11-20T14:31', taken)).toBe('SLOT_TAKEN');
    expect(problem('2026-11-20T15:29', taken)).toBe('SLOT_TAKEN');
    expect(problem('2026-11-20T15:30', taken)).toBeNull();
    expect(problem('2026-11-20T15:00', [busy('b', '2026-11-20T15:00', '2026-11-20T15:30')])).toBeNull();
    expect(problem('2026-11-20T15:00', [busy('a', '2026-11-20T15:00', '2026-11-20T15:30', 'away')])).toBe(
      'OFFICER_AWAY',
    );
  });
});

test('whoever has the fewest that day is booked, then the order of the seats', () => {
  const date = { start: seoul('2026-11-20T00:00').getTime(), end: seoul('2026-11-21T00:00').getTime() };
  expect(leastBooked(['a', 'b'], [], date)).toBe('a');
  expect(leastBooked(['a', 'b'], [busy('a', '2026-11-20T09:00', '2026-11-20T09:30')], date)).toBe('b');
  expect(leastBooked(['a', 'b'], [busy('a', '2026-11-19T09:00', '2026-11-19T09:30')], date)).toBe('a');
  expect(leastBooked([], [], date)).toBeNull();
});

test('days begin today; a second more is the same time', () => {
  expect(bookableDays(calendar, seoul('2026-11-20T10:00'), 2)).toEqual([
    '2026-11-20',
    '2026-11-21',
    '2026-11-22',
  ]);
  expect(toMinute(new Date('2026-11-20T01:00:59.999Z'))).toEqual(new Date('2026-11-20T01:00:00.000Z'));
});
