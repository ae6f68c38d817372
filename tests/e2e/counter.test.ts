import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { type AtWindow, sitDown } from '#tests/support/people.ts';

/** A Friday afternoon, whatever the day of the run: officers are away and promises end before closing. */
const opened = Date.now();
const friday = Date.parse('2026-11-20T14:32:00+09:00');
let skipped = 0;
const clock = { now: () => new Date(friday + skipped + Date.now() - opened) };
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

/** Somebody who has nobody in hand yet. */
async function at(name: string, more: Partial<Parameters<typeof sitDown>[1]> = {}): Promise<AtWindow> {
  await emptyHands(name);
  const person = await sitDown(browser, { origin: host.origin, branchId, actorId: idOf(name), ...more });
  await person.page.getByText('오늘 방문').or(person.page.getByText('Visits today')).first().waitFor();
  return person;
}

/** Ends whatever this person still serves, so that one test does not lean on another. */
async function emptyHands(name: string): Promise<void> {
  const { encounters } = await desk.client.encounters.unclosed({ branchId });
  for (const { id, servedBy, state } of encounters.filter((one) => one.servedBy.id === staff[name])) {
    const step = async (
      call: (base: { id: string; expectedVersion: number; requestId: string }) => unknown,
    ) => {
      const { version } = await desk.client.encounters.get({ branchId, id });
      await call({ id, expectedVersion: version, requestId: crypto.randomUUID() });
    };
    if (state === 'handed_over') await step((base) => desk.client.encounters.recall(base));
    await step((base) => desk.client.encounters.leave({ ...base, note: '' }));
    for (;;) {
      const { currentStep } = await desk.client.encounters.get({ branchId, id });
      if (currentStep === null || servedBy.id === '') break;
      await step((base) => desk.client.encounters.tick({ ...base, step: currentStep }));
    }
  }
}

const stepNow = (page: Page) => page.locator('[aria-current=step]').innerText();
const visitsOf = async (name: string) =>
  (await desk.client.encounters.unclosed({ branchId })).encounters.filter(
    (one) => one.servedBy.id === staff[name],
  );
const today = async () => (await desk.client.encounters.unclosed({ branchId })).today;

test('one key greets a walk-in, logged with its time, and the screen says what comes next', async () => {
  const person = await at('김하늘');
  const before = await today();
  await person.press('F2');
  await expect.poll(() => stepNow(person.page), patiently).toContain('소개');
  expect(person.actions()).toBe(1);
  expect(await today()).toBe(before + 1);
  const [visit] = await visitsOf('김하늘');
  const { steps } = await desk.client.encounters.get({ branchId, id: visit?.id ?? '' });
  expect(steps[0]).toMatchObject({ on: 'open', state: 'done', how: 'clock', actor: '김하늘' });
  expect(await person.page.locator('main p', { hasText: '저는 김하늘 사원입니다.' }).isVisible()).toBe(true);
  const size = await person.page
    .getByText('입니다.', { exact: true })
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(size).toBeGreaterThanOrEqual(32);
});

test('F2 amid a text keeps the visit in hand and every letter', async () => {
  const person = await at('송다은');
  await person.press('F2');
  await expect.poll(() => stepNow(person.page), patiently).toContain('소개');
  await person.press('Enter');
  await expect.poll(() => stepNow(person.page), patiently).toContain('용건');
  const words = person.page.getByLabel('고객의 말씀');
  await words.click();
  await person.type('만기 연장이 되는지');
  const address = person.page.url();
  await person.press('F2');
  await expect.poll(async () => (await visitsOf('송다은')).length, patiently).toBe(2);
  await expect
    .poll(() => person.page.getByRole('listitem').filter({ hasText: '소개' }).count(), patiently)
    .toBeGreaterThan(0);
  expect(person.page.url()).toBe(address);
  expect(await words.inputValue()).toBe('만기 연장이 되는지');
  // Digits and Enter belong to the text; Ctrl+Enter goes on.
  await person.type(' 2');
  await person.press('Enter');
  expect(await words.inputValue()).toBe('만기 연장이 되는지 2\n');
  await person.press('Control+Enter');
  await expect.poll(() => stepNow(person.page), patiently).toContain('담당 연결');
});

