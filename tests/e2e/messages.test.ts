import { mkdirSync } from 'node:fs';
import jsQR from 'jsqr';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '#contract/rules.ts';
import { systemWrite } from '#core/kernel/system-write.ts';
import { dropOutdated } from '#core/messages/outdated.service.ts';
import { settleMessage } from '#core/messages/settle.ts';
import { en, ko } from '#renderer/i18n/resources.ts';
import { webhookSecret } from '#tests/builders/senders.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { aWebhook, type WebhookStandIn } from '#tests/support/message-stand-ins.ts';
import { sitDown } from '#tests/support/people.ts';
import { axeComplaints, seenComplaints } from './sight.ts';

const opened = Date.now();
const friday = Date.parse('2026-11-20T14:32:00+09:00');
const clock = { now: () => new Date(friday + Date.now() - opened) };
const patiently = { timeout: 15_000 };

let host: TestHost;
let desk: TestWindow;
let browser: Browser;
let webhook: WebhookStandIn;
let branchId: string;
let staff: Record<string, string>;
let customer: { id: string; name: string };

beforeAll(async () => {
  [host, webhook] = await Promise.all([aHost({ demo: true, clock }), aWebhook(webhookSecret)]);
  desk = aWindow(host.origin);
  branchId = (await desk.client.system.status({})).branches[0]?.id ?? '';
  staff = await peopleOf(host);
  const { db } = host.served.desk.desk.engine;
  customer = await db
    .selectFrom('customer')
    .select(['id', 'name'])
    .where('joined_into', 'is', null)
    .orderBy('no')
    .limit(1)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('staff')
    .set({ roles: '["manager","admin"]' })
    .where('id', '=', staff.한도윤 ?? '')
    .execute();
  browser = await launchBrowser();
});

afterAll(async () => {
  desk?.close();
  await host?.close();
  await webhook?.close();
  await browser?.close();
});

const shots = process.env.MAJI_SHOTS;

/** Axe, the eye, and a picture where somebody asked for them. */
async function look(page: Page, name: string): Promise<void> {
  expect(await axeComplaints(page)).toEqual([]);
  expect(await seenComplaints(page)).toEqual([]);
  if (shots === undefined) return;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: `${shots}/messages-${name}.png` });
}

/** What a telephone's camera reads off the screen. */
async function readCode(code: Locator, page: Page): Promise<string | undefined> {
  const picture = (await code.screenshot()).toString('base64');
  const { data, width, height } = await page.evaluate(async (base64) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
    context.drawImage(image, 0, 0);
    const { data, width, height } = context.getImageData(0, 0, image.width, image.height);
    return { data: [...data], width, height };
  }, picture);
  return jsQR(Uint8ClampedArray.from(data), width, height)?.data;
}

