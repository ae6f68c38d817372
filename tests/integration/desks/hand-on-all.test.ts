import { expect, test } from 'vitest';
import { runDue } from '#core/promises/reminders.service.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
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
