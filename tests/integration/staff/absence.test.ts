import { expect, test } from 'vitest';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

async function presenceOf(office: Office, name: string) {
  const directory = await office.as('이지훈').staff.directory({ branchId: office.branchId });
  return directory.find((one) => one.name === name)?.presence;
}

function away(office: Office, kind: string, startsAt?: Date) {
  return office.as('이지훈').staff.setAbsence({
    requestId: requestId(),
    staffId: office.staff.박서연 ?? '',
    kind,
    told: null,
    returnsAt: null,
    ...(startsAt && { startsAt }),
  });
}

eachEngine((_, open) => {
  test('one announced for later does not end the one running now, and takes its place when it begins', async () => {
    const office = await anOffice(await open());
    await away(office, 'outside');
    await away(office, 'meeting', new Date(office.clock.now().getTime() + 60 * 60_000));
    expect(await presenceOf(office, '박서연')).toMatchObject({ state: 'absent', kind: 'outside' });
    office.clock.pass(61);
    expect(await presenceOf(office, '박서연')).toMatchObject({ state: 'absent', kind: 'meeting' });
    const back = { requestId: requestId(), staffId: office.staff.박서연 ?? '' };
    await office.as('박서연').staff.comeBack(back);
    expect(await presenceOf(office, '박서연')).toMatchObject({ state: 'present' });
    await office.close();
  });

  test('back before it begins: what is announced stays', async () => {
    const office = await anOffice(await open());
    await away(office, 'leave', new Date(office.clock.now().getTime() + 60 * 60_000));
    const back = { requestId: requestId(), staffId: office.staff.박서연 ?? '' };
    await office.as('박서연').staff.comeBack(back);
    office.clock.pass(61);
    expect(await presenceOf(office, '박서연')).toMatchObject({ state: 'absent', kind: 'leave' });
    await office.close();
  });

  test('whoever is added stands in the log', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const [first] = await office.as('이지훈').staff.directory({ branchId });
    const { id } = await office.as('한도윤').staff.add({
      requestId: requestId(),
      branchId,
      name: '오세라',
      title: '대리',
      departmentId: first?.departmentId ?? '',
      seat: '',
      roles: ['employee'],
      substituteId: null,
      dutyIds: [],
    });
    const [newest] = await office.as('한도윤').system.recentActivity({ branchId });
    expect(newest).toMatchObject({ action: 'staff.add', subjects: [`staff:${id}`] });
    await office.close();
  });
});