test.each<[Language, { width: number; height: number }]>([
  ['ko', { width: 1440, height: 900 }],
  ['en', { width: 1024, height: 768 }],
])(
  'a text of the standard is filled, counted, read off the screen by a telephone, and one key says it has gone (%s)',
  async (language, size) => {
    const words = { ko, en }[language].messages;
    const { page, press, type } = await sitDown(browser, {
      ...{ origin: host.origin, branchId, actorId: staff.박서연 ?? '', language, size },
      route: `messages/new/${customer.id}`,
    });
    const template = page.getByRole('combobox', { name: words.write.template });
    await template.waitFor(patiently);
    await template.selectOption('unreachable_text');
    const text = page.getByRole('textbox', { name: words.write.text, exact: true });
    await expect.poll(() => text.inputValue(), patiently).toContain('박서연');
    await page
      .getByText(/9[0-9]|바이트|bytes/)
      .first()
      .waitFor(patiently);
    await text.focus();
    await press('Control+End');
    await type(' ☺');
    await page.getByRole('alert').filter({ hasText: '☺' }).waitFor(patiently);
    await look(page, `${language}-new`);
    await press('Tab');
    await press('Enter');
    await expect.poll(() => text.inputValue(), patiently).not.toContain('☺');
    await press('Control+Enter');
    const code = page.getByRole('img', { name: new RegExp(language === 'ko' ? 'QR 코드' : 'QR code') });
    const sentButton = page.getByRole('button', { name: words.byHand.sent });
    await sentButton.waitFor(patiently);
    const { db } = host.served.desk.desk.engine;
    const [row] = await db.selectFrom('message').selectAll().where('state', '=', 'by_hand').execute();
    const read = new URL((await readCode(code, page)) ?? '');
    expect(read.protocol).toBe('sms:');
    expect(read.pathname).toBe(row?.to_phone?.replaceAll('-', ''));
    expect(read.searchParams.get('body')).toBe(row?.text);
    await look(page, `${language}-by-hand`);
    // One key.
    await press('Enter');
    await page.getByText(words.states.sent, { exact: true }).first().waitFor(patiently);
    const sent = await db
      .selectFrom('message')
      .selectAll()
      .where('id', '=', row?.id ?? '')
      .executeTakeFirstOrThrow();
    expect(sent).toMatchObject({ state: 'sent', settled_by: staff.박서연, phone_owner: 'office' });
    await look(page, `${language}-sent`);
    await page.close();
  },
  60_000,
);

test.each<[Language, { width: number; height: number }]>([
  ['ko', { width: 1440, height: 900 }],
  ['en', { width: 1024, height: 768 }],
])(
  'who wants no texts is said before one is sent, and a text that no longer holds says why it was dropped (%s)',
  async (language, size) => {
    const { messages: words, customers } = { ko, en }[language];
    const officer = staff.박서연 ?? '';
    const { page, press } = await sitDown(browser, {
      ...{ origin: host.origin, branchId, actorId: officer, language, size },
      route: `customers/${customer.id}`,
    });
    await page.getByRole('button', { name: customers.identity.edit }).waitFor(patiently);
    await press('e');
    const box = page.getByRole('checkbox', { name: customers.edit.textsRefused });
    await box.waitFor(patiently);
    await box.focus();
    await press('Space');
    await page.getByRole('button', { name: customers.edit.save }).focus();
    await press('Enter');
    await page.getByText(language === 'ko' ? /부터 받지 않음/ : /None since/).waitFor(patiently);
    await look(page, `${language}-refused-customer`);
    await page.goto(`${host.origin}/#/messages/new/${customer.id}`);
    await page.getByText(words.refused.title).waitFor(patiently);
    const template = page.getByRole('combobox', { name: words.write.template });
    await template.selectOption('unreachable_text');
    const text = page.getByRole('textbox', { name: words.write.text, exact: true });
    await expect.poll(() => text.inputValue(), patiently).toContain('박서연');
    await look(page, `${language}-refused-new`);
    const { db } = host.served.desk.desk.engine;
    const written = async () =>
      await db.selectFrom('message').selectAll().where('despite_refusal', '=', 1).execute();
    const before = (await written()).length;
    await press('Control+Enter');
    expect(await written()).toHaveLength(before);
    await page.getByRole('checkbox', { name: words.refused.confirm }).focus();
    await press('Space');
    await press('Control+Enter');
    await expect.poll(async () => (await written()).length, patiently).toBe(before + 1);
    await page.getByText(words.panel.despiteRefusal).waitFor(patiently);
    const id = (await written()).at(-1)?.id ?? '';
    // As if he had said so while it waited: its sender did not get it, and it goes again only with a word about it.
    const { desk } = host.served.desk;
    const row = await db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    const waiting = { ...row, despite_refusal: 0 as const };
    await db.updateTable('message').set({ despite_refusal: 0 }).where('id', '=', id).execute();
    await systemWrite(desk, branchId, 'test', async (unit) => {
      const failure = { code: 'TEXTS_REFUSED', detail: '' } as const;
      const ending = { actorId: officer, at: unit.now, how: 'clock', failure } as const;
      await settleMessage(desk, unit, waiting, { ...ending, outcome: 'failed' });
    });
    const again = page.getByRole('button', { name: words.deeds.again });
    await again.waitFor(patiently);
    await again.focus();
    await press('Enter');
    const despite = page.getByRole('checkbox', { name: words.refused.confirm });
    await despite.waitFor(patiently);
    expect(await again.isDisabled()).toBe(true);
    await despite.focus();
    await press('Space');
    await again.focus();
    await press('Enter');
    await expect.poll(async () => (await written()).length, patiently).toBe(before + 1);
    const about = { type: 'site_visit' as const, id: crypto.randomUUID() };
    await db
      .updateTable('message')
      .set({ about_type: 'site_visit', about_id: about.id })
      .where('id', '=', id)
      .execute();
    await systemWrite(desk, branchId, 'test', async (unit) => {
      await dropOutdated(desk, unit, about, { why: 'VISIT_MOVED', actorId: officer });
    });
    await page.getByText(words.outdated.VISIT_MOVED).first().waitFor(patiently);
    await page.getByText(words.states.dropped, { exact: true }).first().waitFor(patiently);
    await look(page, `${language}-outdated`);
    await db.updateTable('customer').set({ texts_refused_at: null }).where('id', '=', customer.id).execute();
    await page.close();
  },
  60_000,
);

