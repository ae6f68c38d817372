import { describe, expect, test } from 'vitest';
import { usualWeek } from '#core/standard/calendar.ts';
import { usualReturn } from '#core/standard/usual-return.ts';
import { daejeonPack, LUNCH, seoul, seoulCalendar } from './support.ts';

const calendar = seoulCalendar();
const lunch = seoulCalendar({ weekly: usualWeek(LUNCH) });
const hour = { minutes: 60 };

describe('when somebody who leaves now is usually back', () => {
  test.each([
    ['2026-11-20 14:00', '2026-11-20 15:00', 'so many minutes later'],
    ['2026-11-20 14:12', '2026-11-20 15:15', 'at a time people say'],
    ['2026-11-20 17:00', '2026-11-20 18:00', 'at closing at the latest'],
    ['2026-11-20 17:01', '2026-11-23 09:00', 'else when the branch opens again, over the weekend'],
    ['2026-02-13 17:30', '2026-02-19 09:00', 'and over the holidays'],
    ['2026-11-20 07:10', '2026-11-20 09:00', 'never before it opens'],
    ['2026-11-20 19:00', '2026-11-20 20:00', 'an evening at work is left as it is'],
    ['2026-11-21 14:00', '2026-11-21 15:00', 'and so is a Saturday'],
  ])('%s → %s: %s', (now, back) => {
    expect(usualReturn(hour, seoul(now), calendar)).toEqual(seoul(back));
  });

  test('not into a lunch the branch closes for', () => {
    expect(usualReturn(hour, seoul('2026-11-20 11:20'), lunch)).toEqual(seoul('2026-11-20 13:00'));
    expect(usualReturn(hour, seoul('2026-11-20 11:00'), lunch)).toEqual(seoul('2026-11-20 12:00'));
    expect(usualReturn(hour, seoul('2026-11-20 12:10'), lunch)).toEqual(seoul('2026-11-20 13:10'));
  });

  test('leave ends when the next working day begins', () => {
    const leave = { until: 'next_opening' } as const;
    expect(usualReturn(leave, seoul('2026-11-19 08:00'), calendar)).toEqual(seoul('2026-11-20 09:00'));
    expect(usualReturn(leave, seoul('2026-11-20 15:00'), calendar)).toEqual(seoul('2026-11-23 09:00'));
  });

  test('nobody knows where the pack does not say', () => {
    expect(usualReturn(undefined, seoul('2026-11-20 14:00'), calendar)).toBeNull();
  });

  test('the published pack says it of every reason but own words', () => {
    const silent = daejeonPack().absence_reasons.filter(({ usual }) => usual === undefined);
    expect(silent.map(({ id }) => id)).toEqual(['other']);
  });
});
