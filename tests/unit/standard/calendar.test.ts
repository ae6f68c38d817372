import { describe, expect, test } from 'vitest';
import { addDays, createWorkCalendar, usualWeek } from '#core/standard/calendar.ts';
import { HOLIDAY_REGIONS, publicHolidaysOf, regionOfZone } from '#core/standard/public-holidays.ts';
import { LUNCH, seoul, seoulCalendar } from './support.ts';

describe('a branch calendar', () => {
  const calendar = seoulCalendar();

  test('gives the business date of the branch, not of UTC', () => {
    expect(calendar.businessDate(new Date('2026-11-22T15:00:00Z'))).toBe('2026-11-23');
    expect(calendar.businessDate(new Date('2026-11-22T14:59:59.999Z'))).toBe('2026-11-22');
  });

  test.each([
    ['2026-11-23', true, 'Monday'],
    ['2026-11-21', false, 'Saturday'],
    ['2026-11-22', false, 'Sunday'],
    ['2026-02-16', false, 'the day before Seollal'],
    ['2026-02-18', false, 'the day after Seollal'],
    ['2026-05-01', false, 'Labour Day'],
    ['2026-06-03', false, 'local elections'],
    ['2026-08-17', false, 'the substitute for Liberation Day'],
  ])('%s working: %s (%s)', (date, working) => {
    expect(calendar.isWorkingDay(date)).toBe(working);
    expect(calendar.opensAt(date)).toEqual(working ? seoul(`${date} 09:00`) : null);
    expect(calendar.closesAt(date)).toEqual(working ? seoul(`${date} 18:00`) : null);
  });

  test('finds the next working day over weekend and holidays', () => {
    expect(calendar.nextWorkingDay('2026-11-20')).toBe('2026-11-23');
    expect(calendar.nextWorkingDay('2026-02-13')).toBe('2026-02-19');
    expect(calendar.nextWorkingDay('2026-12-31')).toBe('2027-01-04');
  });

  test('leaves out the institution’s own and temporary holidays', () => {
    const own = seoulCalendar({ extraHolidays: ['2026-11-23'] });
    expect(own.isWorkingDay('2026-11-23')).toBe(false);
    expect(own.holidayName('2026-11-23')).toBe('');
    expect(own.nextWorkingDay('2026-11-20')).toBe('2026-11-24');
  });

  test('names its own days, closes early on half ones, and lets the shorter of two count', () => {
    const eve = { date: '2026-12-24', name: '종무', closesAt: '12:30' };
    const half = seoulCalendar({ weekly: usualWeek(LUNCH), extraHolidays: [eve] });
    expect(half.holidayName(eve.date)).toBeNull();
    expect(half.isWorkingDay(eve.date)).toBe(true);
    // 12:30 lies in the lunch break, so the morning is all there is.
    expect(half.closesAt(eve.date)).toEqual(seoul('2026-12-24 12:00'));
    const founded = { date: '2026-12-24', name: '창립기념일', closesAt: null };
    for (const days of [
      [eve, founded],
      [founded, eve],
    ]) {
      expect(seoulCalendar({ extraHolidays: days }).holidayName(eve.date)).toBe('창립기념일');
    }
    const early = seoulCalendar({ extraHolidays: [{ ...eve, closesAt: '09:00' }] });
    expect(early.isWorkingDay(eve.date)).toBe(false);
    const late = seoulCalendar({ extraHolidays: [{ ...eve, closesAt: '20:00' }] });
    expect(late.closesAt(eve.date)).toEqual(seoul('2026-12-24 18:00'));
  });

  test.each([
    ['GB-ENG', '2026-12-28', 'Boxing Day'],
    ['GB-ENG', '2026-04-06', 'Easter Monday'],
    ['GB-SCT', '2026-01-02', '2nd'],
    ['GB-NIR', '2026-03-17', 'Patrick'],
    ['IE', '2026-10-26', 'October'],
    ['US', '2026-11-26', 'Thanksgiving'],
    ['US-NY', '2026-02-12', 'Lincoln'],
    ['AU-VIC', '2026-11-03', 'Melbourne Cup'],
    ['NZ', '2026-02-06', 'Waitangi'],
  ])('knows the public holidays of %s: %s is %s', (publicHolidays, date, name) => {
    const abroad = seoulCalendar({ publicHolidays });
    expect(abroad.holidayName(date)).toContain(name);
    expect(abroad.knownUntil).toBe('2032-12-31');
    expect(abroad.isWorkingDay('2026-09-24')).toBe(true);
  });

  test('every region known has holidays in every year of its data, and no other is taken', () => {
    for (const region of HOLIDAY_REGIONS) {
      const { knownUntil, nameOf } = publicHolidaysOf(region);
      for (let year = 2025; year <= Number(knownUntil.slice(0, 4)); year++) {
        const named = Array.from({ length: 365 }, (_, day) => nameOf(addDays(`${year}-01-01`, day)));
        expect(named.filter((name) => name !== null).length).toBeGreaterThanOrEqual(8);
      }
    }
    expect(() => publicHolidaysOf('XX')).toThrow(RangeError);
    expect(() => publicHolidaysOf('constructor')).toThrow(RangeError);
    expect(regionOfZone('Asia/Seoul')).toBe('KR');
    expect(regionOfZone('Europe/Paris')).toBeNull();
  });

  test('says how far holidays are known, and goes on by weekdays after that', () => {
    expect(calendar.knownUntil).toBe('2027-12-31');
    expect(calendar.isWorkingDay('2028-03-01')).toBe(true);
    expect(calendar.nextWorkingDay('2031-01-03')).toBe('2031-01-06');
    expect(seoulCalendar({ publicHolidays: null }).knownUntil).toBeNull();
  });

  test('counts office minutes without nights, weekends and a closed lunch', () => {
    const lunch = seoulCalendar({ weekly: usualWeek(LUNCH) });
    const [friday, monday] = [seoul('2026-11-20 17:00'), seoul('2026-11-23 10:00')];
    expect(calendar.workingMinutesBetween(friday, monday)).toBe(120);
    expect(calendar.workingMinutesBetween(monday, friday)).toBe(-120);
    expect(calendar.workingMinutesBetween(friday, friday)).toBe(0);
    expect(calendar.workingMinutesBetween(seoul('2026-11-23 11:30'), seoul('2026-11-23 13:30'))).toBe(120);
    expect(lunch.workingMinutesBetween(seoul('2026-11-23 11:30'), seoul('2026-11-23 13:30'))).toBe(60);
  });

  test('keeps wall-clock office hours where clocks change', () => {
    const london = createWorkCalendar({
      timeZone: 'Europe/London',
      weekly: usualWeek(),
      publicHolidays: null,
    });
    expect(london.opensAt('2026-03-27')?.toISOString()).toBe('2026-03-27T09:00:00.000Z');
    expect(london.opensAt('2026-03-30')?.toISOString()).toBe('2026-03-30T08:00:00.000Z');
  });

  test.each([
    ['an unknown zone', { timeZone: 'Mars/Olympus' }],
    ['six weekdays', { weekly: usualWeek().slice(1) }],
    [
      'hours that end before they begin',
      { weekly: usualWeek().map(() => ({ open: '18:00', close: '09:00' })) },
    ],
    ['an impossible time', { weekly: usualWeek().map(() => ({ open: '09:00', close: '25:00' })) }],
    ['lunch outside office hours', { weekly: usualWeek({ from: '18:00', to: '19:00' }) }],
    ['a week without an open day', { weekly: [null, null, null, null, null, null, null] }],
    ['an impossible date', { extraHolidays: ['2026-13-01'] }],
    ['a date that is not in the calendar', { extraHolidays: ['2026-02-30'] }],
    ['a half day that is no time', { extraHolidays: [{ date: '2026-12-24', name: '', closesAt: '24:00' }] }],
    ['a region without data', { publicHolidays: 'XX' }],
  ])('refuses %s', (_what, over) => {
    expect(() => seoulCalendar(over)).toThrow(RangeError);
  });
});
