import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { outboxWorker } from '#core/messages/outbox-worker.ts';
import { runDue } from '#core/promises/reminders.service.ts';
import { messagingWith } from '#server/messages/messaging.ts';
import { secretFiles } from '#server/messages/secret-files.ts';
import { byHand, openBookings } from '#tests/builders/bookings.ts';
import { onPapers, papers, read, saesolPack } from '#tests/builders/documents.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, requestId, usualPeople } from '#tests/builders/office.ts';
import { addSolapi, adminOf, solapiKey } from '#tests/builders/senders.ts';
import { anAgreedVisit, onSiteVisit } from '#tests/builders/site-visits.ts';
import { aSolapi, type SolapiStandIn } from '#tests/support/message-stand-ins.ts';
import { eachEngine } from '#tests/support/postgres.ts';
import { redirectSolapi } from '#tests/support/solapi-redirect.ts';

const OFFICER = '박서연';
const folder = mkdtempSync(join(tmpdir(), 'maji-delivery-'));
let solapi: SolapiStandIn;
let undo: () => void;
beforeAll(async () => {
  solapi = await aSolapi(solapiKey);
  undo = redirectSolapi(solapi.origin);
});
afterAll(async () => {
  undo();
  await solapi.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  solapi.mood = 'well';
  solapi.asked = 0;
  solapi.reports.clear();
  solapi.texts.length = 0;
});

const people = [
  ...usualPeople,
  { name: '송관리', title: '팀장', department: '관리팀', role: 'admin' as const },
];

async function aSending(engine: Parameters<typeof anOffice>[0], pack?: string) {
  const messaging = messagingWith(secretFiles(mkdtempSync(join(folder, 'data-'))));
  const office = await anOffice(engine, { people, messaging, ...(pack === undefined ? {} : { pack }) });
  await addSolapi(adminOf(office), solapi, true);
  const { branchId } = office;
  const { desk } = office.frontDesk;
  const memo = await aMemo(office);
  const me = office.as(OFFICER).messages;
  const get = async (id: string) => await me.open({ branchId, id });
  return {
    office,
    messaging,
    me,
    branchId,
    get,
    async write(text: string): Promise<string> {
      const { id } = await me.write({
        requestId: requestId(),
        branchId,
        kind: 'sms',
        template: 'unreachable_text',
        title: '',
        text,
        to: { customerId: null, name: '김민수', phone: '010-1234-2748', email: null },
        subject: { type: 'memo', id: memo.id },
      });
      return id;
    },
    pass(minutes: number): void {
      office.clock.pass(minutes);
      desk.planned();
    },
    async until(id: string, values: Partial<Awaited<ReturnType<typeof get>>>) {
      return await vi.waitFor(
        async () => {
          const whole = await get(id);
          expect(whole).toMatchObject(values);
          return whole;
        },
        { timeout: 8000, interval: 30 },
      );
    },
    asked: async (times: number) =>
      await vi.waitFor(() => expect(solapi.asked).toBe(times), { timeout: 8000, interval: 30 }),
  };
}

const told = async ({ office, branchId }: Awaited<ReturnType<typeof aSending>>) =>
  (await office.as(OFFICER).notices.mine({ branchId }))
    .map(({ kind }) => kind)
    .filter((kind) => kind.startsWith('message'));

