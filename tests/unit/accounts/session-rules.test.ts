import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  delayAfter,
  IDLE_LOCK,
  LONGEST_DELAY,
  LONGEST_SESSION,
  sessionEnd,
  sessionStateAt,
} from '#core/accounts/session-rules.ts';

const NOW = new Date('2026-11-20T05:32:00.000Z');
const after = (milliseconds: number) => new Date(NOW.getTime() + milliseconds);
const session = { seenAt: NOW, expiresAt: after(LONGEST_SESSION), lockedAt: null, mustChange: false };

test('the wait begins with the fifth failure and doubles up to a quarter of an hour', () => {
  const seconds = Array.from({ length: 16 }, (_, failures) => delayAfter(failures) / 1000);
  expect(seconds).toEqual([0, 0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900, 900]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 }), (failures) => {
      expect(delayAfter(failures + 1)).toBeGreaterThanOrEqual(delayAfter(failures));
      expect(delayAfter(failures)).toBeLessThanOrEqual(LONGEST_DELAY);
    }),
  );
});

test('a session ends after eight hours, or with the day of the branch', () => {
  const calendar = (end: Date) => ({ businessDate: () => '2026-11-20', endOfDay: () => end });
  expect(sessionEnd(NOW, calendar(after(LONGEST_SESSION + 1)))).toEqual(after(LONGEST_SESSION));
  expect(sessionEnd(NOW, calendar(after(1000)))).toEqual(after(1000));
});

describe('what a session allows', () => {
  test.each([
    ['at once', {}, 0, 'ready'],
    ['ten minutes later', {}, IDLE_LOCK, 'ready'],
    ['a moment after those', {}, IDLE_LOCK + 1, 'locked'],
    ['when somebody locked it', { lockedAt: NOW }, 1, 'locked'],
    ['with a password given by another', { mustChange: true }, 1, 'must_change'],
    ['locked with such a password', { mustChange: true, lockedAt: NOW }, 1, 'locked'],
    ['at its end', {}, LONGEST_SESSION, null],
    ['locked at its end', { lockedAt: NOW }, LONGEST_SESSION, null],
    ['before it was last seen, as when the clock went back', {}, -3_600_000, 'ready'],
  ])('%s', (_, change, later, state) => {
    expect(sessionStateAt({ ...session, ...change }, after(later))).toBe(state);
  });
});