test('a whole routine visit in two windows takes eight keys', async () => {
  const reception = await at('김하늘');
  const officer = await at('윤정아');
  const go = async (who: AtWindow, key: string, step: string) => {
    await who.press(key);
    await expect.poll(() => stepNow(who.page), patiently).toContain(step);
  };
  await go(reception, 'F2', '소개');
  await go(reception, 'Enter', '용건');
  await go(reception, '5', '담당 연결');
  const ranked = reception.page.getByRole('region', { name: '채무·변제 담당' }).getByRole('button');
  await expect.poll(() => ranked.first().innerText(), patiently).toContain('윤정아 팀장');
  await reception.press('1');
  await reception.page.getByText('윤정아 팀장에게 넘겼습니다').waitFor(patiently);
  const banner = officer.page.getByRole('region', { name: '넘겨받을 고객' });
  await banner.waitFor(patiently);
  expect(await banner.innerText()).toContain('기다린 시간');
  await go(officer, 'F3', '소개');
  await expect.poll(() => officer.page.getByText('저는 윤정아 팀장입니다.').count(), patiently).toBe(1);
  await go(officer, 'Enter', '추가 용무');
  await go(officer, 'Enter', '끝인사');
  await officer.press('Enter');
  await officer.page.getByText('응대를 마쳤습니다').waitFor(patiently);
  expect(await visitsOf('윤정아')).toEqual([]);
  expect(reception.actions() + officer.actions()).toBeLessThanOrEqual(8);
  await reception.page.getByText('응대 중인 고객이 없습니다').waitFor(patiently);
});

test('somebody who does it himself needs six keys', async () => {
  const person = await at('송다은');
  await person.press('F2');
  for (const [key, step] of [
    ['Enter', '용건'],
    ['3', '담당 연결'],
    ['Enter', '추가 용무'],
    ['Enter', '끝인사'],
  ] as const) {
    await expect.poll(() => stepNow(person.page), patiently).not.toContain(step);
    await person.press(key);
    await expect.poll(() => stepNow(person.page), patiently).toContain(step);
  }
  await person.press('Enter');
  await person.page.getByText('응대를 마쳤습니다').waitFor(patiently);
  expect(person.actions()).toBe(6);
  expect(await visitsOf('송다은')).toEqual([]);
});

/** A visit at the officer step with a known customer in it. */
async function askingFor(person: AtWindow, customer: string): Promise<void> {
  const { page } = person;
  await person.press('F2');
  await expect.poll(() => stepNow(page), patiently).toContain('소개');
  await person.press('Enter');
  await expect.poll(() => stepNow(page), patiently).toContain('용건');
  await find(person, customer);
  await person.press('Enter');
  await page.getByText('이 고객이 아님').waitFor(patiently);
  await person.press('1');
  await expect.poll(() => stepNow(page), patiently).toContain('담당 연결');
}

/** The customers a search shows. */
const found = (page: Page) => page.getByRole('listbox', { name: '찾은 고객' }).getByRole('option');

/** Types into the search box and waits until the customers are there. */
async function find(person: AtWindow, query: string): Promise<void> {
  await person.press('F6');
  await person.type(query);
  await found(person.page).first().waitFor(patiently);
}

