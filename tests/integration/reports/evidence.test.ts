import { expect, test } from 'vitest';
import { byHand, MONDAY_TEN, openBookings } from '#tests/builders/bookings.ts';
import { aTelephone } from '#tests/builders/calls.ts';
import { onPapers, papers } from '#tests/builders/documents.ts';
import { aWindow } from '#tests/builders/encounters.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const evidence = async (office: Office, since: string, until = since) =>
  await office.as('한도윤').reports.evidence({ branchId: office.branchId, since, until });

/** What stands of a clause: event and how often. */
const standing = (found: Awaited<ReturnType<typeof evidence>>, clause: string) =>
  Object.fromEntries(
    (found.standards[0]?.clauses.find((one) => one.clause === clause)?.events ?? []).map((one) => [
      one.event,
      one.standing,
    ]),
  );
const due = (found: Awaited<ReturnType<typeof evidence>>, clause: string) =>
  found.standards[0]?.clauses.find((one) => one.clause === clause)?.due;

eachEngine((_, open) => {
  test('two days counted by hand, apart and together', async () => {
    const office = await anOffice(await open());
    const on = (memo: { id: string; version: number }) => ({
      requestId: requestId(),
      id: memo.id,
      expectedVersion: memo.version,
    });
    const answer = { said: '답변했습니다.', lateReason: null, lateAction: null };
    // Friday: two visits opened; one introduces and is seen off, the other is only greeted. Two memos without a visit:
    // one answered within the hour, one an hour and a half later, with its reason.
    const reception = aWindow(office, '이지훈');
    const first = await reception.open();
    await reception.open();
    await reception.finish(first);
    const kept = await aMemo(office);
    const late = await aMemo(office);
    office.clock.pass(30);
    await office.as('박서연').memos.answer({ ...on(kept), ...answer });
    office.clock.pass(60);
    await office.as('박서연').memos.answer({ ...on(late), ...answer, lateReason: '회의' });
    // Monday: one visit, one memo still open.
    office.clock.set('2026-11-23T01:00:00.000Z');
    await reception.open();
    await aMemo(office);

    const friday = await evidence(office, '2026-11-20');
    expect(standing(friday, 'V2').greeted).toBe(2);
    expect(standing(friday, 'V5').farewell_said ?? standing(friday, 'V5')['farewell_said.skipped']).toBe(1);
    // The second visit was opened while the first was in hand.
    expect(standing(friday, 'V3').greeted).toBe(1);
    expect(standing(friday, 'P2')).toMatchObject({
      memo_taken: 2,
      promise_made: 2,
      promise_kept: 1,
      promise_late: 1,
    });
    expect(due(friday, 'P2')).toEqual({ kept: 1, late: 1, broken: 0, unreachable: 0, open: 0, rate: 0.5 });
    expect(due(friday, 'S2')).toBeNull();

    const monday = await evidence(office, '2026-11-23');
    expect(standing(monday, 'V2').greeted).toBe(1);
    expect(due(monday, 'P2')).toEqual({ kept: 0, late: 0, broken: 0, unreachable: 0, open: 1, rate: null });

    const both = await evidence(office, '2026-11-20', '2026-11-23');
    expect(standing(both, 'V2').greeted).toBe(3);
    expect(standing(both, 'P2').memo_taken).toBe(3);
    expect(due(both, 'P2')).toEqual({ kept: 1, late: 1, broken: 0, unreachable: 0, open: 1, rate: 0.5 });
    await office.close();
  });

  test('what nobody could measure is said to be unmeasured; what merely did not happen is not', async () => {
    const office = await anOffice(await open());
    const found = await evidence(office, '2026-11-20');
    const clause = (id: string) => found.standards[0]?.clauses.find((one) => one.clause === id);
    expect(clause('V3')?.unmeasured.length).toBeGreaterThan(0);
    expect(clause('V6')?.unmeasured.length).toBeGreaterThan(0);
    expect(clause('V2')).toMatchObject({ events: [], unmeasured: [], due: null });
    await office.close();
  });

  test('a promise without a figure and rings nobody counted are unmeasured, whatever else is on record', async () => {
    const office = await anOffice(await open());
    const unmeasured = async (id: string) =>
      (await evidence(office, '2026-11-20')).standards[0]?.clauses.find(({ clause }) => clause === id)
        ?.unmeasured;
    // “As soon as possible” (C1), “at once” (D1) and rings of a day without a call.
    const noFigure = (event: string) => [{ event, why: 'no_figure', times: null }];
    expect(await unmeasured('C1')).toEqual(noFigure('apology_and_rework_done'));
    expect(await unmeasured('D1')).toEqual(noFigure('receipt_notice_sent'));
    expect(await unmeasured('C2')).toEqual([]);
    expect(await unmeasured('P1')).toEqual([{ event: 'rings', why: 'not_counted', times: null }]);

    // Four calls: rings of one counted, of two not, the fourth missed. And papers that were told of.
    const phone = aTelephone(office, '이지훈');
    const rings = async (counted: number | null) => {
      const call = await phone.rings();
      await phone.do('pickUp', call, { rings: counted, ringsAre: 'exactly' });
      return call;
    };
    await rings(null);
    await rings(null);
    expect(await unmeasured('P1')).toEqual([{ event: 'rings', why: 'not_counted', times: 2 }]);
    await rings(2);
    await phone.do('missed', await phone.rings(), { memoFollows: false });
    expect(await unmeasured('P1')).toEqual([{ event: 'rings', why: 'not_counted', times: 2 }]);
    expect(standing(await evidence(office, '2026-11-20'), 'P1')).toMatchObject({ answered: 3, 'rings.2': 1 });
    const id = await papers(office, { checked: true });
    await office
      .as('박서연')
      .documents.tell({ ...(await onPapers(office, id)), step: 'receipt_notice', means: 'phone' });
    expect(standing(await evidence(office, '2026-11-20'), 'D1').receipt_notice_sent).toBe(1);
    expect(await unmeasured('D1')).toEqual(noFigure('receipt_notice_sent'));
    await office.close();
  });

  test('P5 is measured by the booked calls made in time, as their promises say', async () => {
    const office = await anOffice(await open());
    await openBookings(office);
    const p5 = async () =>
      (await evidence(office, '2026-11-23')).standards[0]?.clauses.find(({ clause }) => clause === 'P5');
    expect((await p5())?.unmeasured.map(({ event }) => event)).toContain('bookings_kept_on_time');
    // Monday 10:00 called in time, 10:30 forgotten until 11:10, 11:30 still to come.
    const at = (minutes: number) => new Date(MONDAY_TEN.getTime() + minutes * 60_000);
    for (const minutes of [0, 30, 90])
      await office.as('이지훈').bookings.make(byHand(office, { at: at(minutes) }));
    const memos = await office.frontDesk.desk.engine.db
      .selectFrom('memo')
      .select('id')
      .orderBy('id')
      .execute();
    const answer = async (index: number, lateReason: string | null) => {
      const on = { requestId: requestId(), id: memos[index]?.id ?? '', expectedVersion: 1 };
      await office.as('박서연').memos.answer({ ...on, said: '안내했습니다.', lateReason, lateAction: null });
    };
    office.clock.set(at(-2).toISOString());
    await answer(0, null);
    office.clock.set(at(70).toISOString());
    await answer(1, '앞 상담이 길어짐');
    expect((await p5())?.due).toMatchObject({ kept: 1, late: 1, open: 1, rate: 0.5 });
    expect(standing(await evidence(office, '2026-11-23'), 'P5').bookings_kept_on_time).toBe(1);
    expect((await p5())?.unmeasured.map(({ event }) => event)).not.toContain('bookings_kept_on_time');
    await office.close();
  });

  test('a period that ends before it begins, or is longer than a year, is refused', async () => {
    const office = await anOffice(await open());
    for (const [since, until] of [
      ['2026-11-20', '2026-11-19'],
      ['2026-01-01', '2027-01-04'],
    ] as const) {
      await expect(evidence(office, since, until)).rejects.toMatchObject({
        data: { reason: 'TIME_IMPOSSIBLE', field: 'until' },
      });
    }
    expect((await evidence(office, '2026-01-01', '2026-12-31')).standards).toHaveLength(1);
    await office.close();
  });
});