test('an administrator adds a webhook by keyboard, tests it, and what it cannot send is phoned', async () => {
  const words = ko.messages;
  const { page, press, type } = await sitDown(browser, {
    ...{ origin: host.origin, branchId, actorId: staff.한도윤 ?? '', language: 'ko' as const },
    ...{ size: { width: 1440, height: 900 }, route: 'settings/senders' },
  });
  await page.getByText(words.senders.file).waitFor(patiently);
  await press('Enter');
  const field = (name: string) => page.getByLabel(name, { exact: false }).first();
  await field(words.senders.address).waitFor(patiently);
  await type('기관 문자');
  await field(words.senders.address).focus();
  await type(webhook.address);
  await page.getByLabel(words.senders.secrets.webhook).focus();
  await type(webhookSecret);
  await look(page, 'sender-new');
  await press('Control+Enter');
  const card = page.getByRole('region', { name: '기관 문자' });
  await card.waitFor(patiently);
  expect(await page.content()).not.toContain(webhookSecret);
  await card.getByRole('button', { name: words.senders.test }).click();
  await type('010-9876-1111');
  await press('Control+Enter');
  await card.getByText(words.senders.testGone).waitFor(patiently);
  expect([...webhook.texts.values()].map(({ to }) => to)).toEqual(['01098761111']);
  await look(page, 'sender-tested');

  webhook.mood = 400;
  const window = aWindow(host.origin, { branchId, actorId: staff.한도윤 ?? null });
  await window.seated();
  const { id } = await window.client.messages.write({
    ...{ requestId: crypto.randomUUID(), branchId, kind: 'sms', template: 'unreachable_text', title: '' },
    ...{ text: '가지 못할 글', subject: { type: 'customer', id: customer.id } },
    to: { customerId: customer.id, name: null, phone: null, email: null },
  });
  window.close();
  const notice = page.getByText('문자를 보내지 못했습니다', { exact: false });
  await notice.waitFor(patiently);
  await page.getByRole('button', { name: ko.promises.notices.openMessage }).click();
  await page.getByRole('main').getByText(words.deeds.failedTitle).waitFor(patiently);
  await look(page, 'failed');
  await press('Enter');
  await page.getByText(words.states.phoned, { exact: true }).first().waitFor(patiently);
  await notice.waitFor({ state: 'detached', ...patiently });
  const { db } = host.served.desk.desk.engine;
  const row = await db.selectFrom('message').select('state').where('id', '=', id).executeTakeFirstOrThrow();
  expect(row.state).toBe('phoned');
}, 60_000);
