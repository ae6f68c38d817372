import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { type AtWindow, sitDown } from '#tests/support/people.ts';
import { compose } from './counter-steps.ts';
import { axeComplaints, seenComplaints } from './sight.ts';

/** A Friday afternoon, whatever the day of the run: officers are away and promises end before closing. */
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

const at = (name: string, more: Partial<Parameters<typeof sitDown>[1]> = {}): Promise<AtWindow> =>
  sitDown(browser, { origin: host.origin, branchId, actorId: idOf(name), ...more });

const stands = (page: Page, step: string) =>
  expect.poll(() => page.locator('[aria-current=step]').first().innerText(), patiently).toContain(step);
const callInHand = async (page: Page) => {
  const id = page.url().split('/').at(-1) ?? '';
  return await desk.client.encounters.get({ branchId, id });
};
/** Picked up after two rings, about the first duty. */
async function heard(person: AtWindow): Promise<void> {
  await person.press('F7');
  await stands(person.page, '받기');
  await person.press('2');
  await stands(person.page, '경청');
  await person.press('1');
  await stands(person.page, '답변');
}

test('a solved call is logged in five keys, from the ringing to the receiver', async () => {
  const person = await at('김하늘');
  const { page } = person;
  await page.getByText('오늘 방문').first().waitFor(patiently);
  const before = (await desk.client.encounters.unclosed({ branchId })).callsToday;
  await person.press('F7');
  await stands(page, '받기');
  expect(await page.locator('main').innerText()).toMatch(/감사합니다\. .*김하늘 사원입니다\./);
  const size = await page
    .getByText('감사합니다.', { exact: false })
    .first()
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(size).toBeGreaterThanOrEqual(32);
  // The bound of the pack and its other reading, and a key for every count that tells them apart.
  expect(await page.getByText('글자 그대로 (2번까지)').isVisible()).toBe(true);
  expect(await page.getByText('흔한 해석 (3번까지)').isVisible()).toBe(true);
  await page.getByRole('button', { name: '4번 이상' }).waitFor(patiently);
  await person.press('2');
  await stands(page, '경청');
  await person.press('1');
  await stands(page, '답변');
  await person.press('Enter');
  await stands(page, '추가 문의');
  await person.press('E');
  await page.getByText('통화를 마쳤습니다').waitFor(patiently);
  expect(person.actions()).toBeLessThanOrEqual(5);
  const call = await callInHand(page);
  expect(call).toMatchObject({ channel: 'phone', state: 'closed', outcome: 'handled' });
  expect(call.call).toMatchObject({ rings: 2, ringsAre: 'exactly', afterwards: false });
  expect(call.call?.bounds.map(({ kept }) => kept)).toEqual([true, true]);
  expect(call.steps.map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'done'));
  expect((await desk.client.encounters.unclosed({ branchId })).callsToday).toBe(before + 1);
});

test('F7 amid a text: the visit stays in hand, every letter is kept, and the way back is one key', async () => {
  const person = await at('송다은');
  const { page } = person;
  await page.getByText('오늘 방문').first().waitFor(patiently);
  await person.press('F2');
  await stands(page, '소개');
  await person.press('Enter');
  await stands(page, '용건');
  const address = page.url();
  await page.getByLabel('고객의 말씀').click();
  await compose(person, '만기 연장');
  await person.press('F7');
  await stands(page, '받기');
  // Both are in the lane; a key goes from one to the other and back.
  const call = page.url();
  const lane = page.getByRole('complementary', { name: '응대 목록' });
  await expect.poll(() => lane.getByRole('button', { name: /번호 모름/ }).count(), patiently).toBe(1);
  await person.press('Control+ArrowUp');
  await expect.poll(() => page.url(), patiently).not.toBe(call);
  // Upwards from the first is the last: somebody of the demo who waits.
  await stands(page, '담당 연결');
  await person.press('Control+ArrowDown');
  await expect.poll(() => page.url(), patiently).toBe(call);
  // The line goes dead before anything was said.
  await stands(page, '받기');
  await person.press('Enter');
  await stands(page, '경청');
  await person.press('L');
  await page.getByRole('heading', { name: '전화가 끊겼습니까?' }).waitFor(patiently);
  await person.press('Enter');
  await page.getByText('통화를 마쳤습니다').waitFor(patiently);
  const ended = await callInHand(page);
  expect(ended).toMatchObject({ outcome: 'left', call: { rings: null, ringsAre: null } });
  expect(ended.call?.bounds.map(({ kept }) => kept)).toEqual([null, null]);
  expect(ended.steps.map(({ state }) => state)).toEqual(['done', ...Array(5).fill('skipped')]);
  await page.getByRole('button', { name: '하던 일로 돌아가기' }).waitFor(patiently);
  await person.press('Enter');
  await expect.poll(() => page.url(), patiently).toBe(address);
  expect(await page.getByLabel('고객의 말씀').inputValue()).toBe('만기 연장');
});

