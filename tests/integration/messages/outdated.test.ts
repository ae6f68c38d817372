import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { MessageItem, MessageSubject } from '#contract/messages.ts';
import { messagingWith } from '#server/messages/messaging.ts';
import { secretFiles } from '#server/messages/secret-files.ts';
import { byHand, MONDAY_TEN, openBookings, publicly } from '#tests/builders/bookings.ts';
import { onPapers, papers, read, saesolPack } from '#tests/builders/documents.ts';
import { anOffice, type Office, requestId, usualPeople } from '#tests/builders/office.ts';
import { addWebhook, adminOf, webhookSecret } from '#tests/builders/senders.ts';
import { anAgreedVisit, onSiteVisit } from '#tests/builders/site-visits.ts';
import { aWebhook, type WebhookStandIn } from '#tests/support/message-stand-ins.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const OFFICER = '박서연';
const folder = mkdtempSync(join(tmpdir(), 'maji-outdated-'));
let webhook: WebhookStandIn;
beforeAll(async () => {
  webhook = await aWebhook(webhookSecret);
});
afterAll(async () => {
  await webhook.close();
  rmSync(folder, { recursive: true, force: true });
});

const people = [
  ...usualPeople,
  { name: '송관리', title: '팀장', department: '관리팀', role: 'admin' as const },
];

/** An office whose texts go by the stand-in. */
async function aSendingOffice(engine: Parameters<typeof anOffice>[0], pack = saesolPack): Promise<Office> {
  const messaging = messagingWith(secretFiles(mkdtempSync(join(folder, 'data-'))));
  const office = await anOffice(engine, { people, pack, messaging });
  await addWebhook(adminOf(office), webhook);
  return office;
}

async function send(office: Office, id: string, step: string): Promise<void> {
  const on = await onPapers(office, id);
  await office.as(OFFICER).documents.send({ ...on, step, means: 'sms', text: null });
}

async function itemsReceived(office: Office, id: string, names: string[]): Promise<void> {
  const { itemList } = await read(office, id);
  const itemIds = itemList.filter(({ name }) => names.includes(name)).map((item) => item.id);
  const come = async () =>
    await office.as(OFFICER).documents.itemsReceived({ ...(await onPapers(office, id)), itemIds });
  // The outbox may have changed the papers meanwhile: who reads them again meets nobody a second time.
  await come().catch(come);
}

const about = async (office: Office, subject: MessageSubject): Promise<MessageItem[]> =>
  await office.as(OFFICER).messages.of({ branchId: office.branchId, subject });

/** How the texts about a thing stand, and why those dropped were. */
const standing = async (office: Office, type: MessageSubject['type'], id: string) =>
  (await about(office, { type, id })).map(({ state, outdated }) => [state, outdated]);

const stateOf = async (office: Office, id: string, step: string) =>
  (await read(office, id)).steps.find((one) => one.id === step)?.state;

const notices = async (office: Office) =>
  (await office.as(OFFICER).notices.mine({ branchId: office.branchId })).map(({ kind }) => kind);

