import { expect, test } from 'vitest';
import type { CalendarEntry } from '#contract/site-visits.ts';
import {
  type Column,
  hoursOf,
  mondayOf,
  place,
  shifted,
  windowOf,
} from '#renderer/features/site-visits/calendar-rules.ts';

const HOUR = 60 * 60_000;
const midnight = Date.parse('2026-11-19T15:00:00.000Z');
const at = (hour: number) => new Date(midnight + hour * HOUR);
let made = 0;
const anId = (): string => {
  made += 1;
  return String(made);
};
const visit = (from: number, until: number): CalendarEntry => ({
  kind: 'visit',
  id: anId(),
  staffIds: [],
  from: at(from),
  until: at(until),
  state: 'agreed',
  customerName: '김○수',
  business: '',
  duty: null,
});
const away = (from: number, until: number | null): CalendarEntry => ({
  kind: 'absence',
  id: anId(),
  staffIds: [],
  from: at(from),
  until: until === null ? null : at(until),
  told: '회의',
});
const column = (...entries: CalendarEntry[]): Column => ({
  key: 'day',
  begins: midnight,
  ends: midnight + 24 * HOUR,
  entries,
});
const nineToSix = { from: 9 * HOUR, until: 18 * HOUR };

test('the hours shown are those of the branch and of every visit, never those of an absence alone', () => {
  const hours = [{ begins: midnight, opens: at(9), closes: at(18) }];
  expect(windowOf([column(away(0, null))], hours)).toEqual(nineToSix);
  expect(windowOf([column(visit(7.5, 8))], hours)).toEqual({ from: 7 * HOUR, until: 18 * HOUR });
  expect(hoursOf(windowOf([column(visit(18, 19.5))], hours))).toEqual([
    9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
  ]);
});

test('visits that overlap stand beside each other, those after them have the whole width again', () => {
  const placed = place(column(visit(10, 11), visit(10.5, 12), visit(11, 11.5), visit(14, 15)), nineToSix);
  expect(placed.map(({ lane, lanes }) => [lane, lanes])).toEqual([
    [0, 2],
    [1, 2],
    [0, 2],
    [0, 1],
  ]);
  expect(placed[0]).toMatchObject({ top: 1 / 9, height: 1 / 9, over: false });
});

test('an absence lies behind the visits it meets, and one without an end goes on to the end of the day', () => {
  const [absence, met, free] = place(column(visit(10, 11), visit(9, 9.5), away(10.5, null)), nineToSix);
  expect(absence?.entry.kind).toBe('absence');
  expect(absence?.height).toBeCloseTo(7.5 / 9);
  expect([met?.over, free?.over].sort()).toEqual([false, true]);
});

test('a week begins on Monday', () => {
  expect(['2026-11-16', '2026-11-20', '2026-11-22'].map(mondayOf)).toEqual(Array(3).fill('2026-11-16'));
  expect(shifted('2026-12-31', 1)).toBe('2027-01-01');
});
