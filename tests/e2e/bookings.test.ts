import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Language } from '#contract/rules.ts';
import { en, ko } from '#renderer/i18n/resources.ts';
import { bookingWords } from '#server/booking/booking-words.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { sitDown } from '#tests/support/people.ts';
import { axeComplaints, seenComplaints } from './sight.ts';

/** A Friday at twelve past two; the Monday after is the first whole day that can be booked. */
const ahead = Date.parse('2026-11-20T14:12:00+09:00') - Date.now();
const patiently = { timeout: 15_000 };
const LARGE = { width: 1440, height: 900 };
const PHONE = { width: 390, height: 844 };

let host: TestHost;
let browser: Browser;
let desk: TestWindow;
let branchId: string;
let staff: Record<string, string>;

beforeAll(async () => {
  const clock = { now: () => new Date(Date.now() + ahead) };
  host = await aHost({ demo: true, publicPort: 0, bookingsPerMinute: 1000, clock });
  desk = aWindow(host.origin);
  branchId = (await desk.client.system.status({})).branches[0]?.id ?? '';
  staff = await peopleOf(host);
  desk.session.set({ branchId, actorId: staff.한도윤 ?? null });
  await desk.seated();
  browser = await launchBrowser();
});
afterAll(async () => {
  desk?.close();
  await host?.close();
  await browser?.close();
});

const shotFolder = process.env.MAJI_SHOTS;
const shot = async (page: Page, name: string) => {
  if (shotFolder) await page.screenshot({ path: `${shotFolder}/${name}.png` });
};

/** What is wrong with what a page shows, at its own size and at each of the others. */
async function complaintsOf(page: Page, ...sizes: { width: number; height: number }[]): Promise<string[]> {
  const found = [...(await axeComplaints(page)), ...(await seenComplaints(page))];
  const before = page.viewportSize();
  for (const size of sizes) {
    await page.setViewportSize(size);
    const seen = await seenComplaints(page);
    found.push(...seen.map((one) => `${size.width}: ${one}`));
  }
  if (before && sizes.length > 0) await page.setViewportSize(before);
  return found;
}

const seat = (name: string, language: Language, route: string, size = LARGE) =>
  sitDown(browser, { origin: host.origin, branchId, actorId: staff[name] ?? '', language, route, size });

