import { describe, expect, test } from 'vitest';
import type { Deadline } from '#contract/counting.ts';
import { usualWeek } from '#core/standard/calendar.ts';
import { dueAt } from '#core/standard/deadline.ts';
import { LUNCH, seoul, seoulCalendar } from './support.ts';

const open = seoulCalendar();
/** Closed 12–13: a working day of eight hours, as the petition law has it. */
const eightHours = seoulCalendar({ weekly: usualWeek(LUNCH) });

const elapsed = (amount: number, unit: 'minutes' | 'hours' | 'days'): Deadline => ({
  counting: 'elapsed',
  amount,
  unit,
});
const working = (amount: number, unit: 'minutes' | 'hours'): Deadline => ({
  counting: 'working_hours',
  amount,
  unit,
});
const calendarDays = (amount: number): Deadline => ({ counting: 'calendar_days', amount, unit: 'days' });
const workingDays = (amount: number): Deadline => ({ counting: 'working_days', amount, unit: 'days' });
const petition = (amount: number, unit: Extract<Deadline, { counting: 'petition' }>['unit']): Deadline => ({
  counting: 'petition',
  amount,
  unit,
});

describe('due times worked by hand (2026; 20 November is a Friday)', () => {
  test.each<[string, Deadline, string, string]>([
    ['one hour on the clock', elapsed(1, 'hours'), '11-23 14:32', '11-23 15:32'],
    ['one hour over closing', elapsed(1, 'hours'), '11-20 17:40', '11-20 18:40'],
    ['two days on the clock over a weekend', elapsed(2, 'days'), '11-20 10:00', '11-22 10:00'],
    ['one working hour', working(1, 'hours'), '11-23 10:15', '11-23 11:15'],
    ['a working hour over a closed lunch', working(1, 'hours'), '11-23 11:30', '11-23 13:30'],
    ['a working hour that ends at closing', working(1, 'hours'), '11-23 17:00', '11-23 18:00'],
    ['a working hour over the weekend', working(1, 'hours'), '11-20 17:30', '11-23 09:30'],
    ['a working hour from the evening', working(60, 'minutes'), '11-20 21:00', '11-23 10:00'],
    ['a working hour over Christmas and a weekend', working(1, 'hours'), '12-24 17:45', '12-28 09:45'],
    ['seven calendar days', calendarDays(7), '11-20 09:00', '11-27 23:59:59.999'],
    ['one working day', workingDays(1), '11-23 09:05', '11-24 18:00'],
    ['one working day from Friday', workingDays(1), '11-20 16:00', '11-23 18:00'],
    ['two working days over Chuseok', workingDays(2), '09-23 10:00', '09-29 18:00'],
    ['a working day from a Saturday', workingDays(1), '11-21 10:00', '11-23 18:00'],
    ['petition at once', petition(1, 'at_once'), '11-23 10:00', '11-23 14:00'],
    ['petition at once over the weekend', petition(1, 'at_once'), '11-20 17:00', '11-23 11:00'],
    ['petition of one day: eight hours', petition(1, 'days'), '11-23 10:00', '11-24 10:00'],
    ['petition of five days', petition(5, 'days'), '11-23 14:00', '11-30 14:00'],
    ['petition of three days over a holiday', petition(3, 'days'), '12-23 15:00', '12-29 15:00'],
    ['petition of six days, first day counted', petition(6, 'days'), '11-23 14:00', '11-30 18:00'],
    ['petition of six days received on a Saturday', petition(6, 'days'), '11-21 11:00', '11-30 18:00'],
    ['petition of seven days over Chuseok', petition(7, 'days'), '09-21 10:00', '10-01 18:00'],
    [
      'petition of one week from Monday: ends Sunday, moves',
      petition(1, 'weeks'),
      '11-23 10:00',
      '11-30 18:00',
    ],
    ['petition of two weeks from Wednesday', petition(2, 'weeks'), '11-25 10:00', '12-08 18:00'],
    ['petition of one month', petition(1, 'months'), '11-05 10:00', '12-04 18:00'],
    ['petition of one month from the 31st', petition(1, 'months'), '03-31 10:00', '04-30 18:00'],
    ['petition of one month ending on Christmas', petition(1, 'months'), '11-26 10:00', '12-28 18:00'],
  ])('%s', (_what, deadline, from, due) => {
    expect(dueAt(deadline, seoul(`2026-${from}`), eightHours)).toEqual(seoul(`2026-${due}`));
  });

  test('a petition of a year from 29 February ends on the last of February', () => {
    expect(dueAt(petition(1, 'years'), seoul('2024-02-29 10:00'), eightHours)).toEqual(
      seoul('2025-02-28 18:00'),
    );
  });

  test('Saturdays never count for a petition, even where the branch opens on them', () => {
    const saturdays = seoulCalendar({
      weekly: [...usualWeek(LUNCH).slice(0, 6), { open: '09:00', close: '13:00' }],
    });
    const friday = seoul('2026-11-20 17:00');
    expect(dueAt(petition(1, 'at_once'), friday, saturdays)).toEqual(seoul('2026-11-23 11:00'));
    expect(dueAt(working(3, 'hours'), friday, saturdays)).toEqual(seoul('2026-11-21 11:00'));
    expect(dueAt(workingDays(1), friday, saturdays)).toEqual(seoul('2026-11-21 13:00'));
  });

  test('five petition days never outlast six, even where an office day is seven hours', () => {
    const short = seoulCalendar({
      weekly: usualWeek({ from: '12:00', to: '12:30' }).map((day) => day && { ...day, close: '16:30' }),
    });
    const evening = seoul('2026-11-23 19:00');
    expect(dueAt(petition(6, 'days'), evening, short)).toEqual(seoul('2026-11-30 16:30'));
    expect(dueAt(petition(5, 'days'), evening, short)).toEqual(seoul('2026-11-30 16:30'));
    expect(dueAt(petition(4, 'days'), evening, short)).toEqual(seoul('2026-11-30 13:30'));
  });

  test('a temporary holiday declared later moves what it touches, and only that', () => {
    const declared = seoulCalendar({ extraHolidays: ['2026-11-23'] });
    const friday = seoul('2026-11-20 17:30');
    expect(dueAt(working(1, 'hours'), friday, declared)).toEqual(seoul('2026-11-24 09:30'));
    expect(dueAt(elapsed(1, 'hours'), friday, declared)).toEqual(seoul('2026-11-20 18:30'));
    expect(dueAt(calendarDays(7), friday, declared)).toEqual(dueAt(calendarDays(7), friday, open));
  });

  test('goes on by weekdays where holidays are not known yet', () => {
    expect(dueAt(workingDays(1), seoul('2030-03-01 10:00'), open)).toEqual(seoul('2030-03-04 18:00'));
  });

  test('ten years of weeks and a closure of years are counted, a calendar without an end of it is refused', () => {
    const weeks: Deadline = { counting: 'calendar_days', amount: 3660, unit: 'weeks' };
    expect(dueAt(weeks, seoul('2026-01-01 10:00'), open)).toEqual(seoul('2096-02-23 23:59:59.999'));
    const never = seoulCalendar({
      weekly: [null, null, null, null, null, null, { open: '09:00', close: '12:00' }],
    });
    expect(() => dueAt(petition(1, 'at_once'), seoul('2026-11-23 10:00'), never)).toThrow(RangeError);
    expect(() => dueAt(petition(6, 'days'), seoul('2026-11-23 10:00'), never)).toThrow(RangeError);
  });

  test('refuses a pause that ends before it begins, or is not a time', () => {
    const [nine, ten] = [seoul('2026-11-23 09:00'), seoul('2026-11-23 10:00')];
    const due = (pause: { from: Date; until: Date }) => dueAt(elapsed(1, 'hours'), nine, open, [pause]);
    expect(() => due({ from: ten, until: nine })).toThrow(RangeError);
    expect(() => due({ from: ten, until: new Date(Number.NaN) })).toThrow(RangeError);
    expect(due({ from: ten, until: ten })).toEqual(ten);
  });

  test.each([0, -1, 1.5, Number.NaN])('refuses an amount of %s', (amount) => {
    expect(() => dueAt(elapsed(amount, 'hours'), seoul('2026-11-23 10:00'), open)).toThrow(RangeError);
  });

  test('refuses an instant that is not a time', () => {
    expect(() => dueAt(elapsed(1, 'hours'), new Date(Number.NaN), open)).toThrow(RangeError);
  });
});
