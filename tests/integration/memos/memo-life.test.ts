import { expect, test } from 'vitest';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const seoul = (local: string) => new Date(`${local.replace(' ', 'T')}:00.000+09:00`);

/** What an action on a memo carries besides its own fields. */
const on = (memo: { id: string; version: number }) => ({
  requestId: requestId(),
  id: memo.id,
  expectedVersion: memo.version,
});

const read = (office: Office, id: string, by = '박서연') =>
  office.as(by).memos.get({ branchId: office.branchId, id });

/** The evidence about a memo and its promises, oldest first: clause and event. */
async function facts(office: Office, memoId: string): Promise<string[]> {
  const { db } = office.frontDesk.desk.engine;
  const promises = db.selectFrom('promise').select('id').where('subject_id', '=', memoId);
  const rows = await db
    .selectFrom('fact')
    .select(['clause', 'event', 'subject_type'])
    .where((where) => where.or([where('subject_id', '=', memoId), where('subject_id', 'in', promises)]))
    .orderBy('seq')
    .execute();
  return rows.map((row) => `${row.clause} ${row.event}`);
}

eachEngine((_, open) => {
  test('a memo is seen, tried, answered in time: kept, with every step in its history and evidence', async () => {
    const office = await anOffice(await open());
    const made = await aMemo(office);
    expect(made).toMatchObject({
      state: 'new',
      version: 1,
      customerName: '김○수',
      phone: '010-****-2748',
      revealed: false,
      handler: { name: '박서연' },
      intended: { name: '박서연' },
      takenBy: { name: '이지훈' },
      promise: {
        clause: 'P2',
        state: 'open',
        dueAt: seoul('2026-11-20 15:32'),
        originalDueAt: seoul('2026-11-20 15:32'),
        dueReason: 'standard',
      },
    });

    const officer = office.as('박서연');
    office.clock.pass(10);
    const opened = await officer.memos.open({ requestId: requestId(), id: made.id });
    expect(opened).toMatchObject({
      state: 'seen',
      version: 2,
      customerName: '김민수',
      phone: '010-1234-2748',
      revealed: true,
    });
    expect(opened.callSteps.map((step) => step.id)).toEqual([
      'greeting',
      'introduction',
      'confirm',
      'business',
    ]);
    const spoken = (id: string) =>
      opened.callSteps
        .find((step) => step.id === id)
        ?.say.map((part) => part.text)
        .join('');
    expect(spoken('introduction')).toBe('저는 한밭신용보증재단 보증팀 박서연 대리입니다.');
    expect(spoken('confirm')).toBe('김민수 고객님 맞으십니까?');

    const tried = await officer.memos.logAttempt({
      ...on(opened),
      result: 'busy',
      callAgainAt: null,
      note: '통화 중',
    });
    const greeted = await officer.memos.tickCall({ ...on(tried), step: 'greeting' });
    office.clock.pass(49);
    expect((await read(office, made.id)).callSteps[0]?.doneAt).toEqual(seoul('2026-11-20 14:42'));
    await officer.memos.answer({
      ...on(greeted),
      said: '신분증과 사업자등록증을 안내했습니다.',
      lateReason: null,
      lateAction: null,
    });

    const done = await read(office, made.id);
    expect(done).toMatchObject({
      state: 'answered',
      attempts: 1,
      closedAt: seoul('2026-11-20 15:31'),
      promise: { state: 'kept', closedAt: seoul('2026-11-20 15:31'), lateReason: null },
    });
    expect(done.history.map(({ kind, actor }) => `${kind} ${actor}`)).toEqual([
      'made 이지훈',
      'seen 박서연',
      'attempt 박서연',
      'call_step 박서연',
      'answered 박서연',
    ]);
    expect(await facts(office, made.id)).toEqual([
      'P2 memo_taken',
      'P2 promise_made',
      'P2 attempt',
      'P4 greeted',
      'P2 promise_kept',
      'P2 memo_answered',
    ]);
    await office.close();
  });

  test('late: the apology is on the checklist, and nothing closes without a reason', async () => {
    const office = await anOffice(await open());
    const made = await aMemo(office);
    office.clock.pass(64);
    const officer = office.as('박서연');
    const opened = await officer.memos.open({ requestId: requestId(), id: made.id });
    const apology = opened.callSteps.find((step) => step.id === 'apology');
    expect(apology?.say.map((part) => part.text).join('')).toBe(
      '약속드린 시간보다 4분 늦게 전화드려 죄송합니다.',
    );
    const answer = { said: '답변했습니다.', lateReason: null, lateAction: null };
    await expect(officer.memos.answer({ ...on(opened), ...answer })).rejects.toMatchObject({
      code: 'REFUSED',
      data: { reason: 'NEEDS_REASON', field: 'lateReason' },
    });
    const explained = await office.as('한도윤').memos.explainLate({
      ...on(opened),
      reason: '현장 점검이 길어짐',
      action: '사과드리고 오늘 안에 회신',
    });
    await officer.memos.answer({ ...on(explained), ...answer });
    expect(await read(office, made.id)).toMatchObject({
      state: 'answered',
      promise: { state: 'late', lateReason: '현장 점검이 길어짐', lateAction: '사과드리고 오늘 안에 회신' },
    });
    await office.close();
  });

  test('an interim answer moves the due time and keeps the original beside it', async () => {
    const office = await anOffice(await open());
    const made = await aMemo(office);
    const officer = office.as('박서연');
    const said = '본점에 확인하고 다시 전화드리기로 했습니다.';
    await expect(
      officer.memos.interim({ ...on(made), said, newDueAt: seoul('2026-11-20 14:00') }),
    ).rejects.toMatchObject({ data: { reason: 'TIME_IN_PAST', field: 'newDueAt' } });
    await officer.memos.interim({ ...on(made), said, newDueAt: seoul('2026-11-23 10:00') });
    const later = await read(office, made.id);
    expect(later).toMatchObject({
      state: 'in_contact',
      version: 2,
      promise: {
        dueAt: seoul('2026-11-23 10:00'),
        originalDueAt: seoul('2026-11-20 15:32'),
        dueReason: 'interim',
        version: 2,
      },
    });
    const row = await office.frontDesk.desk.engine.db
      .selectFrom('promise')
      .select(['due_date', 'business_date'])
      .where('subject_id', '=', made.id)
      .executeTakeFirst();
    expect(row).toEqual({ due_date: '2026-11-23', business_date: '2026-11-20' });
    await office.close();
  });

  test('unreachable only after two attempts; unanswered breaks the promise', async () => {
    const office = await anOffice(await open());
    const officer = office.as('박서연');
    let memo: { id: string; version: number } = await aMemo(office);
    const close = () => officer.memos.unreachable({ ...on(memo), textSent: true, note: '' });
    for (const _ of [1, 2]) {
      await expect(close()).rejects.toMatchObject({ data: { reason: 'TOO_FEW_ATTEMPTS' } });
      memo = await officer.memos.logAttempt({
        ...on(memo),
        result: 'no_answer',
        callAgainAt: null,
        note: '',
      });
    }
    await close();
    expect(await read(office, memo.id)).toMatchObject({
      state: 'unreachable',
      promise: { state: 'unreachable' },
    });

    const late = await aMemo(office);
    let tried: { id: string; version: number } = late;
    for (const _ of [1, 2]) {
      const attempt = { result: 'no_answer' as const, callAgainAt: null, note: '' };
      tried = await officer.memos.logAttempt({ ...on(tried), ...attempt });
    }
    office.clock.pass(61);
    const end = { textSent: true as const, note: '' };
    await expect(officer.memos.unreachable({ ...on(tried), ...end })).rejects.toMatchObject({
      data: { reason: 'NEEDS_REASON', field: 'lateReason' },
    });
    await officer.memos.unreachable({ ...on(tried), ...end, lateReason: '출장' });
    expect(await read(office, late.id)).toMatchObject({
      promise: { state: 'unreachable', lateReason: '출장' },
      history: expect.arrayContaining([
        expect.objectContaining({ kind: 'unreachable', data: expect.objectContaining({ late: '출장' }) }),
      ]),
    });

    const other = await aMemo(office);
    await office.as('한도윤').memos.closeUnanswered({ ...on(other), reason: '고객이 문의를 거두었습니다' });
    expect(await read(office, other.id)).toMatchObject({
      state: 'unanswered',
      promise: { state: 'broken', lateReason: '고객이 문의를 거두었습니다' },
    });
    await office.close();
  });

  test('reopened: a second promise, the first stays as it ended', async () => {
    const office = await anOffice(await open());
    const made = await aMemo(office);
    const officer = office.as('박서연');
    const answered = await officer.memos.answer({
      ...on(made),
      said: '답변했습니다.',
      lateReason: null,
      lateAction: null,
    });
    await expect(officer.memos.tickCall({ ...on(answered), step: 'greeting' })).rejects.toMatchObject({
      data: { reason: 'MEMO_CLOSED' },
    });
    office.clock.pass(30);
    await office.as('이지훈').memos.reopen({ ...on(answered), reason: '고객이 다시 물으셨습니다' });
    const again = await read(office, made.id);
    expect(again).toMatchObject({
      state: 'new',
      closedAt: null,
      promise: { state: 'open', clause: 'P2', dueAt: seoul('2026-11-20 16:02') },
      earlier: [{ state: 'kept', dueAt: seoul('2026-11-20 15:32'), version: 2 }],
    });
    expect(again.promise.id).not.toBe(made.promise.id);
    const board = await officer.memos.board({ branchId: office.branchId, filter: 'branch' });
    expect(board.cards.map((card) => [card.id, card.promise.state])).toEqual([[made.id, 'open']]);
    await office.close();
  });

  test('from a visit it counts for V4 and is the outcome of the visit', async () => {
    const office = await anOffice(await open());
    const reception = office.as('이지훈');
    const { branchId } = office;
    const visit = await reception.encounters.open({ requestId: requestId(), branchId, counterId: null });
    const memo = await aMemo(office, { encounterId: visit.id });
    expect(memo).toMatchObject({ encounterId: visit.id, promise: { clause: 'V4' } });
    expect(await reception.encounters.get({ branchId, id: visit.id })).toMatchObject({
      outcome: 'memo',
      memoId: memo.id,
    });
    expect(await facts(office, memo.id)).toEqual(['V4 memo_taken', 'V4 promise_made']);
    await office.close();
  });

  test('a known customer’s name and number come from his record', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const customer = await office.as('이지훈').customers.add({
      requestId: requestId(),
      branchId,
      name: '남궁민수',
      business: '한밭상사',
      phone: '+82 42 380 3811',
      consent: { given: true, how: 'oral' },
    });
    const memo = await aMemo(office, { customerId: customer.id, customerName: null, phone: null });
    const opened = await office.as('박서연').memos.open({ requestId: requestId(), id: memo.id });
    expect(opened).toMatchObject({
      customerId: customer.id,
      customerName: '남궁민수',
      business: '한밭상사',
      phone: '042-380-3811',
    });
    await office.close();
  });

  test('what cannot be called, or nobody can be called by, is refused and nothing is written', async () => {
    const office = await anOffice(await open());
    const refused = (options: Parameters<typeof aMemo>[1]) =>
      aMemo(office, options).then(
        () => 'saved',
        (error: { data?: { reason?: string } }) => error.data?.reason ?? error,
      );
    expect(await refused({ phone: '1234 567' })).toBe('PHONE_INVALID');
    expect(await refused({ phone: null })).toBe('EMPTY');
    expect(await refused({ customerName: null })).toBe('EMPTY');
    expect(await refused({ preferredAt: seoul('2026-11-20 14:00') })).toBe('TIME_IN_PAST');
    expect(await refused({ preferredAt: seoul('2027-03-01 14:00') })).toBe('TIME_IMPOSSIBLE');
    expect(await refused({ afterClosing: 'next_morning' })).toBe('CHOICE_NOT_OFFERED');
    const { db } = office.frontDesk.desk.engine;
    for (const table of ['memo', 'promise', 'due', 'fact'] as const) {
      expect(await db.selectFrom(table).selectAll().execute()).toEqual([]);
    }
    await office.close();
  });

  test('the slip says who calls and by when, without the number nobody gave', async () => {
    const office = await anOffice(await open());
    const memo = await aMemo(office);
    const slip = await office.as('이지훈').memos.slip({ branchId: office.branchId, id: memo.id });
    const plain = (said: { text: string }[]) => said.map((part) => part.text).join('');
    expect(plain(slip.title)).toBe('전화 회신 약속');
    expect(plain(slip.say)).toBe('보증팀 박서연 대리가 오후 3시 32분까지 전화드리겠습니다.');
    expect(slip).toMatchObject({ customerName: '김○수', clause: 'P2', unreached: [], contact: [] });
    const english = await office.as('이지훈', 'en').memos.slip({ branchId: office.branchId, id: memo.id });
    expect(plain(english.title)).toBe('We will call you back');

    const { db } = office.frontDesk.desk.engine;
    await db.updateTable('branch').set({ phone: '042-555-0100' }).execute();
    office.frontDesk.desk.branches.forget();
    const whole = await office.as('이지훈').memos.slip({ branchId: office.branchId, id: memo.id });
    expect(plain(whole.contact)).toBe('한밭신용보증재단 중부지점 042-555-0100');
    expect(plain(whole.unreached)).toBe('이 시각까지 전화를 받지 못하시면 042-555-0100으로 알려 주십시오.');
    await office.close();
  });
});