test('an absent officer: a memo with its promise in four actions and the inquiry', async () => {
  const person = await at('김하늘');
  const { page } = person;
  await askingFor(person, 'ㄱㅁㅅ');
  const before = person.actions();
  const officer = page
    .getByRole('region', { name: '보증 상담 담당' })
    .getByRole('button', { name: /박서연/ });
  await person.press((await officer.getAttribute('aria-keyshortcuts')) ?? '');
  await page.getByText('담당자 부재').waitFor(patiently);
  expect(await page.locator('main').innerText()).toMatch(
    /박서연 대리는 지금 외근 중이며 오후 3시 30분에 돌아올 예정입니다/,
  );
  await person.press('2');
  await page.getByLabel('문의 내용').waitFor(patiently);
  await page
    .getByText(/까지 전화드리겠습니다/)
    .first()
    .waitFor(patiently);
  await person.type('만기 연장이 되는지 알고 싶습니다.');
  await person.press('Control+Enter');
  await expect.poll(() => stepNow(page), patiently).toContain('추가 용무');
  expect(person.actions() - before).toBeLessThanOrEqual(4);
  await page.getByText('고객께 드린 약속').waitFor(patiently);
  const [visit] = await visitsOf('김하늘');
  const { memoId, outcome } = await desk.client.encounters.get({ branchId, id: visit?.id ?? '' });
  expect(outcome).toBe('memo');
  const memo = await desk.client.memos.get({ branchId, id: memoId ?? '' });
  expect(memo).toMatchObject({
    intended: { name: '박서연' },
    customerName: '김○수',
    promise: { clause: 'V4' },
  });
  // An hour after it was saved, to the minute of the sentence.
  const minutes = (memo.promise.dueAt.getTime() - memo.promise.madeAt.getTime()) / 60_000;
  expect(minutes).toBeGreaterThan(58);
  expect(minutes).toBeLessThanOrEqual(60);
});

test('what was typed is there after a reload, and in a new window after the old one died', async () => {
  const person = await at('송다은');
  const { page } = person;
  await person.press('F2');
  await expect.poll(() => stepNow(page), patiently).toContain('소개');
  await person.press('Enter');
  await expect.poll(() => stepNow(page), patiently).toContain('용건');
  await page.getByLabel('고객의 말씀').click();
  await person.type('보증서 재발급');
  // Left at once: the last letters are sent while the page goes.
  await page.reload();
  await expect.poll(() => page.getByLabel('고객의 말씀').inputValue(), patiently).toBe('보증서 재발급');
  await page.getByLabel('고객의 말씀').click();
  await page.keyboard.press('End');
  await person.type(' 서류');
  const kept = async () => (await asHimself('송다은')).map(({ body }) => body.words);
  await expect.poll(kept, { timeout: 2000 }).toContain('보증서 재발급 서류');
  // Killed: nothing can be sent any more.
  const crash = await person.context.newCDPSession(page);
  void crash.send('Page.crash').catch(() => {});
  await page.waitForEvent('crash');
  const again = await sitDown(browser, { origin: host.origin, branchId, actorId: idOf('송다은') });
  await expect
    .poll(() => again.page.getByLabel('고객의 말씀').inputValue(), patiently)
    .toBe('보증서 재발급 서류');
});

/** The drafts of one person, asked for as himself. */
async function asHimself(name: string) {
  await desk.letIn(idOf(name));
  return desk.client.drafts.mine({ branchId }, { context: { actorId: idOf(name) } });
}

test('a memo half written opens again by itself', async () => {
  const person = await at('김하늘');
  await askingFor(person, '2748');
  await person.page
    .getByRole('region', { name: '보증 상담 담당' })
    .getByRole('button', { name: /박서연/ })
    .click();
  await person.page.getByText('담당자 부재').waitFor(patiently);
  await person.press('2');
  await person.page.getByLabel('문의 내용').waitFor(patiently);
  await person.type('분할 상환 조건');
  await person.page.reload();
  await expect.poll(() => person.page.getByLabel('문의 내용').inputValue(), patiently).toBe('분할 상환 조건');
  await person.press('Escape');
  await person.page.getByRole('button', { name: '쓰던 메모 이어서 쓰기' }).waitFor(patiently);
});

