import { expect, test } from 'vitest';
import type { TimelinePlace } from '#contract/customer-page.ts';
import { aCustomer, aVisitOf } from '#tests/builders/customers.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

/** A second branch of the same institution, where the given people work from now on. */
async function anotherBranch(office: Office, names: readonly string[]): Promise<string> {
  const { db } = office.frontDesk.desk.engine;
  const id = requestId();
  const branch = await db.selectFrom('branch').selectAll().executeTakeFirstOrThrow();
  const head = { branch_id: id, change_seq: 0, activity_seq: 0, activity_hash: '' };
  await db
    .insertInto('branch')
    .values({ ...branch, id, name: '서부지점' })
    .execute();
  await db.insertInto('branch_head').values(head).execute();
  const ids = names.map((name) => office.staff[name] ?? '');
  await db.updateTable('staff').set({ branch_id: id }).where('id', 'in', ids).execute();
  return id;
}

eachEngine((_, open) => {
  test('the timeline: visits and memos with their promises, newest first, page by page without a gap', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const id = await aCustomer(office);
    await aVisitOf(office, await aCustomer(office, { name: '이영희', phone: '010-5555-0001' }));
    const expected: string[] = [];
    for (let count = 0; count < 60; count += 1) {
      const visit = await aVisitOf(office, id);
      expected.unshift(visit);
      // Several at one instant.
      if (count % 3 === 0) office.clock.pass(1);
    }
    const { id: memo } = await aMemo(office, { customerId: id, customerName: null, phone: null });
    const { customers, memos } = office.as('박서연');
    const opened = await memos.open({ requestId: requestId(), id: memo });
    const answered = { requestId: requestId(), id: memo, expectedVersion: opened.version, said: '답변' };
    const { version } = await memos.answer({ ...answered, lateReason: null, lateAction: null });
    office.clock.pass(1);
    await memos.reopen({ requestId: requestId(), id: memo, expectedVersion: version, reason: '다시 문의' });
    const seen: string[] = [];
    let before: TimelinePlace | null = null;
    const sizes: number[] = [];
    do {
      const { entries, next } = await customers.timeline({ branchId, id, before });
      sizes.push(entries.length);
      seen.push(...entries.map((entry) => entry.id));
      before = next;
    } while (before !== null);
    expect(sizes).toEqual([50, 11]);
    expect(seen[0]).toBe(memo);
    expect([...seen.slice(1)].sort()).toEqual([...expected].sort());
    const { entries } = await customers.timeline({ branchId, id, before: null });
    expect(entries[0]).toMatchObject({
      kind: 'memo',
      branch: null,
      inquiry: '기한 연장 서류가 무엇인지 알고 싶어 하십니다.',
      intended: '박서연',
      promises: [
        { state: 'open', by: '박서연' },
        { state: 'kept', by: '박서연' },
      ],
    });
    const times = entries.map(({ at }) => at.getTime());
    expect(times).toEqual([...times].sort((a, b) => b - a));
    await office.close();
  });

  test('of another branch: that somebody came, when, for what and how it ended, never what was said', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const id = await aCustomer(office);
    const { encounters, memos } = office.as('이지훈');
    const visit = await aVisitOf(office, id);
    const { version } = await encounters.get({ branchId, id: visit });
    await encounters.setPurpose({
      ...{ requestId: requestId(), id: visit, expectedVersion: version },
      ...{ dutyId: null, text: '사업이 어려워 상담을 받고 싶다고 하심' },
    });
    const memo = await aMemo(office, { customerId: id, dutyId: office.dutyIds[1] ?? null });
    expect((await memos.get({ branchId, id: memo.id })).inquiry).not.toBe('');
    const elsewhere = await anotherBranch(office, ['최민호']);
    const there = office.as('최민호');
    expect(await there.customers.get({ branchId: elsewhere, id })).toMatchObject({ id, name: '김○수' });
    const { entries } = await there.customers.timeline({ branchId: elsewhere, id, before: null });
    expect(entries).toMatchObject([
      {
        kind: 'memo',
        branch: '중부지점',
        duty: '기한 연장',
        inquiry: null,
        intended: null,
        promises: [{ state: 'open', by: null }],
      },
      { kind: 'encounter', branch: '중부지점', purpose: '', servedBy: null, memoId: null, closed: false },
    ]);
    expect(JSON.stringify(entries)).not.toMatch(/어려워|서류|박서연|이지훈/);
    // Its places stay closed to them.
    await expect(there.memos.get({ branchId: elsewhere, id: memo.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    await office.close();
  });

  test('two records at two branches can be joined and taken apart', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const here = await aCustomer(office);
    const visit = await aVisitOf(office, here);
    const elsewhere = await anotherBranch(office, ['최민호', '정유진']);
    const { customers } = office.as('최민호');
    const { id: there } = await customers.add({
      ...{ requestId: requestId(), branchId: elsewhere, name: '김민수', business: '', phone: '01012342748' },
      consent: { given: true, how: 'oral' },
    });
    const read = async (id: string) => ({
      id,
      expectedVersion: (await customers.get({ branchId: elsewhere, id })).version,
    });
    const { id: joining } = await customers.join({
      ...{
        requestId: requestId(),
        branchId: elsewhere,
        survivor: await read(there),
        joined: await read(here),
      },
      keep: { name: 'survivor', business: 'survivor', phone: 'survivor' },
    });
    // Both branches are told of both records, each by its own numbers without a gap.
    const told = async (branch: string) => {
      const rows = await office.frontDesk.desk.engine.db
        .selectFrom('change')
        .select(['seq', 'entity', 'entity_id'])
        .where('branch_id', '=', branch)
        .orderBy('seq', 'desc')
        .limit(3)
        .execute();
      const ids = rows.filter(({ entity }) => entity === 'customer').map((row) => row.entity_id);
      return { ids: [...ids].sort(), last: rows[0]?.seq };
    };
    expect((await told(elsewhere)).ids).toEqual([here, there].sort());
    const mine = await told(branchId);
    expect(mine.ids).toEqual(expect.arrayContaining([here, there]));
    const [ownHead] = await office.frontDesk.desk.engine.db
      .selectFrom('branch_head')
      .select('change_seq')
      .where('branch_id', '=', branchId)
      .execute();
    expect(ownHead?.change_seq).toBe(mine.last);
    const visitor = async () =>
      (await office.as('이지훈').encounters.get({ branchId, id: visit })).customer?.id;
    expect(await visitor()).toBe(there);
    const { survivorVersion } = await customers.joinings({ branchId: elsewhere, id: there });
    await customers.undoJoin({
      ...{ requestId: requestId(), branchId: elsewhere, id: joining },
      ...{ expectedVersion: 1, survivorVersion },
    });
    expect(await visitor()).toBe(here);
    await office.close();
  });

  test('joined at one branch while the other works on the visits that move: none is left behind', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const here = await aCustomer(office);
    const visits = [await aVisitOf(office, here), await aVisitOf(office, here), await aVisitOf(office, here)];
    const elsewhere = await anotherBranch(office, ['최민호']);
    const { customers } = office.as('최민호');
    const { encounters } = office.as('이지훈');
    const { id: there } = await customers.add({
      ...{ requestId: requestId(), branchId: elsewhere, name: '김민수', business: '', phone: '01012342748' },
      consent: { given: true, how: 'oral' },
    });
    const work = async (id: string, text: string) => {
      const { version } = await encounters.get({ branchId, id });
      const purpose = { requestId: requestId(), id, expectedVersion: version, dutyId: null, text };
      await encounters.setPurpose(purpose);
    };
    for (let round = 0; round < 8; round += 1) {
      const read = async (id: string) => ({
        id,
        expectedVersion: (await customers.get({ branchId: elsewhere, id })).version,
      });
      const [survivor, joined] = [await read(there), await read(here)];
      const [{ id: joining }] = await Promise.all([
        customers.join({
          ...{ requestId: requestId(), branchId: elsewhere, survivor, joined },
          keep: { name: 'survivor', business: 'survivor', phone: 'survivor' },
        }),
        ...visits.map((id) => work(id, `상담 ${round}`)),
      ]);
      const owners = () =>
        Promise.all(visits.map(async (id) => (await encounters.get({ branchId, id })).customer?.id));
      expect(await owners()).toEqual([there, there, there]);
      const { survivorVersion } = await customers.joinings({ branchId: elsewhere, id: there });
      await Promise.all([
        customers.undoJoin({
          ...{ requestId: requestId(), branchId: elsewhere, id: joining },
          ...{ expectedVersion: 1, survivorVersion },
        }),
        ...visits.map((id) => work(id, `다시 ${round}`)),
      ]);
      expect(await owners()).toEqual([here, here, here]);
    }
    await office.close();
  });

  test('corrected: found by what he is called now, by nothing he was called before', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const id = await aCustomer(office, { business: '민수네분식' });
    await aVisitOf(office, id);
    const { customers } = office.as('이지훈');
    const whole = await customers.reveal({ branchId, id });
    expect(whole).toMatchObject({ name: '김민수', phone: '010-1234-2748' });
    const edit = (change: object) =>
      customers.edit({
        ...{ requestId: requestId(), branchId, id, expectedVersion: whole.version },
        ...{ name: '김민주', business: '', phone: '042-123-1190', ...change },
      });
    await expect(edit({ phone: '123' })).rejects.toMatchObject({ code: 'REFUSED', data: { field: 'phone' } });
    await edit({});
    await expect(edit({})).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { changedBy: '이지훈', state: 'in_use' },
    });
    const found = async (query: string) =>
      (await customers.search({ branchId, query, searchId: requestId() })).map((hit) => hit.id);
    for (const query of ['ㄱㅁㅈ', '1190', '김민주']) expect(await found(query)).toEqual([id]);
    for (const query of ['김민수', '2748', '민수네']) expect(await found(query)).toEqual([]);
    const log = await office.as('한도윤').system.recentActivity({ branchId });
    const reveals = log.filter(({ action }) => action === 'customers.reveal');
    expect(reveals).toMatchObject([{ actor: '이지훈', subjects: [`customer:${id}`] }]);
    await office.close();
  });

  test('probable duplicates: by number, by name with business, never by a name alone, the joined not again', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const id = await aCustomer(office, { business: '(주)한밭상사' });
    const sure = await aCustomer(office, { name: '김 민수' });
    const likely = await aCustomer(office, { business: '한밭 상사', phone: '042-123-1190' });
    const family = await aCustomer(office, { name: '이영희' });
    await aCustomer(office, { phone: '010-4444-0001' });
    await aCustomer(office, { name: '박철수', business: '한밭상사', phone: '010-4444-0002' });
    const { customers } = office.as('이지훈');
    const found = await customers.duplicates({ branchId, id });
    expect(found.map((one) => [one.id, one.certainty])).toEqual([
      [sure, 'sure'],
      [likely, 'likely'],
      [family, 'perhaps'],
    ]);
    expect(found[0]).toMatchObject({ name: '김 ○수', phone: '010-****-2748', same: ['phone', 'spacing'] });
    const asked = {
      branchId,
      name: '김민수',
      business: '',
      phone: '+82 10 1234 2748',
      searchId: requestId(),
    };
    const like = await customers.likeThis(asked);
    expect(like.slice(0, 2).map(({ certainty }) => certainty)).toEqual(['sure', 'sure']);
    expect(await customers.likeThis({ ...asked, phone: '010-1234' })).toEqual([]);
    const [one, other] = [await customers.get({ branchId, id }), await customers.get({ branchId, id: sure })];
    await customers.join({
      ...{ requestId: requestId(), branchId },
      survivor: { id: one.id, expectedVersion: one.version },
      joined: { id: other.id, expectedVersion: other.version },
      keep: { name: 'survivor', business: 'survivor', phone: 'survivor' },
    });
    expect((await customers.duplicates({ branchId, id })).map((hit) => hit.id)).toEqual([likely, family]);
    await office.close();
  });
});
