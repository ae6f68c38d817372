import { expect, test } from 'vitest';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const found = async (office: Office, query: string, by = '이지훈') =>
  await office.as(by).memos.find({ branchId: office.branchId, query, searchId: requestId() });

async function answer(office: Office, id: string, by = '박서연'): Promise<void> {
  const { version } = await office.as(by).memos.open({ requestId: requestId(), id });
  await office.as(by).memos.answer({
    requestId: requestId(),
    id,
    expectedVersion: version,
    said: '서류 목록을 안내했습니다.',
    lateReason: null,
    lateAction: null,
  });
}

eachEngine((_, open) => {
  test('whoever left a memo is found without being saved as a customer: masked, with who answered and when', async () => {
    const office = await anOffice(await open());
    const open1 = await aMemo(office, { customerName: '노은채', phone: '010-0000-3141' });
    office.clock.pass(5);
    const done = await aMemo(office, { customerName: '나은찬', phone: '010-0000-9265' });
    office.clock.pass(10);
    await answer(office, done.id);
    expect(await found(office, 'ㄴㅇㅊ')).toMatchObject([
      {
        id: done.id,
        customerId: null,
        customerName: '나○찬',
        phone: '010-****-9265',
        promise: { state: 'kept', closedAt: office.clock.now() },
        closedBy: '박서연',
      },
      { id: open1.id, customerName: '노○채', promise: { state: 'open' }, closedBy: null },
    ]);
    expect((await found(office, '3141')).map(({ id }) => id)).toEqual([open1.id]);
    expect((await found(office, 'shdmsco')).map(({ id }) => id)).toEqual([open1.id]);
    expect(await found(office, '없는 사람')).toEqual([]);
    expect(await found(office, ' ')).toEqual([]);
    await office.close();
  });

  test('closed ones are found for 30 days, open ones for as long as they are open', async () => {
    const office = await anOffice(await open());
    const { id: waiting } = await aMemo(office, { customerName: '노은채' });
    const { id: done } = await aMemo(office, { customerName: '노은채' });
    await answer(office, done);
    office.clock.pass(30 * 24 * 60);
    expect((await found(office, '노은채')).map(({ id }) => id).sort()).toEqual([waiting, done].sort());
    office.clock.pass(24 * 60);
    expect((await found(office, '노은채')).map(({ id }) => id)).toEqual([waiting]);
    await office.close();
  });

  test('a memo opened again is one card, with the promise that runs; twenty at most, newest first', async () => {
    const office = await anOffice(await open());
    const { id } = await aMemo(office, { customerName: '노은채' });
    await answer(office, id);
    const { version } = await office.as('박서연').memos.get({ branchId: office.branchId, id });
    await office.as('박서연').memos.reopen({
      requestId: requestId(),
      id,
      expectedVersion: version,
      reason: '다시 물으셨습니다.',
    });
    expect(await found(office, '노은채')).toMatchObject([{ id, promise: { state: 'open' }, closedBy: null }]);
    const later: string[] = [];
    for (let count = 0; count < 20; count += 1) {
      office.clock.pass(1);
      later.unshift((await aMemo(office, { customerName: '노은채' })).id);
    }
    expect((await found(office, '노은채')).map((card) => card.id)).toEqual(later);
    await office.close();
  });

  test('looking for somebody is in the activity log once, with the memos shown last', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const { id } = await aMemo(office, { customerName: '노은채' });
    const searchId = requestId();
    await office.as('이지훈').memos.find({ branchId, query: 'ㄴ', searchId });
    await office.as('이지훈').memos.find({ branchId, query: '노은', searchId });
    await office.frontDesk.close();
    const rows = await office.frontDesk.desk.engine.db
      .selectFrom('activity')
      .select(['action', 'subjects'])
      .where('action', '=', 'memos.find')
      .execute();
    expect(rows.map(({ subjects }) => JSON.parse(subjects))).toEqual([[`memo:${id}`]]);
  });
});