test('three characters find a customer: initials, English mode, last digits; and say whether somebody called back', async () => {
  const person = await at('김하늘');
  const options = found(person.page);
  for (const query of ['ㄱㅁㅅ', 'rla', '2748']) {
    await find(person, query);
    await expect.poll(() => options.allInnerTexts().then((all) => all.join()), patiently).toContain('김○수');
    await person.page.getByRole('combobox', { name: /성명/ }).fill('');
    await expect.poll(() => options.count(), patiently).toBe(0);
  }
  await find(person, '민수네');
  expect(await options.first().innerText()).toMatch(/010-\*{4}-2748/);
  await person.press('ArrowUp');
  await person.press('Enter');
  await person.page.getByText(/재방문 고객/).waitFor(patiently);
  // One search, one look, for somebody who waits for a call.
  await find(person, 'ㅈㅇㅎ');
  const waits = options.filter({ hasText: '은호철물' });
  await expect.poll(() => waits.count(), patiently).toBe(1);
  expect(await waits.innerText()).toMatch(/기한 지남.*박서연.*14:28까지.*지남/s);
});

test('looking somebody up by the way does not change whose visit it is', async () => {
  const person = await at('송다은');
  await askingFor(person, 'ㄱㅁㅅ');
  await find(person, '8821');
  await person.press('Enter');
  await person.page.getByRole('button', { name: '이 방문의 고객으로' }).waitFor(patiently);
  expect((await visitsOf('송다은')).map(({ customer }) => customer?.business)).toEqual(['민수네분식']);
  await person.page.getByRole('button', { name: '닫기' }).click();
  await person.page.getByText('민수네분식').first().waitFor(patiently);
});

test('no key acts while Hangul is being composed', async () => {
  const person = await at('송다은');
  const { page } = person;
  await person.press('F2');
  await expect.poll(() => stepNow(page), patiently).toContain('소개');
  await person.press('Enter');
  await expect.poll(() => stepNow(page), patiently).toContain('용건');
  await person.press('F6');
  const ime = await person.context.newCDPSession(page);
  const composing = (text: string) =>
    ime.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  for (const text of ['ㄱ', '기', '김']) await composing(text);
  await found(page).first().waitFor(patiently);
  // The Enter that ends a composition carries the key code 229 and is the input method's own.
  for (const key of ['Enter', 'F2', '1']) {
    await ime.send('Input.dispatchKeyEvent', {
      type: 'rawKeyDown',
      key,
      code: key,
      windowsVirtualKeyCode: 229,
    });
  }
  expect(await page.getByText('이 고객이 아님').count()).toBe(0);
  expect(await visitsOf('송다은')).toHaveLength(1);
  expect(await stepNow(page)).toContain('용건');
  await ime.send('Input.insertText', { text: '김' });
  expect(await page.getByRole('combobox', { name: /성명/ }).inputValue()).toBe('김');
  await person.press('Enter');
  await page.getByText('이 고객이 아님').waitFor(patiently);
});

/** Holds back what the host says to a window, as a slow line would, until it is let go. */
function slowLine() {
  let held: (() => void)[] | null = null;
  return {
    prepare: (page: Page) =>
      page.routeWebSocket(/\/rpc/, (socket) => {
        const server = socket.connectToServer();
        server.onMessage((message) => {
          if (held) held.push(() => socket.send(message));
          else socket.send(message);
        });
      }),
    hold() {
      held = [];
    },
    letGo() {
      for (const send of held ?? []) send();
      held = null;
    },
  };
}

