import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { headers } from '#contract/rules.ts';
import { createFrontDesk } from '#core/app.ts';
import { type Client, daejeonPack, requestId, StandingClock } from '#tests/builders/office.ts';
import { demoPassword } from '#tests/support/host.ts';
import { eachEngine, type OpenEngine } from '#tests/support/postgres.ts';
import { admit, aSeat, cheapHash, staffByName } from '#tests/support/seats.ts';

const day = { open: '09:00', close: '18:00', lunch: null };
const week = [null, day, day, day, day, day, null];
const people = [
  { name: '한도윤', title: '지점장', department: '지점장실', seat: 'B1', role: 'manager' as const },
  { name: '이지훈', title: '주임', department: '보증팀', seat: 'A1', role: 'reception' as const },
];
const firstPage = () => ({
  requestId: requestId(),
  institution: '한밭신용보증재단',
  branch: '중부지점',
  counters: ['1번 창구', '2번 창구'],
  officeHours: week,
  duties: ['보증 상담', '기한 연장'],
  staff: people,
});

/** A front desk whose pack file a test writes as a person would. */
async function aDesk(open: OpenEngine) {
  const file = { text: daejeonPack };
  const frontDesk = await createFrontDesk({
    engine: await open(),
    clock: new StandingClock('2026-11-20T05:32:00.000Z'),
    readPacks: () => [{ file: 'daejeon.yaml', origin: 'own', text: file.text }],
    version: 'test',
    passwordCost: cheapHash,
  });
  const { db } = frontDesk.desk.engine;
  const seat = aSeat();
  const as = (actorId: string | null, language: 'ko' | 'en' = 'ko'): Client => {
    const reqHeaders = new Headers({ [headers.language]: language });
    if (actorId !== null) reqHeaders.set(headers.actor, actorId);
    return createRouterClient(frontDesk.router, {
      context: async () => {
        if (actorId !== null) await admit(db, seat.value, actorId);
        return { door: 'host', address: '127.0.0.1', local: true, seat, reqHeaders };
      },
    });
  };
  return { file, as, nobody: as(null), db };
}

async function aBranch(open: OpenEngine) {
  const desk = await aDesk(open);
  const { id: branchId } = await desk.nobody.setup.create(firstPage());
  const staff = await staffByName(desk.db);
  const [manager, reception] = people.map(({ name }) => staff[name] ?? '');
  const settings = () => desk.as(manager ?? '').settings.branch({ branchId });
  /** The whole page with a part changed, as the screen sends it. */
  const page = async (part: object = {}) => {
    const { version, name, officeHours, reportBoxes, counters, departments, duties } = await settings();
    const lines = duties.filter(({ active }) => active).map(({ active: _, ...duty }) => duty);
    return {
      ...{ requestId: requestId(), id: branchId, expectedVersion: version, name, officeHours, reportBoxes },
      ...{ counters, departments, duties: lines, ...part },
    };
  };
  return {
    ...desk,
    branchId,
    manager: desk.as(manager ?? ''),
    receptionId: reception ?? '',
    reception: desk.as(reception ?? ''),
    settings,
    page,
  };
}

const refused = (reason: string) => ({ data: { reason } });

