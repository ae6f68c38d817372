import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { type AtWindow, sitDown } from '#tests/support/people.ts';

/** A Friday afternoon in the demo branch. */
const friday = Date.parse('2026-11-20T14:32:00+09:00');
const patiently = { timeout: 15_000 };

let host: TestHost;
let desk: TestWindow;
let browser: Browser;
let branchId: string;
let staff: Record<string, string>;

beforeAll(async () => {
  browser = await launchBrowser();
  const opened = Date.now();
  host = await aHost({ demo: true, clock: { now: () => new Date(friday + Date.now() - opened) } });
  desk = aWindow(host.origin);
  branchId = (await desk.client.system.status({})).branches[0]?.id ?? '';
  staff = await peopleOf(host);
  desk.session.set({ branchId, actorId: staff.한도윤 ?? null });
});
afterAll(async () => {
  desk.close();
  await host.close();
  await browser.close();
});

interface At {
  route?: string;
  touch?: boolean;
  size?: { width: number; height: number };
  language?: 'ko' | 'en';
}

const at = async (name: string, { route = 'site-visits', ...more }: At = {}): Promise<AtWindow> =>
  await sitDown(browser, { origin: host.origin, branchId, actorId: staff[name] ?? '', route, ...more });

const board = () => desk.client.siteVisits.board({ branchId });
const visit = (id: string) => desk.client.siteVisits.get({ branchId, id });
const button = (page: Page, name: RegExp | string) => page.getByRole('button', { name }).first();

/** Until the front desk says so. */
async function until<T>(ask: () => Promise<T>, holds: (value: T) => boolean): Promise<T> {
  const begun = Date.now();
  for (;;) {
    const value = await ask();
    if (holds(value)) return value;
    if (Date.now() - begun > 15_000) throw new Error(`still ${JSON.stringify(value)}`);
    await new Promise((later) => setTimeout(later, 50));
  }
}

test('by keys alone: a visit is written down, agreed by telephone, and every step is recorded there', async () => {
  const { page, press, type } = await at('최민호');
  await button(page, '새 방문').waitFor(patiently);
  await press('n');
  await page.getByLabel('고객', { exact: false }).first().waitFor(patiently);
  await type('한지민');
  await press('Tab');
  await type('010-1234-5678');
  for (const key of ['Tab', 'Tab']) await press(key);
  await type('대전 서구 둔산로 100');
  await press('Tab');
  await press('ArrowDown');
  await press('Control+Enter');
  // The call: who I am and what about, then the time, as the customer agrees to it.
  await page.getByText('관련하여 찾아뵙고자 전화드렸습니다.').waitFor(patiently);
  await press('Enter');
  await page.getByText('찾아뵈어도 괜찮으시겠습니까?').waitFor(patiently);
  await page.locator('[role=spinbutton]:focus').waitFor(patiently);
  await type('1630');
  await page.getByText('오후 4시 30분').first().waitFor(patiently);
  await press('Enter');
  const [made] = await until(
    async () =>
      (await board()).filter(({ customerName, state }) => customerName === '한○민' && state === 'agreed'),
    ({ length }) => length === 1,
  );
  const id = made?.id ?? '';
  expect(made?.agreedAt).toEqual(new Date('2026-11-20T07:30:00.000Z'));

  // It will take longer: the customer is phoned before.
  await button(page, '늦을 것 같습니다').waitFor(patiently);
  await press('l');
  await press('2');
  await page.getByText('약속드린 시각보다').waitFor(patiently);
  await press('Enter');
  await until(
    () => visit(id),
    ({ expectedAt }) => expectedAt !== null,
  );

  await button(page, '도착했습니다').waitFor(patiently);
  await press('Enter');
  // Two hours before anybody expects them: it is asked once more.
  await page.getByText('지금 도착한 것으로 기록할까요?').waitFor(patiently);
  expect((await visit(id)).arrivedAt).toBeNull();
  await press('Enter');
  for (const words of ['결과를 설명해', '제 명함입니다', '더 궁금하신 점', '시간 내 주셔서']) {
    await page.getByText(words).first().waitFor(patiently);
    await press('Enter');
  }
  const over = await until(
    () => visit(id),
    ({ state }) => state === 'done',
  );
  expect(over.promise?.state).toBe('kept');
  expect(over.steps.every(({ doneAt }) => doneAt !== null)).toBe(true);
});

