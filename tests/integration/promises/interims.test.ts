import { expect, test } from 'vitest';
import { runDue } from '#core/promises/reminders.service.ts';
import { harrowmerePack, onPapers, papers, read, saesolPack } from '#tests/builders/documents.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { aSiteVisit, onSiteVisit } from '#tests/builders/site-visits.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const OFFICER = '박서연';
const seoul = (local: string) => new Date(`${local.replace(' ', 'T')}:00.000+09:00`);
/** Harrowmere keeps London time: in winter that of the store. */
const london = (local: string) => new Date(`${local.replace(' ', 'T')}:00.000Z`);

/** Every word that is or was due about some papers. */
const words = async (office: Office, id: string) =>
  (
    await office.frontDesk.desk.engine.db
      .selectFrom('interim')
      .innerJoin('promise', 'promise.id', 'interim.promise_id')
      .select(['interim.state', 'interim.due_at', 'interim.clause'])
      .where('promise.subject_id', '=', id)
      .orderBy('interim.seq')
      .execute()
  ).map(({ state, due_at, clause }) => `${clause} ${state} ${due_at}`);

const facts = async (office: Office, about: string) =>
  (
    await office.frontDesk.desk.engine.db
      .selectFrom('fact')
      .select(['clause', 'event'])
      .where('event', 'like', about)
      .orderBy('seq')
      .execute()
  ).map(({ clause, event }) => `${clause} ${event}`);

async function tellWord(office: Office, id: string, more: object = {}) {
  const { words: due } = await read(office, id);
  const step = due[0]?.step.id ?? '';
  return await office
    .as(OFFICER)
    .documents.tell({ ...(await onPapers(office, id)), step, means: 'phone', ...more });
}

async function tellStep(office: Office, id: string, step: string, more: object = {}) {
  const means = 'phone' as const;
  return await office.as(OFFICER).documents.tell({ ...(await onPapers(office, id)), step, means, ...more });
}

/** A letter of Friday 20 November 14:32, acknowledged at once and looked through. */
async function aLetter(office: Office): Promise<string> {
  const id = await papers(office, { way: 'post', title: 'Letter', checked: true });
  await tellStep(office, id, 'acknowledged');
  return id;
}

/** Told and planned about word in between, in order. */
const told = async (office: Office) =>
  (
    await office.frontDesk.desk.engine.db
      .selectFrom('notice')
      .innerJoin('staff', 'staff.id', 'notice.staff_id')
      .select(['staff.name', 'notice.kind'])
      .where('notice.kind', 'like', 'interim%')
      .where('notice.cancelled_at', 'is', null)
      .orderBy('notice.at')
      .orderBy('notice.kind')
      .execute()
  ).map(({ name, kind }) => `${name} ${kind}`);

