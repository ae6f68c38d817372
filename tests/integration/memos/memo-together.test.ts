import { expect, test } from 'vitest';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const on = (memo: { id: string; version: number }) => ({
  requestId: requestId(),
  id: memo.id,
  expectedVersion: memo.version,
});

const anAnswer = { said: '답변했습니다.', lateReason: null, lateAction: null };

const get = (office: Office, id: string) => office.as('이지훈').memos.get({ branchId: office.branchId, id });

const board = (office: Office, by: string, filter: 'branch' | 'mine' | 'department' | 'overdue' | 'late') =>
  office.as(by).memos.board({ branchId: office.branchId, filter });

const activity = async (office: Office, action: string) =>
  await office.frontDesk.desk.engine.db
    .selectFrom('activity')
    .select(['actor_id', 'outcome', 'subjects'])
    .where('action', '=', action)
    .orderBy('seq')
    .execute();

eachEngine((_, open) => {
  test('the second of two sees what the first did, and by whom; nothing of it is written twice', async () => {
    const office = await anOffice(await open());
    const memo = await aMemo(office);
    await office.as('최민호').memos.takeOver(on(memo));
    await expect(office.as('박서연').memos.answer({ ...on(memo), ...anAnswer })).rejects.toMatchObject({
      code: 'CONFLICT',
      data: { entity: 'memo', id: memo.id, version: 2, state: 'new', changedBy: '최민호' },
    });
    expect(await get(office, memo.id)).toMatchObject({ state: 'new', promise: { state: 'open' } });
    await office.close();
  });

  test('two at the same moment: one answers, the other is told', async () => {
    const office = await anOffice(await open());
    const memo = await aMemo(office);
    const both = await Promise.allSettled(
      ['박서연', '박서연'].map((name) => office.as(name).memos.answer({ ...on(memo), ...anAnswer })),
    );
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    const { history } = await get(office, memo.id);
    expect(history.filter((event) => event.kind === 'answered')).toHaveLength(1);
    await office.close();
  });

  test('a request sent twice is done once and answered the same', async () => {
    const office = await anOffice(await open());
    const memo = await aMemo(office);
    const officer = office.as('박서연');
    const opening = { requestId: requestId(), id: memo.id };
    expect(await officer.memos.open(opening)).toMatchObject({ state: 'seen', version: 2 });
    expect(await officer.memos.open(opening)).toMatchObject({ state: 'seen', version: 2 });
    const once = {
      ...on({ id: memo.id, version: 2 }),
      result: 'no_answer' as const,
      callAgainAt: null,
      note: '',
    };
    const first = await officer.memos.logAttempt(once);
    expect(await officer.memos.logAttempt(once)).toEqual(first);
    expect(await get(office, memo.id)).toMatchObject({ attempts: 1, version: 3 });
    await office.close();
  });

  test('taken over or handed on, it stays on the record of the officer it was meant for', async () => {
    const office = await anOffice(await open());
    const memo = await aMemo(office);
    const taken = await office.as('최민호').memos.takeOver(on(memo));
    const other = await aMemo(office);
    const to = office.staff.정유진 ?? '';
    const reason = '담보 업무입니다';
    await office.as('박서연').memos.handOn({ ...on(other), to, reason });
    expect(await get(office, memo.id)).toMatchObject({
      handler: { name: '최민호' },
      intended: { name: '박서연' },
      history: [{ kind: 'made' }, { kind: 'taken_over', data: { from: '박서연' } }],
    });
    expect(await get(office, other.id)).toMatchObject({
      handler: { name: '정유진' },
      intended: { name: '박서연' },
      history: [
        { kind: 'made' },
        { kind: 'handed_on', note: reason, data: { from: '박서연', to: '정유진' } },
      ],
    });
    await expect(office.as('최민호').memos.takeOver(on(taken))).rejects.toMatchObject({
      data: { reason: 'ALREADY_HANDLER' },
    });
    await expect(
      office.as('이지훈').memos.answer({ ...on({ id: memo.id, version: 2 }), ...anAnswer }),
    ).rejects.toMatchObject({ data: { reason: 'NOT_HANDLER' } });

    const cards = async (by: string) => (await board(office, by, 'mine')).cards.map((card) => card.id);
    expect(await cards('최민호')).toEqual([memo.id]);
    expect(await cards('정유진')).toEqual([other.id]);
    expect(await cards('박서연')).toEqual([]);
    await office.close();
  });

  test('a handler who left keeps the memo until somebody takes it; nobody can hand it to him', async () => {
    const office = await anOffice(await open());
    const memo = await aMemo(office);
    const gone = office.staff.박서연 ?? '';
    const leave = { requestId: requestId(), id: gone, expectedVersion: 1, active: false };
    await office.as('한도윤').staff.setActive(leave);
    const taken = await office.as('최민호').memos.takeOver(on(memo));
    await expect(
      office.as('최민호').memos.handOn({ ...on(taken), to: gone, reason: '돌려드림' }),
    ).rejects.toMatchObject({ data: { reason: 'STAFF_INACTIVE', field: 'to' } });
    await office.as('최민호').memos.answer({ ...on(taken), ...anAnswer });
    expect(await get(office, memo.id)).toMatchObject({ state: 'answered', intended: { name: '박서연' } });
    await office.close();
  });

  test('only the handler and the intended officer see it whole; each time, and each refusal, is logged', async () => {
    const office = await anOffice(await open());
    const memo = await aMemo(office);
    await office.as('최민호').memos.takeOver(on(memo));
    const opening = () => ({ requestId: requestId(), id: memo.id });
    await expect(office.as('정유진').memos.open(opening())).rejects.toMatchObject({ code: 'FORBIDDEN' });
    // The officer it was meant for may read it; only its handler's opening marks it seen.
    expect(await office.as('박서연').memos.open(opening())).toMatchObject({
      state: 'new',
      customerName: '김민수',
    });
    expect(await office.as('최민호').memos.open(opening())).toMatchObject({ state: 'seen' });
    const rows = await activity(office, 'memos.open');
    const who = Object.fromEntries(Object.entries(office.staff).map(([name, id]) => [id, name]));
    const seen = rows.map((row) => `${who[row.actor_id]} ${row.outcome}`);
    expect(seen).toContain('정유진 refused');
    expect(seen).toContain('박서연 allowed');
    expect(seen).toContain('최민호 allowed');
    expect(rows.every((row) => row.subjects.includes(memo.id))).toBe(true);
    expect((await get(office, memo.id)).customerName).toBe('김○수');
    await office.close();
  });

  test('the board: open ones in due order, then the newest closed; filters; figures', async () => {
    const office = await anOffice(await open());
    const first = await aMemo(office);
    const soon = await aMemo(office, {
      intended: '정유진',
      preferredAt: new Date(office.clock.now().getTime() + 10 * 60_000),
    });
    const done = await aMemo(office, { intended: '최민호' });
    office.clock.pass(5);
    await office.as('최민호').memos.answer({ ...on(done), ...anAnswer });

    const all = await board(office, '이지훈', 'branch');
    expect(all.cards.map((card) => card.id)).toEqual([soon.id, first.id, done.id]);
    expect(all.figures).toEqual({
      open: 2,
      dueSoon: 1,
      overdue: 0,
      keptToday: 1,
      closedToday: 1,
      meanMinutes: 5,
    });
    expect(all.answeredToday).toBe(1);
    expect(await office.as('이지훈').memos.figures({ branchId: office.branchId })).toEqual(all.figures);
    const ids = async (by: string, filter: Parameters<typeof board>[2]) =>
      (await board(office, by, filter)).cards.map((card) => card.id);
    expect(await ids('박서연', 'mine')).toEqual([first.id]);
    expect(await ids('정유진', 'department')).toEqual([soon.id]);
    expect(await ids('박서연', 'department')).toEqual([first.id, done.id]);
    expect((await board(office, '정유진', 'department')).answeredToday).toBe(0);

    office.clock.pass(60);
    expect(await ids('이지훈', 'overdue')).toEqual([soon.id, first.id]);
    await office.as('박서연').memos.answer({ ...on(first), ...anAnswer, lateReason: '출장' });
    expect(await ids('이지훈', 'late')).toEqual([first.id]);
    // The next day the closed ones of today are gone, the late one stays in its filter.
    office.clock.pass(24 * 60);
    expect(await ids('이지훈', 'branch')).toEqual([soon.id]);
    expect(await ids('이지훈', 'late')).toEqual([first.id]);
    office.clock.pass(31 * 24 * 60);
    expect(await ids('이지훈', 'late')).toEqual([]);
    await office.close();
  });
});
