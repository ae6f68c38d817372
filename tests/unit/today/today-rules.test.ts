import { describe, expect, test } from 'vitest';
import type { MemoCard } from '#contract/memos.ts';
import type { Presence, StaffEntry } from '#contract/staff.ts';
import {
  cannotBeBack,
  groupPromises,
  isBeyondToday,
  partsFor,
  pressing,
  whoIsOut,
} from '#renderer/features/today/today-rules.ts';

const now = Date.parse('2026-11-20T14:00:00+09:00');
const at = (minutes: number) => new Date(now + minutes * 60_000);
const memo = (id: string, due: number, more: Partial<MemoCard> = {}) =>
  ({
    id,
    handler: { id: 'officer' },
    callAgainAt: null,
    promise: { state: 'open', dueAt: at(due) },
    ...more,
  }) as MemoCard;
const ids = (memos: readonly MemoCard[]) => memos.map(({ id }) => id);
const absent = (returns: number | null): Presence => ({
  state: 'absent',
  absenceId: 'a',
  version: 1,
  kind: 'meeting',
  told: '회의',
  startsAt: at(-30),
  returnsAt: returns === null ? null : at(returns),
});
const present = { ...absent(null), state: 'present' } as Presence;
const person = (id: string, presence: Presence, more: Partial<StaffEntry> = {}) =>
  ({ id, active: true, sort: 1, presence, ...more }) as StaffEntry;

describe('who cannot be back in time', () => {
  test.each([
    ['in', present, 10, false],
    ['back before it is due', absent(9), 10, false],
    ['back at the due time itself', absent(10), 10, false],
    ['back a minute after', absent(11), 10, true],
    ['nobody knows when', absent(null), 10, true],
    ['the time he said has passed and he is still away', absent(-5), 10, true],
    ['back later, and it is overdue already', absent(5), -10, true],
  ])('%s', (_, presence, due, cannot) => {
    expect(cannotBeBack(presence, at(due), now)).toBe(cannot);
  });

  test('those with the most to miss come first, then whoever is back soonest, last whom nobody knows of', () => {
    const people = [
      person('soon', absent(20), { sort: 1 }),
      person('unknown', absent(null), { sort: 2 }),
      person('officer', absent(60), { sort: 3 }),
      person('here', present),
      person('gone', absent(5), { active: false }),
    ];
    const memos = [
      memo('b', 50),
      memo('a', -5),
      memo('c', 90),
      memo('closed', 10, { promise: { state: 'kept', dueAt: at(10) } as MemoCard['promise'] }),
      memo('others', 10, { handler: { id: 'here' } as MemoCard['handler'] }),
    ];
    const out = whoIsOut(people, memos, now);
    expect(out.map((one) => one.person.id)).toEqual(['officer', 'soon', 'unknown']);
    expect(ids(out[0]?.memos ?? [])).toEqual(['a', 'b', 'c']);
    expect(ids(out[0]?.missed ?? [])).toEqual(['a', 'b']);
  });
});

test('my promises: late ones first, the nearest next, and a call agreed for later only when its time has come', () => {
  const again = (minutes: number) => ({ callAgainAt: at(minutes) });
  const groups = groupPromises(
    [
      memo('later', 55),
      memo('agreed-late', 50, again(40)),
      memo('agreed-soon', 58, again(20)),
      memo('come', 30, again(-1)),
      memo('late', -3),
      memo('later-still', -1, again(15)),
    ],
    now,
  );
  expect(ids(groups.late)).toEqual(['late', 'later-still']);
  expect(ids(groups.next)).toEqual(['come', 'later']);
  expect(ids(groups.agreed)).toEqual(['agreed-soon', 'agreed-late']);
});

test('what presses at a branch: past due, and within the hour', () => {
  const kept = { promise: { state: 'kept', dueAt: at(5) } as MemoCard['promise'] };
  const memos = [memo('hour', 60), memo('more', 61), memo('due', 0), memo('past', -1), memo('kept', 5, kept)];
  const { overdue, soon } = pressing(memos, now);
  expect(ids(overdue)).toEqual(['past']);
  expect(ids(soon)).toEqual(['due', 'hour']);
});

test('an absence beyond today', () => {
  const dayOf = (when: Date | number) => new Date(Number(when) + 9 * 3_600_000).toISOString().slice(0, 10);
  expect(isBeyondToday(at(9 * 60 + 59), now, dayOf)).toBe(false);
  expect(isBeyondToday(at(10 * 60), now, dayOf)).toBe(true);
  // Nobody knows: it may be a minute.
  expect(isBeyondToday(null, now, dayOf)).toBe(false);
});

test('whose work somebody sees, and where he begins', () => {
  expect(partsFor(['employee'])).toEqual(['mine']);
  expect(partsFor(['reception', 'employee'])).toEqual(['mine']);
  expect(partsFor(['manager', 'employee'])).toEqual(['mine', 'branch']);
  expect(partsFor(['manager', 'admin'])).toEqual(['branch', 'mine']);
});