test('two people on one visit: the second sees who was first and keeps what he typed', async () => {
  const first = await at('김하늘');
  await first.press('F2');
  await expect.poll(() => stepNow(first.page), patiently).toContain('소개');
  await first.press('Enter');
  await expect.poll(() => stepNow(first.page), patiently).toContain('용건');
  const [visit] = await visitsOf('김하늘');
  const line = slowLine();
  const second = await sitDown(browser, {
    origin: host.origin,
    branchId,
    actorId: idOf('한도윤'),
    route: `counter/${visit?.id}`,
    prepare: line.prepare,
  });
  await second.page.getByLabel('고객의 말씀').click();
  await second.type('서류를 내러 오심');
  await expect
    .poll(async () => (await asHimself('한도윤')).map(({ body }) => body.words), patiently)
    .toContain('서류를 내러 오심');
  line.hold();
  await first.press('2');
  await expect.poll(() => stepNow(first.page), patiently).toContain('담당 연결');
  // In the second window the step still stands open, and pressing on means something old.
  await second.page.getByRole('button', { name: /적은 용건으로 다음/ }).click();
  line.letGo();
  const alert = second.page.getByRole('alert');
  await alert.waitFor(patiently);
  expect(await alert.innerText()).toMatch(/김하늘 님이 14:\d\d에 먼저 바꿨습니다.*응대 중.*그대로/s);
  const { dutyId, purpose } = await desk.client.encounters.get({ branchId, id: visit?.id ?? '' });
  expect({ dutyId: dutyId !== null, purpose }).toEqual({ dutyId: true, purpose: '기한 연장' });
  // What he wrote is in sight, and one press away from the purpose.
  await second.page.getByText('서류를 내러 오심').waitFor(patiently);
  await second.page.getByRole('button', { name: '용건에 더하기' }).click();
  await expect
    .poll(
      async () => (await desk.client.encounters.get({ branchId, id: visit?.id ?? '' })).purposeText,
      patiently,
    )
    .toBe('서류를 내러 오심');
});

test('when the one named to call has just left, nothing is saved and the new sentence is there to say', async () => {
  const line = slowLine();
  const person = await at('송다은', { prepare: line.prepare });
  const { page } = person;
  await askingFor(person, 'ㄱㅁㅅ');
  await page
    .getByRole('region', { name: '보증 상담 담당' })
    .getByRole('button', { name: /박서연/ })
    .click();
  await page.getByText('담당자 부재').waitFor(patiently);
  await person.press('2');
  const say = page.getByRole('region', { name: '이렇게 말씀하세요' });
  await say.getByText('이지훈').waitFor(patiently);
  await person.type('보증료 환급 시기');
  line.hold();
  const requestId = crypto.randomUUID();
  const away = { staffId: idOf('이지훈'), kind: 'meeting', told: null, returnsAt: null };
  await desk.client.staff.setAbsence({ requestId, ...away });
  await person.press('Control+Enter');
  line.letGo();
  await page.getByText(/전화드릴 사람이 바뀌어 저장하지 않았습니다/).waitFor(patiently);
  await expect.poll(() => say.innerText(), patiently).not.toContain('이지훈');
  expect(await page.getByLabel('문의 내용').inputValue()).toBe('보증료 환급 시기');
  await person.press('Control+Enter');
  await page.getByText('고객께 드린 약속').waitFor(patiently);
  await desk.client.staff.comeBack({ requestId: crypto.randomUUID(), staffId: idOf('이지훈') });
});

test('a hand-over nobody takes is shown to reception, who takes it back', async () => {
  const person = await at('김하늘');
  const { page } = person;
  await person.press('F2');
  await expect.poll(() => stepNow(page), patiently).toContain('소개');
  await person.press('Enter');
  await expect.poll(() => stepNow(page), patiently).toContain('용건');
  await person.press('1');
  await expect.poll(() => stepNow(page), patiently).toContain('담당 연결');
  await person.press('1');
  await page.getByText(/에게 넘겼습니다/).waitFor(patiently);
  const told = page.getByText(/정해진 시간이 지나도록 받지 않았습니다/);
  expect(await told.count()).toBe(0);
  skipped += 3 * 60_000 + 1000;
  host.served.desk.desk.planned();
  await told.waitFor(patiently);
  await person.press('r');
  await expect.poll(() => stepNow(page), patiently).toContain('담당 연결');
  await page.getByRole('region', { name: '보증 상담 담당' }).waitFor(patiently);
});

test('F2 while the host is away is kept with its time and saved when it is back', async () => {
  const person = await at('송다은');
  await host.stop();
  try {
    await person.page.getByText('저장 안 됨').first().waitFor(patiently);
    await person.press('F2');
    await person.page.getByText(/^14:\d\d 맞이 · 저장 안 됨/).waitFor(patiently);
  } finally {
    await host.start();
  }
  await expect.poll(() => person.page.getByText(/맞이 · 저장 안 됨/).count(), { timeout: 30_000 }).toBe(0);
  await expect.poll(async () => (await visitsOf('송다은')).length, { timeout: 30_000 }).toBe(1);
});