test('no telephone is logged while Hangul is being composed', async () => {
  const person = await at('송다은', { route: 'memos/new' });
  const { page } = person;
  await page.getByLabel('문의 내용').click();
  const ime = await person.context.newCDPSession(page);
  for (const text of ['ㄱ', '기', '김'])
    await ime.send('Input.imeSetComposition', { text, selectionStart: 1, selectionEnd: 1 });
  const before = (await desk.client.encounters.unclosed({ branchId })).callsToday;
  await ime.send('Input.dispatchKeyEvent', {
    type: 'rawKeyDown',
    key: 'F7',
    code: 'F7',
    windowsVirtualKeyCode: 229,
  });
  await ime.send('Input.insertText', { text: '김' });
  await page.waitForTimeout(300);
  expect((await desk.client.encounters.unclosed({ branchId })).callsToday).toBe(before);
  await person.press('F7');
  await stands(page, '받기');
  await person.press('M');
  await page.getByText('받지 못한 전화로 기록했습니다').waitFor(patiently);
  await person.press('Enter');
  await expect.poll(() => page.getByLabel('문의 내용').inputValue(), patiently).toBe('김');
});

test('the number says who is calling and about what, as it is typed; an unknown one stays with the call', async () => {
  const person = await at('이지훈', { route: 'phone' });
  const { page } = person;
  await person.press('F7');
  await stands(page, '받기');
  await person.press('F6');
  await person.type('010-0000-88');
  await page.getByRole('region', { name: /정○호/ }).waitFor(patiently);
  const found = await page.getByRole('region', { name: /정○호/ }).innerText();
  expect(found).toMatch(/010-\*{4}-8821/);
  // His promise is past its time: the sentence begins with being sorry.
  expect(found).toMatch(/정○호 고객님, 채무·변제 문의에 약속드린 시간까지 전화드리지 못해 죄송합니다/);
  expect(found).toMatch(/대위변제 후 분할상환 조건 문의.*기한 지남/s);
  await person.press('Shift+F6');
  await page.getByRole('button', { name: '이 고객이 아님' }).waitFor(patiently);
  await expect.poll(async () => (await callInHand(page)).customer?.name, patiently).toBe('정○호');
  await expect.poll(async () => (await callInHand(page)).call?.number, patiently).toMatch(/88$/);
  await person.press('Escape');
  await person.press('Enter');
  await stands(page, '경청');

  await person.press('F7');
  await stands(page, '받기');
  await person.press('F6');
  await person.type('042 111 2222');
  await page.getByText('아는 번호가 아닙니다').waitFor(patiently);
  await expect.poll(async () => (await callInHand(page)).call?.number, patiently).toBe('042-***-2222');
  // Missed, with a number: the memo that promises a call back ends the call.
  await person.press('Escape');
  await person.press('M');
  await page.getByLabel('고객 성명').or(page.getByLabel('성명')).first().waitFor(patiently);
  expect(
    await page
      .getByRole('textbox', { name: /전화번호/ })
      .last()
      .inputValue(),
  ).toBe('042 111 2222');
  await page.getByRole('combobox').first().click();
  await compose(person, '오세영');
  await person.press('Control+Enter');
  await page.getByText('받지 못한 전화로 기록했습니다').waitFor(patiently);
  const { memoId, outcome } = await callInHand(page);
  expect(outcome).toBe('memo');
  const memo = await desk.client.memos.get({ branchId, id: memoId ?? '' });
  expect(memo).toMatchObject({
    intended: { name: '이지훈' },
    phone: '042-***-2222',
    promise: { clause: 'P2', state: 'open' },
  });
});

