import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { answerMinutes } from '#core/promises/promise.ts';
import { type CountedClause, dayReport, type ReportPromise } from '#core/reports/callback-report.ts';
import { daysOfMonth, monthReport } from '#core/reports/month-report.ts';
import { addDays } from '#core/standard/calendar.ts';
import { asStored, histories, minutes, seoul, type Told } from './histories.ts';

const clauses: CountedClause[] = [
  { clause: 'P2', label: '1시간 이내 회신', standing: 'published' },
  { clause: 'V4', label: '담당자 부재', standing: 'in_house' },
];
const report = (promises: readonly ReportPromise[], date: string, now: Date) =>
  dayReport(promises, date, now, seoul, clauses);
const anyDay = fc.integer({ min: 0, max: 52 }).map((days) => addDays('2026-10-18', days));
const at = (text: string) => new Date(`${text}:00.000+09:00`);

/** One promise told in minutes, seen from `now`. */
function promise(made: string, told: Partial<Told>, now: Date, index = 0): ReportPromise {
  const usual: Told = {
    memo: index,
    made: at(made).getTime(),
    dueIn: 60,
    endsIn: null,
    end: 'answered',
    officer: 0,
    closer: 0,
    clause: 'P2',
  };
  return asStored({ ...usual, ...told }, index, now);
}

