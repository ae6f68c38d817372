import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { headers } from '#contract/rules.ts';
import { createFrontDesk } from '#core/app.ts';
import { type Client, daejeonPack, requestId, StandingClock } from '#tests/builders/office.ts';
import { eachEngine, type OpenEngine } from '#tests/support/postgres.ts';
import { aSeat, cheapHash } from '#tests/support/seats.ts';

const day = { open: '09:00', close: '18:00', lunch: null };
const password = '보리 고개 넘어 자전거';
const own = '솔잎 위에 앉은 두루미';

/** Two branches of one institution: 한도윤 has opened the second from the first. Everybody signs in for real. */
async function twoBranches(open: OpenEngine) {
  const clock = new StandingClock('2026-11-20T05:32:00.000Z');
  const frontDesk = await createFrontDesk({
    engine: await open(),
    clock,
    readPacks: () => [{ file: 'daejeon.yaml', origin: 'shipped' as const, text: daejeonPack }],
    version: 'test',
    passwordCost: cheapHash,
  });
  /** A window at a seat of its own; `as` is who acts in it. */
  const aWindow = () => {
    const seat = aSeat('');
    const as = (actorId: string | null = null): Client => {
      const reqHeaders = new Headers();
      if (actorId !== null) reqHeaders.set(headers.actor, actorId);
      return createRouterClient(frontDesk.router, {
        context: { door: 'host', address: '127.0.0.1', local: true, seat, reqHeaders },
      });
    };
    return { as, places: async () => (await as().accounts.here({})).people[0]?.places ?? [] };
  };
  const desk = aWindow();
  const { id: first } = await desk.as().setup.create({
    requestId: requestId(),
    institution: '한밭신용보증재단',
    branch: '중부지점',
    counters: ['1번 창구'],
    officeHours: [null, day, day, day, day, day, null],
    duties: ['보증 상담'],
    staff: [
      { name: '한도윤', title: '지점장', department: '보증팀', seat: 'B1', role: 'manager' },
      { name: '이지훈', title: '주임', department: '보증팀', seat: 'A1', role: 'reception' },
    ],
  });
  const { founders } = await desk.as().accounts.here({});
  const director = founders[0]?.staffId ?? '';
  await desk.as().accounts.first({ staffId: director, login: 'doyun', password });
  const opening = {
    branchId: first,
    name: '동부지점',
    phone: '042-555-0102',
    counters: ['가 창구', '나 창구'],
    departments: ['동부보증팀'],
  };
  const { id: second } = await desk.as(director).settings.openBranch({ requestId: requestId(), ...opening });
  const places = await desk.places();
  const there = places.find(({ branchId }) => branchId === second)?.staffId ?? '';
  const atFirst = desk.as(director);
  const atSecond = desk.as(there);
  const jihun = (await atFirst.staff.directory({ branchId: first })).find(({ name }) => name === '이지훈');
  return {
    ...{ desk, aWindow, first, second, opening, director, there, atFirst, atSecond },
    jihunAtFirst: jihun?.id ?? '',
    addAtSecond: async (roles: ('manager' | 'employee')[]) => {
      const branch = await atSecond.settings.branch({ branchId: second });
      const { id } = await atSecond.staff.add({
        requestId: requestId(),
        branchId: second,
        name: '이지훈',
        title: '팀장',
        departmentId: branch.departments[0]?.id ?? '',
        seat: '',
        roles,
        substituteId: null,
        dutyIds: [],
      });
      return id;
    },
  };
}

const refused = (reason: string) => ({ data: { reason } });

