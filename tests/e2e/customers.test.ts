import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { Language } from '#contract/rules.ts';
import { en, ko } from '#renderer/i18n/resources.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { sitDown } from '#tests/support/people.ts';
import { axeComplaints, seenComplaints, tabComplaints } from './sight.ts';

/** A Friday afternoon in the demo branch. */
const opened = Date.now();
const friday = Date.parse('2026-11-20T14:32:00+09:00');
const clock = { now: () => new Date(friday + Date.now() - opened) };
const patiently = { timeout: 15_000 };
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
];

let host: TestHost;
let desk: TestWindow;
let browser: Browser;
let branchId: string;
let staff: Record<string, string>;

beforeAll(async () => {
  host = await aHost({ demo: true, clock });
  desk = aWindow(host.origin);
  branchId = (await desk.client.system.status({})).branches[0]?.id ?? '';
  staff = await peopleOf(host);
  desk.session.set({ branchId, actorId: staff.이지훈 ?? null });
  browser = await launchBrowser();
});

afterAll(async () => {
  desk?.close();
  await host?.close();
  await browser?.close();
});

async function at(name: string, route: string, language: Language = 'ko', touch = false) {
  const person = await sitDown(browser, {
    origin: host.origin,
    branchId,
    actorId: staff[name] ?? '',
    language,
    route,
    touch,
  });
  const complaints: string[] = [];
  onTestFinished(() => expect(complaints).toEqual([]));
  /** Both window sizes, the rules of axe, Tab all the way round. */
  const look = async (where: string) => {
    for (const size of sizes) {
      await person.page.setViewportSize(size);
      await person.page.evaluate(
        () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))),
      );
      if (process.env.MAJI_SHOTS) {
        await person.page.screenshot({
          path: `${process.env.MAJI_SHOTS}/${language}-${where}-${size.width}.png`,
        });
      }
      const found = [...(await seenComplaints(person.page)), ...(await axeComplaints(person.page))];
      complaints.push(...found.map((one) => `${where}, ${size.width}: ${one}`));
    }
    await person.page.setViewportSize(sizes[0] as { width: number; height: number });
    const missed = language === 'ko' ? await tabComplaints(person.page) : [];
    complaints.push(...missed.map((one) => `${where}, by Tab: ${one}`));
  };
  return { ...person, look };
}

async function aCustomer(name: string, phone: string, business = ''): Promise<string> {
  const { id } = await desk.client.customers.add({
    ...{ requestId: crypto.randomUUID(), branchId, name, phone, business },
    consent: { given: true, how: 'written' },
  });
  return id;
}

const options = (page: Page, name: string) => page.getByRole('listbox', { name }).getByRole('option');
/** What a person may look for in English words as well. */
const wordsOf = (language: Language) => (language === 'ko' ? ko : en);

describe.each<[Language, string, string, string]>([
  ['ko', '표은찬', '010-0000-7701', '은찬문구'],
  ['en', '표은솔', '010-0000-7702', '은솔화방'],
])('%s', (language, name, phone, business) => {
  test('found, opened, compared, joined and taken apart again, by keyboard alone', async () => {
    const { customers: words } = wordsOf(language);
    const first = await aCustomer(name, phone, business);
    const second = await aCustomer(`${name[0]} ${name.slice(1)}`, phone);
    const { page, press, type, look } = await at('이지훈', 'counter', language);
    await press('Control+9');
    await page.getByText(words.screen.startTitle).waitFor(patiently);
    await look('start');
    await page.getByRole('combobox', { name: words.search }).focus();
    await type(business.slice(0, 3));
    await options(page, words.found).first().waitFor(patiently);
    await look('found');
    await page.getByRole('combobox', { name: words.search }).focus();
    await press('Enter');
    await page.getByRole('heading', { name: words.duplicates.title }).waitFor(patiently);
    expect(page.url()).toContain(first);
    expect(await page.locator('main').innerText()).not.toContain(phone);
    await look('customer');

    await press('V');
    await page.getByText(phone).first().waitFor(patiently);
    await press('V');
    await page
      .getByText(phone)
      .first()
      .waitFor({ state: 'detached', ...patiently });
    await press('1');
    await page.getByRole('heading', { name: words.join.title }).waitFor(patiently);
    expect(await page.locator('main').innerText()).not.toContain(phone);
    await press('V');
    await page.getByText(phone).first().waitFor(patiently);
    await look('side by side');
    // The other record's spelling of the name; the business stays by itself.
    await press('4');
    await press('Enter');
    await page.getByRole('heading', { name: words.joined.title }).waitFor(patiently);
    expect(page.url()).toContain(first);
    await look('joined');
    const { client } = desk;
    expect((await client.customers.get({ branchId, id: second })).id).toBe(first);
    expect(await client.customers.reveal({ branchId, id: first })).toMatchObject({
      name: `${name[0]} ${name.slice(1)}`,
      business,
    });
    // The address of the joined record leads here as well.
    await page.evaluate((id) => {
      window.location.hash = `#/customers/${id}`;
    }, second);
    await page.getByText(words.screen.leads).waitFor(patiently);
    await expect.poll(() => page.url()).toContain(first);

    await press('U');
    await page.getByRole('heading', { name: words.joined.undoTitle }).waitFor(patiently);
    await look('undoing');
    await page.getByRole('region', { name: words.joined.undoTitle }).focus();
    await press('Enter');
    await page.getByText(words.joined.done).waitFor(patiently);
    await page.getByRole('heading', { name: words.duplicates.title }).waitFor(patiently);
    expect((await client.customers.get({ branchId, id: second })).id).toBe(second);
    expect(await client.customers.reveal({ branchId, id: first })).toMatchObject({ name });
  });
});

