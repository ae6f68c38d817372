import fc from 'fast-check';
import { expect, test } from 'vitest';
import { verifyActivity } from '#core/audit/activity.service.ts';
import { dayReport, type ReportPromise } from '#core/reports/callback-report.ts';
import { monthReport } from '#core/reports/month-report.ts';
import { promisesOfDay } from '#core/reports/reports.repository.ts';
import { addDays } from '#core/standard/calendar.ts';
import { anOffice, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';
import { asStored, histories, seoul, type Told } from '#tests/unit/reports/histories.ts';
import { store } from './stored-promises.ts';

const now = new Date('2026-11-20T09:04:00.000Z');
const at = (time: string) => Date.parse(`2026-11-20T${time}:00.000+09:00`);
const told = (made: number, what: Partial<Told>): Told => ({
  memo: 0,
  made,
  dueIn: 60,
  endsIn: null,
  end: 'answered',
  officer: 1,
  closer: 1,
  clause: 'P2',
  ...what,
});

/** The day of the mock-up: two in time, one late by a colleague, one open from yesterday, one due today but done. */
function aDay(): ReportPromise[] {
  const yesterday = at('17:30') - 86_400_000;
  return [
    told(at('09:12'), { endsIn: 19 }),
    told(at('09:40'), { endsIn: 8, clause: 'V4' }),
    told(at('13:28'), { endsIn: 68, closer: 2 }),
    told(yesterday, {}),
    told(yesterday, { dueIn: 24 * 60 - 60, endsIn: 10, clause: 'V4' }),
  ].map((one, index) => {
    const promise = asStored(one, index, now);
    return promise.state === 'late'
      ? { ...promise, lateReason: '현장실사', lateAction: '사과 전화' }
      : promise;
  });
}

eachEngine((_, open) => {
  test('the day as it is printed: figures, rows, officers, clauses apart, names masked', async () => {
    const office = await anOffice(await open(), { now: now.toISOString() });
    const { branchId } = office;
    await store(office.frontDesk.desk.engine.db, office, aDay());
    const report = await office.as('이지훈').reports.dailyCallback({ branchId, date: '2026-11-20' });
    expect(report).toMatchObject({
      institution: '한밭신용보증재단',
      branch: '중부지점',
      boxes: ['담당', '팀장', '지점장'],
      madeBy: '이지훈 주임',
      masked: true,
      movement: { carriedIn: 1, received: 3, kept: 2, late: 1, broken: 0, open: 1, longestMinutes: 68 },
      due: { kept: 3, late: 1, open: 0, rate: 0.75 },
    });
    expect(report.byClause).toMatchObject([
      { clause: 'P2', standing: 'published', kept: 1, late: 1, rate: 0.5 },
      { clause: 'V4', standing: 'in_house', kept: 2, late: 0, rate: 1 },
    ]);
    expect(report.rows.map((row) => [row.result, row.carriedIn, row.dueToday])).toEqual([
      ['open', true, false],
      [null, false, true],
      ['kept', false, true],
      ['kept', false, true],
      ['late', false, true],
    ]);
    expect(report.rows.at(-1)).toMatchObject({
      customerName: '김○수',
      phone: '010-****-2748',
      purpose: '보증 상담',
      intended: '박서연 대리',
      answeredBy: '최민호 과장',
      minutes: 68,
      lateMinutes: 8,
      lateReason: '현장실사',
      lateAction: '사과 전화',
    });
    expect(report.byOfficer).toMatchObject([
      { officer: '박서연 대리', kept: 2, late: 1, answeredByOthers: 1 },
    ]);
    expect(JSON.stringify(report)).not.toContain('만기 연장');
    await office.close();
  });

  test('a day without a promise is a report with zeros', async () => {
    const office = await anOffice(await open(), { now: now.toISOString() });
    const report = await office
      .as('이지훈', 'en')
      .reports.dailyCallback({ branchId: office.branchId, date: '2026-11-20' });
    expect(report).toMatchObject({
      rows: [],
      byOfficer: [],
      movement: { received: 0, carriedIn: 0, open: 0, meanMinutes: null },
      due: { rate: null },
    });
    expect(report.byClause.map(({ clause }) => clause)).toEqual(['P2', 'V4']);
    await office.close();
  });

  test('the store leaves out no promise that belongs to a day or a month', async () => {
    const office = await anOffice(await open(), { now: now.toISOString() });
    const { branchId } = office;
    const promises = fc
      .sample(histories, { numRuns: 30, seed: 20 })
      .flatMap((history) => history.promises)
      .map((promise, index) => ({ ...promise, id: `p${index}` }));
    expect(promises.length).toBeGreaterThan(200);
    const ids = await store(office.frontDesk.desk.engine.db, office, promises);
    const stored = promises.map((promise, index) => ({ ...promise, id: ids[index]?.promiseId ?? '' }));
    const { db } = office.frontDesk.desk.engine;
    for (let date = '2026-10-19'; date < '2027-01-12'; date = addDays(date, 1)) {
      const whole = dayReport(stored, date, now, seoul, []);
      const rows = await promisesOfDay(db, branchId, date);
      expect(rows).toHaveLength(whole.rows.length);
      const read = dayReport(rows, date, now, seoul, []);
      expect(read.movement).toEqual(whole.movement);
      expect(read.due).toEqual(whole.due);
      expect(read.rows.map(({ promiseId, result }) => [promiseId, result])).toEqual(
        whole.rows.map(({ promiseId, result }) => [promiseId, result]),
      );
    }
    office.clock.set('2026-12-15T03:00:00.000Z');
    for (const month of ['2026-10', '2026-11', '2026-12', '2027-01']) {
      expect(await office.as('이지훈').reports.month({ branchId, month })).toEqual(
        monthReport(stored, month, '2026-12-15'),
      );
    }
    await office.close();
  });

  test('whole names only for a manager with a purpose, which is logged with whose they were', async () => {
    const office = await anOffice(await open(), { now: now.toISOString() });
    const { branchId } = office;
    const ids = await store(office.frontDesk.desk.engine.db, office, aDay());
    const asked = { branchId, date: '2026-11-20', purpose: '감사 자료 제출' };
    await expect(office.as('박서연').reports.dailyCallbackUnmasked(asked)).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(
      office.as('한도윤').reports.dailyCallbackUnmasked({ ...asked, purpose: '  ' }),
    ).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    const report = await office.as('한도윤').reports.dailyCallbackUnmasked(asked);
    expect(report).toMatchObject({ masked: false, madeBy: '한도윤 지점장' });
    expect(report.rows[0]).toMatchObject({ customerName: '김민수', phone: '010-1234-2748' });
    const [newest] = await office.as('한도윤').system.recentActivity({ branchId });
    expect(newest).toMatchObject({
      actor: '한도윤',
      action: 'reports.dailyCallbackUnmasked',
      outcome: 'allowed',
      purpose: '감사 자료 제출',
    });
    expect([...(newest?.subjects ?? [])].sort()).toEqual(ids.map(({ memoId }) => `memo:${memoId}`).sort());
    await office.close();
  });

  test('a print is logged once with whose data was on it', async () => {
    const office = await anOffice(await open(), { now: now.toISOString() });
    const { branchId } = office;
    const ids = await store(office.frontDesk.desk.engine.db, office, aDay());
    const print = {
      requestId: requestId(),
      branchId,
      document: 'daily_callback' as const,
      subject: '2026-11-20',
      masked: true,
    };
    const receipt = await office.as('이지훈').reports.printed(print);
    expect(await office.as('이지훈').reports.printed(print)).toEqual(receipt);
    const prints = (await office.as('한도윤').system.recentActivity({ branchId })).filter(
      ({ action }) => action === 'reports.printed',
    );
    expect(prints).toHaveLength(1);
    expect(prints[0]).toMatchObject({ actor: '이지훈', purpose: 'daily_callback 2026-11-20 masked' });
    expect([...(prints[0]?.subjects ?? [])].sort()).toEqual(ids.map(({ memoId }) => `memo:${memoId}`).sort());
    const slip = { ...print, document: 'slip' as const, subject: ids[0]?.memoId ?? '' };
    await office.as('이지훈').reports.printed({ ...slip, requestId: requestId() });
    for (const subject of ['2026-02-30', 'all']) {
      await expect(
        office.as('이지훈').reports.printed({ ...print, requestId: requestId(), subject }),
      ).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'SUBJECT_INVALID', field: 'subject' } });
    }
    await expect(
      office.as('이지훈').reports.printed({ ...slip, requestId: requestId(), subject: requestId() }),
    ).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await verifyActivity(office.frontDesk.desk, branchId)).toMatchObject({ brokenAt: null });
    await office.close();
  });

  test('the closing check shows every open visit and promise, of earlier days as well', async () => {
    const office = await anOffice(await open(), { now: '2026-11-19T08:00:00.000Z' });
    const { branchId } = office;
    const window = office.as('이지훈');
    const left = await window.encounters.open({ requestId: requestId(), branchId, counterId: null });
    office.clock.set('2026-11-20T09:04:00.000Z');
    const today = await window.encounters.open({ requestId: requestId(), branchId, counterId: null });
    const ids = await store(office.frontDesk.desk.engine.db, office, aDay());
    const check = await window.reports.closingCheck({ branchId });
    expect(check.encounters).toMatchObject([
      { id: left.id, customerName: null, servedBy: '이지훈 주임', hasOutcome: false },
      { id: today.id, hasOutcome: false },
    ]);
    expect(check.encounters[0]?.step).toBeTruthy();
    expect(check.promises).toMatchObject([
      {
        memoId: ids[3]?.memoId,
        customerName: '김○수',
        handler: '박서연 대리',
        overdue: true,
        needsReason: true,
      },
    ]);
    await window.memos.explainLate({
      requestId: requestId(),
      id: ids[3]?.memoId ?? '',
      expectedVersion: check.promises[0]?.memoVersion ?? 0,
      reason: '고객이 다음 날 통화를 원하심',
      action: '',
    });
    const after = await window.reports.closingCheck({ branchId });
    expect(after.promises).toMatchObject([{ overdue: true, needsReason: false }]);
    await office.close();
  });
});