eachEngine((_, open) => {
  test('a text about missing papers is dropped once all came; one that names others than are missing is to be told anew', async () => {
    const office = await anOffice(await open(), { pack: saesolPack });
    const { branchId } = office;
    const id = await papers(office, { items: { 신청서: true, 도면: false, 도장: false }, checked: true });
    await send(office, id, 'supplement');
    expect(await stateOf(office, id, 'supplement')).toBe('sending');
    await itemsReceived(office, id, ['도면']);
    expect(await standing(office, 'document', id)).toEqual([['dropped', 'ITEMS_CHANGED']]);
    // Still owed: it is in the list of what is due, as if nothing had been written.
    expect(await stateOf(office, id, 'supplement')).toBe('pending');
    const { due } = await office.as(OFFICER).documents.list({ branchId, whose: 'branch' });
    expect(due.map((one) => one.id)).toEqual([id]);
    await send(office, id, 'supplement');
    const [, second] = await about(office, { type: 'document', id });
    const whole = await office.as(OFFICER).messages.open({ branchId, id: second?.id ?? '' });
    expect(whole.text).toContain('도장');
    expect(whole.text).not.toContain('도면');
    await itemsReceived(office, id, ['도장']);
    expect((await standing(office, 'document', id))[1]).toEqual(['dropped', 'ITEMS_COMPLETE']);
    expect(await stateOf(office, id, 'supplement')).toBe('skipped');
    const settled = await office.as(OFFICER).messages.open({ branchId, id: second?.id ?? '' });
    expect(settled).toMatchObject({ state: 'dropped', settledBy: OFFICER, outdated: 'ITEMS_COMPLETE' });
    const { messages } = await office.as(OFFICER).messages.outbox({ branchId, show: 'open', before: null });
    expect(messages).toEqual([]);
    await office.close();
  });

  test('texts about papers that are ended, handed on or left out are dropped; who has them now tells anew', async () => {
    const office = await anOffice(await open(), { pack: saesolPack });
    const me = office.as(OFFICER);
    const id = await papers(office, { checked: true });
    await send(office, id, 'receipt');
    const to = office.staff.최민호 ?? '';
    await me.documents.handOn({ ...(await onPapers(office, id)), to, reason: '담당 변경' });
    expect(await standing(office, 'document', id)).toEqual([['dropped', 'DOCUMENT_HANDED_ON']]);
    expect(await read(office, id)).toMatchObject({
      officer: { id: to },
      told: false,
      currentStep: 'receipt',
    });
    expect((await read(office, id)).history.map(({ kind }) => kind)).toEqual([
      'received',
      'checked',
      'sent',
      'dropped',
      'handed_on',
    ]);
    await send(office, id, 'receipt');
    await me.documents.end({ ...(await onPapers(office, id)), reason: '신청을 거두어들임' });
    expect((await standing(office, 'document', id))[1]).toEqual(['dropped', 'DOCUMENT_ENDED']);
    expect((await read(office, id)).state).toBe('ended');
    await office.close();

    // A standard that leaves it to the office whether the customer is told.
    const required = 'required: true, records: receipt_notice_sent';
    expect(saesolPack).toContain(required);
    const pack = saesolPack.replace(required, 'required: false, records: receipt_notice_sent');
    const lenient = await anOffice(await open(), { pack });
    const left = await papers(lenient, { checked: true });
    await send(lenient, left, 'receipt');
    const on = await onPapers(lenient, left);
    await lenient.as(OFFICER).documents.skip({ ...on, step: 'receipt', reason: '직접 말씀드림' });
    expect(await standing(lenient, 'document', left)).toEqual([['dropped', 'STEP_SKIPPED']]);
    expect(await stateOf(lenient, left, 'receipt')).toBe('skipped');
    await lenient.close();
  });

  test('a text about a visit is dropped when the visit is moved, changed, handed on, called off or begun', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const { siteVisits } = office.as(OFFICER);
    const written = async (at: string) => {
      const visit = await anAgreedVisit(office, at);
      const preview = { branchId, id: visit.id, at: null, minutes: 60, lateMinutes: null };
      const text = (await siteVisits.preview(preview)).text ?? '';
      const { version } = await siteVisits.text({ ...onSiteVisit(visit), text });
      return { visit, on: onSiteVisit({ id: visit.id, version }) };
    };
    const detailsOf = ({ visit }: Awaited<ReturnType<typeof written>>) => ({
      address: visit.address,
      dutyId: office.dutyIds[0] ?? null,
      purpose: visit.purpose,
      officerId: visit.officer.id,
      companionId: null,
    });
    const why = async ({ visit }: Awaited<ReturnType<typeof written>>) =>
      await standing(office, 'site_visit', visit.id);

    const moved = await written('2026-11-20T07:00:00.000Z');
    const at = new Date('2026-11-23T02:00:00.000Z');
    await siteVisits.reschedule({ ...moved.on, at, minutes: 60, by: 'customer', reason: '손님 사정' });
    expect(await why(moved)).toEqual([['dropped', 'VISIT_MOVED']]);
    const off = await written('2026-11-23T03:00:00.000Z');
    await siteVisits.cancel({ ...off.on, by: 'office', reason: '행사' });
    expect(await why(off)).toEqual([['dropped', 'VISIT_CANCELLED']]);
    const handed = await written('2026-11-23T05:00:00.000Z');
    await siteVisits.change({ ...handed.on, ...detailsOf(handed), officerId: office.staff.최민호 ?? '' });
    expect(await why(handed)).toEqual([['dropped', 'VISIT_HANDED_ON']]);
    const elsewhere = await written('2026-11-23T06:00:00.000Z');
    await siteVisits.change({ ...elsewhere.on, ...detailsOf(elsewhere), address: '대전 중구 은행로 2' });
    expect(await why(elsewhere)).toEqual([['dropped', 'VISIT_CHANGED']]);
    const same = await written('2026-11-23T07:00:00.000Z');
    const companionId = office.staff.최민호 ?? '';
    await siteVisits.change({ ...same.on, ...detailsOf(same), companionId });
    expect(await why(same)).toEqual([['by_hand', null]]);
    const begun = await written('2026-11-20T06:00:00.000Z');
    office.clock.set('2026-11-20T05:58:00.000Z');
    await siteVisits.arrive({ ...begun.on, lateReason: null });
    expect(await why(begun)).toEqual([['dropped', 'VISIT_BEGUN']]);
    // Nor is another written from then on: none waits past the end of the visit.
    const there = await siteVisits.get({ branchId, id: begun.visit.id });
    await expect(siteVisits.text({ ...onSiteVisit(there), text: '늦은 글' })).rejects.toMatchObject({
      data: { reason: 'NO_TEMPLATE' },
    });
    await office.close();
  });

  test('a text about a booked call is dropped when the booking is moved or called off, also by the customer', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    await openBookings(office);
    const { bookings, messages } = office.as('이지훈');
    const book = async (at: Date) => {
      const { id } = await bookings.make(byHand(office, { at }));
      const cards = await bookings.list({ branchId, from: '2026-11-23', days: 1 });
      const card = cards.find((one) => one.id === id);
      const memoId = card?.memoId ?? '';
      await messages.write({
        requestId: requestId(),
        branchId,
        kind: 'sms',
        template: 'unreachable_text',
        title: '',
        text: '예약하신 시각에 전화드리겠습니다.',
        to: { customerId: null, name: '김민수', phone: '010-1234-2748', email: null },
        subject: { type: 'memo', id: memoId },
      });
      return { memoId, number: card?.number ?? '', on: { requestId: requestId(), id, expectedVersion: 1 } };
    };
    const moved = await book(MONDAY_TEN);
    const at = new Date('2026-11-23T05:00:00.000Z');
    const officerId = office.staff[OFFICER] ?? '';
    await bookings.move({ ...moved.on, at, officerId, reason: '손님 사정', lateReason: null });
    expect(await standing(office, 'memo', moved.memoId)).toEqual([['dropped', 'BOOKING_MOVED']]);
    const off = await book(MONDAY_TEN);
    await bookings.cancel({ ...off.on, reason: '일정 변경' });
    expect(await standing(office, 'memo', off.memoId)).toEqual([['dropped', 'BOOKING_CANCELLED']]);
    const byCustomer = await book(MONDAY_TEN);
    const cancelled = await publicly(office).booking.cancel({
      requestId: requestId(),
      number: byCustomer.number,
    });
    expect(cancelled.state).toBe('cancelled');
    const [text] = await about(office, { type: 'memo', id: byCustomer.memoId });
    expect(text).toMatchObject({ state: 'dropped', outdated: 'BOOKING_CANCELLED', settledBy: OFFICER });
    await office.close();
  });

  test('a text already in hand stays, and its person is told; it is never tried again', async () => {
    const office = await aSendingOffice(await open());
    const mood = async (as: WebhookStandIn['mood'], expected: [string, string]) => {
      const id = await papers(office, { items: { 신청서: true, 도면: false }, checked: true });
      const before = webhook.calls.length;
      webhook.mood = as;
      webhook.delay = 700;
      await send(office, id, 'supplement');
      await vi.waitFor(() => expect(webhook.calls.length).toBe(before + 1), { timeout: 5000 });
      await itemsReceived(office, id, ['도면']);
      expect(await standing(office, 'document', id)).toEqual([['sending', 'ITEMS_COMPLETE']]);
      expect(await notices(office)).toContain('message_outdated');
      await vi.waitFor(async () => expect(await standing(office, 'document', id)).toEqual([expected]), {
        timeout: 5000,
      });
      office.clock.pass(60);
      office.frontDesk.desk.planned();
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(webhook.calls.length).toBe(before + 1);
      expect(await stateOf(office, id, 'supplement')).toBe('skipped');
      return await notices(office);
    };
    // It went: that stays said until somebody has seen it.
    expect(await mood('well', ['sent', 'ITEMS_COMPLETE'])).toContain('message_outdated');
    const { branchId } = office;
    await office.as(OFFICER).notices.seen({ requestId: requestId(), branchId, ids: await idsOf(office) });
    // Refused for now: it would have been tried again, and is dropped instead, with the warning.
    expect(await mood(429, ['dropped', 'ITEMS_COMPLETE'])).not.toContain('message_outdated');
    // Nobody knows: a person asks, and cannot have it sent again.
    expect(await mood('closed', ['unknown', 'ITEMS_COMPLETE'])).toContain('message_unknown');
    webhook.mood = 'well';
    webhook.delay = 0;
    const { messages } = await office.as(OFFICER).messages.outbox({ branchId, show: 'open', before: null });
    const [unknown] = messages;
    const on = { requestId: requestId(), branchId, id: unknown?.id ?? '' };
    await expect(
      office
        .as(OFFICER)
        .messages.again({ ...on, expectedVersion: unknown?.version ?? 0, senderId: null, asked: true }),
    ).rejects.toMatchObject({ data: { reason: 'NOT_POSSIBLE' } });
    await office.close();
  });

  test('a text of word already in hand when the answer is given is no word given once it has gone', async () => {
    const office = await aSendingOffice(await open());
    const { db } = office.frontDesk.desk.engine;
    webhook.mood = 'well';
    webhook.delay = 0;
    const id = await papers(office, { checked: true });
    const tell = async (step: string) => {
      const on = await onPapers(office, id);
      await office.as(OFFICER).documents.tell({ ...on, step, means: 'sms', result: '승인' });
    };
    await tell('receipt');
    const word = (await read(office, id)).words[0]?.step.id ?? '';
    const before = webhook.calls.length;
    webhook.delay = 700;
    await send(office, id, word);
    await vi.waitFor(() => expect(webhook.calls.length).toBe(before + 1), { timeout: 5000 });
    await tell('done');
    expect(await standing(office, 'document', id)).toEqual([['sending', 'ANSWERED']]);
    await vi.waitFor(
      async () => expect(await standing(office, 'document', id)).toEqual([['sent', 'ANSWERED']]),
      { timeout: 5000 },
    );
    webhook.delay = 0;
    expect((await read(office, id)).state).toBe('done');
    const given = db.selectFrom('fact').select('event').where('event', '=', 'application_update_given');
    expect(await given.execute()).toEqual([]);
    await office.close();
  });

  test('dropped while the outbox looks: either it has gone once, or it never goes', async () => {
    const office = await aSendingOffice(await open());
    webhook.mood = 'well';
    webhook.delay = 0;
    const before = new Set(webhook.texts.keys());
    const ids: string[] = [];
    for (let index = 0; index < 12; index += 1) {
      const id = await papers(office, { items: { 신청서: true, 도면: false }, checked: true });
      await send(office, id, 'supplement');
      // Some meet the look that was planned 50 ms after, some come before it, some after.
      await new Promise((resolve) => setTimeout(resolve, index * 8));
      await itemsReceived(office, id, ['도면']);
      ids.push(id);
    }
    await vi.waitFor(
      async () => {
        for (const id of ids)
          expect((await about(office, { type: 'document', id }))[0]?.settledAt).toBeTruthy();
      },
      { timeout: 8000 },
    );
    const states = await Promise.all(
      ids.map(async (id) => (await about(office, { type: 'document', id }))[0]?.state),
    );
    const gone = [...webhook.texts.keys()].filter((key) => !before.has(key)).length;
    expect(new Set(states)).toEqual(new Set(['sent', 'dropped']));
    expect(gone).toBe(states.filter((state) => state === 'sent').length);
    await office.close();
  });
});

async function idsOf(office: Office): Promise<string[]> {
  return (await office.as(OFFICER).notices.mine({ branchId: office.branchId })).map(({ id }) => id);
}
