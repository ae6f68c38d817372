import { expect, test } from 'vitest';
import { runDue } from '#core/promises/reminders.service.ts';
import { papers } from '#tests/builders/documents.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { anAgreedVisit, aSiteVisit } from '#tests/builders/site-visits.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const on = (one: { id: string; version: number }) => ({
  requestId: requestId(),
  id: one.id,
  expectedVersion: one.version,
});
const item = (one: { id: string; version: number }, to: string | undefined) => ({
  id: one.id,
  expectedVersion: one.version,
  to: to ?? '',
});
const nothingElse = { documents: [], siteVisits: [] };
const anAnswer = { said: '답변했습니다.', lateReason: null, lateAction: null };

const get = (office: Office, id: string) => office.as('이지훈').memos.get({ branchId: office.branchId, id });
const mine = async (office: Office, name: string) =>
  (await office.as(name).memos.board({ branchId: office.branchId, filter: 'mine' })).cards.map(
    ({ id }) => id,
  );
const openWork = (office: Office, by: string, whose: string) =>
  office.as(by).desks.openWork({ branchId: office.branchId, staffId: office.staff[whose] ?? '' });
const counts = async (office: Office) => {
  const { db } = office.frontDesk.desk.engine;
  const tables = ['memo_event', 'fact', 'change', 'due', 'idempotency'] as const;
  const rows: Record<string, number> = {};
  for (const table of tables) {
    const { n } = await db
      .selectFrom(table)
      .select((row) => row.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow();
    rows[table] = Number(n);
  }
  return rows;
};

/** A visit on its way to somebody, brought by reception. */
async function aVisitFor(office: Office, name: string) {
  const reception = office.as('이지훈');
  const { branchId } = office;
  const to = office.staff[name] ?? '';
  const visit = await reception.encounters.open({ requestId: requestId(), branchId, counterId: null });
  const sought = await reception.encounters.setOfficer({ ...on(visit), staffId: to });
  const handed = await reception.encounters.handOver({ ...on(sought), to });
  return await reception.encounters.get({ branchId, id: handed.id });
}

const away = (office: Office, name: string, returnsAt: Date | null) =>
  office.as(name).staff.setAbsence({
    requestId: requestId(),
    staffId: office.staff[name] ?? '',
    kind: 'leave',
    told: null,
    returnsAt,
  });

eachEngine((_, open) => {
  test('what somebody has in hand, in due order, with who may stand in: substitute, same duty, department, manager', async () => {
    const office = await anOffice(await open());
    const { branchId, staff } = office;
    const [counsel] = office.dutyIds;
    const manager = office.as('한도윤');
    const entries = await manager.staff.directory({ branchId });
    const change = async (name: string, what: { dutyIds?: string[]; substituteId?: string }) => {
      const one = entries.find((entry) => entry.name === name);
      if (!one) throw new Error(name);
      const { title, departmentId, seat, roles, substituteId } = one;
      const base = { name, title, departmentId, seat, roles, substituteId, dutyIds: [] as string[] };
      await manager.staff.change({ ...on(one), ...base, ...what });
    };
    await change('정유진', { dutyIds: [counsel ?? ''] });
    const later = await aMemo(office, { preferredAt: new Date('2026-11-20T08:00:00Z') });
    const first = await aMemo(office, { dutyId: counsel ?? null });
    const others = await aMemo(office, { intended: '최민호' });
    const visit = await aVisitFor(office, '박서연');
    const work = await openWork(office, '박서연', '박서연');
    expect(work.memos.map(({ memo }) => memo.id)).toEqual([first.id, later.id]);
    expect(work.memos.map(({ memo }) => memo.id)).not.toContain(others.id);
    // Who does the memo's own duty comes before the department.
    expect(work.memos[0]?.standIns[0]).toBe(staff.정유진);
    expect(work.memos[1]?.standIns).toEqual([staff.이지훈, staff.최민호, staff.한도윤]);
    expect(work.visits).toMatchObject([{ visit: { id: visit.id, state: 'handed_over' } }]);
    await change('박서연', { substituteId: staff.최민호 ?? '' });
    expect((await openWork(office, '한도윤', '박서연')).memos[0]?.standIns[0]).toBe(staff.최민호);
    // Nobody is offered who is away himself.
    await away(office, '최민호', null);
    expect((await openWork(office, '한도윤', '박서연')).memos[0]?.standIns).not.toContain(staff.최민호);
    await office.close();
  });

  test('everything goes on at once: promise, history, reminder, evidence, live changes, as one by one', async () => {
    const office = await anOffice(await open());
    const { branchId, staff } = office;
    const [a, b] = [await aMemo(office), await aMemo(office)];
    const alone = await aMemo(office);
    const visit = await aVisitFor(office, '박서연');
    office.clock.pass(62);
    await runDue(office.frontDesk.desk);
    const heard: string[] = [];
    const stop = office.frontDesk.desk.feed.listen(branchId, (changes) =>
      heard.push(...changes.map(({ entity, id }) => `${entity} ${id}`)),
    );
    await office.as('박서연').memos.handOn({ ...on(alone), to: staff.최민호 ?? '', reason: '휴가' });
    const single = heard.splice(0).filter((one) => one.startsWith('memo') || one.startsWith('promise'));
    expect(single).toHaveLength(2);
    const request = {
      requestId: requestId(),
      branchId,
      staffId: staff.박서연 ?? '',
      reason: '휴가',
      memos: [item(a, staff.최민호), item(b, staff.정유진)],
      visits: [item(visit, staff.최민호)],
      ...nothingElse,
    };
    const receipt = await office.as('박서연').desks.handOnAll(request);
    stop();
    expect(heard.filter((one) => one.startsWith('memo'))).toEqual([`memo ${b.id}`, `memo ${a.id}`]);
    expect(heard.filter((one) => one.startsWith('promise'))).toHaveLength(2);
    expect(heard).toContain(`encounter ${visit.id}`);
    expect(receipt).toMatchObject({ id: a.id, version: a.version + 1 });

    const one = await get(office, alone.id);
    for (const [memo, to] of [
      [a, '최민호'],
      [b, '정유진'],
    ] as const) {
      const now = await get(office, memo.id);
      expect(now).toMatchObject({
        handler: { name: to },
        intended: { name: '박서연' },
        history: [
          { kind: 'made' },
          { kind: 'handed_on', actor: '박서연', note: '휴가', data: { from: '박서연', to } },
        ],
      });
      expect(now.promise.version).toBe(one.promise.version);
      expect(now.promise.dueAt).toEqual(one.promise.dueAt);
    }
    expect(await mine(office, '박서연')).toEqual([]);
    expect(await mine(office, '정유진')).toEqual([b.id]);
    expect(await office.as('최민호').encounters.get({ branchId, id: visit.id })).toMatchObject({
      state: 'handed_over',
      handedTo: { name: '최민호' },
      servedBy: { name: '이지훈' },
    });
    // Whoever has it now is told what the other had been told already.
    await runDue(office.frontDesk.desk);
    const told = await office.as('정유진').notices.mine({ branchId });
    expect(told.map(({ kind, subjectId }) => `${kind} ${subjectId}`)).toContain(`promise_officer ${b.id}`);
    const [row] = await office.frontDesk.desk.engine.db
      .selectFrom('activity')
      .select('subjects')
      .where('action', '=', 'desks.handOnAll')
      .execute();
    for (const { id } of [a, b, visit]) expect(row?.subjects).toContain(id);

    // Sent again after a lost line it is the same answer, and nothing is written twice.
    const before = await counts(office);
    expect(await office.as('박서연').desks.handOnAll(request)).toEqual(receipt);
    expect(await counts(office)).toEqual(before);

    // Nobody has taken the visit yet, and its time has begun anew with whoever is asked now.
    office.clock.pass(3);
    await runDue(office.frontDesk.desk);
    const untaken = (await office.as('이지훈').notices.mine({ branchId })).filter(
      ({ kind }) => kind === 'handover_untaken',
    );
    expect(untaken).toMatchObject([{ subjectId: visit.id, about: '최민호' }]);

    // The closing check says where it came from, until somebody else takes it over.
    const check = async () => {
      const { promises } = await office.as('한도윤').reports.closingCheck({ branchId });
      return promises.find(({ memoId }) => memoId === a.id);
    };
    expect(await check()).toMatchObject({
      handler: '최민호 과장',
      handedOn: { from: '박서연', reason: '휴가' },
    });
    await office.as('정유진').memos.takeOver(on(await get(office, a.id)));
    expect(await check()).toMatchObject({ handler: '정유진 대리', handedOn: null });
    await office.close();
  });

  test('if one cannot go, none does, and each says why', async () => {
    const office = await anOffice(await open());
    const { branchId, staff } = office;
    const [good, stale, gone, twice] = [
      await aMemo(office),
      await aMemo(office),
      await aMemo(office),
      await aMemo(office),
    ];
    const visit = await aVisitFor(office, '박서연');
    await away(office, '정유진', null);
    await office.as('최민호').memos.takeOver(on(stale));
    const closed = await office.as('박서연').memos.answer({ ...on(gone), ...anAnswer });
    const before = await counts(office);
    const all = {
      branchId,
      staffId: staff.박서연 ?? '',
      reason: '휴가',
      memos: [
        item(good, staff.최민호),
        item(stale, staff.한도윤),
        item(closed, staff.최민호),
        item(twice, staff.최민호),
        item(twice, staff.최민호),
        item(twice, requestId()),
      ],
      visits: [item(visit, staff.정유진)],
      ...nothingElse,
    };
    const refused = office.as('박서연').desks.handOnAll({ ...all, requestId: requestId() });
    await expect(refused).rejects.toMatchObject({
      code: 'ITEMS_REFUSED',
      data: {
        items: [
          { entity: 'memo', id: stale.id, reason: 'CONFLICT', changedBy: '최민호' },
          { entity: 'memo', id: gone.id, reason: 'MEMO_CLOSED', changedBy: null },
          { entity: 'memo', id: twice.id, reason: 'CONFLICT' },
          { entity: 'memo', id: twice.id, reason: 'CONFLICT' },
          { entity: 'encounter', id: visit.id, reason: 'OFFICER_ABSENT', changedBy: null },
        ],
      },
    });
    expect(await counts(office)).toEqual(before);
    expect((await get(office, good.id)).handler.name).toBe('박서연');

    // What is left after looking again goes.
    const once = { ...all, memos: [item(good, staff.최민호), item(twice, staff.최민호)], visits: [] };
    await office.as('박서연').desks.handOnAll({ ...once, requestId: requestId() });
    expect((await mine(office, '최민호')).sort()).toEqual([good.id, stale.id, twice.id].sort());

    const nothing = { ...all, memos: [], visits: [], requestId: requestId() };
    await expect(office.as('박서연').desks.handOnAll(nothing)).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    const strange = { ...once, staffId: requestId(), requestId: requestId() };
    await expect(office.as('박서연').desks.handOnAll(strange)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await office.close();
  });

  test('papers and site visits go on with the rest, by their own rules: promise, history, reminder', async () => {
    const office = await anOffice(await open());
    const { branchId, staff } = office;
    const officer = office.as('박서연');
    const paper = await papers(office, { checked: true });
    const { id: planned } = await aSiteVisit(office);
    const { id: agreed } = await anAgreedVisit(office, '2026-11-23T02:00:00.000Z');
    const arriving = await anAgreedVisit(office, '2026-11-20T06:30:00.000Z');
    await officer.siteVisits.arrive({ ...on(arriving), lateReason: null });
    const there = arriving.id;
    await papers(office, { officer: '최민호' });
    const memo = await aMemo(office);

    const work = await openWork(office, '박서연', '박서연');
    expect(work.documents.map(({ document }) => document.id)).toEqual([paper]);
    expect(work.documents[0]?.standIns).toEqual([staff.이지훈, staff.최민호, staff.한도윤]);
    // Nobody else can go where he is already.
    expect(work.siteVisits.map(({ siteVisit }) => siteVisit.id)).toEqual([agreed, planned]);

    const visitNow = (id: string) => officer.siteVisits.get({ branchId, id });
    const paperNow = () => officer.documents.get({ branchId, id: paper });
    const facts = async () => (await counts(office)).fact;
    const before = await facts();
    const request = {
      ...{ requestId: requestId(), branchId, staffId: staff.박서연 ?? '', reason: '휴가', visits: [] },
      memos: [item(memo, staff.최민호)],
      documents: [item({ id: paper, version: (await paperNow()).version }, staff.최민호)],
      siteVisits: [
        item({ id: agreed, version: (await visitNow(agreed)).version }, staff.정유진),
        item({ id: planned, version: (await visitNow(planned)).version }, staff.정유진),
      ],
    };
    // If one cannot go, none does.
    const wrong = { ...request, siteVisits: [item(await visitNow(there), staff.정유진)] };
    await expect(officer.desks.handOnAll({ ...wrong, requestId: requestId() })).rejects.toMatchObject({
      data: { items: [{ entity: 'site_visit', id: there, reason: 'VISIT_ARRIVED' }] },
    });
    const stale = { ...request, documents: [item({ id: paper, version: 99 }, staff.최민호)] };
    await expect(officer.desks.handOnAll({ ...stale, requestId: requestId() })).rejects.toMatchObject({
      data: { items: [{ entity: 'document', id: paper, reason: 'CONFLICT' }] },
    });
    expect((await paperNow()).officer.name).toBe('박서연');

    const receipt = await officer.desks.handOnAll(request);
    expect(await officer.desks.handOnAll(request)).toEqual(receipt);
    expect(await paperNow()).toMatchObject({ officer: { name: '최민호' } });
    expect((await paperNow()).history.at(-1)).toMatchObject({
      kind: 'handed_on',
      note: '휴가',
      data: { from: '박서연', to: '최민호' },
    });
    for (const id of [agreed, planned]) {
      const now = await visitNow(id);
      expect(now).toMatchObject({ officer: { name: '정유진' } });
      expect(now.history.at(-1)).toMatchObject({
        kind: 'changed',
        note: '휴가',
        data: { from: '박서연', to: '정유진' },
      });
    }
    const { db } = office.frontDesk.desk.engine;
    const callers = await db
      .selectFrom('promise')
      .select(['subject_id', 'caller_id'])
      .where('state', '=', 'open')
      .where('subject_id', 'in', [paper, agreed])
      .execute();
    expect(callers.length).toBeGreaterThan(0);
    for (const { subject_id, caller_id } of callers) {
      expect(caller_id).toBe(subject_id === paper ? staff.최민호 : staff.정유진);
    }
    // A change of hands is no evidence of service: as one by one, none is written.
    expect(await facts()).toBe(before);
    expect((await openWork(office, '박서연', '박서연')).documents).toEqual([]);
    expect(
      (await openWork(office, '정유진', '정유진')).siteVisits.map(({ siteVisit }) => siteVisit.id),
    ).toEqual([agreed, planned]);
    await office.close();
  });

  test('two at the same moment: one hands on, the other is told, and no promise has two callers', async () => {
    const office = await anOffice(await open());
    const { branchId, staff } = office;
    const memos = [await aMemo(office), await aMemo(office), await aMemo(office)];
    const to = (name: string) => ({
      requestId: requestId(),
      branchId,
      staffId: staff.박서연 ?? '',
      reason: '휴가',
      memos: memos.map((memo) => item(memo, staff[name])),
      visits: [],
      ...nothingElse,
    });
    const both = await Promise.allSettled([
      office.as('박서연').desks.handOnAll(to('최민호')),
      office.as('한도윤').desks.handOnAll(to('정유진')),
    ]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const handlers = await Promise.all(memos.map(async ({ id }) => (await get(office, id)).handler.name));
    expect(new Set(handlers).size).toBe(1);
    await office.close();
  });

  test('what I left for others, and what became of it today', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const left = async () => await office.as('최민호').memos.board({ branchId, filter: 'left' });
    const kept = await aMemo(office, { by: '최민호', intended: '박서연' });
    const waits = await aMemo(office, { by: '최민호', intended: '정유진' });
    await aMemo(office, { by: '이지훈', intended: '최민호' });
    await office.as('박서연').memos.answer({ ...on(kept), ...anAnswer });
    expect((await left()).cards.map(({ id, promise }) => `${id} ${promise.state}`)).toEqual([
      `${waits.id} open`,
      `${kept.id} kept`,
    ]);
    expect((await left()).answeredToday).toBe(1);
    office.clock.pass(24 * 60);
    expect((await left()).cards.map(({ id }) => id)).toEqual([waits.id]);
    await office.close();
  });
});