test('a page for the phone works without a network, keeps its ticks, and gives them back as a code', async () => {
  const { id } = await aVisitOf('최민호', '민○라');
  const { page, press } = await at('최민호', { route: `site-visits/${id}` });
  await button(page, '휴대전화용 파일 저장').waitFor(patiently);
  const [download] = await Promise.all([page.waitForEvent('download', patiently), press('s')]);
  const folder = mkdtempSync(join(tmpdir(), 'maji-phone-'));
  const file = join(folder, 'visit.html');
  await download.saveAs(file);

  const phone = await browser.newContext({
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    offline: true,
  });
  const pocket = await phone.newPage();
  const asked: string[] = [];
  pocket.on('request', (request) => asked.push(request.url()));
  await pocket.goto(`file://${file}`);
  await pocket.getByRole('heading', { name: /민보라/ }).waitFor(patiently);
  for (const step of ['arrive', 'result', 'card']) {
    await pocket.locator(`[data-step="${step}"]`).getByRole('button', { name: '했습니다' }).tap(patiently);
  }
  await pocket.reload();
  expect(await pocket.locator('.time').count()).toBe(3);
  const code = await pocket.getByRole('textbox', { name: '코드 복사' }).inputValue();
  expect(code).toMatch(/^MAJI1\./);
  expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
  const wide = await pocket.evaluate('document.documentElement.scrollWidth');
  expect(wide).toBeLessThanOrEqual(390);
  await phone.close();
  rmSync(folder, { recursive: true });

  // The phone's clock is the machine's; the branch's stands in November. What a code says is read all the same.
  const shifted = movedTo(code, (at) => new Date(friday + (at - Date.now()) + 60_000));
  await press('e');
  await page.getByRole('textbox', { name: '코드 붙여 넣기' }).fill(shifted);
  await button(page, '코드 읽기').click(patiently);
  await page.getByText('3단계를 가져왔습니다').waitFor(patiently);
  await button(page, '기록 저장').click(patiently);
  const after = await until(
    () => visit(id),
    ({ state }) => state === 'arrived',
  );
  expect(after.steps.filter(({ how }) => how === 'afterwards').map((step) => step.id)).toEqual([
    'arrive',
    'result',
    'card',
  ]);
  await page.getByText('나중에 기록').first().waitFor(patiently);
});

test('live on a phone-sized screen, by touch alone', async () => {
  const { id } = await aVisitOf('박서연', '서○준');
  const size = { width: 390, height: 844 };
  const { page } = await at('박서연', { route: `site-visits/${id}`, touch: true, size });
  for (const words of ['제 명함입니다', '더 궁금하신 점', '시간 내 주셔서']) {
    await page.getByText(words).first().waitFor(patiently);
    await button(page, '말씀드렸습니다').tap(patiently);
  }
  expect(
    (
      await until(
        () => visit(id),
        ({ state }) => state === 'done',
      )
    ).arrivedAt,
  ).not.toBeNull();
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
});

test('the calendar: one officer’s week and everybody’s day by keys, in English on a small screen', async () => {
  const { page, press } = await at('최민호', { language: 'en', size: { width: 1024, height: 768 } });
  await button(page, 'New visit').waitFor(patiently);
  await press('2');
  await page.getByRole('heading', { name: '16 Nov–22 Nov' }).waitFor(patiently);
  await press('ArrowRight');
  await page.getByRole('heading', { name: '23 Nov–29 Nov' }).waitFor(patiently);
  await button(page, /14:00–15:00 강○원/).waitFor(patiently);
  await press('t');
  await press('3');
  await page.getByRole('list', { name: '강민재' }).waitFor(patiently);
  const away = page.getByRole('list', { name: '박서연' }).getByRole('listitem');
  expect((await away.allInnerTexts()).join(' ')).toContain('13:37–15:30');
});

async function aVisitOf(officer: string, customerName: string) {
  const found = (await board()).find(
    (one) => one.officer.name === officer && one.customerName === customerName,
  );
  if (found === undefined) throw new Error(`${officer} visits nobody called ${customerName}`);
  return found;
}

/** The same code with other times, as the phone would have made it then. */
function movedTo(code: string, move: (at: number) => Date): string {
  const kept = JSON.parse(Buffer.from(code.slice(6), 'base64url').toString()) as {
    steps: Record<string, string>;
  };
  for (const [step, at] of Object.entries(kept.steps)) kept.steps[step] = move(Date.parse(at)).toISOString();
  return `MAJI1.${Buffer.from(JSON.stringify(kept)).toString('base64url')}`;
}
