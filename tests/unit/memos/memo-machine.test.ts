import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decide, isClosed, type MemoAction, type MemoNow } from '#core/memos/memo-states.ts';
import type { PromiseNow } from '#core/promises/promise.ts';
import { daejeonPack, seoul, seoulCalendar } from '../standard/support.ts';

const rule = daejeonPack().promises.callback;
if (rule === undefined) throw new Error('the pack has no callback promise');
const calendar = seoulCalendar();
const START = seoul('2026-11-20 14:32').getTime();
const MINUTE = 60_000;
const people = ['a', 'b', 'c'];

interface Made extends PromiseNow {
  /** Every end it had; more than one is a promise answered twice. */
  ends: string[];
  /** Its due time once passed while it was open and somebody knew. */
  missed: boolean;
}

const person = fc.constantFrom(...people);
const reason = fc.constantFrom(null, '사유');
const minutes = fc.integer({ min: -30, max: 300 });
type Wish = (now: Date) => MemoAction;
const wish: fc.Arbitrary<Wish> = fc.oneof(
  fc.constant<Wish>(() => ({ kind: 'see' })),
  fc.constant<Wish>(() => ({ kind: 'take_over' })),
  fc.constant<Wish>(() => ({ kind: 'reopen' })),
  fc.record({ id: person, active: fc.boolean() }).map(
    (to): Wish =>
      () => ({ kind: 'hand_on', to }),
  ),
  fc.boolean().map(
    (done): Wish =>
      () => ({ kind: 'call_step', done }),
  ),
  reason.map(
    (lateReason): Wish =>
      () => ({ kind: 'answer', lateReason, lateAction: null }),
  ),
  reason.map(
    (lateReason): Wish =>
      () => ({ kind: 'unreachable', lateReason }),
  ),
  fc.constant<Wish>(() => ({ kind: 'close_unanswered', reason: '사유' })),
  fc.constant<Wish>(() => ({ kind: 'explain_late', reason: '사유', action: '' })),
  fc.tuple(minutes, reason).map(
    ([after, lateReason]): Wish =>
      (now) => ({
        kind: 'interim',
        newDueAt: new Date(now.getTime() + after * MINUTE),
        lateReason,
      }),
  ),
  fc
    .tuple(fc.constantFrom('no_answer' as const, 'busy' as const, 'call_again' as const), fc.option(minutes))
    .map(
      ([result, after]): Wish =>
        (now) => ({
          kind: 'attempt',
          result,
          callAgainAt: after === null ? null : new Date(now.getTime() + after * MINUTE),
        }),
    ),
);
const move = fc.record({ wish, by: person, pause: fc.integer({ min: 0, max: 50 }) });

test('whatever people do to a memo in whatever order, no promise ends twice and every end is true', () => {
  const seed = Number(process.env.MAJI_SEED ?? Date.now() % 2 ** 31);
  process.stdout.write(`memo machine: seed ${seed}\n`);
  let ended = 0;
  fc.assert(
    fc.property(fc.array(move, { minLength: 5, maxLength: 40 }), (moves) => {
      let memo: MemoNow = { state: 'new', attempts: 0, callAgainAt: null, handlerId: 'a', intendedId: 'b' };
      const firstDue = new Date(START + 60 * MINUTE);
      let promise: Made = { state: 'open', dueAt: firstDue, lateReason: null, ends: [], missed: false };
      const all = [promise];
      let attempts = 0;
      let time = START;
      for (const { wish, by, pause } of moves) {
        time += pause * MINUTE;
        const now = new Date(time);
        const action = wish(now);
        const before = { ...memo };
        const reasonBefore = promise.lateReason;
        const decision = decide(memo, promise, action, {
          now,
          actorId: by,
          rule: rule as NonNullable<typeof rule>,
          calendar,
        });
        if (!decision.ok) continue;

        if (action.kind === 'reopen') {
          expect(isClosed(before.state)).toBe(true);
          promise = {
            state: 'open',
            dueAt: new Date(time + 60 * MINUTE),
            lateReason: null,
            ends: [],
            missed: false,
          };
          all.push(promise);
          attempts = 0;
        } else {
          expect(isClosed(before.state)).toBe(false);
        }
        memo = { ...memo, ...decision.memo };
        if (action.kind === 'attempt') attempts += 1;
        const change = decision.promise;
        if (change?.dueAt !== undefined) {
          expect(change.dueAt > now).toBe(true);
          promise.missed ||= now > promise.dueAt;
          promise.dueAt = change.dueAt;
        }
        if (change?.lateReason !== undefined) promise.lateReason = change.lateReason;
        if (change?.state !== undefined) {
          promise.state = change.state as PromiseNow['state'];
          promise.ends.push(change.state);
          ended += 1;
          const inTime = now <= promise.dueAt && reasonBefore === null;
          if (change.state === 'kept') expect(inTime && !promise.missed).toBe(true);
          if (change.state === 'late') {
            expect(inTime).toBe(false);
            expect(promise.lateReason).not.toBeNull();
          }
          if (change.state === 'unreachable') {
            expect(attempts).toBeGreaterThanOrEqual(2);
            if (!inTime) expect(promise.lateReason).not.toBeNull();
          }
          expect(action.kind).not.toBe('attempt');
        }
        expect(memo.intendedId).toBe('b');
        expect(memo.attempts).toBe(attempts);
        // The memo is closed exactly when its promise is.
        expect(isClosed(memo.state)).toBe(promise.state !== 'open');
        // Earlier promises stay as they ended.
        for (const one of all.slice(0, -1)) expect(one.ends).toEqual([one.state]);
        expect(promise.ends.length).toBeLessThanOrEqual(1);
      }
    }),
    { numRuns: 2000, seed },
  );
  // A generator that never closes anything would prove nothing.
  expect(ended, `seed ${seed}`).toBeGreaterThan(500);
});