test('by touch alone: greet, hear, do it oneself, say goodbye; every target is large enough', async () => {
  const person = await at('송다은', { touch: true, size: { width: 1024, height: 768 } });
  const { page } = person;
  const tap = (name: RegExp) => page.getByRole('button', { name }).first().tap();
  await tap(/새 고객 맞이/);
  await expect.poll(() => stepNow(page), patiently).toContain('소개');
  await tap(/말씀드렸습니다/);
  await expect.poll(() => stepNow(page), patiently).toContain('용건');
  await page.getByRole('radio', { name: /기타/ }).tap();
  await expect.poll(() => stepNow(page), patiently).toContain('담당 연결');
  const small = await page
    .locator('main')
    .getByRole('button')
    .evaluateAll((all) =>
      all
        .map((button) => ({ name: button.textContent, height: button.getBoundingClientRect().height }))
        .filter(({ height }) => height > 0 && height < 48),
    );
  expect(small).toEqual([]);
  await tap(/제가 직접 처리합니다/);
  await expect.poll(() => stepNow(page), patiently).toContain('추가 용무');
  await tap(/말씀드렸습니다/);
  await expect.poll(() => stepNow(page), patiently).toContain('끝인사');
  await tap(/인사드리고 마치기/);
  await page.getByText('응대를 마쳤습니다').waitFor(patiently);
  expect(person.actions()).toBe(0);
});

test('a new customer is saved only with consent, which nothing has ticked beforehand', async () => {
  const person = await at('윤정아');
  const { page } = person;
  await person.press('F2');
  await expect.poll(() => stepNow(page), patiently).toContain('소개');
  await person.press('Shift+F6');
  await page.getByText('저장하기 전에 이렇게 여쭈세요').waitFor(patiently);
  await person.type('홍길순');
  await person.press('Tab');
  await person.type('010-1234-7777');
  expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
  const save = page.getByRole('button', { name: /동의받고 저장/ });
  expect(await save.isDisabled()).toBe(true);
  await page.getByText(/동의하십니까\?/).waitFor(patiently);
  await person.press('F8');
  await person.press('Control+Enter');
  await page.getByText('이 고객이 아님').waitFor(patiently);
  const [visit] = await visitsOf('윤정아');
  expect(visit?.customer).toMatchObject({ name: '홍○순', returning: false });
});

test('every state of the counter passes the accessibility check, in both languages', async () => {
  const person = await at('임재호', { language: 'en' });
  const { page } = person;
  const violations = async () => {
    const { violations: found } = await new AxeBuilder({ page }).analyze();
    return found.map(({ id, nodes }) => [id, nodes.map(({ html }) => html.slice(0, 200))]);
  };
  expect(await violations()).toEqual([]);
  await person.press('F2');
  await expect.poll(() => stepNow(page), patiently).toContain('Introduction');
  expect(await violations()).toEqual([]);
  await page.getByRole('button', { name: '한국어' }).click();
  await expect.poll(() => stepNow(page), patiently).toContain('소개');
  await person.press('Enter');
  await expect.poll(() => stepNow(page), patiently).toContain('용건');
  await find(person, 'rla');
  expect(await violations()).toEqual([]);
  await person.press('Enter');
  await page.getByText('이 고객이 아님').waitFor(patiently);
  await person.press('1');
  const officer = page
    .getByRole('region', { name: '보증 상담 담당' })
    .getByRole('button', { name: /박서연/ });
  await officer.waitFor(patiently);
  expect(await violations()).toEqual([]);
  await officer.click();
  await page.getByText('담당자 부재').waitFor(patiently);
  expect(await violations()).toEqual([]);
  await person.press('2');
  await page.getByLabel('문의 내용').waitFor(patiently);
  expect(await violations()).toEqual([]);
});
