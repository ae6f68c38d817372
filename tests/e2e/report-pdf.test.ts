import { AxeBuilder } from '@axe-core/playwright';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { store } from '#tests/integration/reports/stored-promises.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf, setUp, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { letIn } from '#tests/support/people.ts';
import { asStored, type Told } from '#tests/unit/reports/histories.ts';

const LONG_DAY = '2026-11-19';
const SHORT_DAY = '2026-11-18';
const EMPTY_DAY = '2026-11-15';
const CALLS = 200;
const at = (date: string, time: string) => Date.parse(`${date}T${time}:00.000+09:00`);

const patiently = { timeout: 15_000 };

let host: TestHost;
let desk: TestWindow;
let browser: Browser;

/** 200 callbacks on one day and three on another, one of them late, one by a colleague, one with a Hanja name. */
async function fill(branchId: string, staff: Record<string, string>) {
  const evening = new Date(at(LONG_DAY, '18:04'));
  const told = (made: number, what: Partial<Told>): Told => ({
    memo: 0,
    made,
    dueIn: 60,
    endsIn: 19,
    end: 'answered',
    officer: 1,
    closer: 1,
    clause: 'P2',
    ...what,
  });
  const long = Array.from({ length: CALLS }, (_, index) => told(at(LONG_DAY, '09:00') + index * 120_000, {}));
  const short = [
    told(at(SHORT_DAY, '09:12'), {}),
    told(at(SHORT_DAY, '09:40'), { endsIn: 8, clause: 'V4' }),
    told(at(SHORT_DAY, '13:28'), { endsIn: 68, closer: 0 }),
  ];
  const names = ['강민아', '洪吉童', '정지호'];
  const promises = [...long, ...short].map((one, index) => {
    const promise = { ...asStored(one, index, evening), customerName: names[index % 3] ?? '' };
    return promise.state === 'late'
      ? { ...promise, customerName: '정지호', lateReason: '현장실사', lateAction: '사과 전화' }
      : promise;
  });
  const { duties } = await desk.client.settings.branch({ branchId });
  const { db } = host.served.desk.desk.engine;
  await store(db, { branchId, staff, dutyIds: duties.map((duty) => duty.id) }, promises);
}

beforeAll(async () => {
  host = await aHost();
  desk = aWindow(host.origin);
  const { branchId, staff } = await setUp(desk);
  await fill(branchId, staff);
  desk.session.set({ actorId: staff.한도윤 ?? null });
  browser = await launchBrowser();
});

afterAll(async () => {
  desk?.close();
  await host?.close();
  await browser?.close();
});

/** A browser window in which the branch manager works. What is printed is caught at the dialog's door. */
async function aManager(
  route = 'reports',
): Promise<{ page: Page; context: BrowserContext; prints: () => Promise<string[]> }> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  onTestFinished(() => context.close());
  await context.addInitScript(() => {
    const printed: string[] = [];
    Object.assign(window, { printed });
    window.print = () => {
      const text = document.querySelector('[data-print-sheet]')?.textContent ?? 'nothing';
      // A letter whose font has not arrived would be left out; Hanja are in a file that nothing else needs.
      const hanja = text.match(/\p{Script=Han}/gu)?.join('') ?? '';
      const drawn = hanja === '' || document.fonts.check('12.5px "Noto Sans KR"', hanja);
      printed.push(drawn ? text : `not drawn: ${text}`);
    };
  });
  const { branchId, actorId } = desk.session.get();
  await letIn(context, host.origin, { branchId: branchId ?? '', actorId: actorId ?? '' });
  const page = await context.newPage();
  await page.goto(`${host.url}#/${route}`);
  const prints = () => page.evaluate(() => (window as unknown as { printed: string[] }).printed);
  return { page, context, prints };
}

/** The pages of the PDF this page prints, each as its text. */
async function pagesOf(page: Page): Promise<string[]> {
  await page.evaluate(() => document.fonts.ready);
  const data = new Uint8Array(await page.pdf({ preferCSSPageSize: true }));
  const task = getDocument({ data, verbosity: 0 });
  const pdf = await task.promise;
  const pages: string[] = [];
  for (let number = 1; number <= pdf.numPages; number++) {
    const sheet = await pdf.getPage(number);
    const { width, height } = sheet.getViewport({ scale: 1 });
    expect([Math.round(width), Math.round(height)]).toEqual([595, 842]);
    const { items } = await sheet.getTextContent();
    const text = items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
    pages.push(text.replaceAll(/\s+/g, ' '));
  }
  await task.destroy();
  return pages;
}

const shownDay = (page: Page, text: string) =>
  page.getByRole('region', { name: '인쇄 미리 보기' }).getByText(text).first().waitFor();

test('today’s report is printed by two keys from another screen, once, and the print is logged', async () => {
  const { page, prints } = await aManager('settings');
  await page.locator('body').press('F8');
  await page.getByRole('button', { name: '인쇄', exact: false }).last().waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(prints, patiently).toHaveLength(1);
  expect((await prints())[0]).toContain('일일 전화회신 처리 보고');
  const { branchId } = desk.session.get();
  const log = await desk.client.system.recentActivity({ branchId: branchId ?? '' });
  expect(log.filter(({ action }) => action === 'reports.printed')).toHaveLength(1);
});

