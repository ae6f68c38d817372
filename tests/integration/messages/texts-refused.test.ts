import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { messagingWith } from '#server/messages/messaging.ts';
import { secretFiles } from '#server/messages/secret-files.ts';
import { aCustomer, joinInto, takeApart } from '#tests/builders/customers.ts';
import { onPapers, papers, read } from '#tests/builders/documents.ts';
import { anOffice, type Office, requestId, usualPeople } from '#tests/builders/office.ts';
import { addWebhook, adminOf, webhookSecret } from '#tests/builders/senders.ts';
import { anAgreedVisit, onSiteVisit } from '#tests/builders/site-visits.ts';
import { aWebhook } from '#tests/support/message-stand-ins.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const OFFICER = '박서연';
const folder = mkdtempSync(join(tmpdir(), 'maji-refused-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const REFUSED = { data: { reason: 'TEXTS_REFUSED', field: 'despiteRefusal' } };

const refusedAt = async (office: Office, id: string) =>
  (await office.as(OFFICER).customers.get({ branchId: office.branchId, id })).textsRefusedAt;

/** Writes with a customer that he wants no texts, or that he does; left out: as it is. */
async function refuse(office: Office, id: string, textsRefused?: boolean): Promise<void> {
  const { customers } = office.as(OFFICER);
  const { branchId } = office;
  const { version, name, business, phone } = await customers.reveal({ branchId, id });
  await customers.edit({
    ...{ requestId: requestId(), branchId, id, expectedVersion: version, name, business, phone },
    ...(textsRefused === undefined ? {} : { textsRefused }),
  });
}

const written = (office: Office, customerId: string, more = {}) =>
  office.as(OFFICER).messages.write({
    requestId: requestId(),
    branchId: office.branchId,
    kind: 'sms',
    template: 'unreachable_text',
    title: '',
    text: '전화를 받지 않으셔서 글을 남깁니다.',
    to: { customerId, name: null, phone: null, email: null },
    subject: { type: 'customer', id: customerId },
    ...more,
  });

eachEngine((_, open) => {
  test('who wants no texts is written to only by somebody who says so, and that is kept', async () => {
    const office = await anOffice(await open());
    const { branchId } = office;
    const me = office.as(OFFICER);
    const customerId = await aCustomer(office);
    await written(office, customerId);
    await refuse(office, customerId, true);
    expect(await refusedAt(office, customerId)).toEqual(office.clock.now());
    office.clock.pass(5);
    await refuse(office, customerId);
    expect(await refusedAt(office, customerId)).toEqual(new Date('2026-11-20T05:32:00.000Z'));

    await expect(written(office, customerId)).rejects.toMatchObject(REFUSED);
    const { id } = await written(office, customerId, { despiteRefusal: true });
    expect(await me.messages.open({ branchId, id })).toMatchObject({ despiteRefusal: true });

    const paper = await papers(office, { customerId, checked: true });
    expect((await read(office, paper)).textsRefused).toBe(true);
    const send = { step: 'receipt_notice', means: 'sms' as const, text: null };
    await expect(me.documents.send({ ...(await onPapers(office, paper)), ...send })).rejects.toMatchObject(
      REFUSED,
    );
    // Nothing of it was kept: the step is to be done, and a call does it.
    expect(await read(office, paper)).toMatchObject({ currentStep: 'receipt_notice', told: false });
    await me.documents.send({ ...(await onPapers(office, paper)), ...send, despiteRefusal: true });

    // Where the standard knows texts alone, who wants none is telephoned; nobody else is.
    const other = await papers(office, { customerId, checked: true });
    const byPhone = async (step: string) =>
      await me.documents.tell({ ...(await onPapers(office, other)), step, means: 'phone', result: null });
    await byPhone('receipt_notice');
    const [named] = (await read(office, other)).steps.filter(({ clause }) => clause === 'S1');
    expect(named?.choices.map(({ means }) => means)).toEqual(['sms', 'phone']);
    await refuse(office, customerId, false);
    await expect(byPhone(named?.id ?? '')).rejects.toMatchObject({
      data: { reason: 'MEANS_NOT_IN_STANDARD' },
    });
    await refuse(office, customerId, true);
    await byPhone(named?.id ?? '');
    expect((await read(office, other)).steps.find(({ id }) => id === named?.id)).toMatchObject({
      ...{ state: 'done', means: 'phone' },
    });

    const visit = await anAgreedVisit(office, '2026-11-20T07:00:00.000Z', {
      customerId,
      customerName: null,
      phone: null,
    });
    const preview = { branchId, id: visit.id, at: null, minutes: 60, lateMinutes: null };
    const { text, textsRefused } = await me.siteVisits.preview(preview);
    expect(textsRefused).toBe(true);
    const wish = { ...onSiteVisit(visit), text: text ?? '' };
    await expect(me.siteVisits.text(wish)).rejects.toMatchObject(REFUSED);
    await me.siteVisits.text({ ...wish, requestId: requestId(), despiteRefusal: true });

    await refuse(office, customerId, false);
    expect(await refusedAt(office, customerId)).toBeNull();
    const { id: free } = await written(office, customerId, { despiteRefusal: true });
    // Nothing was refused: nothing is kept of it.
    expect(await me.messages.open({ branchId, id: free })).toMatchObject({ despiteRefusal: false });
    await office.close();
  });

  test('a text that waits for its sender does not go once its customer wants none: somebody telephones', async () => {
    const webhook = await aWebhook(webhookSecret);
    const people = [
      ...usualPeople,
      { name: '송관리', title: '팀장', department: '관리팀', role: 'admin' as const },
    ];
    const messaging = messagingWith(secretFiles(mkdtempSync(join(folder, 'data-'))));
    const office = await anOffice(await open(), { people, messaging });
    const senderId = await addWebhook(adminOf(office), webhook);
    const { branchId } = office;
    const me = office.as(OFFICER);
    const customerId = await aCustomer(office);
    const state = async (id: string) => (await me.messages.open({ branchId, id })).state;
    const settled = async (id: string, wanted: string) =>
      await vi.waitFor(async () => expect(await state(id)).toBe(wanted), { timeout: 6000, interval: 30 });
    webhook.mood = 429;
    const { id } = await written(office, customerId);
    await vi.waitFor(() => expect(webhook.calls).toHaveLength(1), { timeout: 5000 });
    await settled(id, 'queued');
    await refuse(office, customerId, true);
    webhook.mood = 'well';
    const { id: confirmed } = await written(office, customerId, { despiteRefusal: true });
    await settled(confirmed, 'sent');
    office.clock.pass(10);
    office.frontDesk.desk.planned();
    await settled(id, 'failed');
    expect(await me.messages.open({ branchId, id })).toMatchObject({ failure: 'TEXTS_REFUSED' });
    expect(webhook.calls).toHaveLength(2);
    expect((await me.notices.mine({ branchId })).map(({ kind }) => kind)).toContain('message_failed');

    // Nor does it go again, by hand or by a sender, unless somebody says so.
    const { version, textsRefused } = await me.messages.open({ branchId, id });
    expect(textsRefused).toBe(true);
    const again = { branchId, id, expectedVersion: version, asked: false };
    for (const way of [senderId, null]) {
      const call = me.messages.again({ ...again, requestId: requestId(), senderId: way });
      await expect(call).rejects.toMatchObject(REFUSED);
    }
    expect(await state(id)).toBe('failed');
    await me.messages.again({ ...again, requestId: requestId(), senderId, despiteRefusal: true });
    await settled(id, 'sent');
    expect(await me.messages.open({ branchId, id })).toMatchObject({
      despiteRefusal: true,
      textsRefused: false,
    });
    expect(webhook.calls).toHaveLength(3);
    await office.close();
    await webhook.close();
  });

  test('joined with a record that wants no texts he wants none; apart again each as before', async () => {
    const office = await anOffice(await open());
    const survivor = await aCustomer(office);
    const joined = await aCustomer(office, { name: '김 민수' });
    await refuse(office, joined, true);
    const joining = await joinInto(office, { survivor, joined });
    expect(await refusedAt(office, survivor)).toEqual(office.clock.now());
    await takeApart(office, survivor, joining);
    expect(await refusedAt(office, survivor)).toBeNull();
    expect(await refusedAt(office, joined)).toEqual(office.clock.now());
    await office.close();
  });
});