test('corrected: the form keeps every keystroke, shows what somebody stored first, and search follows', async () => {
  const id = await aCustomer('탁현우', '010-0000-7711');
  const { page, press, type, look } = await at('이지훈', `customers/${id}`);
  await page.getByRole('button', { name: '고치기' }).waitFor(patiently);
  await press('E');
  const name = page.getByLabel(/성명/);
  await name.waitFor(patiently);
  expect(await name.inputValue()).toBe('탁현우');
  await press('Tab');
  await type('현우상사');
  await look('correcting');
  await expect
    .poll(
      async () => (await desk.client.drafts.mine({ branchId })).some((one) => one.subjectId === id),
      patiently,
    )
    .toBe(true);
  await page.reload();
  const business = page.getByLabel('상호 (있으면)');
  await expect.poll(() => business.inputValue(), patiently).toBe('현우상사');
  const before = await desk.client.customers.reveal({ branchId, id });
  await desk.client.customers.edit({
    ...{ requestId: crypto.randomUUID(), branchId, id, expectedVersion: before.version },
    ...{ name: before.name, business: '현우물산', phone: before.phone },
  });
  await business.focus();
  await press('Control+Enter');
  await page.getByText('그사이 이지훈', { exact: false }).waitFor(patiently);
  await page.getByText('지금 저장된 값: 현우물산').waitFor(patiently);
  expect(await business.inputValue()).toBe('현우상사');
  await press('Control+Enter');
  await page.getByText('고객 정보를 고쳤습니다').waitFor(patiently);
  const search = { branchId, query: '현우상사', searchId: crypto.randomUUID() };
  expect((await desk.client.customers.search(search)).map((hit) => hit.id)).toEqual([id]);
});

test('somebody about to be saved who is known already is chosen by one key, or saved all the same', async () => {
  const id = await aCustomer('봉서준', '010-0000-7721');
  const { page, press, type, look } = await at('김하늘', 'counter');
  await page.getByText('응대 중인 고객이 없습니다').waitFor(patiently);
  await press('Shift+F6');
  await type('봉서준');
  await press('Tab');
  await type('01000007721');
  await page.getByText('이미 있는 고객일 수 있습니다').waitFor(patiently);
  await page.getByText('같은 분이 거의 확실함').waitFor(patiently);
  await look('known already');
  await page.getByLabel('전화번호').focus();
  const before = await desk.client.customers.search({
    branchId,
    query: '7721',
    searchId: crypto.randomUUID(),
  });
  await press('Alt+1');
  await page.getByText('봉○준').first().waitFor(patiently);
  await page.getByRole('button', { name: '고객 기록 보기' }).click();
  await expect.poll(() => page.url(), patiently).toContain(id);
  const after = await desk.client.customers.search({
    branchId,
    query: '7721',
    searchId: crypto.randomUUID(),
  });
  expect(after).toHaveLength(before.length);
  await desk.client.drafts.mine({ branchId });

  // Never in the way: a brother with the same telephone is saved all the same.
  await press('Control+1');
  await page.getByText('응대 중인 고객이 없습니다').waitFor(patiently);
  // Whoever was looked at is still there; a window loaded anew begins with nobody.
  await page.reload();
  await page.getByText('응대 중인 고객이 없습니다').waitFor(patiently);
  await press('Shift+F6');
  await page.getByText('저장하기 전에 이렇게 여쭈세요').waitFor(patiently);
  await type('봉서진');
  await press('Tab');
  await type('01000007721');
  await page.getByText('가족이나 같은 사업장일 수도').waitFor(patiently);
  await press('F8');
  await press('Control+Enter');
  await expect
    .poll(
      async () =>
        (await desk.client.customers.search({ branchId, query: '7721', searchId: crypto.randomUUID() }))
          .length,
      patiently,
    )
    .toBe(before.length + 1);
});

