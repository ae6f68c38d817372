import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { sitDown } from '#tests/support/people.ts';
import { compose } from './counter-steps.ts';
import { axeComplaints, seenComplaints, tabComplaints } from './sight.ts';

/** A Friday afternoon in the demo branch; papers in every state. */
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
  branchId = (await desk.client.system.status({})).branches[0]?.id ?? '';
  staff = await peopleOf(host);
  desk.session.set({ branchId, actorId: staff.한도윤 ?? null });
  browser = await launchBrowser();
});

afterAll(async () => {
  desk?.close();
  await host?.close();
  await browser?.close();
});

const seat = (name: string) => ({ origin: host.origin, branchId, actorId: staff[name] ?? '' });
const panel = (page: Page, name: string) => page.getByRole('region', { name: `${name} 고객 서류` });
const row = (page: Page, list: string, name: string) =>
  page
    .getByRole('region', { name: list })
    .getByRole('button', { name: `${name} 고객 서류 열기` })
    .first();
const stepNow = (page: Page) => page.locator('[aria-current=step]').first().innerText();
const stands = (page: Page, step: string) => expect.poll(() => stepNow(page), patiently).toContain(step);

async function isFineToSee(page: Page, { byTab = false } = {}): Promise<void> {
  expect(await seenComplaints(page)).toEqual([]);
  expect(await axeComplaints(page)).toEqual([]);
  if (byTab) expect(await tabComplaints(page)).toEqual([]);
}

test('papers that came, checked, with the customer told that they are here: six actions and a name', async () => {
  const person = await sitDown(browser, { ...seat('박서연'), route: 'memos' });
  const { page, press } = person;
  await press('Shift+F4');
  await page.getByRole('combobox', { name: '보낸 분' }).waitFor(patiently);
  await compose(person, 'ㅇㅁㅇ');
  await page.getByRole('listbox', { name: '찾은 고객' }).getByRole('option').first().waitFor(patiently);
  await press('Enter');
  await page.getByText('보낸 분').first().waitFor(patiently);
  await press('1');
  await page.getByRole('checkbox', { name: '사업자등록증 사본' }).waitFor(patiently);
  await press('Control+Enter');
  await stands(page, '수령 통보');
  await press('Enter');
  await page.getByRole('button', { name: '보냈습니다' }).waitFor(patiently);
  await press('Enter');
  await stands(page, '담당자 안내');
  expect(person.actions()).toBeLessThanOrEqual(6);
  await page
    .getByRole('list', { name: '서류 처리 단계' })
    .getByText(/14:\d\d · 문자/)
    .waitFor(patiently);
  // S1: the text names department, name and position.
  await page.getByText(/담당자는 보증팀 박서연 대리입니다/).waitFor(patiently);
}, 60_000);

test('what is missing is told with how to prepare it, waited for, and leaves the list only when all is here', async () => {
  const person = await sitDown(browser, { ...seat('강민재'), route: 'documents' });
  const { page, press } = person;
  await row(page, '지금 할 서류', '정○희').waitFor(patiently);
  await isFineToSee(page, { byTab: true });
  await row(page, '지금 할 서류', '정○희').focus();
  await press('Enter');
  await panel(page, '정미희').waitFor(patiently);
  await stands(page, '확인');
  expect(await page.getByRole('checkbox', { name: '소득 증빙 자료' }).isChecked()).toBe(false);
  await press('Enter');
  await stands(page, '수령 통보');
  await press('2');
  await page.getByText('보내 주신 분할상환 신청서').first().waitFor(patiently);
  await press('Enter');
  await stands(page, '담당자 안내');
  await press('Enter');
  await page.getByRole('button', { name: '보냈습니다' }).waitFor(patiently);
  await press('Enter');
  await stands(page, '부족한 서류 안내');
  const sentence = page.getByText(/다음 서류가 더 필요합니다/).first();
  await sentence.waitFor(patiently);
  await page
    .getByText(/소득금액증명이나 최근 3개월 통장 내역/)
    .first()
    .waitFor(patiently);
  await isFineToSee(page);
  // The sheet to take along, and back.
  await press('p');
  await page.getByRole('heading', { name: '더 준비하실 서류' }).waitFor(patiently);
  await isFineToSee(page);
  await press('Escape');
  await stands(page, '부족한 서류 안내');
  await press('Enter');
  await page.getByText('고객이 부족한 서류 1건을 준비하고 있습니다.').waitFor(patiently);
  await row(page, '진행 중', '정○희').waitFor(patiently);
  await press('Enter');
  await page.getByRole('region', { name: '이번에 받은 서류' }).waitFor(patiently);
  await press('Enter');
  await page.getByText('이행표준의 단계를 모두 마쳤습니다.').waitFor(patiently);
  await row(page, '최근 7일 동안 마친 서류', '정○희').waitFor(patiently);
}, 60_000);

