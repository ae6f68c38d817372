import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import { COUNTING_UNITS, COUNTINGS, deadlineSchema } from '#contract/counting.ts';
import { createWorkCalendar, usualWeek } from '#core/standard/calendar.ts';
import { dueAt } from '#core/standard/deadline.ts';
import { LUNCH, seoulCalendar } from './support.ts';

const lunchWeek = usualWeek(LUNCH);
const withDay = (weekday: number, hours: { open: string; close: string }) =>
  lunchWeek.map((day, index) => (index === weekday ? hours : day));
const nineToFive = usualWeek().map((day) => day && { ...day, close: '17:00' });

const calendars = {
  seoul: seoulCalendar(),
  seoul_lunch: seoulCalendar({ weekly: lunchWeek }),
  wednesday_half: seoulCalendar({ weekly: withDay(3, { open: '09:00', close: '13:00' }) }),
  saturday_open: seoulCalendar({ weekly: withDay(6, { open: '09:00', close: '13:00' }) }),
  monday_off: seoulCalendar({
    weekly: lunchWeek,
    extraHolidays: [{ date: '2026-11-23', name: '임시 공휴일', closesAt: null }],
  }),
  eve_half: seoulCalendar({
    weekly: lunchWeek,
    extraHolidays: [{ date: '2026-12-24', name: '종무', closesAt: '12:00' }],
  }),
  london: createWorkCalendar({
    timeZone: 'Europe/London',
    weekly: nineToFive,
    publicHolidays: 'GB-ENG',
  }),
  new_york: createWorkCalendar({
    timeZone: 'America/New_York',
    weekly: nineToFive,
    publicHolidays: 'US-NY',
  }),
};

const moment = z
  .string()
  .transform((text) => new Date(text.includes('T') ? text : `${text.replace(' ', 'T')}+09:00`));
const caseSchema = z.strictObject({
  what: z.string(),
  article: z.string().min(1),
  calendar: z.enum(Object.keys(calendars) as [keyof typeof calendars]),
  deadline: deadlineSchema,
  from: moment,
  due: moment,
  paused: z.array(z.tuple([moment, moment])).default([]),
});

const file = readFileSync(new URL('./deadline-cases.yaml', import.meta.url), 'utf8');
const cases = z.array(caseSchema).parse(parse(file));

describe('due times worked by hand', () => {
  test.each(cases)('$what ($article)', ({ calendar, deadline, from, due, paused }) => {
    const pausedFor = paused.map(([start, until]) => ({ from: start, until }));
    expect(dueAt(deadline, from, calendars[calendar], pausedFor).toISOString()).toBe(due.toISOString());
  });

  test('come from every counting and unit there is, and from enough articles', () => {
    const shapes = new Set(cases.map(({ deadline }) => `${deadline.counting} ${deadline.unit}`));
    expect([...shapes].sort()).toEqual(
      COUNTINGS.flatMap((counting) => COUNTING_UNITS[counting].map((unit) => `${counting} ${unit}`)).sort(),
    );
    expect(cases.length).toBeGreaterThanOrEqual(40);
    for (const paragraph of ['제1항', '제2항', '제3항', '제4항제2호', '제4항제3호', '제4항제4호']) {
      expect(cases.some(({ article }) => article === `민원 처리에 관한 법률 제19조${paragraph}`)).toBe(true);
    }
  });
});
