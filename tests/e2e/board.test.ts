import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, type TestHost } from '#tests/support/host.ts';
import { signInAsDemo } from '#tests/support/people.ts';

/** A Friday at twelve past two: the branch is open and everything in the scene is as the demo tells it. */
const SCENE = Date.parse('2026-11-20T14:12:00+09:00');
const patiently = { timeout: 15_000 };

let host: TestHost;
let browser: Browser;

beforeAll(async () => {
  const ahead = SCENE - Date.now();
  host = await aHost({ demo: true, clock: { now: () => new Date(Date.now() + ahead) } });
  browser = await launchBrowser();
});

afterAll(async () => {
  await host.close();
  await browser.close();
});

/** A window of its own in which somebody has signed in; it stands at the board. */
async function windowOf(name: string): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(`${host.url}#/memos`);
  await signInAsDemo(page, name);
  await column(page, '새 메모').waitFor(patiently);
  return page;
}

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const card = (page: Page, name: string) => page.getByRole('button', { name: `${name} 고객 메모 열기` });
const panel = (page: Page, name: string) => page.getByRole('region', { name: `${name} 고객` });
const inColumn = (page: Page, name: string, who: string) =>
  column(page, name).getByRole('button', { name: `${who} 고객 메모 열기` });

/** Moves with the arrows until the card of somebody has the focus, as one does without a mouse. */
async function arrowTo(page: Page, who: string): Promise<void> {
  const wanted = `${who} 고객 메모 열기`;
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  const press = async (key: string, times: number) => {
    for (let step = 0; step < times; step += 1) {
      if ((await focused()) === wanted) return;
      await page.keyboard.press(key);
    }
  };
  await page.keyboard.press('ArrowDown');
  await press('ArrowLeft', 3);
  for (let columns = 0; columns < 4; columns += 1) {
    await press('ArrowUp', 8);
    await press('ArrowDown', 8);
    await press(columns < 3 ? 'ArrowRight' : 'ArrowLeft', 1);
  }
  expect(await focused()).toBe(wanted);
}

