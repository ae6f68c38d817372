import { describe, expect, test } from 'vitest';
import { fitsName } from '#renderer/shared/find-name.ts';
import { emptyDraft, isReady } from '#renderer/shared/memos/action-draft.ts';
import {
  actionsFor,
  byColumn,
  callQueue,
  dropAction,
  needsLateReason,
  neighbour,
} from '#renderer/shared/memos/memo-actions.ts';
import { groupSteps } from '#renderer/shared/memos/memo-history.tsx';
import { aCard, choi, lee, noon, park } from './cards.ts';

describe('what is offered', () => {
  test('who handles a memo answers on Enter; a colleague takes it over first', () => {
    expect(actionsFor(aCard(), park.id, noon)[0]).toBe('answer');
    const offered = actionsFor(aCard(), lee.id, noon);
    expect(offered[0]).toBe('takeOver');
    expect(offered).not.toContain('answer');
    expect(offered).not.toContain('attempt');
  });

  test('the officer intended may still answer, and take back, what a colleague handles', () => {
    const offered = actionsFor(aCard({ handler: lee }), park.id, noon);
    expect(offered).toContain('answer');
    expect(offered).toContain('takeOver');
    expect(actionsFor(aCard(), park.id, noon)).not.toContain('takeOver');
  });

  test('unreachable only after the attempts the pack asks for', () => {
    const tried = (attempts: number) =>
      actionsFor({ ...aCard({ attempts }), unreachableAfter: 2 }, park.id, noon).includes('unreachable');
    expect([tried(0), tried(1), tried(2)]).toEqual([false, false, true]);
  });

  test('an overdue one can be explained, a closed one only opened again', () => {
    expect(actionsFor(aCard({ dueIn: 1 }), park.id, noon)).not.toContain('explainLate');
    expect(actionsFor(aCard({ dueIn: -1 }), park.id, noon)).toContain('explainLate');
    expect(actionsFor(aCard({ state: 'answered' }), park.id, noon)).toEqual(['reopen']);
  });

  test('late asks for a reason once, and not at the very minute it is due', () => {
    expect(needsLateReason(aCard({ dueIn: -1 }), noon)).toBe(true);
    expect(needsLateReason(aCard({ dueIn: 0 }), noon)).toBe(false);
    expect(needsLateReason(aCard({ dueIn: -1, promise: { lateReason: '현장실사' } }), noon)).toBe(false);
    // Booked for a minute ago, and begun in time.
    expect(needsLateReason({ ...aCard({ dueIn: -1 }), calledInTime: new Date(noon - 90_000) }, noon)).toBe(
      false,
    );
  });
});

describe('dropping a card', () => {
  const drop = (
    from: Parameters<typeof aCard>[0],
    to: 'new' | 'seen' | 'in_contact' | 'closed',
    who = park,
  ) => dropAction(aCard(from), to, who.id, noon);

  test('is the action that leads to the column', () => {
    expect(drop({ state: 'new' }, 'seen')).toBe('open');
    expect(drop({ state: 'seen' }, 'in_contact')).toBe('attempt');
    expect(drop({ state: 'new' }, 'closed')).toBe('answer');
    expect(drop({ state: 'answered' }, 'new')).toBe('reopen');
  });

  test('leads nowhere back, and for a colleague means taking over', () => {
    expect(drop({ state: 'seen' }, 'seen')).toBeNull();
    expect(drop({ state: 'in_contact' }, 'new')).toBeNull();
    expect(drop({ state: 'in_contact' }, 'seen')).toBeNull();
    expect(drop({ state: 'seen' }, 'closed', lee)).toBe('takeOver');
  });
});