describe('the day', () => {
  it('reconciles with its rows, whatever happened', () => {
    fc.assert(
      fc.property(histories, anyDay, ({ promises, now }, date) => {
        const { movement, due, rows, byOfficer, byClause } = report(promises, date, now);
        const moving = rows.filter((row) => row.result !== null);
        expect(movement.carriedIn + movement.received).toBe(moving.length);
        expect(movement.carriedIn).toBe(rows.filter((row) => row.carriedIn).length);
        for (const result of ['kept', 'late', 'broken', 'unreachable', 'open'] as const) {
          expect(movement[result]).toBe(rows.filter((row) => row.result === result).length);
          expect(due[result]).toBe(rows.filter((row) => row.dueToday && row.state === result).length);
          expect(sum(byOfficer.map((officer) => officer[result]))).toBe(movement[result]);
          expect(sum(byClause.map((clause) => clause[result]))).toBe(due[result]);
        }
        expect(sum(byOfficer.map((officer) => officer.received))).toBe(movement.received);
        expect(sum(byOfficer.map((officer) => officer.carriedIn))).toBe(movement.carriedIn);
        const answered = rows.flatMap((row) => row.minutes ?? []);
        expect(movement.longestMinutes).toBe(answered.length === 0 ? null : Math.max(...answered));
        if (answered.length > 0) expect(movement.meanMinutes).toBeCloseTo(sum(answered) / answered.length);
        else expect(movement.meanMinutes).toBeNull();
      }),
    );
  });

  it('counts as the instants say, on both sides of midnight in the branch', () => {
    fc.assert(
      fc.property(histories, anyDay, ({ promises, now }, date) => {
        const begins = seoul.endOfDay(addDays(date, -1)).getTime() + 1;
        const ends = seoul.endOfDay(date).getTime();
        const inDay = (instant: Date | null) =>
          instant !== null && instant.getTime() >= begins && instant.getTime() <= ends;
        const { movement } = report(promises, date, now);
        expect(movement).toMatchObject({
          received: promises.filter(({ madeAt }) => inDay(madeAt)).length,
          carriedIn: promises.filter(
            ({ madeAt, closedAt }) =>
              madeAt.getTime() < begins && (closedAt === null || closedAt.getTime() >= begins),
          ).length,
          kept: promises.filter(({ closedAt, state }) => inDay(closedAt) && state === 'kept').length,
          late: promises.filter(({ closedAt, state }) => inDay(closedAt) && state === 'late').length,
          broken: promises.filter(({ closedAt, state }) => inDay(closedAt) && state === 'broken').length,
          unreachable: promises.filter(({ closedAt, state }) => inDay(closedAt) && state === 'unreachable')
            .length,
          open: promises.filter(
            ({ madeAt, closedAt }) =>
              madeAt.getTime() <= ends && (closedAt === null || closedAt.getTime() > ends),
          ).length,
        });
      }),
    );
  });

  it('balances, and hands what is open to the next day', () => {
    fc.assert(
      fc.property(histories, anyDay, ({ promises, now }, date) => {
        const { movement } = report(promises, date, now);
        const { carriedIn, received, kept, late, broken, unreachable, open } = movement;
        expect(carriedIn + received).toBe(kept + late + broken + unreachable + open);
        expect(report(promises, addDays(date, 1), now).movement.carriedIn).toBe(open);
      }),
    );
  });

  it('is the same whichever other promises come with it, in whichever order', () => {
    fc.assert(
      fc.property(histories, anyDay, ({ promises, now }, date) => {
        const whole = report(promises, date, now);
        const shown = new Set(whole.rows.map((row) => row.promiseId));
        const only = promises.filter(({ id }) => shown.has(id)).toReversed();
        expect(report(only, date, now)).toEqual(whole);
      }),
    );
  });

  it('without a promise is a report with zeros', () => {
    const { movement, due, rows, byOfficer, byClause } = report([], '2026-11-20', at('2026-11-20T18:00'));
    expect(movement).toEqual({
      carriedIn: 0,
      received: 0,
      kept: 0,
      late: 0,
      broken: 0,
      unreachable: 0,
      open: 0,
      meanMinutes: null,
      longestMinutes: null,
    });
    expect(due.rate).toBeNull();
    expect(rows).toEqual([]);
    expect(byOfficer).toEqual([]);
    expect(byClause.map(({ clause, standing, rate }) => [clause, standing, rate])).toEqual([
      ['P2', 'published', null],
      ['V4', 'in_house', null],
    ]);
  });

  it('begins at midnight in the branch, not in UTC', () => {
    const now = at('2026-11-20T18:00');
    const promises = [
      promise('2026-11-19T23:59', { endsIn: 0 }, now, 0),
      promise('2026-11-20T00:00', { endsIn: 0 }, now, 1),
      promise('2026-11-20T08:59', { endsIn: 1 }, now, 2),
      promise('2026-11-20T09:00', { endsIn: 1 }, now, 3),
    ];
    expect(report(promises, '2026-11-19', now).movement).toMatchObject({ received: 1, kept: 1 });
    expect(report(promises, '2026-11-20', now).movement).toMatchObject({
      received: 3,
      kept: 3,
      carriedIn: 0,
    });
  });

  it('judges a promise by its due date and moves it on the day it ended', () => {
    const now = at('2026-11-24T12:00');
    // Asked for on Friday to be called on Monday at ten, called on Monday at noon.
    const asked = promise('2026-11-20T10:00', { dueIn: 3 * 1440, endsIn: 3 * 1440 + 120 }, now);
    const friday = report([asked], '2026-11-20', now);
    expect(friday.movement).toMatchObject({ received: 1, open: 1 });
    expect(friday.due).toMatchObject({ open: 0, late: 0, rate: null });
    expect(friday.rows[0]).toMatchObject({
      result: 'open',
      state: 'late',
      dueToday: false,
      lateMinutes: null,
    });
    const monday = report([asked], '2026-11-23', now);
    expect(monday.movement).toMatchObject({ carriedIn: 1, late: 1, open: 0 });
    expect(monday.due).toMatchObject({ late: 1, rate: 0 });
    expect(monday.rows[0]).toMatchObject({ result: 'late', carriedIn: true, lateMinutes: 120 });
  });

  it('lists one that was called before its due day, in the due figures only', () => {
    const now = at('2026-11-24T12:00');
    const early = promise('2026-11-20T10:00', { dueIn: 3 * 1440, endsIn: 30 }, now);
    const { movement, due, rows } = report([early], '2026-11-23', now);
    expect(rows).toHaveLength(1);
    expect(rows[0]).toMatchObject({
      result: null,
      state: 'kept',
      dueToday: true,
      carriedIn: false,
      minutes: null,
    });
    expect(movement).toMatchObject({ carriedIn: 0, received: 0, kept: 0, open: 0, meanMinutes: null });
    expect(due).toMatchObject({ kept: 1, rate: 1 });
  });

  it('shows unreachable apart from the rate', () => {
    const now = at('2026-11-20T18:00');
    const promises = [
      promise('2026-11-20T09:00', { endsIn: 19 }, now, 0),
      promise('2026-11-20T10:00', { endsIn: 90 }, now, 1),
      promise('2026-11-20T11:00', { endsIn: 90, end: 'broken' }, now, 2),
      promise('2026-11-20T12:00', { endsIn: 50, end: 'unreachable' }, now, 3),
      promise('2026-11-20T17:30', {}, now, 4),
    ];
    const { due } = report(promises, '2026-11-20', now);
    expect(due).toEqual({ kept: 1, late: 1, broken: 1, unreachable: 1, open: 1, rate: 1 / 3 });
  });

  it('says how late an open one is now, or was when its day ended', () => {
    const now = at('2026-11-20T18:00');
    const open = [promise('2026-11-20T13:28', {}, now)];
    expect(report(open, '2026-11-20', now).rows[0]?.lateMinutes).toBe(212);
    expect(report(open, '2026-11-20', at('2026-11-23T18:00')).rows[0]?.lateMinutes).toBe(572);
  });

  it('counts a started minute of lateness and no unfinished minute of an answer', () => {
    const now = at('2026-11-20T18:00');
    const late = { ...promise('2026-11-20T13:00', { endsIn: 61 }, now) };
    late.closedAt = new Date(late.dueAt.getTime() + 1);
    expect(report([late], '2026-11-20', now).rows[0]).toMatchObject({ minutes: 60, lateMinutes: 1 });
    expect(answerMinutes(late.madeAt, new Date(late.madeAt.getTime() + minutes(1) - 1))).toBe(0);
  });

  it('counts an answer by a colleague for the officer the customer wanted', () => {
    const now = at('2026-11-20T18:00');
    const promises = [
      promise('2026-11-20T09:00', { endsIn: 20, officer: 0, closer: 1 }, now, 0),
      promise('2026-11-20T10:00', { endsIn: 40, officer: 0, closer: 0 }, now, 1),
      promise('2026-11-20T11:00', { endsIn: 90, end: 'broken', officer: 0, closer: 2 }, now, 2),
    ];
    const { byOfficer, rows } = report(promises, '2026-11-20', now);
    expect(byOfficer).toHaveLength(1);
    expect(byOfficer[0]).toMatchObject({
      officer: '박서연 대리',
      kept: 2,
      broken: 1,
      answeredByOthers: 1,
      meanMinutes: 30,
    });
    expect(rows.map((row) => row.answeredBy)).toEqual(['이지훈 주임', '박서연 대리', null]);
  });

  it('keeps its balance when a clock was set back between memo and answer', () => {
    const now = at('2026-11-21T18:00');
    const back = promise('2026-11-20T00:01', { endsIn: 0 }, now);
    back.closedAt = at('2026-11-19T23:58');
    back.closedDate = '2026-11-19';
    expect(report([back], '2026-11-19', now).movement).toMatchObject({ received: 0, kept: 0 });
    expect(report([back], '2026-11-20', now).movement).toMatchObject({ received: 1, kept: 1, open: 0 });
    expect(monthReport([back], '2026-11', '2026-11-21').movement).toMatchObject({
      received: 1,
      kept: 1,
      open: 0,
    });
  });
});

