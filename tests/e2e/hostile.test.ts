import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, setUp, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { pagesOfPdf } from '#tests/support/pdf-text.ts';
import { type AtWindow, sitDown } from '#tests/support/people.ts';

/** R11 on the screens: texts are pasted as a person would, from a clipboard that holds whatever somebody copied. */

const opened = Date.now();
const friday = Date.parse('2026-11-20T14:32:00+09:00');
const clock = { now: () => new Date(friday + Date.now() - opened) };
const patiently = { timeout: 15_000 };

const script = '</textarea><script>window.__hit=1</script><img src=x onerror="window.__hit=2">';
const apart = '김민수'.normalize('NFD');
const family = '👨‍👩‍👧‍👦';
/** Kept, and shown as it stands here. */
const kept = `${script} ${apart} ${family}`.normalize('NFC');
const shortKept = `<b onclick="__hit=3">${family} 김민수`;
/** Refused by every field of words, with a piece of the reason. */
const refused: readonly (readonly [text: string, why: RegExp])[] = [
  ['김\u202egpj.exe', /글자의 방향|방향/],
  ['김\u0007민수', /눈에 보이지 않는|제어|보이지 않/],
  ['가'.repeat(1_000_000), /너무 길어|깁니다|길어/],
];

let host: TestHost;
let desk: TestWindow;
let browser: Browser;
let branchId: string;
let staff: Record<string, string>;

beforeAll(async () => {
  host = await aHost({ clock });
  desk = aWindow(host.origin);
  ({ branchId, staff } = await setUp(desk));
  desk.session.set({ branchId, actorId: staff.이지훈 ?? null });
  browser = await launchBrowser();
});
afterAll(async () => {
  desk?.close();
  await host?.close();
  await browser?.close();
});

/** Nothing pasted into this page may run, break it, or trouble the host behind it. */
async function watch(page: Page, context: BrowserContext, { origin, troubles }: TestHost): Promise<void> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin });
  const wrong: string[] = [];
  page.on('dialog', (dialog) => {
    wrong.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => wrong.push(`error: ${error.message}`));
  page.on('crash', () => wrong.push('crash'));
  onTestFinished(async () => {
    if (!page.isClosed()) expect(await page.evaluate(() => Reflect.get(window, '__hit'))).toBeUndefined();
    expect(wrong).toEqual([]);
    expect(troubles).toEqual([]);
  });
}

async function at(name: string, route: string): Promise<AtWindow> {
  const person = await sitDown(browser, { origin: host.origin, branchId, actorId: staff[name] ?? '', route });
  await watch(person.page, person.context, host);
  return person;
}

/** Empties a field and pastes a text into it, by keys and the clipboard alone. */
async function paste(field: Locator, text: string): Promise<void> {
  const page = field.page();
  await field.focus();
  await page.evaluate((words) => navigator.clipboard.writeText(words), text);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+V');
  await expect.poll(() => field.inputValue().then((value) => value === text), patiently).toBe(true);
}

/** Each text that is refused is refused at its field, in words, and stands there still. */
async function refusesAt(field: Locator, send: () => Promise<unknown>): Promise<void> {
  for (const [text, why] of refused) {
    await paste(field, text);
    await send();
    await expect.poll(() => field.getAttribute('aria-invalid'), patiently).toBe('true');
    const said = async () => {
      const ids = (await field.getAttribute('aria-describedby'))?.split(' ') ?? [];
      return field
        .page()
        .locator(ids.map((id) => `[id="${id}"]`).join(', '))
        .allInnerTexts();
    };
    await expect.poll(said, patiently).toEqual(expect.arrayContaining([expect.stringMatching(why)]));
    expect(await field.inputValue()).toBe(text);
  }
}

const save = (page: Page) => () => page.keyboard.press('Control+Enter');

test('NUL, which no field of a page holds, is refused where a program sends it', async () => {
  const name = '김\0민수';
  const added = desk.client.customers.add({
    ...{ requestId: crypto.randomUUID(), branchId, name, phone: '010-1234-2748', business: '' },
    consent: { given: true, how: 'oral' },
  });
  await expect(added).rejects.toMatchObject({ code: 'BAD_REQUEST' });
});

