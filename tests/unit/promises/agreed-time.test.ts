import { describe, expect, test } from 'vitest';
import type { PromiseRule } from '#contract/standard-pack.ts';
import { promiseRuleSchema } from '#contract/standard-pack.ts';
import { answeredAs, judgedAt } from '#core/promises/promise.ts';

const rule = (more: Partial<PromiseRule> = {}) =>
  promiseRuleSchema.parse({
    label: { ko: '예약한 전화' },
    starts_on: 'booking_made',
    fulfilled_by: 'booked_call_made',
    deadline: { counting: 'agreed' },
    reported_under: [{ source: 'booking', clause: 'P5', standing: 'published' }],
    ...more,
  });
const at = (time: string) => new Date(`2026-11-20T${time}Z`);
const dueAt = at('06:00:00');
/** How it ends when it is answered at `now` after these tries. */
const ends = (tries: string[], now: string, more: Partial<PromiseRule> = {}) => {
  const judged = judgedAt(tries.map(at), { dueAt }, rule(more), at(now));
  return answeredAs({ state: 'open', dueAt, lateReason: null }, judged);
};

describe('a call at an agreed time', () => {
  test('is kept by the time, plus nothing', () => {
    expect(ends([], '06:00:00')).toBe('kept');
    expect(ends([], '06:00:01')).toBe('late');
    expect(ends(['06:00:01'], '06:20:00')).toBe('late');
  });

  test('begun in time is in time however long it lasts', () => {
    expect(ends(['05:59:00'], '06:20:00')).toBe('kept');
    expect(ends(['05:50:00'], '06:20:00')).toBe('kept');
  });

  test('tried far too early was not the call that was agreed', () => {
    expect(ends(['05:49:59'], '06:20:00')).toBe('late');
    expect(ends(['04:00:00', '05:58:00'], '06:20:00')).toBe('kept');
    // Answered early: the customer has what he was promised.
    expect(ends(['04:00:00'], '04:10:00')).toBe('kept');
  });

  test('a pack may say how early is in time, and grant a grace', () => {
    expect(ends(['05:45:00'], '06:20:00', { early_minutes: 15 })).toBe('kept');
    expect(ends(['06:04:59'], '06:20:00', { grace_minutes: 5 })).toBe('kept');
    expect(ends([], '06:05:00', { grace_minutes: 5 })).toBe('kept');
    expect(ends([], '06:05:01', { grace_minutes: 5 })).toBe('late');
  });

  test('any other promise is judged by the answer itself', () => {
    const hour = rule({ deadline: { counting: 'elapsed', amount: 60, unit: 'minutes' } });
    expect(judgedAt([at('05:59:00')], { dueAt }, hour, at('06:20:00'))).toEqual(at('06:20:00'));
  });
});
