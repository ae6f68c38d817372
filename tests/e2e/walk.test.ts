import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { type AtWindow, sitDown } from '#tests/support/people.ts';
import { answerTheCall, askFor, chooseOfficer, compose, sayGoodbye, stands } from './counter-steps.ts';

/** A Friday afternoon, whatever the day of the run; a test lets minutes pass by moving `skipped`. */
const opened = Date.now();
const friday = Date.parse('2026-11-20T14:32:00+09:00');
let skipped = 0;
const clock = { now: () => new Date(friday + skipped + Date.now() - opened) };
const patiently = { timeout: 15_000 };
/** What a window is given to show what another one did. */
const atOnce = { timeout: 1000 };

let host: TestHost;
/** The branch manager, asking the front desk directly. */
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

/** A window that is never loaded again: `sameLife` tells whether it was. */
async function at(name: string, route: string): Promise<AtWindow & { sameLife: () => Promise<boolean> }> {
  const person = await sitDown(browser, {
    origin: host.origin,
    branchId,
    actorId: idOf(name),
    route,
    prepare: async (page) => {
      await page.addInitScript(() => {
        Object.assign(window, { prints: 0, open: () => null });
        window.print = () => {
          (window as unknown as { prints: number }).prints += 1;
        };
      });
    },
  });
  await person.page.evaluate(() => Object.assign(window, { firstLife: true }));
  const sameLife = () => person.page.evaluate(() => 'firstLife' in window);
  return { ...person, sameLife };
}

const sentence = (page: Page) => page.locator('main').innerText();

const column = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const cards = (page: Page, name: string, who: string) =>
  column(page, name).getByRole('button', { name: `${who} 고객 메모 열기` });
const report = () => desk.client.reports.dailyCallback({ branchId, date: '2026-11-20' });
const minutesPass = (minutes: number) => {
  skipped += minutes * 60_000;
  host.served.desk.desk.planned();
};

/** The text of the PDF that this page prints. */
async function printed(page: Page): Promise<string> {
  await page.evaluate(() => document.fonts.ready);
  const data = new Uint8Array(await page.pdf({ preferCSSPageSize: true }));
  const task = getDocument({ data, verbosity: 0 });
  const pdf = await task.promise;
  let text = '';
  for (let number = 1; number <= pdf.numPages; number++) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    text += items.map((item) => ('str' in item ? item.str + (item.hasEOL ? ' ' : '') : '')).join('');
  }
  await task.destroy();
  return text.replaceAll(/\s+/g, ' ');
}

test('greeted, the officer away, promised, called back, kept, printed', async () => {
  const reception = await at('김하늘', 'counter');
  const officer = await at('오세라', 'memos');
  const manager = await at('한도윤', 'settings');
  await column(officer.page, '새 메모').waitFor(patiently);
  const before = (await report()).movement;

  // At the counter: 오세라 is at a bank until 15:07, early enough to keep the hour herself.
  await askFor(reception, 'ㅁㅈㅅ', '1');
  await chooseOfficer(reception, '오세라');
  await reception.page.getByText('담당자 부재').waitFor(patiently);
  expect(await sentence(reception.page)).toMatch(/오세라 주임은.*은행 방문.*오후 3시 7분/s);
  await reception.press('2');
  await reception.page.getByLabel('문의 내용').waitFor(patiently);
  await expect
    .poll(() => sentence(reception.page), patiently)
    .toMatch(/오세라 주임이 오후 3시 3\d분까지 전화/);
  const [, promisedBy = ''] = /오세라 주임이 오후 (3시 3\d분)까지/.exec(await sentence(reception.page)) ?? [];
  expect(await cards(officer.page, '새 메모', '문○석').count()).toBe(0);
  await compose(reception, '보증 한도를 늘릴 수 있는지');
  await reception.press('Control+Enter');
  await reception.page.getByText('고객께 드린 약속').waitFor(patiently);

  // In the other window, which nobody touches.
  await cards(officer.page, '새 메모', '문○석').waitFor(atOnce);
  expect(await officer.sameLife()).toBe(true);
  const slip = await reception.page.getByRole('region', { name: '고객께 드린 약속' }).innerText();
  expect(slip).toContain('오세라 주임');
  expect(slip).toContain(promisedBy);
  await sayGoodbye(reception);
  await reception.press('Control+4');
  await cards(reception.page, '새 메모', '문○석').waitFor(patiently);
  expect(await reception.page.content()).not.toContain('010-0000-6162');

  // 오세라 comes back before she said: one key, and the call is there.
  minutesPass(20);
  await officer.press('F9');
  const call = officer.page.getByRole('region', { name: '문지석 고객' });
  await call.getByText('010-0000-6162').waitFor(patiently);
  expect(await call.innerText()).toContain('보증 한도를 늘릴 수 있는지');
  await cards(reception.page, '확인함', '문○석').waitFor(atOnce);
  await answerTheCall(officer, '문지석', '한도를 올릴 수 있다고 안내');

  // Kept, at the counter that promised it, which nobody loaded again.
  const kept = column(reception.page, '회신 완료').getByRole('listitem').filter({ hasText: '문○석' }).first();
  await expect.poll(() => kept.innerText(), atOnce).toMatch(/지킴 · 2\d분/);
  expect(await reception.sameLife()).toBe(true);

  // Two keys from another screen: the day's report, whose row and sums are read back from its PDF.
  await manager.press('F8');
  await manager.page.getByRole('button', { name: '인쇄', exact: false }).last().waitFor(patiently);
  await manager.press('Enter');
  await expect
    .poll(() => manager.page.evaluate(() => (window as unknown as { prints: number }).prints), patiently)
    .toBe(1);
  expect(manager.actions()).toBe(2);
  const paper = await printed(manager.page);
  const day = await report();
  expect(day.movement).toMatchObject({
    carriedIn: before.carriedIn,
    received: before.received + 1,
    kept: before.kept + 1,
    open: before.open,
  });
  const { carriedIn, received, late, broken, unreachable, open } = day.movement;
  expect(paper).toContain(
    `이월 ${carriedIn} 접수 ${received} 기한 내 회신 ${day.movement.kept} 지연 회신 ${late} 미회신 ${broken} 연락 불가 ${unreachable} 진행 중 ${open}`,
  );
  expect(paper).toMatch(/14:3\d V4 문○석 보증 상담 오세라 주임 15:3\d 14:5\d 2\d분 · 기한 내/);
  expect(paper.match(/\d\d:\d\d [PV]\d/g)).toHaveLength(day.rows.length);
  expect(paper).not.toMatch(/문지석|6162|한도를/);
});

