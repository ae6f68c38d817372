import { expect, test } from 'vitest';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const seoul = (local: string) => new Date(`${local.replace(' ', 'T')}:00.000+09:00`);
const at = (local: string) => seoul(local).toISOString();
const plain = (said: { text: string }[]) => said.map((part) => part.text).join('');

const away = (office: Office, name: string, returnsAt: Date | null) =>
  office.as(name).staff.setAbsence({
    requestId: requestId(),
    staffId: office.staff[name] ?? '',
    kind: 'outside',
    told: null,
    returnsAt,
  });

function quote(
  office: Office,
  more: { preferredAt?: Date; afterClosing?: 'before_closing' | 'next_morning' } = {},
) {
  return office.as('이지훈').memos.quote({
    branchId: office.branchId,
    intendedId: office.staff.박서연 ?? '',
    encounterId: null,
    preferredAt: more.preferredAt ?? null,
    afterClosing: more.afterClosing ?? null,
  });
}

async function substituteIs(office: Office, officer: string, substitute: string): Promise<void> {
  const manager = office.as('한도윤');
  const directory = await manager.staff.directory({ branchId: office.branchId });
  const entry = directory.find((member) => member.name === officer);
  if (entry === undefined) throw new Error(`nobody is called ${officer}`);
  const { name, title, departmentId, seat, roles } = entry;
  await manager.staff.change({
    requestId: requestId(),
    id: entry.id,
    expectedVersion: entry.version,
    name,
    title,
    departmentId,
    seat,
    roles,
    substituteId: office.staff[substitute] ?? null,
    dutyIds: [],
  });
}

eachEngine((_, open) => {
  test('back a quarter of an hour before the due time, the officer calls; a minute later, a colleague', async () => {
    const office = await anOffice(await open());
    await away(office, '박서연', seoul('2026-11-20 15:17'));
    const inTime = await quote(office);
    expect(inTime).toMatchObject({ caller: { name: '박서연' }, substituted: false });
    expect(plain(inTime.say)).toBe(
      '용건을 메모해 두겠습니다. 박서연 대리가 오후 3시 32분까지 전화드리겠습니다.',
    );

    await away(office, '박서연', seoul('2026-11-20 15:18'));
    const tooLate = await quote(office);
    // Somebody of his department, in the order of the seats.
    expect(tooLate).toMatchObject({ caller: { name: '이지훈' }, substituted: true });
    expect(plain(tooLate.say)).toBe(
      '박서연 대리는 오후 3시 18분에 돌아올 예정이어서, 이지훈 주임이 대신 오후 3시 32분까지 전화드리겠습니다.',
    );
    await office.close();
  });

  test('the named substitute calls while he is in; the memo stays on the intended officer’s record', async () => {
    const office = await anOffice(await open());
    await substituteIs(office, '박서연', '정유진');
    await away(office, '박서연', null);
    const memo = await aMemo(office);
    expect(memo).toMatchObject({ handler: { name: '정유진' }, intended: { name: '박서연' }, state: 'new' });
    const row = await office.frontDesk.desk.engine.db
      .selectFrom('promise')
      .select(['caller_id', 'intended_id'])
      .executeTakeFirst();
    expect(row).toEqual({ caller_id: office.staff.정유진, intended_id: office.staff.박서연 });

    await away(office, '정유진', seoul('2026-11-20 17:00'));
    expect(await quote(office)).toMatchObject({ caller: { name: '이지훈' } });
    await office.close();
  });

  test('when somebody else would call now than was said, nothing is saved', async () => {
    const office = await anOffice(await open());
    await away(office, '박서연', null);
    const said = await quote(office);
    expect(said.caller.name).toBe('이지훈');
    // He comes back between the sentence and the key.
    await office.as('박서연').staff.comeBack({ requestId: requestId(), staffId: office.staff.박서연 ?? '' });
    const saved = office.as('이지훈').memos.create({
      requestId: requestId(),
      branchId: office.branchId,
      intendedId: office.staff.박서연 ?? '',
      encounterId: null,
      preferredAt: null,
      afterClosing: null,
      customerId: null,
      customerName: '김민수',
      business: null,
      phone: '010-1234-2748',
      dutyId: null,
      inquiry: '서류 문의',
      urgency: 'normal',
      callerId: said.caller.id,
    });
    await expect(saved).rejects.toMatchObject({ code: 'REFUSED', data: { reason: 'CALLER_CHANGED' } });
    expect(await office.frontDesk.desk.engine.db.selectFrom('memo').selectAll().execute()).toEqual([]);
    await office.close();
  });

  test('an hour that ends after closing: the choice is asked for, and recorded', async () => {
    const office = await anOffice(await open(), { now: at('2026-11-20 17:20') });
    const offered = await quote(office);
    expect(offered.offers).toEqual([
      { choice: 'before_closing', dueAt: seoul('2026-11-20 18:00') },
      { choice: 'next_morning', dueAt: seoul('2026-11-23 10:00') },
    ]);
    await expect(aMemo(office)).rejects.toMatchObject({
      data: { reason: 'NEEDS_CHOICE', field: 'afterClosing' },
    });
    const memo = await aMemo(office, { afterClosing: 'next_morning' });
    expect(memo.promise).toMatchObject({
      dueAt: seoul('2026-11-23 10:00'),
      originalDueAt: seoul('2026-11-20 18:20'),
      dueReason: 'next_morning',
    });
    await office.close();
  });

  test('after closing there is one time to offer, and saving it is the choice', async () => {
    const office = await anOffice(await open(), { now: at('2026-11-20 19:00') });
    const only = await quote(office);
    expect(only).toMatchObject({ dueAt: seoul('2026-11-23 10:00'), dueReason: 'next_morning' });
    expect(only.offers).toHaveLength(1);
    expect((await aMemo(office)).promise).toMatchObject({
      dueAt: seoul('2026-11-23 10:00'),
      dueReason: 'next_morning',
    });
    await office.close();
  });

  test('a time the customer prefers becomes the due time, and decides who can call', async () => {
    const office = await anOffice(await open());
    await away(office, '박서연', seoul('2026-11-20 16:00'));
    const preferredAt = seoul('2026-11-20 17:00');
    expect(await quote(office, { preferredAt })).toMatchObject({ caller: { name: '박서연' } });
    expect((await aMemo(office, { preferredAt })).promise).toMatchObject({
      dueAt: preferredAt,
      originalDueAt: seoul('2026-11-20 15:32'),
      dueReason: 'preferred',
    });
    await office.close();
  });

  test('an officer who has left cannot be promised', async () => {
    const office = await anOffice(await open());
    const manager = office.as('한도윤');
    await manager.staff.setActive({
      requestId: requestId(),
      id: office.staff.박서연 ?? '',
      expectedVersion: 1,
      active: false,
    });
    await expect(quote(office)).rejects.toMatchObject({
      data: { reason: 'STAFF_INACTIVE', field: 'intendedId' },
    });
    await office.close();
  });
});
