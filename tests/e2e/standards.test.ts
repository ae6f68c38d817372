import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestId } from '#tests/builders/office.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { type AtWindow, sitDown } from '#tests/support/people.ts';

/** A Friday afternoon, whatever the day of the run. */
const opened = Date.now();
const friday = Date.parse('2026-11-20T14:32:00+09:00');
const clock = { now: () => new Date(friday + Date.now() - opened) };
const patiently = { timeout: 15_000 };

let host: TestHost;
let desk: TestWindow;
let browser: Browser;
let branchId: string;
let staff: Record<string, string>;

beforeAll(async () => {
  host = await aHost({ demo: true, clock });
  desk = aWindow(host.origin);
  const { branches } = await desk.client.system.status({});
  branchId = branches[0]?.id ?? '';
  staff = await peopleOf(host);
  desk.session.set({ branchId, actorId: idOf('한도윤') });
  browser = await launchBrowser();
});

afterAll(async () => {
  desk?.close();
  await host?.close();
  await browser?.close();
});

const idOf = (name: string) => {
  const id = staff[name];
  if (!id) throw new Error(`nobody is called ${name}`);
  return id;
};

const at = (name: string, route: string, language: 'ko' | 'en' = 'ko') =>
  sitDown(browser, { origin: host.origin, branchId, actorId: idOf(name), route, language });
const stepNow = (page: Page) => page.locator('[aria-current=step]').first().innerText();
const stands = (page: Page, step: string) => expect.poll(() => stepNow(page), patiently).toContain(step);
const said = (page: Page) => page.locator('main').innerText();

async function compose(person: AtWindow, letters: string): Promise<void> {
  const ime = await person.context.newCDPSession(person.page);
  for (const letter of letters) {
    await ime.send('Input.imeSetComposition', { text: letter, selectionStart: 1, selectionEnd: 1 });
    await ime.send('Input.insertText', { text: letter });
  }
  await ime.detach();
}