/** Tab until something with this name has the focus, as a customer without a mouse does. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let step = 0; step < 80; step += 1) {
    const at = await page.evaluate(() => {
      const one = document.activeElement as HTMLElement | null;
      if (one === document.body) return '';
      const label = one?.id ? document.querySelector(`label[for="${one.id}"]`) : null;
      return (label ?? one?.closest('label') ?? one)?.textContent?.trim() ?? '';
    });
    if (typeof name === 'string' ? at.startsWith(name) : name.test(at)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`nothing called ${name} takes the focus`);
}

const follow = async (page: Page, name: string | RegExp) => {
  await tabTo(page, name);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
};

test('a manager turns bookings on by keyboard; a standard without them could not', async () => {
  const outside = await browser.newContext();
  onTestFinished(() => outside.close());
  const closed = await outside.newPage();
  await closed.goto(`${host.served.publicUrl}booking`);
  await closed.getByText(bookingWords.ko.closed).waitFor();
  expect(await complaintsOf(closed)).toEqual([]);

  const { page, press } = await seat('한도윤', 'ko', 'settings/bookings');
  const words = ko.bookings.settings;
  const taken = page.getByRole('checkbox', { name: words.taken });
  await taken.waitFor(patiently);
  await taken.focus();
  await press('Space');
  await press('Tab');
  await press('Space');
  expect(await page.getByRole('checkbox', { name: words.web }).isChecked()).toBe(true);
  const duty = page.getByRole('group').filter({ has: page.getByRole('checkbox', { name: /박서연/ }) });
  await duty
    .first()
    .getByRole('checkbox', { name: /박서연/ })
    .focus();
  await press('Space');
  await press('Control+Enter');
  await page.getByText(words.saved).first().waitFor(patiently);
  expect(await desk.client.bookings.settings({ branchId })).toMatchObject({
    taken: true,
    web: true,
    gap: null,
    pagesOpen: true,
    offers: [{ staffIds: [staff.박서연] }],
  });
  await shot(page, 'bookings-settings');
  expect(await complaintsOf(page, { width: 1024, height: 768 })).toEqual([]);
});

test.each<[Language, string, { width: number; height: number }]>([
  ['ko', '1440×900', LARGE],
  ['ko', '390×844', PHONE],
  ['en', '1440×900', LARGE],
  ['en', '390×844', PHONE],
])('a customer books, looks it up and cancels by keyboard: %s, %s', async (language, at, size) => {
  const context = await browser.newContext({ viewport: size, javaScriptEnabled: true });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(message.text()));
  const words = bookingWords[language];
  const name = `shot-${language}-${size.width}`;
  // From the published standard, as from the institution's homepage.
  await page.goto(`${host.served.publicUrl}?lang=${language}`);
  await follow(page, language === 'ko' ? '전화상담 예약' : 'Book a call');
  expect(await page.locator('html').getAttribute('lang')).toBe(language);
  await page.getByRole('heading', { name: words.whichDay }).waitFor();
  expect(await complaintsOf(page, { width: 320, height: 640 })).toEqual([]);
  await shot(page, `${name}-day`);
  await follow(page, language === 'ko' ? /11월 23일/ : /November 23/);
  expect(await complaintsOf(page, { width: 720, height: 450 })).toEqual([]);
  await shot(page, `${name}-time`);
  const hour = { ko: { 1440: /^오전 10:00/, 390: /^오후 2:00/ }, en: { 1440: /^11:00/, 390: /^3:00/ } };
  await follow(page, hour[language][size.width as 1440 | 390]);
  await tabTo(page, words.name);
  await page.keyboard.type('강미선');
  await page.keyboard.press('Tab');
  // Too short: it is said at its field, and what was typed is still there.
  await page.keyboard.type('010');
  await tabTo(page, words.inquiry);
  await page.keyboard.type('보증 한도를 알고 싶습니다.');
  await tabTo(page, words.consent);
  await page.keyboard.press('Space');
  await shot(page, `${name}-form`);
  await page.keyboard.press('Enter');
  await page.getByRole('alert').waitFor();
  expect(await page.getByLabel(words.name).inputValue()).toBe('강미선');
  expect(await complaintsOf(page)).toEqual([]);
  await tabTo(page, words.phone);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(`010-9000-${size.width}`.padEnd(13, '0').slice(0, 13));
  await follow(page, words.book);
  await page.getByRole('heading', { name: words.madeTitle }).waitFor();
  expect(await complaintsOf(page, { width: 320, height: 640 })).toEqual([]);
  await shot(page, `${name}-made`);
  const number = (await page.locator('.number').innerText()).trim();
  // Nothing of it stands in an address, a cookie or a script.
  expect(page.url()).not.toContain(number);
  expect(await context.cookies()).toEqual([]);
  expect(await page.locator('script').count()).toBe(0);
  // Sent again by the reload, it is the same booking.
  await page.reload();
  expect((await page.locator('.number').innerText()).trim()).toBe(number);

  await follow(page, words.lookUp);
  await tabTo(page, words.number);
  await page.keyboard.type(number.toLowerCase());
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  await page.getByRole('status').getByText(words.states.booked).waitFor();
  expect(await complaintsOf(page)).toEqual([]);
  if (at.startsWith('390')) {
    await tabTo(page, words.sureCancel);
    await page.keyboard.press('Space');
    await follow(page, words.cancel);
    await page.getByRole('status').getByText(words.states.cancelled).waitFor();
    await shot(page, `${name}-cancelled`);
  }
  expect(trouble.filter((text) => !text.includes('422'))).toEqual([]);
});

test('without any script it is the same page, and a time taken meanwhile leaves what was typed', async () => {
  const context = await browser.newContext({ viewport: PHONE, javaScriptEnabled: false });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const words = bookingWords.ko;
  await page.goto(`${host.served.publicUrl}booking`);
  await page.getByRole('link', { name: /11월 24일/ }).click();
  await page.getByRole('link', { name: '오전 9:00' }).click();
  await page.getByLabel(words.name).fill('이도현');
  await page.getByLabel(words.phone).fill('010-2222-3333');
  await page.getByLabel(words.inquiry).fill('서류를 여쭙니다.');
  await page.getByLabel(words.consent).check();
  await desk.client.bookings.make({
    requestId: crypto.randomUUID(),
    branchId,
    at: new Date('2026-11-24T00:00:00.000Z'),
    officerId: staff.박서연 ?? '',
    dutyId: null,
    customerId: null,
    customerName: '먼저 오신 분',
    business: null,
    phone: '010-3333-4444',
    inquiry: '먼저 예약',
    source: 'phone',
    consent: true,
  });
  await page.getByRole('button', { name: words.book }).click();
  await page.getByText(words.refusals.SLOT_TAKEN).waitFor();
  expect(await page.getByLabel(words.inquiry).inputValue()).toBe('서류를 여쭙니다.');
  expect(await seenComplaints(page)).toEqual([]);
  await page.getByLabel(words.time).selectOption({ label: '오전 9:30' });
  await page.getByRole('button', { name: words.book }).click();
  await page.getByRole('heading', { name: words.madeTitle }).waitFor();
});

test('the officer finds it on the board, and the branch among its booked calls', async () => {
  const { page, press } = await seat('박서연', 'ko', 'memos');
  const card = page.getByRole('button', { name: /강○선 고객 메모 열기/ }).first();
  await card.waitFor(patiently);
  await shot(page, 'board-booked');
  await page.evaluate(() => {
    window.location.hash = '#/phone/bookings';
  });
  const list = page.getByRole('region', { name: ko.bookings.view.label });
  await list.getByText('강○선').first().waitFor(patiently);
  await list.getByText(ko.bookings.view.states.withdrawn).first().waitFor();
  await list
    .getByRole('button', { name: /강○선.*예약됨/s })
    .first()
    .focus();
  await press('Enter');
  await page.getByText(ko.bookings.detail.number).waitFor(patiently);
  await shot(page, 'bookings-view');
  expect(await complaintsOf(page, { width: 1024, height: 768 })).toEqual([]);
  // Moved by keyboard, with why.
  await press('M');
  const move = page.getByRole('region', { name: ko.bookings.move.title });
  await move.getByRole('radio', { name: '16:30' }).waitFor(patiently);
  await move.getByRole('radio', { name: '16:30' }).focus();
  await press('Space');
  await move.getByLabel(ko.bookings.move.reason).focus();
  await page.keyboard.type('고객 요청');
  expect(await complaintsOf(page, { width: 1024, height: 768 })).toEqual([]);
  await press('Control+Enter');
  await page.getByText(ko.bookings.move.done).first().waitFor(patiently);
  await list.getByText('16:30').first().waitFor(patiently);
});

test('a booking taken on the phone by keyboard, and a file of them with its report', async () => {
  const { page, press, type } = await seat('이지훈', 'ko', 'phone/bookings');
  await page.getByRole('region', { name: ko.bookings.view.label }).waitFor(patiently);
  await press('N');
  const form = page.getByRole('region', { name: ko.bookings.form.title });
  const time = form.getByRole('radiogroup', { name: ko.bookings.form.time }).getByRole('radio').first();
  await time.focus();
  await press('Space');
  await form
    .getByRole('textbox', { name: ko.memoForm.name })
    .or(form.getByRole('combobox', { name: ko.memoForm.name }))
    .first()
    .focus();
  await type('정하늘');
  await form.getByLabel(ko.memoForm.phone).focus();
  await type('010-7777-8888');
  await form.getByLabel(ko.bookings.form.inquiry).focus();
  await type('연장 서류를 여쭙니다.');
  await form.getByRole('checkbox', { name: ko.bookings.form.consent }).focus();
  await press('Space');
  await shot(page, 'booking-form');
  expect(await complaintsOf(page, { width: 1024, height: 768 })).toEqual([]);
  await press('Control+Enter');
  await page
    .getByText(/예약번호 [0-9A-Z]{4}-/)
    .first()
    .waitFor(patiently);

  await press('Escape');
  await press('I');
  const panel = page.getByRole('region', { name: ko.bookings.import.title }).first();
  await panel.waitFor(patiently);
  const csv = [
    '예약번호,일시,담당자,성명,전화번호,동의',
    'H1,2026-11-25 10:00,박서연,송지원,010-4444-5555,예',
    'H2,2026-11-25 11:00,없는사람,오세라,010-4444-6666,예',
  ].join('\n');
  await panel.locator('input[type=file]').setInputFiles({
    name: '누리집 예약.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(csv),
  });
  await panel.getByText(ko.errors.OFFICER_UNKNOWN).waitFor(patiently);
  await shot(page, 'booking-import');
  expect(await complaintsOf(page, { width: 1024, height: 768 })).toEqual([]);
  await panel.getByRole('checkbox', { name: ko.bookings.import.leaveOut }).focus();
  await press('Space');
  await press('Control+Enter');
  await panel.getByText('새 예약 0 · 이미 있음 1 · 받을 수 없음 1').waitFor(patiently);
  const list = await desk.client.bookings.list({ branchId, from: '2026-11-25', days: 1 });
  expect(list.map(({ source }) => source)).toEqual(['csv']);
});

test('whoever is said to be away over booked calls hears which; in English the same screens', async () => {
  await desk.client.staff
    .setAbsence({
      requestId: crypto.randomUUID(),
      staffId: staff.박서연 ?? '',
      kind: 'field_work',
      told: null,
      returnsAt: new Date('2026-11-24T06:00:00.000Z'),
    })
    .catch(async () => {
      const [reason] = await desk.client.staff.absenceReasons({ branchId });
      await desk.client.staff.setAbsence({
        requestId: crypto.randomUUID(),
        staffId: staff.박서연 ?? '',
        kind: reason?.id ?? '',
        told: null,
        returnsAt: new Date('2026-11-24T06:00:00.000Z'),
      });
    });
  const { page } = await seat('박서연', 'en', 'today');
  await page.getByText(en.bookings.affected.hint).first().waitFor(patiently);
  await shot(page, 'affected-en');
  expect(await complaintsOf(page, { width: 1024, height: 768 })).toEqual([]);
  const second = await seat('박서연', 'en', 'phone/bookings');
  await second.page.getByText(en.bookings.view.away).first().waitFor(patiently);
  await shot(second.page, 'bookings-view-en');
  expect(await complaintsOf(second.page, { width: 1024, height: 768 })).toEqual([]);
});
