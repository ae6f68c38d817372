import { describe, expect, test } from 'vitest';
import { decide, type MemoAction, type MemoNow } from '#core/memos/memo-states.ts';
import type { PromiseNow } from '#core/promises/promise.ts';
import { daejeonPack, seoul, seoulCalendar } from '../standard/support.ts';

const rule = daejeonPack().promises.callback;
if (rule === undefined) throw new Error('the pack has no callback promise');

const HANDLER = 'handler';
const INTENDED = 'intended';

function aMemo(over: Partial<MemoNow> = {}): MemoNow {
  return { state: 'seen', attempts: 0, callAgainAt: null, handlerId: HANDLER, intendedId: INTENDED, ...over };
}

function aPromise(over: Partial<PromiseNow> = {}): PromiseNow {
  return { state: 'open', dueAt: seoul('2026-11-20 15:32'), lateReason: null, ...over };
}

/** What an action does at a time of 20 November 2026, in the hands of the handler unless told. */
function at(
  time: string,
  action: MemoAction,
  over: { memo?: MemoNow; promise?: PromiseNow; by?: string } = {},
) {
  return decide(over.memo ?? aMemo(), over.promise ?? aPromise(), action, {
    now: seoul(`2026-11-20 ${time}`),
    actorId: over.by ?? HANDLER,
    rule: rule as NonNullable<typeof rule>,
    calendar: seoulCalendar(),
  });
}

const anAnswer = { kind: 'answer', lateReason: null, lateAction: null } as const;
const anAttempt = { kind: 'attempt', result: 'no_answer', callAgainAt: null } as const;

describe('answering', () => {
  test('at the due time itself is kept', () => {
    expect(at('15:32', anAnswer)).toMatchObject({ memo: { state: 'answered' }, promise: { state: 'kept' } });
  });

  test('a moment later is late, and only with a reason', () => {
    const later = { promise: aPromise({ dueAt: new Date(seoul('2026-11-20 15:32').getTime() - 1) }) };
    expect(at('15:32', anAnswer, later)).toEqual({ ok: false, reason: 'NEEDS_REASON', field: 'lateReason' });
    const explained = { ...anAnswer, lateReason: '회의가 길어졌습니다', lateAction: '사과드림' };
    expect(at('15:32', explained, later)).toMatchObject({
      promise: { state: 'late', lateReason: '회의가 길어졌습니다', lateAction: '사과드림' },
    });
  });

  test('a reason given at the closing check is enough', () => {
    const promise = aPromise({ lateReason: '출장' });
    expect(at('16:00', anAnswer, { promise })).toMatchObject({ promise: { state: 'late' } });
  });

  test('a reason typed for an answer in time is not kept', () => {
    const decision = at('15:00', { ...anAnswer, lateReason: '혹시 몰라서' });
    expect(decision).toEqual({
      ok: true,
      memo: { state: 'answered', callAgainAt: null },
      promise: { state: 'kept' },
    });
  });

  test('is done once', () => {
    const memo = aMemo({ state: 'answered' });
    expect(at('15:00', anAnswer, { memo })).toMatchObject({ reason: 'MEMO_CLOSED' });
  });

  test('is for the handler and the officer it was meant for; others take it over first', () => {
    expect(at('15:00', anAnswer, { by: INTENDED })).toMatchObject({ ok: true });
    expect(at('15:00', anAnswer, { by: 'somebody' })).toMatchObject({ reason: 'NOT_HANDLER' });
  });
});

describe('an attempt', () => {
  test('is not an answer: it counts and leaves the promise alone', () => {
    expect(at('15:00', anAttempt)).toEqual({
      ok: true,
      memo: { state: 'in_contact', attempts: 1, callAgainAt: null },
      promise: null,
    });
  });

  test('“call later” needs to know when, and not in the past', () => {
    const again = (callAgainAt: Date | null) =>
      at('15:00', { kind: 'attempt', result: 'call_again', callAgainAt });
    expect(again(null)).toMatchObject({ reason: 'NEEDS_TIME', field: 'callAgainAt' });
    expect(again(seoul('2026-11-20 14:59'))).toMatchObject({ reason: 'TIME_IN_PAST' });
    expect(again(seoul('2028-11-20 14:59'))).toMatchObject({ reason: 'TIME_IMPOSSIBLE' });
    expect(again(seoul('2026-11-20 16:00'))).toMatchObject({ memo: { attempts: 1 } });
  });

  test('twice without an answer, and the customer may be called unreachable', () => {
    const memo = (attempts: number) => ({ memo: aMemo({ attempts }) });
    const close = (time: string, attempts: number, lateReason: string | null = null) =>
      at(time, { kind: 'unreachable', lateReason }, memo(attempts));
    expect(close('15:00', 1)).toMatchObject({ reason: 'TOO_FEW_ATTEMPTS' });
    expect(close('15:00', 2)).toEqual({
      ok: true,
      memo: { state: 'unreachable', callAgainAt: null },
      promise: { state: 'unreachable' },
    });
    // Past its time it has to be said why nobody was called before.
    expect(close('16:00', 2)).toMatchObject({ reason: 'NEEDS_REASON', field: 'lateReason' });
    expect(close('16:00', 2, '출장')).toMatchObject({
      promise: { state: 'unreachable', lateReason: '출장' },
    });
  });
});