describe('moving over the board', () => {
  const columns = byColumn([
    aCard({ id: 'a' }),
    aCard({ id: 'b' }),
    aCard({ id: 'c', state: 'in_contact' }),
    aCard({ id: 'd', state: 'unreachable' }),
    aCard({ id: 'e', state: 'unanswered' }),
  ]);

  test('every way a memo ends is in the last column', () => {
    expect(columns.closed.map(({ id }) => id)).toEqual(['d', 'e']);
    expect(columns.seen).toEqual([]);
  });

  test('arrows go along a column and over empty ones, and stop at the ends', () => {
    expect(neighbour(columns, 'a', 'Down')).toBe('b');
    expect(neighbour(columns, 'b', 'Down')).toBe('b');
    expect(neighbour(columns, 'b', 'Right')).toBe('c');
    expect(neighbour(columns, 'e', 'Left')).toBe('c');
    expect(neighbour(columns, 'c', 'Left')).toBe('a');
    expect(neighbour(columns, null, 'Down')).toBe('a');
    expect(neighbour(byColumn([]), null, 'Up')).toBeNull();
  });
});

test('a round of calls holds my open memos by due time, without those dealt with', () => {
  const cards = [
    aCard({ id: 'later', dueIn: 30 }),
    aCard({ id: 'done', dueIn: -9 }),
    aCard({ id: 'late', dueIn: -4, state: 'seen' }),
    aCard({ id: 'theirs', dueIn: -20, handler: choi }),
    aCard({ id: 'closed', dueIn: -30, state: 'answered' }),
    aCard({ id: 'booked', dueIn: 10, promise: { dueReason: 'agreed' } }),
    aCard({ id: 'booked for later', dueIn: 11, promise: { dueReason: 'agreed' } }),
  ];
  expect(callQueue(cards, park.id, new Set(['done']), noon).map(({ id }) => id)).toEqual([
    'late',
    'booked',
    'later',
  ]);
});

test('a form is sent only with the words its action needs', () => {
  const draft = (change: object) => ({ ...emptyDraft, ...change });
  expect(isReady('answer', draft({ said: ' \n' }), false)).toBe(false);
  expect(isReady('answer', draft({ said: '안내함' }), false)).toBe(true);
  expect(isReady('answer', draft({ said: '안내함' }), true)).toBe(false);
  expect(isReady('answer', draft({ said: '안내함', lateReason: '외근' }), true)).toBe(true);
  expect(isReady('attempt', draft({ result: 'busy' }), false)).toBe(true);
  expect(isReady('attempt', draft({ result: 'call_again' }), false)).toBe(false);
  expect(isReady('interim', draft({ said: '확인 중' }), false)).toBe(false);
  expect(isReady('handOn', draft({ to: 'lee' }), false)).toBe(false);
  expect(isReady('unreachable', draft({ note: '문자' }), false)).toBe(false);
  expect(isReady('unreachable', draft({ textSent: true }), true)).toBe(false);
  expect(isReady('unreachable', draft({ textSent: true, lateReason: '출장' }), true)).toBe(true);
});

test('lines ticked in one call are one entry of the history; another person’s are not', () => {
  const at = new Date(noon);
  const tick = (id: string, actor: string, step: string) => ({
    id,
    kind: 'call_step',
    at,
    actor,
    note: '',
    data: { step },
  });
  const shown = groupSteps([
    tick('1', '박서연', 'greeting'),
    tick('2', '박서연', 'introduction'),
    tick('3', '이지훈', 'greeting'),
    { id: '4', kind: 'answered', at, actor: '이지훈', note: '', data: {} },
  ]);
  expect(shown.map(({ steps }) => steps)).toEqual([['greeting', 'introduction'], ['greeting'], undefined]);
});

test('a colleague is found by part of the name, initial consonants, half a syllable and English mode', () => {
  for (const typed of ['박', '서연', 'ㅂㅅㅇ', 'ㅅㅇ', '바', 'qkr', '  박서 ']) {
    expect(fitsName('박서연', typed), typed).toBe(true);
  }
  for (const typed of ['김', 'ㅅㅂ', 'rla', '박연']) expect(fitsName('박서연', typed), typed).toBe(false);
});
