import { expect, test } from 'vitest';
import type { Means } from '#contract/documents.ts';
import { systemWrite } from '#core/kernel/system-write.ts';
import { settleMessage } from '#core/messages/settle.ts';
import { checkedSoon } from '#tests/builders/checked-soon.ts';
import { harrowmerePack, onPapers, papers, read, saesolPack } from '#tests/builders/documents.ts';
import { anOffice, daejeonPack, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const OFFICER = '박서연';

const facts = async (office: Office, id: string) =>
  (
    await office.frontDesk.desk.engine.db
      .selectFrom('fact')
      .select(['clause', 'event', 'how'])
      .where('subject_id', '=', id)
      .where('subject_type', '=', 'document')
      .orderBy('seq')
      .execute()
  ).map(({ clause, event, how }) => `${clause} ${event} ${how}`);

const promises = async (office: Office, id: string) =>
  Object.fromEntries(
    (
      await office.frontDesk.desk.engine.db
        .selectFrom('promise')
        .select(['promise', 'clause', 'state', 'due_at', 'paused_at', 'caller_id'])
        .where('subject_id', '=', id)
        .orderBy('promise')
        .execute()
    ).map(({ promise, ...row }) => [promise, row]),
  );

async function tell(office: Office, id: string, step: string, means: Means, more = {}) {
  return await office.as(OFFICER).documents.tell({ ...(await onPapers(office, id)), step, means, ...more });
}

async function check(office: Office, id: string, came: Record<string, boolean>) {
  const { itemList } = await read(office, id);
  return await office.as(OFFICER).documents.check({
    ...(await onPapers(office, id)),
    items: itemList.flatMap(({ id: item, name }) =>
      name in came ? [{ id: item, came: came[name] ?? false }] : [],
    ),
    added: [],
  });
}

async function receivedItems(office: Office, id: string, names: string[]) {
  const { itemList } = await read(office, id);
  const itemIds = itemList.filter(({ name }) => names.includes(name)).map((item) => item.id);
  return await office.as(OFFICER).documents.itemsReceived({ ...(await onPapers(office, id)), itemIds });
}

const steps = async (office: Office, id: string) =>
  (await read(office, id)).steps.map((step) => `${step.id} ${step.state}`);

eachEngine((_, open) => {
  test('D1, D2, S1: arrival and checking are two moments; nothing is done until the customer has been told of both', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const id = await papers(office, { by: '이지훈', items: { 사업자등록증: true, 매출장부: false } });
    expect(await facts(office, id)).toEqual(['D1 documents_arrived clock', 'S1 documents_received clock']);
    office.clock.pass(40);
    await check(office, id, { 매출장부: false });
    expect((await facts(office, id)).slice(2)).toEqual([
      'D1 documents_checked ticked',
      'D2 documents_found_insufficient ticked',
    ]);
    const view = await read(office, id);
    expect(view).toMatchObject({ state: 'due', told: false, missing: 1, currentStep: 'receipt_notice' });
    expect(view.checkedAt?.getTime()).toBe(view.receivedAt.getTime() + 40 * 60_000);
    expect(view.steps.map(({ id: step, state }) => `${step} ${state}`)).toEqual([
      'arrival done',
      'checking done',
      'receipt_notice pending',
      'officer_notice pending',
      'missing_items pending',
    ]);
    const told = view.steps.find(({ id: step }) => step === 'receipt_notice')?.choices ?? [];
    expect(told.map(({ means }) => means)).toEqual(['sms', 'phone']);
    const words = (say: { text: string }[] = []) => say.map(({ text }) => text).join('');
    expect(words(told[1]?.say)).toBe(
      '안녕하십니까 고객님. 한밭신용보증재단 보증팀 박서연 대리입니다. 보내 주신 사업자등록증을 잘 받았습니다.',
    );
    expect((await office.as('정유진').documents.get({ branchId, id })).customerName).toBe('김○수');

    await tell(office, id, 'receipt_notice', 'phone');
    // S1 is kept by a text: it goes through the outbox and counts once it has gone.
    await office.as(OFFICER).documents.send({
      ...(await onPapers(office, id)),
      step: 'officer_notice',
      means: 'sms',
      text: null,
    });
    expect(await steps(office, id)).toContain('officer_notice sending');
    const { messages } = await office.as(OFFICER).messages.outbox({ branchId, show: 'open', before: null });
    const whole = await office.as(OFFICER).messages.open({ branchId, id: messages[0]?.id ?? '' });
    expect(whole.text).toBe(
      '[한밭신용보증재단] 김민수 고객님, 서류가 접수되었습니다. 담당자는 보증팀 박서연 대리입니다.',
    );
    const sent = { id: whole.id, expectedVersion: 1, phone: 'office' as const, sentAt: null };
    await office.as(OFFICER).messages.sentByHand({ requestId: requestId(), branchId, ...sent });
    await tell(office, id, 'missing_items', 'phone');
    expect((await facts(office, id)).slice(4)).toEqual([
      'D1 receipt_notice_sent ticked',
      'S1 officer_notice_sent ticked',
      'D2 missing_items_notice_sent ticked',
    ]);
    expect(await read(office, id)).toMatchObject({ state: 'waiting', told: true, currentStep: null });

    await receivedItems(office, id, ['매출장부']);
    const done = await read(office, id);
    expect(done).toMatchObject({ state: 'done', missing: 0 });
    expect(done.history.map(({ kind }) => kind)).toEqual([
      'received',
      'checked',
      'step',
      'sent',
      'step',
      'step',
      'items_received',
    ]);
    await office.close();
  });

  test('the clock of a decision stands still while the customer looks for what is missing, each time anew', async () => {
    const office = await anOffice(await open(), { pack: saesolPack });
    const id = await papers(office, { way: 'fax', items: { 신청서: true, 도면: false, 위임장: false } });
    // The pack has no check of its own: the product's stands between the arrival and what is missing.
    expect(await steps(office, id)).toEqual([
      'arrival done',
      'receipt pending',
      '_check pending',
      'done pending',
    ]);
    await expect(tell(office, id, 'receipt', 'fax')).rejects.toMatchObject({ data: { field: 'means' } });
    await tell(office, id, 'receipt', 'email');
    await check(office, id, { 도면: false, 위임장: false });
    const before = await promises(office, id);
    expect(before['notice:D1']).toMatchObject({ state: 'kept' });
    expect(before['notice:D2']).toMatchObject({ state: 'open', due_at: '2026-11-23T09:00:00.000Z' });
    expect(before.application).toMatchObject({ due_at: '2026-12-03T09:00:00.000Z', paused_at: null });
    await tell(office, id, 'supplement', 'phone');
    expect(await promises(office, id)).toMatchObject({
      'notice:D2': { state: 'kept' },
      application: { paused_at: '2026-11-20T05:32:00.000Z' },
    });
    // Five working days later one of two things comes: our turn again, until the customer is told once more.
    office.clock.set('2026-11-27T05:32:00.000Z');
    await receivedItems(office, id, ['도면']);
    const resumed = (await promises(office, id)).application;
    expect(resumed).toMatchObject({ paused_at: null });
    expect(resumed?.due_at.slice(0, 10)).toBe('2026-12-11');
    expect(await read(office, id)).toMatchObject({ state: 'due', missing: 1, currentStep: 'supplement.2' });
    await tell(office, id, 'supplement.2', 'phone');
    expect((await promises(office, id)).application?.paused_at).toBe('2026-11-27T05:32:00.000Z');
    await receivedItems(office, id, ['위임장']);
    expect(await read(office, id)).toMatchObject({ state: 'in_work', currentStep: 'done' });
    await expect(tell(office, id, 'done', 'email')).rejects.toMatchObject({
      data: { reason: 'NEEDS_RESULT' },
    });
    await tell(office, id, 'done', 'email', { result: '사용을 허가합니다.' });
    expect(await read(office, id)).toMatchObject({ state: 'done' });
    expect((await promises(office, id)).application).toMatchObject({ state: 'kept', clause: 'D3' });
    await office.close();
  });

  test('a letter and an e-mail are two promises with two figures, whatever the one step of the pack is called', async () => {
    const office = await anOffice(await open(), { pack: harrowmerePack, now: '2026-11-20T10:00:00.000Z' });
    const letter = await papers(office, { way: 'post', title: 'Letter about a kerb', items: {} });
    const mail = await papers(office, { way: 'email', title: 'E-mail about a kerb', items: {} });
    expect(await promises(office, letter)).toMatchObject({
      letter_acknowledgement: { clause: 'W1', state: 'open' },
      letter_answer: { clause: 'W2', state: 'open' },
    });
    expect(Object.keys(await promises(office, mail)).sort()).toEqual([
      'email_acknowledgement',
      'email_answer',
    ]);
    expect(await facts(office, letter)).toEqual(['W1 letter_received clock']);
    expect(await facts(office, mail)).toEqual(['W3 email_received clock']);
    await tell(office, mail, 'acknowledged', 'phone');
    await tell(office, letter, 'acknowledged', 'post');
    expect(await promises(office, mail)).toMatchObject({ email_acknowledgement: { state: 'kept' } });
    expect((await facts(office, mail)).at(-1)).toBe('W3 email_acknowledged ticked');
    await check(office, mail, {});
    // Nothing was missing: only the answer is left.
    expect(await read(office, mail)).toMatchObject({ state: 'in_work', currentStep: 'answered' });
    // Late, and the rule wants to know why.
    office.clock.set('2026-12-04T10:00:00.000Z');
    const answer = { result: 'The kerb will be lowered in spring.' };
    await expect(tell(office, mail, 'answered', 'phone', answer)).rejects.toMatchObject({
      data: { reason: 'NEEDS_REASON' },
    });
    expect((await read(office, mail)).steps.find(({ id }) => id === 'answered')?.needsReason).toBe(true);
    await tell(office, mail, 'answered', 'phone', { ...answer, lateReason: 'Highways answered late' });
    expect(await promises(office, mail)).toMatchObject({ email_answer: { state: 'late' } });
    expect(await promises(office, letter)).toMatchObject({ letter_answer: { state: 'open' } });
    await office.close();
  });

  test('what nobody has been told of stays at the head of the list and in the closing check', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const me = office.as(OFFICER);
    const first = await papers(office, { checked: true });
    office.clock.pass(10);
    const second = await papers(office, { checked: true });
    await tell(office, first, 'receipt_notice', 'phone');
    office.clock.pass(60 * 24 * 3);
    const lists = await me.documents.list({ branchId, whose: 'branch' });
    expect(lists.due.map(({ id, told }) => [id, told])).toEqual([
      [second, false],
      [first, true],
    ]);
    expect((await me.reports.closingCheck({ branchId })).documents.map(({ id }) => id)).toEqual([
      second,
      first,
    ]);
    expect(await me.documents.mineDue({ branchId })).toEqual({ due: 2 });
    expect((await office.as('정유진').documents.list({ branchId, whose: 'mine' })).due).toEqual([]);
    await office.close();
  });

  test('what came earlier is marked as recorded afterwards, and judged from then', async () => {
    const office = await anOffice(await open(), { pack: saesolPack });
    const receivedAt = new Date('2026-11-20T00:30:00.000Z');
    const id = await papers(office, { receivedAt });
    expect(await facts(office, id)).toEqual(['D1 documents_arrived afterwards']);
    expect((await promises(office, id))['notice:D1']).toMatchObject({ due_at: '2026-11-20T03:30:00.000Z' });
    const later = new Date('2026-11-20T08:00:00.000Z');
    await expect(papers(office, { receivedAt: later })).rejects.toMatchObject({
      data: { reason: 'TIME_IN_FUTURE', field: 'receivedAt' },
    });
    await office.close();
  });

  test('a text that was to go and a call instead: told once, and nobody is asked to send it any more', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const id = await papers(office, { checked: true });
    const send = { step: 'receipt_notice', means: 'sms' as const, text: null };
    await office.as(OFFICER).documents.send({ ...(await onPapers(office, id)), ...send });
    await tell(office, id, 'receipt_notice', 'phone');
    expect((await facts(office, id)).filter((fact) => fact.includes('receipt_notice_sent'))).toHaveLength(1);
    const { messages } = await office.as(OFFICER).messages.outbox({ branchId, show: 'open', before: null });
    expect(messages).toEqual([]);
    expect((await read(office, id)).told).toBe(true);
    await office.close();
  });

  test('a sender that could not send leaves the step to a call; one that sends later ends it in the officer’s name', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const { desk } = office.frontDesk;
    const id = await papers(office, { checked: true });
    const send = { step: 'receipt_notice', means: 'sms' as const, text: null };
    await office.as(OFFICER).documents.send({ ...(await onPapers(office, id)), ...send });
    const settle = async (outcome: 'failed' | 'sent') =>
      await systemWrite(desk, branchId, 'test', async (unit) => {
        const row = await unit.trx.selectFrom('message').selectAll().executeTakeFirstOrThrow();
        const officer = office.staff[OFFICER] ?? '';
        await settleMessage(desk, unit, row, { outcome, actorId: officer, at: unit.now, how: 'clock' });
      });
    await settle('failed');
    const trouble = await read(office, id);
    expect(trouble).toMatchObject({ state: 'due', told: false, currentStep: 'receipt_notice' });
    expect(trouble.steps.find((step) => step.id === 'receipt_notice')?.state).toBe('trouble');
    expect(await office.as(OFFICER).notices.mine({ branchId })).toMatchObject([{ kind: 'message_failed' }]);
    await settle('sent');
    expect(await read(office, id)).toMatchObject({ told: true, currentStep: 'officer_notice' });
    expect((await facts(office, id)).at(-1)).toBe('D1 receipt_notice_sent clock');
    await office.close();
  });

  test('all is there before it was told that something was missing: nothing is left to tell', async () => {
    const office = await anOffice(await open(), { pack: saesolPack });
    const id = await papers(office, { items: { 신청서: true, 도면: false }, checked: true });
    expect((await promises(office, id))['notice:D2']).toMatchObject({ state: 'open' });
    await receivedItems(office, id, ['도면']);
    expect((await promises(office, id))['notice:D2']).toMatchObject({ state: 'kept' });
    expect(await steps(office, id)).toContain('supplement skipped');
    await office.close();
  });

  test('another officer keeps what was promised; papers that are ended break it', async () => {
    const office = await anOffice(await open(), { pack: saesolPack });
    const id = await papers(office);
    const me = office.as(OFFICER);
    await me.documents.handOn({
      ...(await onPapers(office, id)),
      to: office.staff.최민호 ?? '',
      reason: '담당 변경',
    });
    expect((await promises(office, id)).application).toMatchObject({
      caller_id: office.staff.최민호,
      state: 'open',
    });
    await me.documents.end({ ...(await onPapers(office, id)), reason: '신청을 거두어들임' });
    expect((await promises(office, id)).application).toMatchObject({ state: 'broken' });
    expect(
      (await office.as('최민호').documents.list({ branchId: office.branchId, whose: 'branch' })).due,
    ).toEqual([]);
    await office.close();
  });

  test('a standard that says nothing about papers takes none in, and says so', async () => {
    const silent = saesolPack.replace('  document:\n    label:', '  paperwork:\n    label:');
    const office = await anOffice(await open(), { pack: silent });
    const { branchId } = office;
    expect(await office.as(OFFICER).documents.list({ branchId, whose: 'branch' })).toMatchObject({
      offered: false,
      due: [],
    });
    await expect(papers(office)).rejects.toMatchObject({ data: { reason: 'NOT_IN_STANDARD' } });
    await office.close();
  });

  test('a customer who can be told by none of a step’s means does not keep papers due for ever', async () => {
    const office = await anOffice(await open());
    const id = await papers(office, { checked: true, phone: null });
    await office.as(OFFICER).documents.skip({
      ...(await onPapers(office, id)),
      step: 'receipt_notice',
      reason: '연락처를 남기지 않으심',
    });
    expect((await facts(office, id)).at(-1)).toBe('D1 receipt_notice_sent.skipped ticked');
    const reachable = await papers(office, { checked: true });
    await expect(
      office.as(OFFICER).documents.skip({
        ...(await onPapers(office, reachable)),
        step: 'receipt_notice',
        reason: '바쁨',
      }),
    ).rejects.toMatchObject({ data: { reason: 'NOT_SKIPPABLE' } });
    await office.close();
  });

  test.each([
    ['a check of its own', checkedSoon(daejeonPack)],
    ['the product’s check', checkedSoon(saesolPack)],
  ])('a late check is given its reason where the standard wants one: %s', async (_, pack) => {
    const office = await anOffice(await open(), { pack });
    const id = await papers(office, { items: { 신청서: false } });
    const needed = async () =>
      (await read(office, id)).steps.find(({ kind }) => kind === 'check')?.needsReason;
    expect(await needed()).toBe(false);
    office.clock.pass(31);
    expect(await needed()).toBe(true);
    const wish = { ...(await onPapers(office, id)), items: [], added: [] };
    const refused = { data: { reason: 'NEEDS_REASON', field: 'lateReason' } };
    await expect(office.as(OFFICER).documents.check(wish)).rejects.toMatchObject(refused);
    await expect(office.as(OFFICER).documents.check({ ...wish, lateReason: null })).rejects.toMatchObject(
      refused,
    );
    expect((await read(office, id)).checkedAt).toBeNull();
    await office
      .as(OFFICER)
      .documents.check({ ...wish, requestId: requestId(), lateReason: '회의가 길어짐' });
    const view = await read(office, id);
    expect(view.promises.find(({ label }) => label === '서류 확인')).toMatchObject({
      state: 'late',
      lateReason: '회의가 길어짐',
    });
    expect(view.history.at(-1)).toMatchObject({ kind: 'checked', data: { late: '회의가 길어짐' } });
    // What is missing is told next, and nothing more is asked about the check.
    expect(await needed()).toBe(false);

    const early = new Date(office.clock.now().getTime() - 60 * 60_000);
    const earlier = { receivedAt: early, checked: true, items: { 신청서: true } };
    await expect(papers(office, earlier)).rejects.toMatchObject(refused);
    const other = await papers(office, { ...earlier, lateReason: '우편함을 늦게 봄' });
    expect((await promises(office, other)).looked_through).toMatchObject({ state: 'late' });
    await office.close();
  });

  test('a notice left out is promised no longer: neither kept nor open for ever', async () => {
    const office = await anOffice(await open(), { pack: saesolPack });
    const id = await papers(office, { phone: null });
    expect((await promises(office, id))['notice:D1']?.state).toBe('open');
    await office.as(OFFICER).documents.skip({
      ...(await onPapers(office, id)),
      step: 'receipt',
      reason: '연락처를 남기지 않으심',
    });
    expect((await promises(office, id))['notice:D1']?.state).toBe('withdrawn');
    await office.close();
  });

  test('what a duty needs is the branch’s own list; papers that came keep what was asked of them', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const dutyId = office.dutyIds[0] ?? '';
    const manager = office.as('한도윤').documents;
    const save = (items: { id?: string; name: string; how: string }[]) =>
      manager.saveChecklist({ requestId: requestId(), branchId, dutyId, items });
    await save([
      { name: '사업자등록증', how: '홈택스에서 발급' },
      { name: '부가세 증명', how: '' },
    ]);
    const [list] = await office.as(OFFICER).documents.checklists({ branchId });
    expect(list?.items.map(({ name }) => name)).toEqual(['사업자등록증', '부가세 증명']);
    const kept = list?.items[1];
    await save([{ id: kept?.id ?? '', name: '부가가치세 과세표준증명', how: '홈택스' }]);
    const [after] = await office.as(OFFICER).documents.checklists({ branchId });
    expect(after?.items).toEqual([{ id: kept?.id, name: '부가가치세 과세표준증명', how: '홈택스' }]);
    await expect(
      office.as(OFFICER).documents.saveChecklist({ requestId: requestId(), branchId, dutyId, items: [] }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await office.close();
  });
});