test('put through with the summary: the seconds run until the colleague takes it, and nobody repeats himself', async () => {
  const reception = await at('김하늘', { route: 'phone' });
  const officer = await at('윤정아', { route: 'memos' });
  await heard(reception);
  await reception.press('1');
  await reception.page.getByLabel('전할 내용 요약').click();
  await compose(reception, '만기 연장 서류 문의');
  const key = reception.page.getByRole('button', { name: /윤정아 팀장 관리팀/ });
  await reception.page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await reception.press((await key.getAttribute('aria-keyshortcuts')) ?? '');
  await reception.page.getByText(/윤정아 팀장에게 연결하고 있습니다/).waitFor(patiently);
  expect(await reception.page.locator('main').innerText()).toMatch(
    /담당자 윤정아 팀장에게 연결해 드리겠습니다/,
  );
  const banner = officer.page.getByRole('region', { name: '넘겨받을 고객' });
  await banner.waitFor(patiently);
  expect(await banner.innerText()).toContain('만기 연장 서류 문의');
  await officer.press('F3');
  await stands(officer.page, '받기');
  const screen = await officer.page.locator('main').innerText();
  expect(screen).toMatch(/관리팀 윤정아 팀장입니다/);
  expect(screen).toContain('만기 연장 서류 문의');
  await reception.page.getByText(/윤정아 팀장이 \d+초 만에 받았습니다/).waitFor(patiently);
  await officer.press('Enter');
  await stands(officer.page, '추가 문의');
  await officer.press('E');
  await officer.page.getByText('통화를 마쳤습니다').waitFor(patiently);
  const call = await callInHand(officer.page);
  expect(call).toMatchObject({ outcome: 'officer', servedBy: { name: '윤정아' } });
  expect(call.call?.transfer).toMatchObject({ to: { name: '윤정아' } });
  expect(call.call?.transfer?.seconds).toBeGreaterThan(0);
  // Who it was about and with whom is asked once.
  expect(call.steps.map(({ id }) => id)).toEqual([
    'answer',
    'listen',
    'officer',
    'answer.again',
    'anything_else',
    'farewell',
    'receiver',
  ]);
});

test('a memo from a call is promised within the hour, and an earlier call is marked as recorded afterwards', async () => {
  const person = await at('송다은', { route: 'phone' });
  const { page } = person;
  await heard(person);
  await person.press('2');
  await page.getByLabel('문의 내용').waitFor(patiently);
  await page.getByRole('combobox').last().click();
  await person.type('ㅈㅇㅎ');
  await page.getByRole('listbox', { name: '찾은 고객' }).getByRole('option').first().waitFor(patiently);
  await person.press('Enter');
  await page.getByLabel('문의 내용').click();
  await compose(person, '분할상환 서류');
  await person.press('Control+Enter');
  await stands(page, '추가 문의');
  const { memoId } = await callInHand(page);
  const memo = await desk.client.memos.get({ branchId, id: memoId ?? '' });
  expect(memo.promise.clause).toBe('P2');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await person.press('E');
  await page.getByText('통화를 마쳤습니다').waitFor(patiently);

  await person.press('Enter');
  await page.getByText('받고 있는 전화가 없습니다').waitFor(patiently);
  await person.press('A');
  await page.getByText('끝난 통화를 나중에 기록합니다').waitFor(patiently);
  await page.keyboard.type('1405');
  await person.press('Enter');
  await stands(page, '받기');
  await page.getByText('나중에 기록하는 통화').waitFor(patiently);
  await person.press('4');
  await stands(page, '경청');
  await person.press('7');
  await stands(page, '답변');
  await person.press('Enter');
  await stands(page, '추가 문의');
  await person.press('E');
  await page.getByText('통화를 마쳤습니다').waitFor(patiently);
  const call = await callInHand(page);
  expect(call.openedAt.toISOString()).toBe('2026-11-20T05:05:00.000Z');
  expect(new Set(call.steps.map(({ how }) => how))).toEqual(new Set(['afterwards']));
  expect(call.call?.bounds.map(({ kept }) => kept)).toEqual([false, false]);
});