eachEngine((_, open) => {
  test('word is due so long after the letter and after each word; every one is judged under its clause', async () => {
    const office = await anOffice(await open(), { pack: harrowmerePack });
    const id = await aLetter(office);
    // Five working days: Monday 23 to Friday 27, at closing.
    expect(await words(office, id)).toEqual(['W2 open 2026-11-27T18:00:00.000Z']);
    expect(await read(office, id)).toMatchObject({
      word: { clause: 'W2', dueAt: london('2026-11-27 18:00'), pausedAt: null },
      words: [{ step: { kind: 'notice', state: 'pending' } }],
    });

    // Wednesday, in time: counted from then, so Wednesday 2 December.
    office.clock.set('2026-11-25T01:00:00.000Z');
    const [word] = (await read(office, id)).words;
    const said = word?.step.say.map(({ text }) => text).join('');
    expect(said).toContain('You will hear from us again by 6:00 pm on Wednesday 2 December');
    await tellWord(office, id);
    expect(await words(office, id)).toEqual([
      'W2 kept 2026-11-27T18:00:00.000Z',
      'W2 open 2026-12-02T18:00:00.000Z',
    ]);
    // Thursday, a day late; then the answer on the very last day, before the third was due.
    office.clock.set('2026-12-03T01:00:00.000Z');
    await tellWord(office, id);
    office.clock.set('2026-12-04T08:00:00.000Z');
    await tellStep(office, id, 'answered', { result: 'Yes.' });
    expect(await words(office, id)).toEqual([
      'W2 kept 2026-11-27T18:00:00.000Z',
      'W2 late 2026-12-02T18:00:00.000Z',
      'W2 not_due 2026-12-10T18:00:00.000Z',
    ]);
    expect(await facts(office, 'update_given')).toEqual(['W2 update_given', 'W2 update_given']);
    expect(await facts(office, 'interim%')).toEqual(['W2 interim_kept', 'W2 interim_late']);
    expect((await read(office, id)).words).toEqual([]);

    const { standards } = await office.as('한도윤').reports.evidence({
      ...{ branchId: office.branchId, since: '2026-11-20', until: '2026-12-31' },
    });
    const clause = standards[0]?.clauses.find((one) => one.clause === 'W2');
    expect(clause?.words).toEqual({ kept: 1, late: 1, missed: 0, open: 0 });
    expect(clause?.due).toMatchObject({ kept: 1, late: 0, broken: 0 });
    expect(clause?.events.filter(({ word }) => word)).toMatchObject([{ event: 'update_given', standing: 2 }]);
    await office.close();
  });

  test('nobody wrote: the officer is told before, the manager after; the word was missed once it is answered', async () => {
    const office = await anOffice(await open(), { pack: harrowmerePack });
    const { desk } = office.frontDesk;
    const id = await aLetter(office);
    office.clock.set('2026-11-25T18:00:00.000Z');
    await runDue(desk);
    // Two days before, as of the promise itself.
    expect(await told(office)).toEqual(['박서연 interim_officer']);
    const [mine] = await office.as(OFFICER).notices.mine({ branchId: office.branchId });
    expect(mine).toMatchObject({
      kind: 'interim_officer',
      subjectType: 'document',
      subjectId: id,
      dueAt: london('2026-11-27 18:00'),
      what: 'Letter answered',
    });
    const list = await office.as(OFFICER).documents.list({ branchId: office.branchId, whose: 'mine' });
    expect(list.due).toEqual([]);
    // On the day itself it presses: on the list, on the badge, in the closing check.
    office.clock.set('2026-11-27T01:00:00.000Z');
    const today = await office.as(OFFICER).documents.list({ branchId: office.branchId, whose: 'mine' });
    expect(today.due.map((card) => [card.id, card.state])).toEqual([[id, 'in_work']]);
    expect(await office.as(OFFICER).documents.mineDue({ branchId: office.branchId })).toEqual({ due: 1 });
    const closing = await office.as('한도윤').reports.closingCheck({ branchId: office.branchId });
    expect(closing.documents.map((card) => card.word?.dueAt)).toEqual([london('2026-11-27 18:00')]);

    office.clock.set('2026-11-27T18:00:01.000Z');
    await runDue(desk);
    expect(await told(office)).toEqual(['박서연 interim_officer', '한도윤 interim_manager']);
    await tellStep(office, id, 'answered', { result: 'No.' });
    expect(await words(office, id)).toEqual(['W2 missed 2026-11-27T18:00:00.000Z']);
    expect(await facts(office, 'interim%')).toEqual(['W2 interim_missed']);
    // Whoever has not seen it is not told any more.
    expect(await told(office)).toEqual([]);
    await office.close();
  });

  test('handed on, it is the next officer’s to give; while the customer’s turn lasts none is due', async () => {
    const office = await anOffice(await open(), { pack: harrowmerePack });
    const { desk } = office.frontDesk;
    const id = await papers(office, {
      way: 'post',
      title: 'Form',
      items: { A: true, B: false },
      checked: true,
    });
    await tellStep(office, id, 'acknowledged');
    await office.as(OFFICER).documents.handOn({
      ...(await onPapers(office, id)),
      ...{ to: office.staff.이지훈 ?? '', reason: '휴가' },
    });
    expect(await words(office, id)).toEqual(['W2 open 2026-11-27T18:00:00.000Z']);
    // Tuesday 24 to Thursday 26 the customer looks for what is missing: three closings are taken out.
    office.clock.set('2026-11-24T01:00:00.000Z');
    await tellStep(office, id, 'missing');
    expect((await read(office, id)).word?.pausedAt).toEqual(london('2026-11-24 01:00'));
    office.clock.set('2026-11-26T23:00:00.000Z');
    await runDue(desk);
    expect(await told(office)).toEqual([]);
    const { itemList } = await read(office, id);
    await office.as(OFFICER).documents.itemsReceived({
      ...(await onPapers(office, id)),
      itemIds: itemList.filter(({ cameAt }) => cameAt === null).map((item) => item.id),
    });
    expect(await words(office, id)).toEqual(['W2 open 2026-12-02T18:00:00.000Z']);
    office.clock.set('2026-11-30T18:00:00.000Z');
    await runDue(desk);
    expect(await told(office)).toEqual(['이지훈 interim_officer']);
    // Handed on after that, the next one is told at once, and the first need not act any more.
    await office.as(OFFICER).documents.handOn({
      ...(await onPapers(office, id)),
      ...{ to: office.staff.한도윤 ?? '', reason: '교육' },
    });
    await runDue(desk);
    expect(await told(office)).toEqual(['한도윤 interim_officer']);
    await office.close();
  });

  test('a day declared later moves the word as it moves the promise, and says so; the first time is kept', async () => {
    const office = await anOffice(await open(), { pack: harrowmerePack });
    const id = await aLetter(office);
    const day = { branchId: office.branchId, date: '2026-11-24', closesAt: null };
    const effect = await office.as('한도윤').settings.holidayEffect({ ...day, withdraws: null });
    expect(effect.moved.map(({ interim, newDueAt }) => [interim, newDueAt])).toEqual([
      [false, london('2026-12-07 18:00')],
      [true, london('2026-11-30 18:00')],
    ]);
    const { id: holiday, version } = await office
      .as('한도윤')
      .settings.declareHoliday({ ...day, requestId: requestId(), name: '창립일' });
    const moved = await read(office, id);
    expect(moved.word).toMatchObject({
      dueAt: london('2026-11-30 18:00'),
      originalDueAt: london('2026-11-27 18:00'),
    });
    expect(
      moved.history.filter(({ kind }) => kind === 'holiday_declared').map(({ data }) => data.word),
    ).toEqual([false, true]);
    expect(await facts(office, 'interim%')).toEqual(['W2 interim_moved']);
    await office
      .as('한도윤')
      .settings.withdrawHoliday({ requestId: requestId(), id: holiday, expectedVersion: version });
    expect((await read(office, id)).word?.dueAt).toEqual(london('2026-11-27 18:00'));

    // Other office hours do the same: closing an hour later, word has an hour more.
    const settings = office.as('한도윤').settings;
    const branch = await settings.branch({ branchId: office.branchId });
    const { name, counters, departments, duties, reportBoxes } = branch;
    await settings.save({
      ...{ requestId: requestId(), id: office.branchId, expectedVersion: branch.version },
      ...{ name, counters, departments, duties, reportBoxes },
      officeHours: branch.officeHours.map((hours) => hours && { ...hours, close: '19:00' }),
    });
    const later = await read(office, id);
    expect(later.word).toMatchObject({
      dueAt: london('2026-11-27 19:00'),
      originalDueAt: london('2026-11-27 18:00'),
    });
    expect(later.history.at(-1)).toMatchObject({ kind: 'hours_changed', data: { word: true } });
    await office.close();
  });

  test('an answer that is overdue presses, in the closing check as on the day of its officer; waited for, it does not', async () => {
    const office = await anOffice(await open(), { pack: saesolPack });
    const id = await papers(office, { checked: true });
    const waits = await papers(office, { items: { A: true, B: false }, checked: true });
    for (const one of [id, waits]) await tellStep(office, one, 'receipt', { means: 'sms' });
    await tellStep(office, waits, 'supplement');
    const closing = async () =>
      (await office.as('한도윤').reports.closingCheck({ branchId: office.branchId })).documents.map(
        (card) => card.id,
      );
    expect(await closing()).toEqual([]);
    // Word given on Thursday 3 December: the next is due on Thursday 10; the answer was due at closing that Thursday.
    office.clock.set('2026-12-03T02:00:00.000Z');
    await tellWord(office, id);
    expect(await closing()).toEqual([]);
    office.clock.set('2026-12-03T09:30:00.000Z');
    expect(await closing()).toEqual([id]);
    const list = await office.as(OFFICER).documents.list({ branchId: office.branchId, whose: 'mine' });
    expect(list.due.map((card) => card.id)).toEqual([id]);
    expect(await office.as(OFFICER).documents.mineDue({ branchId: office.branchId })).toEqual({ due: 1 });
    expect(list.inWork.map((card) => [card.id, card.word?.pausedAt === null])).toEqual([[waits, false]]);
    await office.close();
  });

  test('of a site visit agreed weeks ahead word is given by telephone, under the clause that promises to come', async () => {
    const pack = saesolPack.replace(
      '    reminders: [{ to: officer, when: before, minutes: 40 }]\n',
      `    reminders: [{ to: officer, when: before, minutes: 40 }]
    interim: { every: { counting: working_days, amount: 3, unit: days }, fulfilled_by: visit_confirmed, says: application_interim }
`,
    );
    const office = await anOffice(await open(), { pack });
    const { branchId } = office;
    const { siteVisits } = office.as(OFFICER);
    const look = async () => await siteVisits.get({ branchId, id });
    const { id } = await aSiteVisit(office);
    expect((await look()).word).toBeNull();
    const at = seoul('2026-12-10 14:00');
    await siteVisits.agree({ ...onSiteVisit(await look()), at, minutes: 60 });
    // Agreed on Friday; Wednesday 25 at closing is the third working day.
    const { word } = await look();
    expect(word).toMatchObject({ clause: 'E1', dueAt: seoul('2026-11-25 18:00') });
    office.clock.set('2026-11-25T01:00:00.000Z');
    const promiseId = word?.promiseId ?? '';
    expect((await look()).word?.say.map(({ text }) => text).join('')).toContain('11월 30일');
    await siteVisits.giveWord({ ...onSiteVisit(await look()), promiseId });
    expect((await look()).word?.dueAt).toEqual(seoul('2026-11-30 18:00'));
    expect((await look()).history.at(-1)?.kind).toBe('word');
    expect(await facts(office, 'visit_confirmed')).toEqual(['E1 visit_confirmed']);
    const stranger = { ...onSiteVisit(await look()), promiseId: id };
    await expect(siteVisits.giveWord(stranger)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    // Called off by the customer on Friday 4 December: the word of 30 November was missed.
    office.clock.set('2026-12-04T01:00:00.000Z');
    await siteVisits.cancel({ ...onSiteVisit(await look()), by: 'customer', reason: '사정' });
    expect(await words(office, id)).toEqual([
      'E1 kept 2026-11-25T09:00:00.000Z',
      'E1 missed 2026-11-30T09:00:00.000Z',
    ]);
    expect((await look()).word).toBeNull();
    await office.close();
  });

  test('a text is word once it has gone, and the next is due when it said; a word cannot be older than the one before', async () => {
    const office = await anOffice(await open(), { pack: saesolPack });
    const id = await papers(office, { checked: true });
    await tellStep(office, id, 'receipt', { means: 'sms' });
    const [word] = (await read(office, id)).words;
    const step = word?.step.id ?? '';
    expect(word?.step.choices.map(({ means }) => means)).toContain('sms');
    await office
      .as(OFFICER)
      .documents.send({ ...(await onPapers(office, id)), step, means: 'sms', text: null });
    const sending = await read(office, id);
    expect(sending.words[0]?.step.state).toBe('sending');
    expect(await words(office, id)).toEqual(['D3 open 2026-11-27T09:00:00.000Z']);
    const messageId = sending.words[0]?.step.messageId ?? '';
    const message = await office.as(OFFICER).messages.open({ branchId: office.branchId, id: messageId });
    expect(message.text).toContain('다음 소식은 11월 27일 (금) 오후 6시까지');
    await expect(
      office.as(OFFICER).documents.send({ ...(await onPapers(office, id)), step, means: 'sms', text: null }),
    ).rejects.toMatchObject({ data: { reason: 'ON_ITS_WAY' } });

    office.clock.set('2026-11-23T01:00:00.000Z');
    await office.as(OFFICER).messages.sentByHand({
      ...{ requestId: requestId(), id: messageId, expectedVersion: message.version },
      ...{ branchId: office.branchId, phone: 'office' as const, sentAt: null },
    });
    expect(await words(office, id)).toEqual([
      'D3 kept 2026-11-27T09:00:00.000Z',
      'D3 open 2026-11-27T09:00:00.000Z',
    ]);
    await expect(tellWord(office, id, { occurredAt: seoul('2026-11-20 16:00') })).rejects.toMatchObject({
      data: { reason: 'TIME_IMPOSSIBLE' },
    });
    // Words stand beside the steps of the standard and cannot be left out.
    const next = (await read(office, id)).words[0]?.step;
    expect(next?.skippable).toBe(false);
    await expect(
      office
        .as(OFFICER)
        .documents.skip({ ...(await onPapers(office, id)), step: next?.id ?? '', reason: '필요 없음' }),
    ).rejects.toMatchObject({ data: { reason: 'NOT_SKIPPABLE' } });
    await office.close();
  });

  test('a text of word that waits is dropped once the answer is given or left out; of other word it stays', async () => {
    const pack = saesolPack.replace(
      'required: true, records: application_decided',
      'required: false, records: application_decided',
    );
    expect(pack).not.toBe(saesolPack);
    const office = await anOffice(await open(), { pack });
    const me = office.as(OFFICER);
    const written = async () => {
      const id = await papers(office, { items: { A: true, B: false }, checked: true });
      await tellStep(office, id, 'receipt', { means: 'sms' });
      const step = (await read(office, id)).words[0]?.step.id ?? '';
      await me.documents.send({ ...(await onPapers(office, id)), step, means: 'sms', text: null });
      return id;
    };
    const texts = async (id: string) =>
      (await me.messages.of({ branchId: office.branchId, subject: { type: 'document', id } })).map(
        ({ state, outdated }) => [state, outdated],
      );
    const answered = await written();
    await tellStep(office, answered, 'supplement');
    const { itemList } = await read(office, answered);
    const itemIds = itemList.filter(({ cameAt }) => cameAt === null).map((item) => item.id);
    await me.documents.itemsReceived({ ...(await onPapers(office, answered)), itemIds });
    expect(await texts(answered)).toEqual([['by_hand', null]]);
    await tellStep(office, answered, 'done', { result: '승인' });
    expect(await texts(answered)).toEqual([['dropped', 'ANSWERED']]);
    const done = await read(office, answered);
    expect(done).toMatchObject({ state: 'done', told: true });
    expect(done.history.slice(-2).map(({ kind }) => kind)).toEqual(['dropped', 'step']);

    const left = await written();
    await tellStep(office, left, 'supplement');
    await me.documents.skip({ ...(await onPapers(office, left)), step: 'done', reason: '다른 부서로' });
    expect(await texts(left)).toEqual([['dropped', 'ANSWERED']]);
    for (const id of [answered, left])
      expect(await words(office, id)).toEqual([expect.stringContaining('D3 not_due')]);
    expect(await facts(office, 'application_update_given')).toEqual([]);
    await office.close();
  });
});