test('has anyone called back? One search and one look at the counter and among the customers', async () => {
  const officer = staff.김태현 ?? '';
  const { id: memoId } = await desk.client.memos.create({
    ...{ requestId: crypto.randomUUID(), branchId, encounterId: null, customerId: null, dutyId: null },
    ...{
      customerName: '국도희',
      business: null,
      phone: '010-0000-7731',
      inquiry: '한도 문의',
      urgency: 'normal',
    },
    ...{ intendedId: officer, callerId: officer, preferredAt: null, afterClosing: null },
  });
  await aCustomer('국승우', '010-0000-7732');
  const { page, press, type, actions } = await at('이지훈', 'counter');
  await page.getByRole('combobox', { name: /성명/ }).waitFor(patiently);
  const begun = actions();
  await press('F6');
  await type('국도');
  const found = options(page, '찾은 고객').filter({ hasText: '국○희' });
  await expect.poll(() => found.innerText(), patiently).toMatch(/회신 전[\s\S]*김태현/);
  // One search: the key that goes to the box. One look: nothing else was pressed.
  expect(actions() - begun).toBe(1);
  expect(await page.content()).not.toContain('010-0000-7731');
  await press('Enter');
  await expect.poll(() => page.url(), patiently).toContain(`#/memos/${memoId}`);

  await press('Control+9');
  await page.getByText('누구를 찾으시나요?').waitFor(patiently);
  const box = page.getByRole('combobox', { name: /성명/ });
  await expect.poll(() => box.evaluate((element) => element === document.activeElement)).toBe(true);
  const entered = actions();
  await type('010-0000-773');
  await expect.poll(() => options(page, '찾은 고객').count(), patiently).toBe(2);
  expect(await options(page, '찾은 고객').allInnerTexts()).toMatchObject([
    expect.stringContaining('국○우'),
    expect.stringContaining('국○희'),
  ]);
  expect(actions()).toBe(entered);
});

test('a visit followed by the same link a second time, after another was chosen, is in hand again', async () => {
  const { page, press } = await at('정유진', 'counter');
  await page.getByText('응대 중인 고객이 없습니다').waitFor(patiently);
  await press('F2');
  await page.waitForURL(/#\/counter\/./);
  const inHand = () => page.url().split('/').at(-1) ?? '';
  const first = inHand();
  await press('F2');
  const lane = async () => (await desk.client.encounters.unclosed({ branchId })).encounters;
  await expect
    .poll(async () => (await lane()).filter((one) => one.servedBy.name === '정유진').length, patiently)
    .toBe(2);
  /** The line of the lane that is marked as the one in hand. */
  const marked = () =>
    page.evaluate(() => {
      const lane = document
        .querySelector('[aria-current=true]')
        ?.closest('section, aside, nav, div[class*=lane]');
      return [...(lane?.querySelectorAll('button') ?? [])].findIndex((one) => one.ariaCurrent === 'true');
    });
  const own = await marked();
  const another = async () => {
    await press('Control+ArrowDown');
    await expect.poll(marked, patiently).not.toBe(own);
    expect(inHand()).not.toBe(first);
  };
  const follow = async () => {
    await page.evaluate((id) => {
      window.location.hash = `#/counter/${id}`;
    }, first);
    await expect.poll(marked, patiently).toBe(own);
    expect(inHand()).toBe(first);
  };
  await another();
  await follow();
  await another();
  await follow();
});

test('the timeline: a visit that is over opens its record, a memo leads to its place', async () => {
  const search = { branchId, query: '8821', searchId: crypto.randomUUID() };
  const [hit] = await desk.client.customers.search(search);
  const { page, look } = await at('한도윤', `customers/${hit?.id}`);
  await page.getByRole('button', { name: '방문 기록' }).first().waitFor(patiently);
  await look('timeline');
  await page.getByRole('button', { name: '방문 기록' }).first().click();
  await page.getByRole('heading', { name: '응대 단계' }).waitFor(patiently);
  await look('visit record');
  await page.getByRole('button', { name: '메모 열기' }).first().click();
  await page.waitForURL(/#\/memos\//);
});

test('by touch alone: found, compared, joined, taken apart', async () => {
  const first = await aCustomer('추하람', '010-0000-7741');
  await aCustomer('추 하람', '010-0000-7741');
  const { page, actions } = await at('이지훈', 'counter', 'ko', true);
  const tap = (name: string | RegExp, role: 'button' | 'link' | 'radio' = 'button') =>
    page.getByRole(role, { name }).first().tap();
  await tap('고객', 'link');
  await page.getByText('누구를 찾으시나요?').waitFor(patiently);
  await page.getByRole('combobox', { name: /성명/ }).tap();
  await page.keyboard.insertText('추하람');
  await expect.poll(() => options(page, '찾은 고객').count(), patiently).toBe(2);
  await options(page, '찾은 고객').first().tap();
  await tap(/나란히 보기/);
  await tap(/두 기록 전체 보기/);
  await page.getByText('010-0000-7741').first().waitFor(patiently);
  await tap(/다른 기록/, 'radio');
  await tap(/보고 있던 기록/, 'radio');
  await tap(/한 고객으로 합치기/);
  await tap(/합치기 되돌리기/);
  await page.getByRole('heading', { name: '합친 기록을 다시 나눕니다' }).waitFor(patiently);
  await tap(/합치기 되돌리기/);
  await page.getByRole('heading', { name: '같은 분일 수 있는 기록' }).waitFor(patiently);
  expect(actions()).toBe(0);
  expect((await desk.client.customers.get({ branchId, id: first })).id).toBe(first);
});