test('an officer who is not back in time: the sentence names who calls instead, and his window has the call', async () => {
  const reception = await at('김태현', 'counter');
  const colleague = await at('송다은', 'memos');
  await column(colleague.page, '새 메모').waitFor(patiently);
  await askFor(reception, 'ㅅㅎㅈ', '6');
  await chooseOfficer(reception, '임재호');
  await reception.page.getByText('담당자 부재').waitFor(patiently);
  await reception.press('2');
  await reception.page.getByLabel('문의 내용').waitFor(patiently);
  await expect
    .poll(() => sentence(reception.page), patiently)
    .toMatch(/송다은 사원이 대신 오후 \d시 \d+분까지 전화드리겠습니다/);
  await compose(reception, '다음 교육이 언제인지');
  await reception.press('Control+Enter');
  await reception.page.getByText('고객께 드린 약속').waitFor(patiently);
  const card = cards(colleague.page, '새 메모', '서○준');
  await card.waitFor(atOnce);
  await card.click();
  const call = colleague.page.getByRole('region', { name: '서현준 고객' });
  await call.getByText('010-0000-4410').waitFor(patiently);
  expect(await call.innerText()).toContain('임재호 주임');
  await sayGoodbye(reception);
});

test('the officer is there: handed over, taken with one key, introduced again and seen off', async () => {
  const reception = await at('김하늘', 'counter');
  const officer = await at('윤정아', 'memos');
  await askFor(reception, 'ㅂㅅㅇ', '5');
  await chooseOfficer(reception, '윤정아');
  await reception.page.getByText('윤정아 팀장에게 넘겼습니다').waitFor(patiently);
  const waits = officer.page.getByRole('region', { name: '넘겨받을 고객' });
  await waits.waitFor(atOnce);
  await officer.press('F3');
  await stands(officer.page, '소개');
  await officer.page.getByText('저는 윤정아 팀장입니다.').waitFor(patiently);
  await officer.press('Enter');
  await sayGoodbye(officer);
  const { encounters } = await desk.client.encounters.unclosed({ branchId });
  expect(encounters.filter((one) => one.officer?.name === '윤정아')).toEqual([]);
});

test('nobody takes the customer for three minutes: reception is told wherever it is', async () => {
  const reception = await at('송다은', 'counter');
  await askFor(reception, 'ㅇㅁㅇ', '5');
  await chooseOfficer(reception, '윤정아');
  await reception.page.getByText('윤정아 팀장에게 넘겼습니다').waitFor(patiently);
  await reception.press('Control+8');
  const told = reception.page.getByText('윤정아에게 넘긴 윤○아 고객을 아직 맞이하지 않았습니다');
  minutesPass(2);
  await reception.page.getByRole('heading', { name: '내 자리' }).waitFor(patiently);
  expect(await told.count()).toBe(0);
  minutesPass(1);
  await told.waitFor(patiently);
  await reception.page.getByRole('button', { name: '방문 열기' }).click();
  await reception.page.getByText(/정해진 시간이 지나도록 받지 않았습니다/).waitFor(patiently);
  await reception.press('R');
  await stands(reception.page, '담당 연결');
});