describe('the month', () => {
  const anyMonth = fc.constantFrom('2026-10', '2026-11', '2026-12');

  it('is made of the very days the daily reports show', () => {
    fc.assert(
      fc.property(histories, anyMonth, ({ promises, now }, month) => {
        for (const day of monthReport(promises, month, seoul.businessDate(now)).days) {
          const daily = report(promises, day.date, now);
          expect(day.movement).toEqual(daily.movement);
          expect(day.due).toEqual(daily.due);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('is the sum of its days, for what moved and for what was due', () => {
    fc.assert(
      fc.property(histories, anyMonth, ({ promises, now }, month) => {
        const { days, movement, due } = monthReport(promises, month, seoul.businessDate(now));
        for (const flow of ['received', 'kept', 'late', 'broken', 'unreachable'] as const) {
          expect(movement[flow]).toBe(sum(days.map((day) => day.movement[flow])));
        }
        for (const figure of ['kept', 'late', 'broken', 'unreachable', 'open'] as const) {
          expect(due[figure]).toBe(sum(days.map((day) => day.due[figure])));
        }
        expect(movement.carriedIn).toBe(days[0]?.movement.carriedIn ?? 0);
        expect(movement.open).toBe(days.at(-1)?.movement.open ?? 0);
        expect(movement.carriedIn + movement.received).toBe(
          movement.kept + movement.late + movement.broken + movement.unreachable + movement.open,
        );
      }),
    );
  });

  it('judges each promise once, in the month of its due date', () => {
    fc.assert(
      fc.property(histories, ({ promises }) => {
        // Long afterwards, when every month has passed.
        const months = monthsOf(promises).map((month) => monthReport(promises, month, '2027-12-31'));
        for (const figure of ['kept', 'late', 'broken', 'unreachable', 'open'] as const) {
          expect(sum(months.map(({ due }) => due[figure]))).toBe(
            promises.filter(({ state }) => state === figure).length,
          );
        }
      }),
    );
  });

  it('ends with today and says nothing of days to come', () => {
    expect(monthReport([], '2026-11', '2026-11-03').days.map(({ date }) => date)).toEqual([
      '2026-11-01',
      '2026-11-02',
      '2026-11-03',
    ]);
    expect(monthReport([], '2026-12', '2026-11-03')).toMatchObject({ days: [], movement: { open: 0 } });
    expect(daysOfMonth('2028-02', '2030-01-01')).toHaveLength(29);
  });
});

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function monthsOf(promises: readonly ReportPromise[]): string[] {
  return [...new Set(promises.map(({ dueDate }) => dueDate.slice(0, 7)))];
}