eachEngine((_name, open) => {
  test('a first page without a manager, or with a wrong pack, makes nothing; a second branch is refused', async () => {
    const { nobody, file } = await aDesk(open);
    const reception = people.filter(({ role }) => role === 'reception');
    await expect(nobody.setup.create({ ...firstPage(), staff: reception })).rejects.toMatchObject(
      refused('NEEDS_MANAGER'),
    );
    file.text = daejeonPack.replace('kind: display', 'kind: dispaly');
    await expect(nobody.setup.create(firstPage())).rejects.toMatchObject(refused('PACK_WRONG'));
    const status = await nobody.system.status({});
    const line = daejeonPack.split('\n').findIndex((text) => text.includes('kind: display')) + 1;
    expect(status.branches).toEqual([]);
    expect(status.packProblems).toMatchObject([{ file: 'daejeon.yaml', line }]);

    file.text = daejeonPack;
    expect((await nobody.system.status({})).packProblems).toEqual([]);
    const page = firstPage();
    const made = await nobody.setup.create(page);
    expect(await nobody.setup.create(page)).toEqual(made);
    await expect(nobody.setup.create(firstPage())).rejects.toMatchObject(refused('ALREADY_SET_UP'));
    await expect(nobody.setup.demo({ requestId: requestId(), password: demoPassword })).rejects.toMatchObject(
      refused('ALREADY_SET_UP'),
    );
  });

  test('the standard is read out whole, in both languages', async () => {
    const { branchId, as, receptionId } = await aBranch(open);
    for (const language of ['ko', 'en'] as const) {
      const { groups } = await as(receptionId, language).settings.standardText({ branchId });
      const clauses = groups.flatMap((group) => group.clauses);
      expect(clauses).toHaveLength(23);
      expect(clauses.every(({ title, text }) => title !== '' && text.length > 20)).toBe(true);
      expect(/[가-힣]/.test(clauses[2]?.text ?? '')).toBe(language === 'ko');
    }
  });

  test('a page is saved as a whole: renamed, ordered, timed, retired', async () => {
    const { manager, page, settings } = await aBranch(open);
    const before = await page();
    const [advice, extension] = before.duties;
    await manager.settings.save({
      ...before,
      name: '중앙지점',
      reportBoxes: ['담당', '지점장'],
      counters: [...before.counters].reverse(),
      duties: [
        { ...advice, name: '보증 상담', expectedMinutes: 30 },
        { name: '창업 교육', expectedMinutes: null },
      ],
    });
    const after = await settings();
    expect(after).toMatchObject({ name: '중앙지점', reportBoxes: ['담당', '지점장'], version: 2 });
    expect(after.counters.map(({ name }) => name)).toEqual(['2번 창구', '1번 창구']);
    expect(after.duties.filter(({ active }) => active)).toMatchObject([
      { id: advice?.id, expectedMinutes: 30 },
      { name: '창업 교육' },
    ]);
    expect(after.duties.find(({ id }) => id === extension?.id)?.active).toBe(false);
  });

  test('the telephone number is written as people write it, left as it is when not sent, and may be none', async () => {
    const { manager, page, settings } = await aBranch(open);
    expect((await settings()).phone).toBeNull();
    await manager.settings.save(await page({ phone: '+82 42 555 0100' }));
    expect((await settings()).phone).toBe('042-555-0100');
    await manager.settings.save(await page({ name: '중앙지점' }));
    expect((await settings()).phone).toBe('042-555-0100');
    await expect(manager.settings.save(await page({ phone: '555-0100' }))).rejects.toMatchObject({
      data: { reason: 'PHONE_AREA_CODE_MISSING', field: 'phone' },
    });
    await manager.settings.save(await page({ phone: null }));
    expect((await settings()).phone).toBeNull();
  });

  test('a manager changes no branch but his own', async () => {
    const { branchId, db, manager, page } = await aBranch(open);
    const other = requestId();
    const row = await db
      .selectFrom('branch')
      .selectAll()
      .where('id', '=', branchId)
      .executeTakeFirstOrThrow();
    await db
      .insertInto('branch')
      .values({ ...row, id: other, name: '서부지점' })
      .execute();
    const head = { change_seq: 0, activity_seq: 0, activity_hash: '' };
    await db
      .insertInto('branch_head')
      .values({ ...head, branch_id: other })
      .execute();
    const theirs = {
      ...(await page()),
      id: other,
      counters: [{ name: '창구' }],
      departments: [{ name: '팀' }],
    };
    await expect(manager.settings.save({ ...theirs, duties: [] })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  test('two first pages at once make one branch', async () => {
    const { nobody } = await aDesk(open);
    const made = await Promise.allSettled([1, 2, 3].map(() => nobody.setup.create(firstPage())));
    expect(made.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await nobody.system.status({})).branches).toHaveLength(1);
  });

  test('whoever puts a new standard in force stands in the log; read again unchanged, nothing is adopted', async () => {
    const { branchId, file, manager, settings } = await aBranch(open);
    file.text = `${daejeonPack}\n# 2027\n`;
    const request = { requestId: requestId(), branchId };
    expect(await manager.settings.reloadStandard(request)).toEqual({ adopted: true, problems: [] });
    expect((await settings()).version).toBe(2);
    const [newest] = await manager.system.recentActivity({ branchId });
    expect(newest).toMatchObject({ actor: '한도윤', action: 'settings.reloadStandard' });
    expect(await manager.settings.reloadStandard(request)).toEqual({ adopted: true, problems: [] });
    expect(await manager.settings.reloadStandard({ ...request, requestId: requestId() })).toEqual({
      adopted: false,
      problems: [],
    });
    expect((await settings()).version).toBe(2);
  });

  test('what is in use stays: a department with staff, a counter with visits', async () => {
    const { branchId, manager, reception, page, settings } = await aBranch(open);
    const { counters, departments } = await settings();
    await reception.encounters.open({ requestId: requestId(), branchId, counterId: counters[0]?.id ?? null });
    for (const part of [{ counters: counters.slice(1) }, { departments: departments.slice(1) }]) {
      await expect(manager.settings.save(await page(part))).rejects.toMatchObject(refused('IN_USE'));
    }
    await manager.settings.save(await page({ counters: counters.slice(0, 1) }));
    expect(await settings()).toMatchObject({ counters: [{ name: '1번 창구' }], version: 2 });
  });

  test('hours that cannot be are refused before they stop the clock of the branch', async () => {
    const { manager, page, settings } = await aBranch(open);
    const lunches = [
      { from: '13:00', to: '12:00' },
      { from: '08:00', to: '10:00' },
      { from: '12:00', to: '18:00' },
    ];
    for (const lunch of lunches) {
      const officeHours = week.map((one) => one && { ...one, lunch });
      await expect(manager.settings.save(await page({ officeHours }))).rejects.toMatchObject({
        code: 'BAD_REQUEST',
      });
    }
    const closed = week.map(() => null);
    await expect(manager.settings.save(await page({ officeHours: closed }))).rejects.toMatchObject(
      refused('TIME_IMPOSSIBLE'),
    );
    await manager.settings.save(
      await page({
        officeHours: week.map((one) => one && { ...one, lunch: { from: '12:00', to: '13:00' } }),
      }),
    );
    expect((await settings()).officeHours[1]?.lunch).toEqual({ from: '12:00', to: '13:00' });
  });

  test('an old copy is told who was first and changes nothing; only managers save', async () => {
    const { manager, reception, page, settings } = await aBranch(open);
    const [mine, theirs] = [await page({ name: '내 지점' }), await page({ name: '먼저 지점' })];
    await manager.settings.save(theirs);
    await expect(manager.settings.save(mine)).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { entity: 'branch', version: 2, changedBy: '한도윤' },
    });
    await expect(reception.settings.save(await page({ name: '창구가 바꿈' }))).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    expect((await settings()).name).toBe('먼저 지점');
  });

  test('a wrong pack changes nothing; a good one is in force at once and open visits keep theirs', async () => {
    const { branchId, manager, reception, file, settings } = await aBranch(open);
    const visit = async () =>
      (await reception.encounters.open({ requestId: requestId(), branchId, counterId: null })).id;
    const greeting = async (id: string) => {
      const { steps } = await reception.encounters.get({ branchId, id });
      return steps[0]?.say.map(({ text }) => text).join('');
    };
    const reload = () => manager.settings.reloadStandard({ requestId: requestId(), branchId });
    const old = await visit();
    const before = await greeting(old);

    file.text = daejeonPack.replace('clause: V5', 'clause: V55');
    const wrong = await reload();
    expect(wrong.adopted).toBe(false);
    expect(wrong.problems.length).toBeGreaterThan(0);
    expect((await settings()).standard).toMatchObject({ packVersion: '1.3.0', problems: wrong.problems });
    expect(await greeting(await visit())).toBe(before);

    file.text = daejeonPack
      .replace("version: '1.3.0'", "version: '1.4.0'")
      .replaceAll(
        '안녕하세요? 실례지만 어떤일로 오셨습니까?\n    en',
        '어서 오십시오. 무엇을 도와드릴까요?\n    en',
      );
    expect(await reload()).toEqual({ adopted: true, problems: [] });
    expect((await settings()).standard).toMatchObject({ packVersion: '1.4.0', problems: [] });
    expect(await greeting(await visit())).toBe('어서 오십시오. 무엇을 도와드릴까요?');
    expect(await greeting(old)).toBe(before);
    expect(await reload()).toEqual({ adopted: false, problems: [] });
  });
});
