import type { Browser, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { type AtWindow, sitDown } from '#tests/support/people.ts';

/** A Friday afternoon in the demo branch: 박서연 is out until 15:30 and one of her promises is overdue. */
const friday = Date.parse('2026-11-20T14:32:00+09:00');
const patiently = { timeout: 15_000 };
const sizes = { wide: { width: 1440, height: 900 }, small: { width: 1024, height: 768 } };

let host: TestHost;
let desk: TestWindow;
let browser: Browser;
let branchId: string;
let staff: Record<string, string>;

beforeAll(async () => {
  browser = await launchBrowser();
  return () => browser.close();
});

beforeEach(async () => {
  const opened = Date.now();
  host = await aHost({ demo: true, clock: { now: () => new Date(friday + Date.now() - opened) } });
  desk = aWindow(host.origin);
  branchId = (await desk.client.system.status({})).branches[0]?.id ?? '';
  staff = await peopleOf(host);
  desk.session.set({ branchId, actorId: staff.한도윤 ?? null });
});

afterEach(async () => {
  desk.close();
  await host.close();
});

async function at(
  name: string,
  { route = '', touch = false, size = sizes.wide, language = 'ko' as 'ko' | 'en' } = {},
): Promise<AtWindow> {
  const seat = { origin: host.origin, branchId, actorId: staff[name] ?? '', route, touch, size, language };
  const window = await sitDown(browser, seat);
  await window.page
    .getByRole('heading', { level: 1, name: language === 'ko' ? '오늘' : 'Today' })
    .waitFor(patiently);
  return window;
}

/** Counts taps, as fingers do them. */
function fingers(page: Page) {
  let taps = 0;
  return {
    tap: async (name: RegExp | string, role: 'button' | 'option' | 'radio' = 'button') => {
      taps += 1;
      await page.getByRole(role, { name }).first().tap(patiently);
    },
    taps: () => taps,
  };
}

const presence = async (name: string) =>
  (await desk.client.staff.directory({ branchId })).find(({ id }) => id === staff[name])?.presence;
const siteVisitsOf = async (name: string) =>
  (await desk.client.siteVisits.board({ branchId })).flatMap(({ officer, arrivedAt, customerName }) =>
    officer.name === name && arrivedAt === null ? [customerName] : [],
  );
const mineOf = async (name: string) =>
  (await desk.client.desks.openWork({ branchId, staffId: staff[name] ?? '' })).memos.map(({ memo }) => memo);
const branchMemos = async () => (await desk.client.memos.board({ branchId, filter: 'branch' })).cards;
const section = (page: Page, name: string) => page.getByRole('region', { name });

describe('where a window begins', () => {
  test('an employee and a manager have their own day first, reception the counter', async () => {
    const employee = await at('최민호');
    await section(employee.page, '내가 지킬 약속').waitFor(patiently);
    const manager = await at('한도윤');
    await section(manager.page, '기한 지난 약속').waitFor(patiently);
    const rail = (page: Page) => page.getByRole('navigation').getByRole('link').allInnerTexts();
    expect((await rail(employee.page))[0]).toBe('오늘');
    const { page } = await sitDown(browser, {
      origin: host.origin,
      branchId,
      actorId: staff.김하늘 ?? '',
      route: '',
    });
    await page.getByRole('heading', { level: 1, name: '창구' }).waitFor(patiently);
    expect((await rail(page)).slice(0, 2)).toEqual(['창구', '전화']);
  });
});

describe('a memo for a colleague who is away', () => {
  test('three keys and the words: his, the customer, the promise', async () => {
    const { page, press, type, actions } = await at('최민호');
    await section(page, '자리를 비운 동료')
      .getByRole('button', { name: '박서연 대리에게 메모 남기기' })
      .waitFor(patiently);
    await press('Shift+1');
    await page.getByRole('combobox', { name: /고객 성명/ }).waitFor(patiently);
    await type('rlaals');
    await page.getByRole('listbox', { name: '찾은 고객' }).getByRole('option').first().waitFor(patiently);
    await press('Enter');
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await type('만기 연장 서류를 여쭈십니다.');
    await expect.poll(() => page.getByRole('button', { name: /약속하고 저장/ }).isEnabled()).toBe(true);
    await press('Control+Enter');
    await page.getByText('메모를 저장했습니다').waitFor(patiently);
    expect(actions()).toBeLessThanOrEqual(3);
    const made = (await branchMemos()).find(({ inquiry }) => inquiry === '만기 연장 서류를 여쭈십니다.');
    expect(made).toMatchObject({
      customerName: '김○수',
      intended: { name: '박서연' },
      takenBy: { name: '최민호' },
      handler: { name: '이지훈' },
    });
    // It is there at once among what I left, without asking.
    await press('Enter');
    await section(page, '내가 남긴 메모').getByText('만기 연장 서류를 여쭈십니다.').waitFor(patiently);
    await desk.client.memos.takeOver({
      requestId: crypto.randomUUID(),
      id: made?.id ?? '',
      expectedVersion: made?.version ?? 0,
    });
    await section(page, '내가 남긴 메모').getByText('한도윤 지점장 (대신)').waitFor(patiently);
  });

  test('three taps by touch alone on a small screen', async () => {
    const { page, type } = await at('최민호', { touch: true, size: sizes.small });
    const { tap, taps } = fingers(page);
    await tap('박서연 대리에게 메모 남기기');
    await page.getByRole('combobox', { name: /고객 성명/ }).waitFor(patiently);
    await type('2748');
    const hit = page.getByRole('listbox', { name: '찾은 고객' }).getByRole('option').first();
    await hit.waitFor(patiently);
    // Under two banners, with the sentence above it: what was found lies over nothing and under nothing.
    const isSeen = () =>
      hit.evaluate((option) => {
        const { left, top, width, height } = option.getBoundingClientRect();
        return option.contains(document.elementFromPoint(left + width / 2, top + height / 2));
      });
    await expect.poll(isSeen, patiently).toBe(true);
    await tap(/김○수/, 'option');
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe('TEXTAREA');
    await type('보증 한도 문의');
    await expect.poll(() => page.getByRole('button', { name: /약속하고 저장/ }).isEnabled()).toBe(true);
    await tap(/약속하고 저장/);
    await page.getByText('메모를 저장했습니다').waitFor(patiently);
    expect(taps()).toBeLessThanOrEqual(3);
    expect((await branchMemos()).some(({ inquiry }) => inquiry === '보증 한도 문의')).toBe(true);
  });

  test('for anybody else F4, then a digit or part of the name: those who are away come first', async () => {
    const { page, press } = await at('최민호');
    await section(page, '자리를 비운 동료').waitFor(patiently);
    await press('F4');
    const list = page.getByRole('listbox', { name: /누구에게/ });
    await list.waitFor(patiently);
    expect((await list.getByRole('option').allInnerTexts())[0]).toContain('박서연');
    await press('1');
    await page
      .getByText(/이지훈 주임이 대신|대신 .*까지/)
      .first()
      .waitFor(patiently);
    await press('Escape');
    await press('F4');
    await page.getByText('박서연 대리 · 보증팀').waitFor(patiently);
    // Somebody nobody knows yet is typed as before.
    await page.getByRole('combobox', { name: /고객 성명/ }).fill('최준영');
    await page.getByLabel(/전화번호/).fill('010-5555-7777');
    await page.getByLabel(/문의 내용/).fill('영업시간');
    await press('Control+Enter');
    await page.getByText('메모를 저장했습니다').waitFor(patiently);
    expect((await branchMemos()).find(({ inquiry }) => inquiry === '영업시간')?.customerName).toBe('최○영');
  });
});

describe('my absence', () => {
  test('one key with the usual return, changed by one press, taken back by one', async () => {
    const { page, press, actions } = await at('송다은', { route: 'today' });
    const mine = section(page, '내 자리');
    await mine.getByRole('button', { name: /회의.*15:35 복귀/ }).waitFor(patiently);
    await press('2');
    await mine.getByText('지금 부재입니다 · 회의 · 15:35 복귀 예정').waitFor(patiently);
    expect(actions()).toBe(1);
    expect((await presence('송다은'))?.returnsAt).toEqual(new Date('2026-11-20T15:35:00+09:00'));
    await mine.getByRole('radio', { name: '30분 뒤' }).click();
    await mine.getByText(/회의 · 15:0\d 복귀 예정/).waitFor(patiently);
    await press('Backspace');
    await mine.getByText('지금 부재입니다 · 회의 · 15:35 복귀 예정').waitFor(patiently);
    await press('F9');
    await expect.poll(async () => (await presence('송다은'))?.state).toBe('present');
  });

  test('a slip of the finger is taken back to being here', async () => {
    const { page } = await at('송다은', { route: 'today', touch: true, size: sizes.small });
    const { tap } = fingers(page);
    await tap(/식사/);
    await expect.poll(async () => (await presence('송다은'))?.kind).toBe('meal');
    await tap(/되돌리기/);
    await expect.poll(async () => (await presence('송다은'))?.state).toBe('present');
  });
});

describe('handing on', () => {
  test('leave says until when, brings up what is left, and one key hands all of it on', async () => {
    const { page, press, actions } = await at('최민호');
    const before = await mineOf('최민호');
    expect(before.length).toBe(2);
    await section(page, '내 자리')
      .getByRole('button', { name: /휴가.*11월 23일 \(월\) 09:00/ })
      .waitFor(patiently);
    await press('3');
    const panel = section(page, '남은 일 넘기기');
    // Two memos, a customer on his way, and three site visits.
    await panel.getByRole('button', { name: /6건 넘기기/ }).waitFor(patiently);
    await panel.getByLabel('민○라 고객 현장방문').waitFor(patiently);
    await press('Enter');
    await page.getByText('6건을 넘겼습니다').waitFor(patiently);
    expect(actions()).toBeLessThanOrEqual(2);
    expect(await mineOf('최민호')).toEqual([]);
    expect(await siteVisitsOf('최민호')).toEqual([]);
    const memos = (await branchMemos()).filter(({ id }) => before.some((one) => one.id === id));
    for (const { handler, intended } of memos) {
      expect(intended.name).toBe('최민호');
      expect(handler.name).not.toBe('최민호');
    }
    const check = await desk.client.reports.closingCheck({ branchId });
    const handed = check.promises.filter(({ handedOn }) => handedOn?.from === '최민호');
    expect(handed.map(({ handedOn }) => handedOn?.reason)).toEqual(['휴가', '휴가']);
    await section(page, '내가 지킬 약속').getByText('지킬 약속이 없습니다').waitFor(patiently);
  });

  test('H on demand: another person for one, one stays; what cannot go says why, and then the rest goes', async () => {
    const { page, press } = await at('최민호');
    await section(page, '내가 지킬 약속').waitFor(patiently);
    await press('h');
    const panel = section(page, '남은 일 넘기기');
    await panel.getByLabel('서○준 고객 메모').selectOption({ label: '넘기지 않음' });
    await panel.getByLabel('민○라 고객 현장방문').selectOption({ label: '넘기지 않음' });
    await panel.getByLabel('배○연 고객 현장방문').selectOption({ label: '윤정아 팀장' });
    await panel.getByLabel('오○진 고객 메모').selectOption({ label: '윤정아 팀장' });
    const [, second] = await mineOf('최민호');
    const first = (await mineOf('최민호')).find(({ customerName }) => customerName === '오○진');
    // Whoever was chosen for the visit leaves at that very moment.
    await panel.getByLabel('김○수 고객 응대').selectOption({ label: '김태현 팀장 · 추천' });
    await desk.client.staff.setAbsence({
      requestId: crypto.randomUUID(),
      staffId: staff.김태현 ?? '',
      kind: 'meeting',
      told: null,
      returnsAt: null,
    });
    await panel
      .getByRole('option', { name: '김태현 팀장 · 부재' })
      .first()
      .waitFor({ state: 'attached', ...patiently });
    await press('Enter');
    await panel.getByText(/아무것도 넘기지 않았습니다/).waitFor(patiently);
    await panel.getByText(/고르신 담당자가 자리에 없습니다/).waitFor(patiently);
    expect((await mineOf('최민호')).length).toBe(2);
    await panel.getByLabel('김○수 고객 응대').selectOption({ label: '이지훈 주임 · 창구로 되돌리기' });
    await page.keyboard.press('Control+Enter');
    await page.getByText('4건을 넘겼습니다').waitFor(patiently);
    expect(await siteVisitsOf('최민호')).toEqual(['민○라']);
    expect(await siteVisitsOf('윤정아')).toEqual(['배○연']);
    expect((await branchMemos()).find(({ id }) => id === first?.id)?.handler.name).toBe('윤정아');
    expect((await mineOf('최민호')).map(({ id }) => id)).toEqual([second?.id]);
    const { encounters } = await desk.client.encounters.unclosed({ branchId });
    expect(
      encounters.find(({ customer, officer }) => customer?.name === '김○수' && officer?.name === '최민호'),
    ).toMatchObject({
      state: 'open',
      servedBy: { name: '이지훈' },
    });
  });

  test('by touch alone', async () => {
    const { page } = await at('김하늘', { route: 'today', touch: true, size: sizes.small });
    const { tap, taps } = fingers(page);
    await tap(/남은 일 넘기기/);
    await section(page, '남은 일 넘기기')
      .getByRole('button', { name: /1건 넘기기/ })
      .waitFor(patiently);
    await tap(/1건 넘기기/);
    await page.getByText('1건을 넘겼습니다').waitFor(patiently);
    expect(taps()).toBe(2);
    expect(await mineOf('김하늘')).toEqual([]);
  });
});

describe('the manager’s view', () => {
  test('what is overdue with who cannot, one press to call instead, and it is gone from the list by itself', async () => {
    const { page, press, type } = await at('한도윤');
    const overdue = section(page, '기한 지난 약속');
    const row = overdue.getByRole('listitem').filter({ hasText: '정○호' });
    await row.getByText('박서연 외근 · 15:30 복귀 예정').waitFor(patiently);
    await row.getByText(/분 지남/).waitFor(patiently);
    await section(page, '자리를 비운 직원').getByText('메모 1건 · 그중 1건 지남').waitFor(patiently);
    await page.getByRole('region', { name: '오늘의 지점' }).getByText('이행률').waitFor(patiently);
    await row.getByRole('button', { name: '대신 전화하기' }).click();
    const panel = section(page, '정은호 고객');
    await panel.getByText('010-0000-8821').waitFor(patiently);
    await press('Enter');
    await page.getByLabel('무엇을 답변하셨나요?').waitFor(patiently);
    await type('분할상환 조건을 안내했습니다.');
    await press('Tab');
    await type('담당자가 외근이었습니다.');
    await press('Control+Enter');
    await overdue.getByText('기한이 지난 약속이 없습니다.').waitFor(patiently);
    await press('F8');
    await page.getByRole('heading', { level: 1, name: '보고' }).waitFor(patiently);
  });

  test('one who is out: by when he cannot, and everything he has handed on for him', async () => {
    // A promise of hers that is due before she is back.
    const due = new Date('2026-11-20T15:20:00+09:00');
    const [own] = await mineOf('이지훈');
    await desk.client.memos.handOn({
      requestId: crypto.randomUUID(),
      id: own?.id ?? '',
      expectedVersion: own?.version ?? 0,
      to: staff.박서연 ?? '',
      reason: '담당자',
    });
    expect(own && own.promise.dueAt < due).toBe(true);
    const { page, press } = await at('한도윤', { language: 'en', size: sizes.small });
    const out = section(page, 'Who is away').getByRole('listitem').filter({ hasText: '박서연' });
    await out.getByText(/박서연 will not be back before 1\d:\d\d/).waitFor(patiently);
    await out.getByRole('button', { name: 'Hand the work on' }).click();
    const panel = page.getByRole('region', { name: 'Hand on the work of 박서연, 대리' });
    // Two memos and the papers nobody has told the customer of; the site visit she is at stays with her.
    await panel.getByLabel('Documents of 배○연').waitFor(patiently);
    await panel.getByRole('button', { name: /Hand 3 on/ }).waitFor(patiently);
    await press('Enter');
    await page.getByText('3 were handed on').waitFor(patiently);
    expect(await mineOf('박서연')).toEqual([]);
    await section(page, 'Who is away').getByText('박서연').waitFor(patiently);
  });

  test('somebody who is both has both, by one key, and sees from his own work how much is overdue', async () => {
    const { page, press } = await at('김태현');
    await section(page, '내가 지킬 약속').waitFor(patiently);
    await page.getByRole('radio', { name: /지점 · 1건 지남/ }).waitFor(patiently);
    await press('B');
    await section(page, '기한 지난 약속').waitFor(patiently);
    await press('M');
    await section(page, '내가 지킬 약속').waitFor(patiently);
  });
});
