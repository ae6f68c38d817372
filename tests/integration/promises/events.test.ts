import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { newId } from '#core/kernel/ids.ts';
import { runDue } from '#core/promises/reminders.service.ts';
import { happens } from '#tests/builders/happens.ts';
import { anOffice, type Office } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

/** The invented corporation: receipt told within 3 working hours (D1), decided in 10 petition days (D3) with pauses. */
const saesol = readFileSync(new URL('../../../assets/standards/saesol.ko.yaml', import.meta.url), 'utf8');

const promises = async (office: Office, id: string) =>
  Object.fromEntries(
    (
      await office.frontDesk.desk.engine.db
        .selectFrom('promise')
        .select(['promise', 'state', 'due_at', 'due_reason', 'paused_at', 'late_reason'])
        .where('subject_id', '=', id)
        .orderBy('promise')
        .execute()
    ).map(({ promise, ...row }) => [promise, row]),
  );

const facts = async (office: Office, id: string) =>
  (
    await office.frontDesk.desk.engine.db
      .selectFrom('fact')
      .select(['clause', 'event'])
      .where('subject_id', '=', id)
      .orderBy('seq')
      .execute()
  ).map(({ clause, event }) => `${clause} ${event}`);

eachEngine((_, open) => {
  test('papers that came start the promises of the standard; the notice keeps one, the wait stops the other', async () => {
    const office = await anOffice(await open(), { pack: saesol });
    const id = newId();
    // Friday 14:32.
    await happens(office, id, 'documents_arrived', { clauses: ['D1'] });
    const first = await promises(office, id);
    expect(first['notice:D1']).toMatchObject({ state: 'open', due_at: '2026-11-20T08:32:00.000Z' });
    // Ten days with the first counted: Friday 20 November … Thursday 3 December at closing.
    expect(first.application).toMatchObject({ state: 'open', due_at: '2026-12-03T09:00:00.000Z' });
    expect(await facts(office, id)).toEqual(['D1 documents_arrived']);

    office.clock.pass(60);
    await happens(office, id, 'receipt_notice_sent');
    await happens(office, id, 'missing_items_notice_sent');
    const waiting = await promises(office, id);
    expect(waiting['notice:D1']?.state).toBe('kept');
    expect(waiting.application?.paused_at).toBe('2026-11-20T06:32:00.000Z');

    // Tuesday: of the days waited, neither the first nor the last counts.
    office.clock.set('2026-11-24T01:00:00.000Z');
    await happens(office, id, 'missing_items_received');
    const on = await promises(office, id);
    expect(on.application).toMatchObject({
      paused_at: null,
      due_reason: 'resumed',
      due_at: '2026-12-08T09:00:00.000Z',
    });

    await happens(office, id, 'application_decided');
    expect((await promises(office, id)).application?.state).toBe('kept');
    await office.close();
  });

  test('while it is the customer’s turn nobody is reminded and nothing becomes late', async () => {
    const office = await anOffice(await open(), { pack: saesol });
    const { desk } = office.frontDesk;
    const id = newId();
    await happens(office, id, 'documents_arrived');
    await happens(office, id, 'receipt_notice_sent');
    await happens(office, id, 'missing_items_notice_sent');
    office.clock.set('2027-01-20T01:00:00.000Z');
    await runDue(desk);
    expect(await desk.engine.db.selectFrom('notice').selectAll().execute()).toEqual([]);
    await happens(office, id, 'application_decided');
    expect((await promises(office, id)).application).toMatchObject({ state: 'kept', paused_at: null });
    const pauses = await desk.engine.db.selectFrom('promise_pause').selectAll().execute();
    expect(pauses.map((pause) => pause.until_at)).toEqual(['2027-01-20T01:00:00.000Z']);
    await office.close();
  });

  test('a pause begins and ends when it happened, however late it is written down', async () => {
    const office = await anOffice(await open(), { pack: saesol });
    const id = newId();
    await happens(office, id, 'documents_arrived');
    await happens(office, id, 'receipt_notice_sent');
    // Told on Friday an hour later, what was missing came on Monday; both are entered on Thursday.
    office.clock.set('2026-11-26T01:00:00.000Z');
    const then = (at: string) => ({ how: 'afterwards' as const, occurredAt: new Date(at) });
    await happens(office, id, 'missing_items_notice_sent', then('2026-11-20T06:32:00.000Z'));
    expect((await promises(office, id)).application?.paused_at).toBe('2026-11-20T06:32:00.000Z');
    await happens(office, id, 'missing_items_received', then('2026-11-23T01:00:00.000Z'));
    // Friday and Monday do not count; Tuesday is the first of ten.
    expect((await promises(office, id)).application?.due_at).toBe('2026-12-07T09:00:00.000Z');
    await office.close();
  });

  test('a missed one reminds its officer and the manager, wants its reason, and is late', async () => {
    const office = await anOffice(await open(), { pack: saesol });
    const { desk } = office.frontDesk;
    const id = newId();
    await happens(office, id, 'documents_arrived');
    await happens(office, id, 'receipt_notice_sent');
    office.clock.set('2026-12-04T01:00:00.000Z');
    await runDue(desk);
    const told = await desk.engine.db
      .selectFrom('notice')
      .innerJoin('staff', 'staff.id', 'notice.staff_id')
      .select(['staff.name', 'notice.kind', 'notice.subject_type'])
      .orderBy('notice.kind')
      .execute();
    expect(told).toEqual([
      // Word in between was due on the way, and nobody gave it.
      { name: '한도윤', kind: 'interim_manager', subject_type: 'interim' },
      { name: '박서연', kind: 'interim_officer', subject_type: 'interim' },
      { name: '한도윤', kind: 'promise_manager', subject_type: 'promise' },
      { name: '박서연', kind: 'promise_officer', subject_type: 'promise' },
    ]);
    await expect(happens(office, id, 'application_decided')).rejects.toMatchObject({
      data: { reason: 'NEEDS_REASON' },
    });
    await happens(office, id, 'application_decided', { lateReason: '현장 확인이 늦어졌습니다' });
    expect((await promises(office, id)).application).toMatchObject({
      state: 'late',
      late_reason: '현장 확인이 늦어졌습니다',
    });
    await office.close();
  });

  test('a time agreed with the customer is the due time; recorded afterwards it is judged by when it was', async () => {
    const office = await anOffice(await open(), { pack: saesol });
    const id = newId();
    const agreedAt = new Date('2026-11-23T05:00:00.000Z');
    await happens(office, id, 'site_visit_agreed', { source: 'site_visit', agreedAt });
    expect((await promises(office, id)).field_visit).toMatchObject({
      due_at: '2026-11-23T05:00:00.000Z',
      due_reason: 'agreed',
    });
    office.clock.set('2026-11-23T08:00:00.000Z');
    const arrivedAt = new Date('2026-11-23T04:58:00.000Z');
    await happens(office, id, 'site_visit_arrived', { how: 'afterwards', occurredAt: arrivedAt });
    expect((await promises(office, id)).field_visit?.state).toBe('kept');
    // Nothing was promised where no time was agreed.
    const other = newId();
    await happens(office, other, 'site_visit_agreed', { source: 'site_visit' });
    expect(await promises(office, other)).toEqual({});
    await office.close();
  });
});
