import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, test, vi } from 'vitest';
import { verifyActivity } from '#core/audit/activity.service.ts';
import { openSqlite } from '#storage/engines/sqlite.ts';
import { migrate } from '#storage/migrate.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

async function aCustomer(office: Office, name = '김민수', phone = '010-1234-2748') {
  return await office.as('이지훈').customers.add({
    requestId: requestId(),
    branchId: office.branchId,
    name,
    business: '민수네분식',
    phone,
    consent: { given: true, how: 'oral' },
  });
}

async function log(office: Office) {
  const { branchId } = office;
  return await office.as('한도윤').system.recentActivity({ branchId });
}

eachEngine((_, open) => {
  test('a call without an actor, or by one who has left, is refused before anything happens', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    await expect(office.as(null).memos.figures({ branchId })).rejects.toMatchObject({
      code: 'UNKNOWN_ACTOR',
    });
    await expect(office.as('0198-nobody').memos.figures({ branchId })).rejects.toMatchObject({
      code: 'UNKNOWN_ACTOR',
    });
    const officer = (await office.as('한도윤').staff.directory({ branchId })).find(
      ({ name }) => name === '최민호',
    );
    await office.as('한도윤').staff.setActive({
      requestId: requestId(),
      id: officer?.id ?? '',
      expectedVersion: officer?.version ?? 0,
      active: false,
    });
    await expect(office.as('최민호').memos.figures({ branchId })).rejects.toMatchObject({
      code: 'UNKNOWN_ACTOR',
      data: { reason: 'STAFF_INACTIVE' },
    });
    await office.close();
  });

  test('a role that may not is refused, and the refusal is in the log', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    await expect(
      office.as('이지훈').reports.dailyCallbackUnmasked({ branchId, date: '2026-11-20', purpose: '확인용' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    const [newest] = await log(office);
    expect(newest).toMatchObject({
      actor: '이지훈',
      action: 'reports.dailyCallbackUnmasked',
      outcome: 'refused',
    });
    await office.close();
  });

  test('another branch is refused as a whole', async () => {
    const office = await anOffice(await open());
    await expect(office.as('이지훈').memos.figures({ branchId: requestId() })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await office.close();
  });

  test('lists and views are masked, and whose data was shown is logged once an hour', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const { id } = await aCustomer(office);
    const view = await office.as('박서연').customers.get({ branchId, id });
    expect(view).toMatchObject({ name: '김○수', phone: '010-****-2748', business: '민수네분식' });
    await office.as('박서연').customers.get({ branchId, id });
    const reads = async () =>
      (await log(office)).filter(({ action, actor }) => action === 'customers.get' && actor === '박서연');
    expect(await reads()).toMatchObject([{ subjects: [`customer:${id}`], outcome: 'allowed' }]);
    office.clock.pass(61);
    await office.as('박서연').customers.get({ branchId, id });
    expect(await reads()).toHaveLength(2);
    await office.close();
  });

  test('what two windows of one person show at the same moment is one row, there before either has its reply', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const { id } = await aCustomer(office);
    const rows = async () =>
      (await log(office)).filter(({ action, actor }) => action === 'customers.get' && actor === '박서연');
    const look = async () => {
      await office.as('박서연').customers.get({ branchId, id });
      return (await rows()).length;
    };
    expect(await Promise.all([look(), look(), look()])).toEqual([1, 1, 1]);
    await office.close();
  });

  test('a list that is the same for all is read once, and stands in the log for each who saw it', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const board = (name: string, filter: 'branch' | 'mine' = 'branch') =>
      office.as(name).memos.board({ branchId, filter });
    const leave = async () =>
      await office.as('이지훈').memos.create({
        ...{ requestId: requestId(), branchId, intendedId: office.staff.박서연 ?? '', encounterId: null },
        ...{ preferredAt: null, afterClosing: null, customerId: null, customerName: '강지원', business: '' },
        ...{ phone: '010-1234-7726', dutyId: null, inquiry: '만기 연장', urgency: 'normal' as const },
        callerId: office.staff.박서연 ?? '',
      });
    const { id } = await leave();
    const [first, second] = [await board('이지훈'), await board('한도윤')];
    expect(first).toBe(second);
    expect(first.cards).toMatchObject([{ id, customerName: '강○원' }]);
    const saw = (await log(office)).filter(({ action }) => action === 'memos.board');
    expect(saw.map(({ actor, subjects }) => [actor, subjects])).toEqual(
      ['한도윤', '이지훈'].map((actor) => [actor, expect.arrayContaining([`memo:${id}`])]),
    );
    expect((await board('박서연', 'mine')).cards).toHaveLength(1);
    expect((await board('한도윤', 'mine')).cards).toHaveLength(0);
    await leave();
    expect((await board('한도윤')).cards).toHaveLength(2);
    await expect(office.as(null).memos.board({ branchId, filter: 'branch' })).rejects.toMatchObject({
      code: 'UNKNOWN_ACTOR',
    });
    await office.close();
  });

  test('a search is logged once, when it has settled, with the ids it showed last', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const { id } = await aCustomer(office);
    await aCustomer(office, '강미선', '010-9876-1111');
    const searchId = requestId();
    const reception = office.as('이지훈');
    expect(await reception.customers.search({ branchId, query: 'ㄱㅁ', searchId })).toHaveLength(2);
    const [hit] = await reception.customers.search({ branchId, query: 'ㄱㅁㅅ 2748', searchId });
    expect(hit).toMatchObject({ id, name: '김○수', phone: '010-****-2748' });
    await office.frontDesk.close();
    const searches = (await log(office)).filter(({ action }) => action === 'customers.search');
    expect(searches).toMatchObject([{ subjects: [`customer:${id}`] }]);
  });

  test('a search stands in the log for each who made it, whatever id their windows gave it', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    await aCustomer(office);
    const search = { branchId, query: 'ㄱㅁㅅ', searchId: requestId() };
    await office.as('이지훈').customers.search(search);
    await office.as('박서연').customers.search(search);
    await office.frontDesk.close();
    const searches = (await log(office)).filter(({ action }) => action === 'customers.search');
    expect(searches.map(({ actor }) => actor).sort()).toEqual(['박서연', '이지훈']);
  });

  test('customers and pictures of elsewhere are not there', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const { db } = office.frontDesk.desk.engine;
    const { id } = await aCustomer(office);
    const staffId = office.staff.박서연 ?? '';
    const [officer] = (await office.as('이지훈').staff.directory({ branchId })).filter(
      (one) => one.id === staffId,
    );
    const photo = { mediaType: 'image/png' as const, base64: 'iVBORw0KGgo=' };
    const picture = { requestId: requestId(), id: staffId, expectedVersion: officer?.version ?? 0, photo };
    await office.as('한도윤').staff.setPhoto(picture);
    expect(await office.as('이지훈').staff.photo({ id: staffId })).toEqual(photo);

    const elsewhere = { id: requestId(), created_at: '2026-11-20T05:32:00.000Z' };
    await db
      .insertInto('institution')
      .values({ ...elsewhere, name: '다른 기관' })
      .execute();
    await db.updateTable('customer').set({ institution_id: elsewhere.id }).execute();
    const branch = await db.selectFrom('branch').selectAll().executeTakeFirstOrThrow();
    await db
      .insertInto('branch')
      .values({ ...branch, id: elsewhere.id })
      .execute();
    await db.updateTable('staff').set({ branch_id: elsewhere.id }).where('id', '=', staffId).execute();

    const reception = office.as('이지훈');
    await expect(reception.customers.get({ branchId, id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const search = { branchId, query: '김민수', searchId: requestId() };
    expect(await reception.customers.search(search)).toEqual([]);
    expect(await reception.staff.photo({ id: staffId })).toBeNull();
    await office.close();
  });

  test('a repeat gets the first answer; the same request for another thing is refused', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const request = {
      requestId: requestId(),
      branchId,
      name: '오세진',
      business: '',
      phone: '042-123-1190',
      consent: { given: true as const, how: 'oral' as const },
    };
    const first = await office.as('이지훈').customers.add(request);
    expect(await office.as('이지훈').customers.add(request)).toEqual(first);
    const hits = await office
      .as('이지훈')
      .customers.search({ branchId, query: '오세진', searchId: requestId() });
    expect(hits).toHaveLength(1);
    await expect(
      office
        .as('이지훈')
        .staff.comeBack({ requestId: request.requestId, staffId: office.staff.박서연 ?? '' }),
    ).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'REQUEST_REUSED' } });
    await office.close();
  });
});

