import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { fromFlag, fromInstant, fromJson, toFlag, toInstant, toJson } from '#storage/codecs.ts';

describe('instants', () => {
  test('are fixed-width UTC text with milliseconds', () => {
    expect(toInstant(new Date(Date.UTC(2026, 10, 23, 8, 3, 39, 123)))).toBe('2026-11-23T08:03:39.123Z');
    expect(toInstant(new Date('2026-11-23T17:03:39+09:00'))).toBe('2026-11-23T08:03:39.000Z');
  });

  test('come back as they went, and their text sorts as they do', () => {
    const dates = fc.date({
      min: new Date('0000-01-01T00:00:00Z'),
      max: new Date('9999-12-31T23:59:59.999Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(dates, dates, (one, other) => {
        expect(fromInstant(toInstant(one))).toEqual(one);
        expect(toInstant(one) < toInstant(other)).toBe(one.getTime() < other.getTime());
      }),
    );
  });

  test('beyond four-digit years, and invalid ones, are refused', () => {
    expect(() => toInstant(new Date(Number.NaN))).toThrow(RangeError);
    expect(() => toInstant(new Date('+010000-01-01T00:00:00Z'))).toThrow(RangeError);
    expect(() => toInstant(new Date('-000001-01-01T00:00:00Z'))).toThrow(RangeError);
  });

  test.each([
    '2026-11-23 08:03:39',
    '2026-11-23T08:03:39Z',
    '2026-02-30T00:00:00.000Z',
    '2026-11-23T08:03:39.123+09:00',
    '',
  ])('refuse the column text %j', (text) => {
    expect(() => fromInstant(text)).toThrow(RangeError);
  });
});

test('flags are 0 and 1, and nothing else', () => {
  expect([toFlag(true), toFlag(false)]).toEqual([1, 0]);
  expect([fromFlag(1), fromFlag(0)]).toEqual([true, false]);
  expect(() => fromFlag(2)).toThrow(RangeError);
});

test('an empty column stays empty', () => {
  expect([toInstant(null), fromInstant(null), toFlag(null), fromFlag(null)]).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

describe('JSON', () => {
  const hours = z.object({ opens: z.string(), closes: z.string() });

  test('comes back through its schema', () => {
    const value = { opens: '09:00', closes: '18:00' };
    expect(fromJson(hours)(toJson(value))).toEqual(value);
    expect(() => fromJson(hours)('{"opens":9}')).toThrow(z.ZodError);
    expect(() => fromJson(hours)('not json')).toThrow(SyntaxError);
  });

  test('refuses what it cannot say', () => {
    expect(() => toJson(undefined)).toThrow(TypeError);
    expect(() => toJson(() => 1)).toThrow(TypeError);
  });
});