test('what nobody has been told of is on one’s own day and in the closing check', async () => {
  const person = await sitDown(browser, { ...seat('박서연'), route: 'today' });
  const { page, press } = person;
  const due = page.getByRole('region', { name: '지금 할 서류' });
  await due.getByText('아직 알리지 않음').first().waitFor(patiently);
  await due
    .getByText(/확인한 뒤/)
    .first()
    .waitFor(patiently);
  await press('F8');
  await page.getByRole('radio', { name: /마감 점검/ }).waitFor(patiently);
  await press('3');
  await page.getByRole('heading', { name: /할 일이 남은 서류/ }).waitFor(patiently);
  await page.getByRole('button', { name: '서류 열기' }).first().click();
  await page.getByRole('list', { name: '서류 처리 단계' }).waitFor(patiently);
}, 60_000);

test('by touch alone, in English, on a small screen: a fax of somebody nobody knows', async () => {
  const { page } = await sitDown(browser, {
    ...seat('이지훈'),
    route: 'documents',
    language: 'en',
    size: { width: 1024, height: 768 },
    touch: true,
  });
  await page.getByRole('button', { name: /Receive documents/ }).tap();
  await page.getByRole('radio', { name: 'Fax' }).tap();
  await page.getByRole('combobox', { name: 'Sender' }).fill('홍길동');
  await page.getByRole('textbox', { name: 'Telephone' }).fill('010-2222-3333');
  await page.getByRole('button', { name: 'Add an item' }).tap();
  await page.getByRole('textbox', { name: 'Name of the document' }).fill('Application form');
  await page.getByRole('textbox', { name: 'How to prepare it' }).fill('From our website');
  await isFineToSee(page);
  // The window is loaded anew: what was typed is still there.
  await page.reload();
  await page.getByText('What you were writing has been brought back.').waitFor(patiently);
  expect(await page.getByRole('textbox', { name: 'Telephone' }).inputValue()).toBe('010-2222-3333');
  await page.getByRole('button', { name: 'Take in and checked' }).tap();
  await page.getByRole('list', { name: 'Steps' }).waitFor(patiently);
  await isFineToSee(page);
  await page.getByRole('radio', { name: 'Telephone' }).tap();
  await page.getByRole('button', { name: /Told|Telephone ·/ }).tap();
  await expect.poll(() => stepNow(page), patiently).toContain('Naming the officer');
}, 60_000);

test('the manager writes down what has to come for a business, and the form asks for it', async () => {
  const { page, press } = await sitDown(browser, { ...seat('한도윤'), route: 'settings/branch' });
  await page.getByRole('button', { name: '창업 교육 목록 고치기' }).click();
  await page.getByRole('button', { name: '항목 더하기' }).click();
  await page.getByRole('textbox', { name: '서류 이름 1' }).fill('교육 신청서');
  await page.getByRole('textbox', { name: '준비 방법 1' }).fill('누리집에서 내려받기');
  await isFineToSee(page);
  await press('Control+Enter');
  await page.getByText('교육 신청서').first().waitFor(patiently);
  await press('Shift+F4');
  await page.getByRole('radio', { name: '창업 교육' }).click();
  await page.getByRole('checkbox', { name: '교육 신청서' }).waitFor(patiently);
}, 60_000);