test('돌아왔습니다: one key, and the late memo is there with number, apology and order of the call', async () => {
  const officer = await windowOf('박서연');
  const colleague = await windowOf('한도윤');
  const reminder = colleague
    .getByRole('region', { name: '회신 알림' })
    .getByText(/정○호 고객 회신 기한이 지났/);
  await reminder.waitFor(patiently);
  await officer.keyboard.press('F9');
  const open = panel(officer, '정은호');
  await open.waitFor(patiently);
  await open.getByText('010-0000-8821').waitFor(patiently);
  expect(await officer.getByText('돌아왔습니다').count()).toBe(0);
  const said: string[] = [];
  for (;;) {
    if (await open.getByText('순서를 모두 마쳤습니다').isVisible()) break;
    const sentence = open.locator('[aria-live=polite] p').first();
    const text = (await sentence.textContent()) ?? '';
    said.push(text);
    await officer.keyboard.press('C');
    await expect.poll(() => sentence.or(open.getByText('순서를 모두')).first().textContent()).not.toBe(text);
  }
  expect(said[0]).toContain('안녕하십니까');
  expect(said.some((text) => text.includes('늦게 전화드려 죄송합니다'))).toBe(true);
  expect(said.some((text) => text.includes('정은호 고객님 맞으십니까'))).toBe(true);

  await officer.keyboard.press('Enter');
  await officer.getByLabel('무엇을 답변하셨나요?').waitFor();
  await officer.keyboard.type('AIT 분할상환 조건을 안내했습니다.');
  // Letters and Enter belong to the text; without a reason a late answer is not taken.
  await officer.keyboard.press('Control+Enter');
  expect(await officer.getByRole('button', { name: /답변 기록/ }).isDisabled()).toBe(true);
  await officer.keyboard.press('Tab');
  await officer.keyboard.type('현장실사로 늦었습니다.');
  await officer.keyboard.press('Control+Enter');
  await officer.getByText('전화할 메모가 없습니다').waitFor(patiently);

  // Nobody pressed anything in the other window.
  const closed = inColumn(colleague, '회신 완료', '정○호');
  await closed.waitFor(patiently);
  expect(await column(colleague, '회신 완료').textContent()).toContain('늦음');
  await reminder.waitFor({ state: 'detached', ...patiently });
  await officer.keyboard.press('Enter');
  await officer.waitForURL(/#\/memos$/);
});

test('a memo of somebody else is masked; Enter takes it over and shows the number', async () => {
  const page = await windowOf('이지훈');
  await arrowTo(page, '서○준');
  await page.keyboard.press('Enter');
  const masked = panel(page, '서○준');
  await masked.getByText('010-****-4410').waitFor(patiently);
  expect(await page.content()).not.toContain('010-0000-4410');
  await page.keyboard.press('Enter');
  await panel(page, '서현준').getByText('010-0000-4410').waitFor(patiently);
  expect(await panel(page, '서현준').textContent()).toContain('넘겨받음');
});

test('a card dragged to a column is the action that leads there, with its words asked for', async () => {
  const page = await windowOf('최민호');
  // What is above the board has its place before a card is taken up.
  await page.getByText('김○수', { exact: false }).first().waitFor(patiently);
  await page.getByRole('region', { name: '회신 알림' }).waitFor(patiently);
  await inColumn(page, '새 메모', '오○진').dragTo(column(page, '확인함'));
  await inColumn(page, '확인함', '오○진').waitFor(patiently);
  await panel(page, '오혜진').waitFor(patiently);
  await page.keyboard.press('Escape');
  await inColumn(page, '확인함', '오○진').dragTo(column(page, '연락 중'));
  await page.getByRole('region', { name: '통화 시도' }).waitFor(patiently);
  await page.keyboard.press('2');
  await page.keyboard.press('Enter');
  await inColumn(page, '연락 중', '오○진').waitFor(patiently);
  await expect.poll(() => panel(page, '오혜진').textContent(), patiently).toContain('통화 시도 · 통화 중');
});

test('two people at one memo: the second sees what the first did and loses nothing typed', async () => {
  const first = await windowOf('김하늘');
  const second = await windowOf('이지훈');
  await arrowTo(first, '민○라');
  await first.keyboard.press('Enter');
  await panel(first, '민보라').waitFor(patiently);
  await first.keyboard.press('Enter');
  const words = first.getByLabel('무엇을 답변하셨나요?');
  await words.waitFor();
  await first.keyboard.type('서류 목록을 안내했습니다.');

  await arrowTo(second, '민○라');
  await second.keyboard.press('H');
  await second.getByRole('region', { name: '다른 직원에게 넘기기' }).waitFor(patiently);
  await second.keyboard.type('ㅎㄷㅇ');
  await second.keyboard.press('Enter');
  await second.keyboard.type('지점장님이 직접 답변하십니다.');
  await second.keyboard.press('Control+Enter');

  await first.getByText('그사이 다른 사람이 이 메모를 처리했습니다').waitFor(patiently);
  expect(await first.getByRole('alert').textContent()).toContain('한도윤에게 넘김');
  expect(await words.inputValue()).toBe('서류 목록을 안내했습니다.');
  // The officer intended may still answer: his words are sent as they are.
  await first.keyboard.press('Control+Enter');
  await inColumn(first, '회신 완료', '민○라').waitFor(patiently);
  await inColumn(second, '회신 완료', '민○라').waitFor(patiently);
});

test('what was typed survives a reload, in the form it was typed in', async () => {
  const page = await windowOf('이지훈');
  await arrowTo(page, '강○원');
  await page.keyboard.press('I');
  await page.getByLabel('지금까지 무엇을 말씀드렸나요?').waitFor(patiently);
  await page.keyboard.type('심사 결과를 확인하고 있습니다.');
  await expect
    .poll(async () => (await drafts()).some((text) => text.includes('심사 결과를 확인')), patiently)
    .toBe(true);
  await page.reload();
  const words = page.getByLabel('지금까지 무엇을 말씀드렸나요?');
  await words.waitFor(patiently);
  expect(await words.inputValue()).toBe('심사 결과를 확인하고 있습니다.');
  await page.getByRole('button', { name: '30분 뒤' }).click();
  await page.keyboard.press('Control+Enter');
  await page.getByText(/중간 회신 · .*까지 다시 약속/).waitFor(patiently);
});

async function drafts(): Promise<string[]> {
  const rows = await host.served.desk.desk.engine.db
    .selectFrom('draft')
    .select('body')
    .orderBy('id')
    .execute();
  return rows.map(({ body }) => body);
}

test('F4 from any screen: a memo for an absent colleague with the sentence to say, then its slip', async () => {
  const page = await windowOf('김하늘');
  await page.keyboard.press('Control+8');
  await page.waitForURL(/#\/staff/);
  await page.keyboard.press('F4');
  await page.getByRole('combobox', { name: '누구에게 남기는 메모입니까?' }).waitFor(patiently);
  await page.keyboard.type('강민재');
  await page.keyboard.press('Enter');
  await page.keyboard.type('노을카페');
  await page.keyboard.press('Tab');
  await page.keyboard.type('01000007777');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.type('기한 연장 서류를 문의하셨습니다.');
  await page.keyboard.press('Control+Enter');
  await page.getByText('메모를 저장했습니다').waitFor(patiently);
  await inColumn(page, '새 메모', '노○○페').waitFor(patiently);
});

test('has anyone called this customer back? One search, one look, for people who are not saved as well', async () => {
  const page = await windowOf('이지훈');
  const found = page.getByRole('list', { name: '찾은 메모' }).getByRole('listitem');
  await page.keyboard.press('F6');
  await page.keyboard.type('8821');
  await found.first().waitFor(patiently);
  // The newest comes first: his earlier memos stand below it.
  // Answered in the first of these walks: how it ended, by whom and when, in words; still masked.
  await expect
    .poll(() => found.first().textContent(), patiently)
    .toMatch(/정○호.*늦게 회신함.*박서연 · \d\d:\d\d/);
  expect(await page.content()).not.toContain('010-0000-8821');
  await page.keyboard.press('Escape');
  await column(page, '새 메모').waitFor(patiently);
});

test('the slip is printed by two keys, masked, and its print is in the activity log', async () => {
  const page = await windowOf('한도윤');
  await page.evaluate(() => {
    const shown = () => document.querySelector('article')?.textContent ?? '';
    window.print = () => Object.assign(window, { printed: shown() });
  });
  await card(page, '서○준').click();
  await panel(page, '서○준').waitFor(patiently);
  await page.keyboard.press('P');
  await page.getByText('전화 회신 약속').waitFor(patiently);
  await page.keyboard.press('Enter');
  const printed = () => page.evaluate(() => (window as unknown as { printed?: string }).printed ?? '');
  await expect.poll(printed, patiently).toContain('서○준 고객님');
  expect(await printed()).toMatch(/까지 전화드리겠습니다/);
  const { db } = host.served.desk.desk.engine;
  const log = await db.selectFrom('activity').select(['action', 'subjects']).orderBy('seq').execute();
  expect(log.filter(({ action }) => action === 'reports.printed')).toHaveLength(1);
  await page.keyboard.press('Escape');
  await panel(page, '서○준').waitFor(patiently);
});

test('everything on these screens passes the accessibility check', async () => {
  const page = await windowOf('최민호');
  const check = async (where: string) => {
    // The other mode opens a second page, and this one would lose the keyboard to it.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    expect(violations.map(({ id, nodes }) => `${where} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  };
  await check('board');
  await card(page, '오○진').click();
  await panel(page, '오혜진').waitFor(patiently);
  await check('memo');
  await page.keyboard.press('A');
  await page.getByRole('region', { name: '통화 시도' }).waitFor();
  await check('attempt');
  await page.keyboard.press('Escape');
  await page.getByRole('region', { name: '통화 시도' }).waitFor({ state: 'detached' });
  await page.keyboard.press('P');
  await page.getByText('전화 회신 약속').waitFor(patiently);
  await check('slip');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+8');
  await page.getByRole('heading', { name: '내 자리' }).waitFor(patiently);
  await check('staff');
});

test('away in one press, as it may be told; back in one press', async () => {
  const page = await windowOf('송다은');
  const reception = await windowOf('이지훈');
  await page.keyboard.press('Control+8');
  await page.getByRole('heading', { name: '내 자리' }).waitFor(patiently);
  await page.keyboard.press('2');
  await page.getByRole('button', { name: '돌아왔습니다' }).waitFor(patiently);
  await reception.keyboard.press('Control+8');
  const entry = reception.getByRole('listitem').filter({ hasText: '송다은' });
  await expect.poll(() => entry.textContent(), patiently).toContain('회의');
  await page.keyboard.press('F9');
  await expect.poll(() => entry.textContent(), patiently).not.toContain('회의');
});