eachEngine((_, open) => {
  test('SOLAPI is asked whether a text arrived, ever more seldom, until it knows', async () => {
    const sending = await aSending(await open());
    const id = await sending.write('도착을 알고 싶은 글');
    expect(await sending.until(id, { state: 'sent' })).toMatchObject({ delivery: 'asked', deliveryAt: null });
    expect(solapi.asked).toBe(0);
    sending.pass(1);
    await sending.asked(1);
    sending.pass(1);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(solapi.asked).toBe(1);
    // A channel that cannot be reached is asked again, and nobody is alarmed.
    solapi.mood = 500;
    sending.pass(1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(await sending.get(id)).toMatchObject({ state: 'sent', delivery: 'asked' });
    solapi.mood = 'well';
    solapi.reports.set('도착을 알고 싶은 글', { statusCode: '4000' });
    sending.pass(5);
    const whole = await sending.until(id, { delivery: 'delivered' });
    expect(whole).toMatchObject({ state: 'sent', deliveryAt: sending.office.clock.now() });
    const { asked } = solapi;
    sending.pass(48 * 60);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(solapi.asked).toBe(asked);
    expect(await told(sending)).toEqual([]);
    await sending.office.close();
  });

  test('one that did not arrive is told like one that did not go: its person phones, or sends it again', async () => {
    const sending = await aSending(await open());
    const { office, branchId, me } = sending;
    solapi.reports.set('닿지 않는 글', { statusCode: '3014', reason: '수신 번호가 없음' });
    const id = await sending.write('닿지 않는 글');
    await sending.until(id, { state: 'sent' });
    sending.pass(1);
    const failed = await sending.until(id, { state: 'failed' });
    expect(failed).toMatchObject({
      delivery: 'undelivered',
      failure: 'NOT_DELIVERED',
      failureDetail: '3014 수신 번호가 없음',
      settledAt: null,
    });
    expect(await told(sending)).toEqual(['message_failed']);
    expect(await me.waiting({ branchId })).toEqual({ mine: 1 });
    const { messages } = await me.outbox({ branchId, show: 'open', before: null });
    expect(messages.map((one) => one.id)).toEqual([id]);
    solapi.reports.delete('닿지 않는 글');
    const on = { branchId, id, expectedVersion: failed.version };
    await me.again({ ...on, requestId: requestId(), senderId: await senderOf(office), asked: false });
    const again = await sending.until(id, { state: 'sent' });
    expect(again).toMatchObject({ delivery: 'asked', deliveryAt: null, failure: null });
    expect(solapi.texts.filter(({ text }) => text === '닿지 않는 글')).toHaveLength(2);
    expect(await told(sending)).toEqual([]);
    await office.close();
  });

  test('of one that no longer holds nobody asks any more; of one whose papers were handed on, still', async () => {
    const sending = await aSending(await open());
    const { office, branchId, me } = sending;
    const { siteVisits } = office.as(OFFICER);
    const visit = await anAgreedVisit(office, '2026-11-23T01:00:00.000Z');
    solapi.reports.set('내일 10시에 찾아뵙겠습니다.', { statusCode: '3014' });
    const wish = { ...onSiteVisit(visit), text: '내일 10시에 찾아뵙겠습니다.' };
    const { version } = await siteVisits.text(wish);
    const [text] = await me.of({ branchId, subject: { type: 'site_visit', id: visit.id } });
    const id = text?.id ?? '';
    await sending.until(id, { state: 'sent', delivery: 'asked' });
    const at = new Date('2026-11-23T05:00:00.000Z');
    const moved = { at, minutes: 60, by: 'customer' as const, reason: '손님 사정' };
    await siteVisits.reschedule({ ...onSiteVisit({ id: visit.id, version }), ...moved });
    expect(await me.open({ branchId, id })).toMatchObject({
      state: 'sent',
      delivery: 'unknown',
      outdated: null,
    });

    const paper = await papers(office, { checked: true });
    const send = { step: 'receipt_notice', means: 'sms' as const, text: '접수했습니다.' };
    solapi.reports.set('접수했습니다.', { statusCode: '3014' });
    await office.as(OFFICER).documents.send({ ...(await onPapers(office, paper)), ...send });
    await vi.waitFor(async () => expect((await read(office, paper)).told).toBe(true), { timeout: 5000 });
    const to = office.staff.최민호 ?? '';
    await office
      .as(OFFICER)
      .documents.handOn({ ...(await onPapers(office, paper)), to, reason: '담당 변경' });
    sending.pass(1);
    await vi.waitFor(async () => expect((await read(office, paper)).told).toBe(false), { timeout: 5000 });
    expect(await me.open({ branchId, id })).toMatchObject({ state: 'sent', delivery: 'unknown' });
    await office.close();
  });

  test('a reminder of a booked call that did not arrive and goes again is evidence once, and falls with the call', async () => {
    const sending = await aSending(await open());
    const { office, branchId, me } = sending;
    await openBookings(office);
    const { bookings } = office.as('이지훈');
    await bookings.make(byHand(office));
    const [card] = await bookings.list({ branchId, from: '2026-11-23', days: 1 });
    const memoId = card?.memoId ?? '';
    const reminder = async () => (await me.of({ branchId, subject: { type: 'memo', id: memoId } }))[0];
    const words = '[한밭신용보증재단] 김민수 고객님, 오전 10시에 박서연 대리가 전화드립니다.';
    solapi.reports.set(words, { statusCode: '3014' });
    office.clock.set('2026-11-23T00:00:00.000Z');
    await runDue(office.frontDesk.desk);
    const id = (await reminder())?.id ?? '';
    await sending.until(id, { state: 'sent' });
    const facts = async () =>
      await office.frontDesk.desk.engine.db
        .selectFrom('fact')
        .select('id')
        .where('subject_id', '=', memoId)
        .where('event', '=', 'booking_reminder_sent')
        .execute();
    expect(await facts()).toHaveLength(1);
    sending.pass(1);
    const failed = await sending.until(id, { state: 'failed' });
    const senderId = await senderOf(office);
    const on = { requestId: requestId(), branchId, id, expectedVersion: failed.version };
    await me.again({ ...on, senderId, asked: false });
    await sending.until(id, { state: 'sent' });
    expect(await facts()).toHaveLength(1);
    sending.pass(1);
    await sending.until(id, { state: 'failed' });
    const { version } = await office.as(OFFICER).memos.get({ branchId, id: memoId });
    const to = office.staff.최민호 ?? '';
    const handing = { requestId: requestId(), id: memoId, expectedVersion: version, to, reason: '담당 변경' };
    await office.as(OFFICER).memos.handOn(handing);
    expect(await reminder()).toMatchObject({ state: 'dropped', outdated: 'CALL_HANDED_ON' });
    await office.close();
  });

  test('papers of whose notice it is known that it did not arrive are due again, until somebody has telephoned', async () => {
    const sending = await aSending(await open());
    const { office, branchId } = sending;
    const id = await papers(office, { checked: true });
    const send = { step: 'receipt_notice', means: 'sms' as const, text: '서류를 잘 받았습니다.' };
    await office.as(OFFICER).documents.send({ ...(await onPapers(office, id)), ...send });
    await vi.waitFor(async () => expect((await read(office, id)).told).toBe(true), { timeout: 5000 });
    solapi.reports.set('서류를 잘 받았습니다.', { statusCode: '3040' });
    sending.pass(1);
    await vi.waitFor(async () => expect((await read(office, id)).told).toBe(false), { timeout: 5000 });
    const trouble = await read(office, id);
    expect(trouble).toMatchObject({ state: 'due', currentStep: 'receipt_notice' });
    expect(trouble.steps.find((step) => step.id === 'receipt_notice')?.state).toBe('trouble');
    expect(trouble.history.at(-1)?.kind).toBe('undelivered');
    const told = { ...(await onPapers(office, id)), step: 'receipt_notice', means: 'phone' as const };
    await office.as(OFFICER).documents.tell(told);
    expect(await read(office, id)).toMatchObject({ told: true, currentStep: 'officer_notice' });
    const { messages } = await sending.me.outbox({ branchId, show: 'settled', before: null });
    expect(messages).toMatchObject([{ state: 'phoned', delivery: 'undelivered' }]);
    await office.close();
  });

  test('a text about what was missing did not arrive: what has come by then is not told, and the clock goes on', async () => {
    const sending = await aSending(await open(), saesolPack);
    const { office, branchId, me } = sending;
    const id = await papers(office, { items: { 신청서: true, 도면: false }, checked: true });
    const tell = { step: 'receipt', means: 'sms' as const };
    await office.as(OFFICER).documents.tell({ ...(await onPapers(office, id)), ...tell });
    const text = '도면이 필요합니다.';
    const send = { step: 'supplement', means: 'sms' as const, text };
    await office.as(OFFICER).documents.send({ ...(await onPapers(office, id)), ...send });
    await vi.waitFor(async () => expect((await read(office, id)).state).toBe('waiting'), { timeout: 5000 });
    const itemIds = (await read(office, id)).itemList.flatMap((item) => (item.cameAt ? [] : [item.id]));
    await office.as(OFFICER).documents.itemsReceived({ ...(await onPapers(office, id)), itemIds });
    const [message] = await me.of({ branchId, subject: { type: 'document', id } });
    solapi.reports.set(text, { statusCode: '3040' });
    sending.pass(1);
    await sending.until(message?.id ?? '', { delivery: 'undelivered' });
    const now = await read(office, id);
    expect(now).toMatchObject({ state: 'in_work', currentStep: 'done' });
    expect(now.steps.find((step) => step.id === 'supplement')?.state).toBe('done');
    expect(now.promises.find((promise) => promise.state === 'open')?.pausedAt).toBeNull();
    await office.close();
  });

  test('word that did not arrive and is told by telephone is word once, and the next stays due', async () => {
    const sending = await aSending(await open(), saesolPack);
    const { office, branchId, me } = sending;
    const { db } = office.frontDesk.desk.engine;
    const id = await papers(office, { checked: true });
    const tell = { step: 'receipt', means: 'sms' as const };
    await office.as(OFFICER).documents.tell({ ...(await onPapers(office, id)), ...tell });
    const text = '신청하신 일을 처리하고 있습니다.';
    const step = (await read(office, id)).words[0]?.step.id ?? '';
    const send = { step, means: 'sms' as const, text };
    await office.as(OFFICER).documents.send({ ...(await onPapers(office, id)), ...send });
    const [message] = await me.of({ branchId, subject: { type: 'document', id } });
    const messageId = message?.id ?? '';
    await sending.until(messageId, { state: 'sent' });
    solapi.reports.set(text, { statusCode: '3040' });
    sending.pass(1);
    const failed = await sending.until(messageId, { state: 'failed' });
    const on = { requestId: requestId(), branchId, id: messageId, expectedVersion: failed.version };
    await me.phoned({ ...on, note: '전화로 말씀드림' });
    const words = await db.selectFrom('interim').select('state').orderBy('seq').execute();
    expect(words.map(({ state }) => state)).toEqual(['kept', 'open']);
    const given = db.selectFrom('fact').select('event').where('event', '=', 'application_update_given');
    expect(await given.execute()).toHaveLength(1);
    expect((await read(office, id)).history.at(-1)).toMatchObject({ kind: 'step', data: { means: 'phone' } });
    await office.close();
  });

  test('after a day nobody asks any more; a run that ended while it asked is followed by one that asks', async () => {
    const sending = await aSending(await open());
    const id = await sending.write('소식 없는 글');
    const other = await sending.write('다음 차례에 묻는 글');
    for (const one of [id, other]) await sending.until(one, { state: 'sent' });
    // As if this run were killed: it never looks again.
    await sending.office.frontDesk.close();
    sending.office.clock.pass(60);
    solapi.reports.set('다음 차례에 묻는 글', { statusCode: '4000' });
    const { desk } = sending.office.frontDesk;
    const troubles: unknown[] = [];
    const next = outboxWorker(desk, sending.messaging, (error) => troubles.push(error));
    next.start();
    await sending.until(other, { delivery: 'delivered' });
    expect(await sending.get(id)).toMatchObject({ delivery: 'asked' });
    sending.office.clock.pass(24 * 60);
    next.soon();
    expect(await sending.until(id, { delivery: 'unknown' })).toMatchObject({ state: 'sent' });
    const { asked } = solapi;
    sending.office.clock.pass(24 * 60);
    next.soon();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(solapi.asked).toBe(asked);
    await next.stop();
    expect(troubles).toEqual([]);
    await sending.office.close();
  });
});

async function senderOf(office: Parameters<typeof adminOf>[0]): Promise<string> {
  const { senders } = await office.as('송관리').messages.senders({ branchId: office.branchId });
  return senders[0]?.id ?? '';
}