eachEngine((_name, open) => {
  test('a branch that is opened has its own counters and staff, and whoever opened it administers it', async () => {
    const { desk, first, second, opening, director, there, atFirst, atSecond } = await twoBranches(open);
    expect((await desk.places()).map(({ branch, roles }) => [branch, roles])).toEqual([
      ['중부지점', ['manager', 'admin']],
      ['동부지점', ['admin']],
    ]);
    const branch = await atSecond.settings.branch({ branchId: second });
    expect(branch.counters.map(({ name }) => name)).toEqual(['가 창구', '나 창구']);
    expect(branch.duties.map(({ name }) => name)).toEqual(['보증 상담']);
    expect(branch.standard.hash).toBe((await atFirst.settings.branch({ branchId: first })).standard.hash);
    expect((await atSecond.staff.directory({ branchId: second })).map(({ id }) => id)).toEqual([there]);
    // Each branch is asked by whom one is there, and by nobody else.
    await expect(atFirst.staff.directory({ branchId: second })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(atSecond.staff.directory({ branchId: first })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(
      desk.as(director).settings.openBranch({ requestId: requestId(), ...opening }),
    ).rejects.toMatchObject(refused('NAME_TAKEN'));
  });

  test('one person at two branches has each branch’s own roles, with one sign-in', async () => {
    const all = await twoBranches(open);
    const { aWindow, first, second, atFirst, atSecond, jihunAtFirst } = all;
    await atFirst.accounts.create({
      requestId: requestId(),
      staffId: jihunAtFirst,
      login: 'jihun',
      temporary: password,
    });
    const jihunAtSecond = await all.addAtSecond(['manager']);
    const attach = (login: string) =>
      atSecond.accounts.attach({ requestId: requestId(), staffId: jihunAtSecond, login });
    await expect(attach('nobody')).rejects.toMatchObject(refused('LOGIN_UNKNOWN'));
    await attach('JIHUN');
    await expect(attach('jihun')).rejects.toMatchObject(refused('HAS_ACCOUNT'));
    const twin = await all.addAtSecond(['employee']);
    await expect(
      atSecond.accounts.attach({ requestId: requestId(), staffId: twin, login: 'jihun' }),
    ).rejects.toMatchObject(refused('HAS_ACCOUNT'));

    const his = aWindow();
    await his.as().accounts.signIn({ login: 'jihun', password });
    await expect(his.as(jihunAtSecond).staff.directory({ branchId: second })).rejects.toMatchObject(
      refused('MUST_CHANGE'),
    );
    await his
      .as(jihunAtFirst)
      .accounts.changePassword({ requestId: requestId(), current: password, next: own });
    expect((await his.places()).map(({ staffId, roles, title }) => [staffId, roles, title])).toEqual([
      [jihunAtFirst, ['reception'], '주임'],
      [jihunAtSecond, ['manager'], '팀장'],
    ]);
    const list = await his.as(jihunAtSecond).accounts.list({ branchId: second });
    expect(list.find(({ staffId }) => staffId === jihunAtSecond)?.account).toMatchObject({
      login: 'jihun',
      elsewhere: ['중부지점'],
      sessions: 1,
    });
    await expect(his.as(jihunAtFirst).accounts.list({ branchId: first })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await expect(his.as(jihunAtSecond).accounts.list({ branchId: first })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('who leaves one branch works on at the other', async () => {
    const all = await twoBranches(open);
    const { aWindow, second, atFirst, atSecond, jihunAtFirst } = all;
    await atFirst.accounts.create({
      requestId: requestId(),
      staffId: jihunAtFirst,
      login: 'jihun',
      temporary: password,
    });
    const id = await all.addAtSecond(['employee']);
    await atSecond.accounts.attach({ requestId: requestId(), staffId: id, login: 'jihun' });
    const { version = 0 } =
      (await atSecond.staff.directory({ branchId: second })).find((one) => one.id === id) ?? {};
    await atSecond.staff.setActive({ requestId: requestId(), id, expectedVersion: version, active: false });
    const his = aWindow();
    await his.as().accounts.signIn({ login: 'jihun', password });
    expect((await his.places()).map(({ branch }) => branch)).toEqual(['중부지점']);
  });
});