test('a day of 200 callbacks: every page numbered and headed, every row whole and once, Hangul to be read', async () => {
  const { page } = await aManager(`reports/${LONG_DAY}`);
  await shownDay(page, '200건');
  const pages = await pagesOf(page);
  expect(pages.length).toBeGreaterThan(4);
  for (const [index, text] of pages.entries()) {
    expect(text).toContain(`${index + 1} / ${pages.length}`);
    const rows = text.match(/\d\d:\d\d P2/g)?.length ?? 0;
    // A row that was cut would leave its purpose or its result on the next page.
    expect(text.match(/보증 상담/g)?.length ?? 0).toBe(rows);
    expect(text.match(/19분 · 기한 내/g)?.length ?? 0).toBe(rows);
    if (rows > 0)
      for (const head of ['접수', '담당 / 회신', '기한', '결과', '2026년 11월 19일 (목)'])
        expect(text).toContain(head);
  }
  expect(pages.join(' ').match(/\d\d:\d\d P2/g)).toHaveLength(CALLS);
  for (const word of [
    '일일 전화회신 처리 보고',
    '담당',
    '팀장',
    '지점장',
    '중부지점',
    '강○아',
    '洪○童',
    '박서연 대리',
  ]) {
    expect(pages[0]).toContain(word);
  }
  expect(pages.join(' ')).not.toMatch(/강민아|洪吉童|1234|만기 연장/);
});

test('a late call stands there with its reason and action, and P2 apart from V4', async () => {
  const { page } = await aManager(`reports/${SHORT_DAY}`);
  await shownDay(page, '3건');
  const [text = '', ...more] = await pagesOf(page);
  expect(more).toEqual([]);
  expect(text).toContain('8분 지연');
  expect(text).toContain('박서연 대리 → 이지훈 주임');
  expect(text).toMatch(/현장실사\s+사과 전화/);
  expect(text).toMatch(/P2 1시간 이내 답변\s+공표 기준\s+1\s+1\s+0\s+0\s+0\s+50\.0%/);
  expect(text).toMatch(/V4 .+ 내부 목표\s+1\s+0\s+0\s+0\s+0\s+100\.0%/);
});

test('the page of its own prints the same document as the screen', async () => {
  const { page, context } = await aManager(`reports/${SHORT_DAY}`);
  await shownDay(page, '3건');
  const alone = await context.newPage();
  await alone.goto(`${host.url}#/print/daily-callback/${SHORT_DAY}`);
  await alone.getByText('3건').waitFor();
  const still = (pages: string[]) => pages.map((text) => text.replace(/출력 .+? 한도윤/, ''));
  expect(still(await pagesOf(alone))).toEqual(still(await pagesOf(page)));
});

test('an empty day is printed and says so', async () => {
  const { page } = await aManager(`reports/${EMPTY_DAY}`);
  await shownDay(page, '접수된 회신 약속이 없습니다');
  const pages = await pagesOf(page);
  expect(pages).toHaveLength(1);
  expect(pages[0]).toContain('이 날에는 접수된 회신 약속이 없습니다');
  expect(pages[0]).toContain('1 / 1');
});

test('whole names are printed after a purpose was given, and are nowhere in the window afterwards', async () => {
  const { page, prints } = await aManager(`reports/${SHORT_DAY}`);
  await shownDay(page, '3건');
  await page.keyboard.press('u');
  await page.keyboard.press('Control+Enter');
  expect(await prints()).toEqual([]);
  await page.keyboard.type('감사 자료 제출');
  await page.keyboard.press('Control+Enter');
  await expect.poll(prints, patiently).toHaveLength(1);
  const [paper] = await prints();
  expect(paper).toContain('정지호');
  expect(paper).toContain('010-1234-2748');
  expect(paper).toContain('목적: 감사 자료 제출');
  await expect.poll(() => page.content(), patiently).not.toContain('정지호');
  const log = await desk.client.system.recentActivity({ branchId: desk.session.get().branchId ?? '' });
  expect(log.find(({ action }) => action === 'reports.dailyCallbackUnmasked')?.purpose).toBe(
    '감사 자료 제출',
  );
});

test('the closing check: the missing reason is given in place, then the report is printed', async () => {
  const branchId = desk.session.get().branchId ?? '';
  const staff = await peopleOf(host);
  const now = new Date();
  const twoHours = { memo: 0, made: now.getTime() - 7_200_000, dueIn: 60, endsIn: null } as const;
  const told = { ...twoHours, end: 'answered', officer: 1, closer: 1, clause: 'P2' } as const;
  const overdue = { ...asStored(told, 0, now), customerName: '洪吉童' };
  await store(host.served.desk.desk.engine.db, { branchId, staff, dutyIds: [] }, [overdue]);
  const { page, prints } = await aManager('reports/closing');
  await page.getByText('사유 필요').waitFor();
  await page.getByRole('button', { name: '사유 적기' }).click();
  await page.keyboard.type('고객이 오후에 통화를 원하심');
  await page.keyboard.press('Control+Enter');
  await page.getByRole('button', { name: '메모 열기' }).waitFor();
  await expect.poll(() => page.getByText('사유 필요').count(), patiently).toBe(0);
  await page.locator('main').press('Enter');
  await expect.poll(prints, patiently).toHaveLength(1);
  const [paper] = await prints();
  expect(paper).toContain('洪○童');
  expect(paper).toContain('고객이 오후에 통화를 원하심');
  expect(paper).not.toContain('not drawn');
});

test.each(['reports', 'reports/month', 'reports/closing'])(
  'nothing in #/%s stands in anyone’s way',
  async (route) => {
    const { page } = await aManager(route);
    await page.locator('article, table, button:has-text("오늘의 보고 인쇄")').first().waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  },
);
