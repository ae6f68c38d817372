import { describe, expect, test } from 'vitest';
import type { DueReason } from '#contract/memos.ts';
import { CALLBACK } from '#core/promises/promise.ts';
import { recounted } from '#core/promises/recount.ts';
import { fallsIntoClosedTime } from '#core/standard/calendar.ts';
import { daejeonPack, seoul, seoulCalendar } from '#tests/unit/standard/support.ts';

const rule = daejeonPack().promises[CALLBACK];
if (rule === undefined) throw new Error('the pack has no rule for calling back');
const callback = rule;

const usual = seoulCalendar();
const mondayOff = seoulCalendar({ extraHolidays: ['2026-11-23'] });
/** Friday 17:30. */
const madeAt = seoul('2026-11-20 17:30');

/** A promise of one working hour: Monday 09:30. */
function promised(over: { due?: string; first?: string; reason?: DueReason } = {}) {
  const { due = '2026-11-23 09:30', first = due, reason = 'standard' } = over;
  return {
    counting: 'working_hours',
    amount: 1,
    unit: 'hours',
    madeAt,
    dueAt: seoul(due),
    firstDueAt: seoul(first),
    firstReason: reason,
    pauses: [],
  };
}

describe('an open promise after the calendar has changed', () => {
  const now = seoul('2026-11-20 17:45');

  test('moves to where it is counted now, and not at all where nothing changes', () => {
    expect(recounted(promised(), callback, mondayOff, now)).toEqual(seoul('2026-11-24 09:30'));
    expect(recounted(promised(), callback, usual, now)).toBeNull();
    const moved = promised({ due: '2026-11-24 09:30', first: '2026-11-23 09:30' });
    expect(recounted(moved, callback, mondayOff, now)).toBeNull();
  });

  test('goes back when the day is withdrawn, never to before what was promised first', () => {
    const moved = promised({ due: '2026-11-24 09:30', first: '2026-11-23 09:30' });
    expect(recounted(moved, callback, usual, now)).toEqual(seoul('2026-11-23 09:30'));
    // Made while Monday was declared, so Tuesday is what the customer was told.
    expect(recounted(promised({ due: '2026-11-24 09:30' }), callback, usual, now)).toBeNull();
    const half = seoulCalendar({
      extraHolidays: [{ date: '2026-11-23', name: '', closesAt: '12:00' }],
    });
    const toClosing = { ...promised({ due: '2026-11-23 18:00' }), counting: 'working_days', unit: 'days' };
    expect(recounted(toClosing, callback, half, now)).toBeNull();
  });

  test('stays missed once it is missed, and is never moved into the past', () => {
    expect(recounted(promised(), callback, mondayOff, seoul('2026-11-23 09:30'))).toBeNull();
    const moved = promised({ due: '2026-11-24 09:30', first: '2026-11-23 09:30' });
    expect(recounted(moved, callback, usual, seoul('2026-11-23 10:00'))).toBeNull();
  });

  test('for the next morning goes to the next morning the branch opens', () => {
    const morning = promised({ due: '2026-11-23 10:00', reason: 'next_morning' });
    expect(recounted(morning, callback, mondayOff, now)).toEqual(seoul('2026-11-24 10:00'));
    expect(recounted(morning, callback, usual, now)).toBeNull();
  });

  test.each(['preferred', 'before_closing', 'interim'] as const)(
    'stays where it was agreed with the customer (%s)',
    (reason) => {
      expect(recounted(promised({ reason }), callback, mondayOff, now)).toBeNull();
    },
  );

  test('an agreed time falls into closed time on a declared day, and after a half day', () => {
    const half = seoulCalendar({ extraHolidays: [{ date: '2026-11-23', name: '', closesAt: '12:00' }] });
    const [morning, afternoon] = [seoul('2026-11-23 10:00'), seoul('2026-11-23 15:00')];
    expect([usual, mondayOff, half].map((calendar) => fallsIntoClosedTime(morning, calendar))).toEqual([
      false,
      true,
      false,
    ]);
    expect(fallsIntoClosedTime(afternoon, half)).toBe(true);
  });
});
