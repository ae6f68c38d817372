import { describe, expect, test } from 'vitest';
import {
  agreedTimeProblem,
  answeredAs,
  clauseFor,
  isOverdue,
  needsLateReason,
} from '#core/promises/promise.ts';
import { remindersFor } from '#core/promises/reminders.ts';
import { daejeonPack, seoul, seoulCalendar } from '../standard/support.ts';

const callback = daejeonPack().promises.callback;
if (callback === undefined) throw new Error('the pack has no callback promise');
const rule = callback;
const dueAt = seoul('2026-11-20 15:32');
const open = { state: 'open', dueAt, lateReason: null } as const;
const after = new Date(dueAt.getTime() + 1);

describe('a promise', () => {
  test('is overdue from the first millisecond after its due time, and only while open', () => {
    expect(isOverdue(open, dueAt)).toBe(false);
    expect(isOverdue(open, after)).toBe(true);
    expect(isOverdue({ ...open, state: 'late' }, after)).toBe(false);
  });

  test('once missed and explained stays late, whatever was agreed since', () => {
    expect(answeredAs(open, dueAt)).toBe('kept');
    expect(answeredAs(open, after)).toBe('late');
    expect(answeredAs({ ...open, lateReason: '출장' }, dueAt)).toBe('late');
  });

  test('needs a reason past due where the pack asks for one', () => {
    expect(needsLateReason(open, rule, after)).toBe(true);
    expect(needsLateReason(open, rule, dueAt)).toBe(false);
    expect(needsLateReason({ ...open, lateReason: '출장' }, rule, after)).toBe(false);
    expect(needsLateReason(open, { ...rule, late_needs_reason: false }, after)).toBe(false);
  });

  test('a memo from a visit counts for V4, any other for P2', () => {
    expect(clauseFor(rule, 'visit')).toBe('V4');
    expect(clauseFor(rule, 'phone')).toBe('P2');
    expect(clauseFor(rule, 'direct')).toBe('P2');
    // A source the rule does not name falls to its first.
    expect(clauseFor(rule, 'booking')).toBe(rule.reported_under[0]?.clause);
  });

  test('a time agreed lies ahead, within the days the pack lets one promise', () => {
    const now = seoul('2026-11-20 14:32');
    const problem = (local: string) => agreedTimeProblem(seoul(local), now, rule, seoulCalendar());
    expect(problem('2026-11-20 14:32')).toBe('TIME_IN_PAST');
    expect(problem('2026-11-20 14:33')).toBeNull();
    expect(problem('2027-01-19 23:59')).toBeNull();
    expect(problem('2027-01-20 00:00')).toBe('TIME_IMPOSSIBLE');
  });
});

test('reminders: the officer at 15 minutes, the substitute at 5, the manager when it is overdue', () => {
  expect(remindersFor(rule, dueAt)).toEqual([
    { kind: 'promise_officer', at: seoul('2026-11-20 15:17') },
    { kind: 'promise_substitute', at: seoul('2026-11-20 15:27') },
    { kind: 'promise_manager', at: after },
  ]);
});