test('the setup page, the first administrator and the door', async () => {
  const empty = await aHost({ clock });
  onTestFinished(() => empty.close());
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ko-KR' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await watch(page, context, empty);
  await page.goto(empty.url);
  const box = (name: string) => page.getByRole('textbox', { name });
  await box('기관 이름').waitFor(patiently);
  await box('직원 1 이름').fill(shortKept);
  await box('지점 이름').fill('중부지점');
  await refusesAt(box('기관 이름'), save(page));
  await paste(box('기관 이름'), '<img src=x onerror=__hit=1>');
  await paste(box('지점 이름'), shortKept);
  await save(page)();
  await page.getByText(shortKept).first().waitFor(patiently);
  const login = box('아이디');
  for (const text of ['김\u202egpj.exe', 'do\u0007yun', '900101-1234567']) {
    await paste(login, text);
    for (const field of await page.locator('input[type=password]').all())
      await field.fill('한밭에는 봄비가 온다');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').first().waitFor(patiently);
    expect(await login.inputValue()).toBe(text);
  }
  await paste(login, 'doyun');
  for (const field of await page.locator('input[type=password]').all())
    await field.fill('한밭에는 봄비가 온다');
  await page.keyboard.press('Enter');
  await page.getByText(shortKept).first().waitFor(patiently);
  await page
    .getByRole('button', { name: /새 고객 맞이/ })
    .first()
    .waitFor(patiently);
});

test('the door keeps a wrong login and says no more than that it is wrong', async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ko-KR' });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await watch(page, context, host);
  await page.goto(`${host.url}#/counter`);
  const login = page.getByRole('textbox', { name: '아이디' });
  for (const text of [...refused.map(([one]) => one), kept]) {
    await paste(login, text);
    await page.locator('input[type=password]').fill('아무도 모르는 말');
    await page.keyboard.press('Enter');
    const said = page.getByRole('alert');
    await expect
      .poll(() => said.innerText(), patiently)
      .toMatch(/아이디나 비밀번호가 맞지 않습니다|너무 길어/);
    expect(await login.inputValue()).toBe(text);
    await page.locator('input[type=password]').fill('');
  }
});

test('the words of a visit, why a step is left out, and what is noted when somebody leaves', async () => {
  const { page, press } = await at('이지훈', 'counter');
  await page.getByText('응대 중인 고객이 없습니다').waitFor(patiently);
  await press('F2');
  const step = (name: string) =>
    expect.poll(() => page.locator('[aria-current=step]').first().innerText(), patiently).toContain(name);
  await step('소개');
  await page
    .getByRole('button', { name: /^건너뛰기/ })
    .first()
    .click();
  const reason = page.getByRole('textbox', { name: '직접 적는 사유' });
  await refusesAt(reason, save(page));
  await paste(reason, kept);
  await save(page)();
  await step('용건');
  const words = page.getByRole('textbox', { name: /고객의 말씀/ });
  await refusesAt(words, save(page));
  await paste(words, kept);
  await save(page)();
  await step('담당 연결');
  const { encounters } = await desk.client.encounters.unclosed({ branchId });
  const id = encounters[0]?.id ?? '';
  expect(await desk.client.encounters.get({ branchId, id })).toMatchObject({ purposeText: kept });
  await page.getByRole('button', { name: /이전 단계/ }).click();
  await step('용건');
  expect(await words.inputValue()).toBe(kept);
  await words.focus();
  await save(page)();
  await step('담당 연결');
  await press('l');
  const note = page.getByRole('textbox', { name: /남길 말/ });
  await refusesAt(note, save(page));
  await paste(note, kept);
  await save(page)();
  await step('추가 용무');
  expect(await desk.client.encounters.get({ branchId, id })).toMatchObject({ outcomeNote: kept });
});

test('a new customer, who is then found, opened and corrected', async () => {
  const { page, press } = await at('이지훈', 'counter');
  await page.getByText('새 고객 맞이').first().waitFor(patiently);
  await press('Shift+F6');
  const panel = page.getByRole('region', { name: '새 고객 저장' });
  await panel.waitFor(patiently);
  const name = panel.getByRole('textbox', { name: /성명/ });
  await panel.getByRole('textbox', { name: /전화번호/ }).fill('010-9876-5432');
  await name.fill('김');
  await press('F8');
  await refusesAt(name, save(page));
  await paste(name, shortKept);
  await paste(panel.getByRole('textbox', { name: /상호/ }), script);
  await save(page)();
  await panel.waitFor({ state: 'detached', ...patiently });
  const hits = await desk.client.customers.search({
    branchId,
    query: '98765432',
    searchId: crypto.randomUUID(),
  });
  const id = hits[0]?.id ?? '';
  expect(await desk.client.customers.reveal({ branchId, id })).toMatchObject({
    name: shortKept,
    business: script,
  });

  await page.goto(`${host.url}#/customers/${id}`);
  await page.getByRole('button', { name: '고치기' }).click();
  const business = page.getByRole('textbox', { name: /상호/ });
  await business.waitFor(patiently);
  expect(await business.inputValue()).toBe(script);
  await refusesAt(business, save(page));
  await paste(business, `${apart} ${family}`);
  await save(page)();
  await page.getByText('고객 정보를 고쳤습니다').waitFor(patiently);
  await expect.poll(() => page.locator('main').innerText(), patiently).toContain(`김민수 ${family}`);

  await page.goto(`${host.url}#/customers`);
  const search = page.getByRole('combobox').first();
  for (const [text, why] of refused) {
    await paste(search, text);
    await expect
      .poll(() => page.getByRole('alert').allInnerTexts(), patiently)
      .toContainEqual(expect.stringMatching(why));
  }
  await paste(search, '98765432');
  await page.getByRole('option').first().waitFor(patiently);
});

