import { expect, test } from 'vitest';
import { daysOf, movedBy, spanAround, spanOf } from '#renderer/features/reports/evidence-period.ts';

test('an address names a day, a month or a year, and nothing no calendar has', () => {
  expect(['2026-11-20', '2026-11', '2026', '2026-02-30', '2026-13', '', undefined].map(spanOf)).toEqual([
    'day',
    'month',
    'year',
    null,
    null,
    null,
    null,
  ]);
});

test('a period has its first and last day, and its neighbours', () => {
  expect(daysOf('2028-02', 'month')).toEqual({ since: '2028-02-01', until: '2028-02-29' });
  expect(daysOf('2026', 'year')).toEqual({ since: '2026-01-01', until: '2026-12-31' });
  expect(movedBy('2026-12', 'month', 1)).toBe('2027-01');
  expect(movedBy('2026-01-01', 'day', -1)).toBe('2025-12-31');
  expect(movedBy('2026', 'year', -1)).toBe('2025');
});

test('another length about the same time: today where it lies within, else the first of it', () => {
  expect(spanAround('2026-11', 'day', '2026-11-20')).toBe('2026-11-20');
  expect(spanAround('2026-10', 'day', '2026-11-20')).toBe('2026-10-01');
  expect(spanAround('2026', 'month', '2026-11-20')).toBe('2026-11');
  expect(spanAround('2026-11-20', 'year', '2026-11-20')).toBe('2026');
});