describe('the activity chain', () => {
  eachEngine((name, open) => {
    test('verifies, and shows the first row that was touched', async () => {
      const office = await anOffice(await open());
      const { branchId } = office;
      const { engine } = office.frontDesk.desk;
      for (let i = 0; i < 5; i += 1) await aCustomer(office, '배서연', `010-1111-000${i}`);
      expect(await verifyActivity(office.frontDesk.desk, branchId)).toMatchObject({
        rows: 6,
        brokenAt: null,
      });
      await expect(engine.db.deleteFrom('activity').where('seq', '=', 3).execute()).rejects.toThrow(
        /append-only/,
      );

      const trigger = 'activity_no_update';
      await sql
        .raw(name === 'postgres' ? `drop trigger ${trigger} on activity` : `drop trigger ${trigger}`)
        .execute(engine.db);
      await engine.db
        .updateTable('activity')
        .set({ actor_id: 'somebody else' })
        .where('seq', '=', 4)
        .execute();
      expect(await verifyActivity(office.frontDesk.desk, branchId)).toMatchObject({ brokenAt: 4 });
      await office.close();
    });

    test('holds while others write', async () => {
      const office = await anOffice(await open());
      const { desk } = office.frontDesk;
      const [verified] = await Promise.all([
        verifyActivity(desk, office.branchId),
        ...[1, 2, 3].map((one) => aCustomer(office, '배서연', `010-1111-000${one}`)),
        verifyActivity(desk, office.branchId),
      ]);
      expect(verified.brokenAt).toBeNull();
      await office.close();
    });

    test('a tail cut off is seen', async () => {
      const office = await anOffice(await open());
      const { engine } = office.frontDesk.desk;
      await aCustomer(office);
      await sql
        .raw(
          name === 'postgres'
            ? 'drop trigger activity_no_delete on activity'
            : 'drop trigger activity_no_delete',
        )
        .execute(engine.db);
      await engine.db.deleteFrom('activity').where('seq', '=', 2).execute();
      expect(await verifyActivity(office.frontDesk.desk, office.branchId)).toMatchObject({
        rows: 1,
        brokenAt: 2,
      });
      await office.close();
    });
  });
});

test('a search that cannot be logged now is told, and logged when it can be', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'maji-access-'));
  const engine = openSqlite({ file: join(folder, 'maji.db') });
  await migrate(engine);
  const failures: unknown[] = [];
  const office = await anOffice(engine, { onFailure: (error) => failures.push(error) });
  const { branchId } = office;
  await aCustomer(office);
  await office.as('이지훈').customers.search({ branchId, query: 'ㄱㅁㅅ', searchId: requestId() });
  await sql`pragma query_only = on`.execute(engine.db);
  await vi.waitUntil(() => failures.length > 0, { timeout: 10_000 });
  expect(failures[0]).toMatchObject({ code: 'SQLITE_READONLY' });
  await sql`pragma query_only = off`.execute(engine.db);
  const searches = async () => (await log(office)).filter(({ action }) => action === 'customers.search');
  await vi.waitUntil(async () => (await searches()).length === 1, { timeout: 10_000 });
  await office.close();
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});