async function complaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`);
}

/** For whoever looks at the pages after a run: MAJI_SHOTS names a folder. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.MAJI_SHOTS;
  if (folder) await page.screenshot({ path: join(folder, `${name}.png`) });
}

/** By keyboard: onto the list of standards, along it, and onto the button that puts one in force. */
async function putInForce({ page, press }: AtWindow, institution: string, button: string): Promise<void> {
  const list = page.getByRole('radiogroup', { name: /이행표준 고르기|Choose a standard/ });
  await list.waitFor(patiently);
  const chip = list.getByRole('radio', { name: institution });
  await list.locator('[tabindex="0"]').focus();
  for (let step = 0; step < 6 && !(await chip.evaluate((one) => one === document.activeElement)); step++)
    await press('ArrowRight');
  await press('Space');
  const adopt = page.getByRole('button', { name: button });
  await adopt.waitFor(patiently);
  for (let step = 0; step < 6 && !(await adopt.evaluate((one) => one === document.activeElement)); step++)
    await press('Tab');
  expect(await complaints(page)).toEqual([]);
  await shot(page, `standard-${institution}`);
  await press('Space');
  await adopt.waitFor({ state: 'detached', ...patiently });
}

test('another standard in force: steps, sentences, due times and the report are its own; a visit in hand keeps the old', async () => {
  const before = await at('김태현', 'counter');
  await before.press('F2');
  await stands(before.page, '소개');
  expect(await said(before.page)).toContain('저는 김태현');

  const manager = await at('한도윤', 'settings/standard');
  await putInForce(manager, '새솔도시시설공단', '이 이행표준 적용');
  await expect.poll(() => said(manager.page), patiently).toContain('고객서비스헌장 이행기준');
  expect(await said(manager.page)).toContain('벨 3번 이내 받기');

  // The counter of a visitor who comes now.
  const reception = await at('김하늘', 'counter');
  await reception.press('F2');
  await stands(reception.page, '용건 듣기');
  expect(await said(reception.page)).toContain('찾아오신 일을 편하게 말씀해 주십시오.');
  const steps = await reception.page.locator('main ol').first().innerText();
  for (const label of ['맞이', '용건 듣기', '담당 안내', '담당자 인사', '결과 확인', '배웅'])
    expect(steps).toContain(label);
  expect(steps).not.toContain('추가 용무');
  await shot(reception.page, 'counter-saesol');
  await reception.press('F6');
  await compose(reception, 'ㅁㅈㅅ');
  await reception.page
    .getByRole('listbox', { name: '찾은 고객' })
    .getByRole('option')
    .first()
    .waitFor(patiently);
  await reception.press('Enter');
  await reception.page.getByText('이 고객이 아님').waitFor(patiently);
  await reception.press('1');
  await stands(reception.page, '담당 안내');
  const officer = reception.page
    .locator('main')
    .getByRole('button', { name: /오세라/ })
    .first();
  await officer.waitFor(patiently);
  await reception.press((await officer.getAttribute('aria-keyshortcuts')) ?? '');
  await reception.page.getByText('담당자 부재').waitFor(patiently);
  expect(await said(reception.page)).toMatch(
    /오세라 주임은 은행 방문 때문에 자리를 비워 오후 3시 7분에 돌아옵니다/,
  );
  await reception.press('2');
  await reception.page.getByLabel('문의 내용').waitFor(patiently);
  await expect
    .poll(() => said(reception.page), patiently)
    .toMatch(/남겨 주신 말씀을 전하겠습니다. 오세라 주임이 오후 3시 3\d분까지 연락드리겠습니다/);
  await compose(reception, '대관 가능한 날');
  await reception.press('Control+Enter');
  await reception.page.getByText('고객께 드린 약속').waitFor(patiently);

  // Without a visitor the same memo has until the next working day closes.
  const quote = await desk.client.memos.quote({
    branchId,
    intendedId: idOf('오세라'),
    encounterId: null,
    preferredAt: null,
    afterClosing: null,
  });
  expect(quote.originalDueAt.toISOString()).toBe('2026-11-23T09:00:00.000Z');

  // The report counts by the new clauses, and what was promised under the old ones by those.
  await manager.press('F8');
  const paper = manager.page.locator('main');
  await expect.poll(() => paper.innerText(), patiently).toContain('A4 부재 시 1시간 이내 연락');
  const text = await paper.innerText();
  expect(text).toContain('B3 부재 시 다음 근무일까지 회신');
  expect(text).toMatch(/daejeon\.ko [PV]\d/);
  expect(text).toContain('고객서비스헌장 이행기준 1.2.0');
  const day = await desk.client.reports.dailyCallback({ branchId, date: '2026-11-20' });
  expect(day.byClause.map(({ clause }) => clause)).toEqual(
    expect.arrayContaining(['A4', 'B3', 'daejeon.ko P2', 'daejeon.ko V4']),
  );
  expect(day.rows.find(({ clause }) => clause === 'A4')).toBeDefined();
  await shot(manager.page, 'report-saesol');

  // The visit that was open goes on as it began.
  await before.page.reload();
  await stands(before.page, '소개');
  expect(await said(before.page)).toContain('저는 김태현');
  expect(await before.page.locator('main ol').first().innerText()).toContain('추가 용무');
});

test('an English-only standard speaks English at every window, and the screens keep their own language', async () => {
  const manager = await at('한도윤', 'settings/standard', 'en');
  await putInForce(manager, 'Harrowmere District Council', 'Put this standard in force');
  await expect.poll(() => said(manager.page), patiently).toContain('Answered within five rings');

  const reception = await at('박서연', 'counter');
  await reception.press('F2');
  await stands(reception.page, 'Your name');
  await reception.press('Enter');
  await stands(reception.page, 'What it is about');
  expect(await said(reception.page)).toContain('Tell me all about it first.');
  expect(await said(reception.page)).toContain('용건');
  await shot(reception.page, 'counter-harrowmere');
  const quote = await desk.client.memos.quote({
    branchId,
    intendedId: idOf('오세라'),
    encounterId: null,
    preferredAt: null,
    afterClosing: null,
  });
  // Twenty-four hours on the clock end on a closed Saturday, so the customer is asked which he would like.
  expect(quote.originalDueAt.getTime() - clock.now().getTime()).toBeGreaterThan(23.9 * 3_600_000);
  expect(quote.say.map(({ text }) => text).join('')).toBe(
    'We can call before we close, by 6:00 pm, or by 10:30 am on Monday 23 November. Which would you like?',
  );
});

test('word in between: on the day it is due it presses, is sent like any notice, and the next counts from then', async () => {
  // A letter of Friday a week ago, acknowledged then: five working days end today.
  const receivedAt = new Date('2026-11-13T10:00:00+09:00');
  desk.session.set({ branchId, actorId: idOf('박서연') });
  const { client } = desk;
  const received = await client.documents.receive({
    ...{ requestId: requestId(), branchId, way: 'post', customerId: null, customerName: '한지우' },
    ...{ business: null, phone: '010-4444-5555', email: '', title: 'Hall booking', dutyId: null },
    ...{ officerId: idOf('박서연'), receivedAt, items: [], note: '', checked: true },
  });
  await client.documents.tell({
    ...{ requestId: requestId(), id: received.id, expectedVersion: received.version },
    ...{ step: 'acknowledged', means: 'phone', occurredAt: receivedAt },
  });
  const officer = await at('박서연', 'today');
  const { page, press } = officer;
  const due = page.getByRole('region', { name: '지금 할 서류' });
  await due.getByText('중간 통보 18:00까지').waitFor(patiently);
  await shot(page, 'word-today');
  await due.getByRole('button', { name: '한○우 고객 서류 열기' }).click();
  await page.getByRole('region', { name: '중간 통보' }).waitFor(patiently);
  expect(await complaints(page)).toEqual([]);
  await shot(page, 'word-panel');
  await press('w');
  await page.getByText(/You will hear from us again by 6:00 pm on Friday 27 November/).waitFor(patiently);
  await press('3');
  await shot(page, 'word-given');
  await press('Enter');
  await page.getByRole('button', { name: '보냈습니다' }).waitFor(patiently);
  await shot(page, 'word-by-hand');
  await press('Enter');
  await page.getByText('중간 통보 11월 27일 (금) 18:00까지').first().waitFor(patiently);
  await page.getByText('중간 통보 · 문자').first().waitFor(patiently);

  const english = await sitDown(browser, {
    ...{ origin: host.origin, branchId, actorId: idOf('박서연'), route: `documents/${received.id}` },
    ...{ language: 'en', size: { width: 1024, height: 768 } },
  });
  const inEnglish = english.page.getByRole('region', { name: 'Word in between' });
  await inEnglish.getByText(/Word in between by .*27 Nov/).waitFor(patiently);
  expect(await complaints(english.page)).toEqual([]);
  await shot(english.page, 'word-english');
}, 60_000);

test('the first page offers the packs there are, and the branch begins under the one chosen', async () => {
  const fresh = await aHost({ clock });
  try {
    mkdirSync(join(fresh.folder, 'standards'), { recursive: true });
    writeFileSync(join(fresh.folder, 'standards', 'broken.yaml'), 'format: maji-standard/1\nid: [\n');
    const context = await browser.newContext({ viewport: { width: 1024, height: 768 } });
    const page = await context.newPage();
    await page.goto(fresh.url);
    const list = page.getByRole('radiogroup', { name: '이행표준' });
    await list.waitFor(patiently);
    expect(await list.getByRole('radio').allInnerTexts()).toEqual([
      '대전신용보증재단',
      'Harrowmere District Council',
      '새솔도시시설공단',
    ]);
    await page.getByText('broken.yaml 3행').waitFor(patiently);
    await page.getByText('아래의 다른 이행표준으로 시작하세요').waitFor(patiently);
    await list.getByRole('radio', { name: 'Harrowmere' }).click();
    await page.getByText('Customer Promise').waitFor(patiently);
    expect(await complaints(page)).toEqual([]);
    await shot(page, 'setup-packs');
    await page.getByRole('textbox', { name: '기관 이름' }).fill('Harrowmere District Council');
    await page.getByRole('textbox', { name: '지점 이름' }).fill('Town Hall');
    await page.getByRole('textbox', { name: '직원 1 이름' }).fill('Ana Brook');
    await page.getByRole('button', { name: /시작하기/ }).click();
    await page.getByRole('radio', { name: /Ana Brook/ }).waitFor(patiently);
    await expect
      .poll(async () => (await aWindow(fresh.origin).client.system.status({})).branches, patiently)
      .toMatchObject([{ name: 'Town Hall', timeZone: 'Europe/London' }]);
    const row = await fresh.served.desk.desk.engine.db
      .selectFrom('branch')
      .innerJoin('standard', 'standard.id', 'branch.standard_id')
      .select(['standard.pack_id', 'branch.report_boxes'])
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({
      pack_id: 'harrowmere.en',
      report_boxes: '["Prepared by","Team leader","Head of customer services"]',
    });
    await context.close();
  } finally {
    await fresh.close();
  }
});