test('a memo, its answer, the report it stands in, and the purpose of printing that', async () => {
  const { page, press } = await at('이지훈', 'counter');
  await page.getByText('새 고객 맞이').first().waitFor(patiently);
  await press('F4');
  await page
    .getByRole('button', { name: /박서연/ })
    .or(page.getByRole('option', { name: /박서연/ }))
    .first()
    .click();
  const form = page.getByRole('region', { name: '메모와 전화 회신 약속' });
  const box = (name: RegExp) => form.getByRole('textbox', { name });
  await box(/문의 내용/).waitFor(patiently);
  await form.getByLabel(/고객 성명/).fill(shortKept);
  await form.getByLabel(/전화번호/).fill('010-1111-2222');
  await refusesAt(box(/문의 내용/), save(page));
  await paste(box(/문의 내용/), kept);
  await save(page)();
  await form.waitFor({ state: 'detached', ...patiently });
  const { cards } = await desk.client.memos.board({ branchId, filter: 'branch' });
  const id = cards[0]?.id ?? '';
  expect(cards[0]?.inquiry).toBe(kept);

  const officer = await at('박서연', `memos/${id}`);
  await expect.poll(() => officer.page.locator('main').innerText(), patiently).toContain(kept);
  await officer.press('Enter');
  const said = officer.page.getByLabel('무엇을 답변하셨나요?');
  await said.waitFor(patiently);
  await refusesAt(said, save(officer.page));
  await paste(said, kept);
  await save(officer.page)();
  await officer.page.getByText('답변을 기록했습니다').waitFor(patiently);

  const manager = await at('한도윤', 'reports');
  await manager.page.evaluate(() => {
    window.print = () =>
      Object.assign(window, { printed: document.querySelector('[data-print-sheet]')?.textContent });
  });
  await manager.page.getByRole('button', { name: /가리지 않고 인쇄/ }).click();
  const purpose = manager.page.getByRole('textbox', { name: /목적/ });
  await refusesAt(purpose, save(manager.page));
  await paste(purpose, script);
  await save(manager.page)();
  const printed = () => manager.page.evaluate(() => String(Reflect.get(window, 'printed')));
  await expect.poll(printed, patiently).toContain(script);
  expect(await printed()).toContain(shortKept);
});

test('somebody of the staff, and the settings', async () => {
  const { page } = await at('한도윤', 'staff');
  await page
    .getByRole('button', { name: /직원 추가/ })
    .first()
    .click();
  const form = page.getByRole('region', { name: '직원 추가' });
  const name = form.getByRole('textbox', { name: /이름/ });
  await name.waitFor(patiently);
  await form.getByRole('textbox', { name: /직책/ }).fill('대리');
  await form.getByRole('combobox', { name: /부서/ }).selectOption({ index: 1 });
  await refusesAt(name, save(page));
  await paste(name, shortKept);
  await save(page)();
  await form.waitFor({ state: 'detached', ...patiently });
  await expect.poll(() => page.locator('main').innerText(), patiently).toContain(shortKept);

  await page.goto(`${host.url}#/settings`);
  const branch = page.getByRole('textbox', { name: '지점 이름' });
  await branch.waitFor(patiently);
  await refusesAt(branch, save(page));
  await paste(branch, shortKept);
  await save(page)();
  await page.getByText('설정을 저장했습니다').waitFor(patiently);
  const { name: stored } = await desk.client.settings.branch({ branchId });
  expect(stored).toBe(shortKept);
});

test('the report with such names prints, letter by letter', async () => {
  const { page } = await at('한도윤', 'reports');
  const shown = page.getByRole('region', { name: '인쇄 미리 보기' });
  await shown.waitFor(patiently);
  const { branch, rows } = await desk.client.reports.dailyCallback({ branchId, date: '2026-11-20' });
  expect(branch).toBe(shortKept);
  const masked = rows[0]?.customerName ?? '';
  expect(masked).toContain('<');
  await expect.poll(() => shown.innerText(), patiently).toContain(masked);
  await page.evaluate(() => document.fonts.ready);
  const pages = await pagesOfPdf(new Uint8Array(await page.pdf({ preferCSSPageSize: true })));
  // Where lines break, and whether the machine has a picture for the family, is no matter of the text.
  const text = pages.join('').replaceAll(/\s/g, '');
  for (const words of ['일일전화회신처리보고', '<bonclick="__hit=3">', '김민수', masked.slice(0, 2)]) {
    expect(text).toContain(words);
  }
});