describe('an interim answer', () => {
  const interim = (newDueAt: Date, lateReason: string | null = null): MemoAction => ({
    kind: 'interim',
    newDueAt,
    lateReason,
  });

  test('moves the due time to the one agreed', () => {
    const newDueAt = seoul('2026-11-23 10:00');
    expect(at('15:00', interim(newDueAt))).toMatchObject({
      memo: { state: 'in_contact' },
      promise: { dueAt: newDueAt, dueReason: 'interim' },
    });
  });

  test('never into the past, and not beyond what the pack lets one promise', () => {
    expect(at('15:00', interim(seoul('2026-11-20 15:00')))).toMatchObject({
      reason: 'TIME_IN_PAST',
      field: 'newDueAt',
    });
    expect(at('15:00', interim(seoul('2027-01-19 23:00')))).toMatchObject({ ok: true });
    expect(at('15:00', interim(seoul('2027-01-20 09:00')))).toMatchObject({ reason: 'TIME_IMPOSSIBLE' });
    expect(at('15:00', interim(new Date(Number.NaN)))).toMatchObject({ reason: 'TIME_IMPOSSIBLE' });
  });

  test('after the due time needs the reason, and cannot make a missed promise kept', () => {
    const newDueAt = seoul('2026-11-20 17:00');
    expect(at('16:00', interim(newDueAt))).toMatchObject({ reason: 'NEEDS_REASON', field: 'lateReason' });
    expect(at('16:00', interim(newDueAt, '서류 확인'))).toMatchObject({
      promise: { dueAt: newDueAt, lateReason: '서류 확인' },
    });
    const agreedAnew = aPromise({ dueAt: newDueAt, lateReason: '서류 확인' });
    expect(at('16:30', anAnswer, { promise: agreedAnew })).toMatchObject({ promise: { state: 'late' } });
  });
});

describe('who has it', () => {
  test('taking over and handing on move the handler and the caller, never the officer it was meant for', () => {
    expect(at('15:00', { kind: 'take_over' }, { by: 'colleague' })).toEqual({
      ok: true,
      memo: { handlerId: 'colleague' },
      promise: { callerId: 'colleague' },
    });
    const to = (id: string, active = true): MemoAction => ({ kind: 'hand_on', to: { id, active } });
    expect(at('15:00', to('colleague'), { by: 'reception' })).toEqual({
      ok: true,
      memo: { handlerId: 'colleague' },
      promise: { callerId: 'colleague' },
    });
    expect(at('15:00', to('gone', false))).toMatchObject({ reason: 'STAFF_INACTIVE', field: 'to' });
    expect(at('15:00', to(HANDLER))).toMatchObject({ reason: 'ALREADY_HANDLER' });
    expect(at('15:00', { kind: 'take_over' })).toMatchObject({ reason: 'ALREADY_HANDLER' });
  });

  test('opening marks a new one seen and leaves one in contact as it is', () => {
    expect(at('15:00', { kind: 'see' }, { memo: aMemo({ state: 'new' }) })).toMatchObject({
      memo: { state: 'seen' },
    });
    expect(at('15:00', { kind: 'see' }, { memo: aMemo({ state: 'in_contact' }) })).toMatchObject({
      memo: {},
    });
  });
});

describe('without an answer', () => {
  test('closing it breaks the promise', () => {
    expect(at('15:00', { kind: 'close_unanswered', reason: '고객이 취소' }, { by: 'manager' })).toMatchObject(
      {
        memo: { state: 'unanswered' },
        promise: { state: 'broken', lateReason: '고객이 취소' },
      },
    );
  });

  test('a reason is asked only of what is overdue', () => {
    const explain = { kind: 'explain_late', reason: '출장', action: '내일 아침 전화' } as const;
    expect(at('15:32', explain)).toMatchObject({ reason: 'NOT_OVERDUE' });
    expect(at('15:33', explain, { by: 'manager' })).toMatchObject({ promise: { lateReason: '출장' } });
  });

  test('only what is closed is opened again: new to its handler, seen by who does it himself', () => {
    expect(at('15:00', { kind: 'reopen' })).toMatchObject({ reason: 'MEMO_NOT_CLOSED' });
    const memo = aMemo({ state: 'unreachable', attempts: 3 });
    expect(at('15:00', { kind: 'reopen' }, { memo })).toMatchObject({ memo: { state: 'seen', attempts: 0 } });
    expect(at('15:00', { kind: 'reopen' }, { memo, by: 'other' })).toMatchObject({ memo: { state: 'new' } });
  });
});
