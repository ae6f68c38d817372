import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  ASKED_FOR,
  afterTry,
  isPossible,
  nextAsking,
  type TryResult,
  WAITS,
} from '#core/messages/message.ts';

const results = fc.constantFrom<TryResult>('sent', 'again', 'failed', 'unknown');

test('a channel that knows no repeats is never tried again after nobody knows, and what may have gone never failed', () => {
  fc.assert(
    fc.property(
      results,
      fc.integer({ min: 1, max: 8 }),
      fc.boolean(),
      fc.boolean(),
      fc.boolean(),
      (result, tries, knows, unsure, outdated) => {
        const next = afterTry(result, { tries, recognisesRepeats: knows, unsure, outdated });
        const isDropped = 'state' in next && next.state === 'dropped';
        if (isDropped) expect([outdated, unsure, result === 'unknown']).toEqual([true, false, false]);
        if (outdated) expect(next).toHaveProperty('state');
        if (result === 'sent') expect(next).toEqual({ state: 'sent' });
        if (result === 'unknown' && !knows) expect(next).toEqual({ state: 'unknown' });
        if ('state' in next && next.state === 'failed') expect(unsure || result === 'unknown').toBe(false);
        if (tries > WAITS.length) expect(next).toHaveProperty('state');
        if ('againIn' in next) expect(next.againIn).toBe(WAITS[tries - 1]);
      },
    ),
  );
});

test('a channel is asked ever more seldom, for a day and not longer, and once at its end', () => {
  const sent = new Date('2026-11-20T05:32:00.000Z');
  const times: number[] = [];
  for (let at = nextAsking(0, sent, sent); at !== null; at = nextAsking(times.length, sent, at)) {
    times.push(at.getTime() - sent.getTime());
  }
  const waits = times.map((time, index) => time - (times[index - 1] ?? 0));
  expect(times.at(-1)).toBe(ASKED_FOR);
  // The last one only brings it to its end.
  expect(waits.slice(0, -1)).toEqual(waits.slice(0, -1).toSorted((a, b) => a - b));
  expect(times.length).toBeLessThan(32);
});

test('waits grow, so that a channel in trouble is left in peace', () => {
  expect([...WAITS]).toEqual(WAITS.toSorted((a, b) => a - b));
});

test('what a sender has in hand, and what is done, is left alone', () => {
  const deeds = ['sentByHand', 'again', 'phoned', 'arrived', 'drop'] as const;
  for (const deed of deeds) {
    for (const state of ['sending', 'sent', 'phoned', 'dropped'] as const)
      expect(isPossible(deed, state)).toBe(false);
  }
  expect(isPossible('arrived', 'unknown')).toBe(true);
  expect(isPossible('arrived', 'failed')).toBe(false);
});