test('a call is booked while the caller is on the line, where the branch takes bookings', async () => {
  const manager = desk.client;
  const { version } = await manager.bookings.settings({ branchId });
  const { duties } = await manager.settings.branch({ branchId });
  await manager.bookings.saveSettings({
    ...{ requestId: crypto.randomUUID(), branchId, expectedVersion: version, taken: true, web: false },
    ...{ slotMinutes: 30, daysAhead: 14, noticeHours: 1 },
    offers: [{ dutyId: duties[0]?.id ?? '', staffIds: [idOf('최민호')] }],
  });
  const person = await at('김하늘', { route: 'phone' });
  const { page } = person;
  await heard(person);
  const key = page.getByRole('button', { name: '전화상담 예약' });
  await person.press((await key.getAttribute('aria-keyshortcuts')) ?? '');
  const form = page.getByRole('region', { name: /예약/ }).last();
  await form
    .getByRole('radio', { name: /\d\d:\d\d/ })
    .first()
    .click();
  await form.getByRole('combobox', { name: /성명/ }).click();
  await compose(person, '오세영');
  await form.getByRole('textbox', { name: /전화번호/ }).click();
  await person.type('042 111 2222');
  await form.getByText(/동의/).last().click();
  await person.press('Control+Enter');
  await stands(page, '추가 문의');
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await person.press('E');
  await page.getByText('통화를 마쳤습니다').waitFor(patiently);
  const call = await callInHand(page);
  expect(call.outcome).toBe('booked');
  const [booking] = await manager.bookings.list({ branchId, from: '2026-11-20', days: 14 });
  expect(booking).toMatchObject({ memoId: call.memoId, source: 'phone', officer: { name: '최민호' } });
  await person.press('Enter');
  await page.getByText('받고 있는 전화가 없습니다').waitFor(patiently);
  await person.press('B');
  await page.getByText('오○영').first().waitFor(patiently);
  expect(page.url()).toMatch(/#\/phone\/bookings$/);
});

test('the telephone in English on a small screen, by touch alone, can be seen and used by everybody', async () => {
  const size = { width: 1024, height: 768 };
  const person = await at('최민호', { route: 'phone', language: 'en', size, touch: true });
  const { page } = person;
  const look = async (stage: string) => {
    expect.soft(await axeComplaints(page), stage).toEqual([]);
    expect.soft(await seenComplaints(page), stage).toEqual([]);
  };
  /** What can be done now stands in one row at an ordinary counter. */
  const actsInOneRow = async (stage: string) => {
    await page.setViewportSize({ width: 1440, height: 900 });
    const row = page.getByRole('button', { name: 'Back' }).locator('..');
    const tops = await row.evaluate((element) =>
      [...element.children].map((child) => child.getBoundingClientRect().top),
    );
    expect.soft(new Set(tops).size, stage).toBe(1);
    await page.setViewportSize(size);
  };
  const tap = (name: RegExp) => page.locator('main').getByRole('button', { name }).first().tap();
  await page.getByText('No call in hand').waitFor(patiently);
  await look('nothing in hand');
  await tap(/Telephone rings/);
  await stands(page, 'Answer');
  await look('ringing');
  await tap(/^3/);
  await stands(page, 'Listen');
  await look('listening');
  await actsInOneRow('listening');
  await page.getByRole('radiogroup', { name: 'Purpose' }).getByRole('radio').first().tap();
  await stands(page, 'Answer or connect');
  await look('outcome');
  await actsInOneRow('outcome');
  const say = page.getByRole('region', { name: 'Say this' });
  expect(await say.innerText()).toContain('I will put you through to');
  expect(await say.innerText()).not.toContain('What would you like to know');
  await tap(/Put through/);
  await page.getByText('Whom do you put the caller through to?').waitFor(patiently);
  await look('putting through');
  await tap(/Close/);
  await tap(/Answered at once/);
  await stands(page, 'Anything else');
  await look('closing');
  await actsInOneRow('closing');
  await tap(/All done/);
  await page.getByText('The call is finished').waitFor(patiently);
  await look('finished');
});
