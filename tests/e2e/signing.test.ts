import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Language } from '#contract/rules.ts';
import { en, ko } from '#renderer/i18n/resources.ts';
import { chromiumPath, launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { pagesOfPdf } from '#tests/support/pdf-text.ts';
import { sitDown } from '#tests/support/people.ts';
import { axeComplaints, seenComplaints, tabComplaints } from './sight.ts';

/** Friday evening in the demo branch, a few minutes after closing; promises are still open. */
const opened = Date.now();
const evening = Date.parse('2026-11-20T18:05:00+09:00');
const clock = { now: () => new Date(evening + Date.now() - opened) };
const today = '2026-11-20';
const patiently = { timeout: 20_000 };

let host: TestHost;
let desk: TestWindow;
let browser: Browser;
let branchId: string;
let staff: Record<string, string>;

async function openHost(chromium: string | null, at = clock): Promise<void> {
  host = await aHost({ demo: true, clock: at, chromium });
  desk = aWindow(host.origin);
  branchId = (await desk.client.system.status({})).branches[0]?.id ?? '';
  staff = await peopleOf(host);
  desk.session.set({ branchId, actorId: staff.한도윤 ?? null });
}

async function closeHost(): Promise<void> {
  desk?.close();
  await host?.close();
}

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
});

type Sitting = { language?: Language; route?: string; prepare?: (page: Page) => Promise<void> };

const sit = (name: string, { language = 'ko', route = 'reports', prepare }: Sitting = {}) =>
  sitDown(browser, {
    origin: host.origin,
    branchId,
    actorId: staff[name] ?? '',
    language,
    route,
    prepare,
  });

const newest = async (date = today) => (await desk.client.signing.day({ branchId, date })).editions[0];

/** The newest edition of a day once its PDF is sealed. */
async function sealed(date = today) {
  await expect.poll(async () => (await newest(date))?.pdf.state, patiently).toBe('made');
  const edition = await newest(date);
  if (edition?.pdf.state !== 'made') throw new Error('no PDF');
  return { ...edition, pdf: edition.pdf };
}

/** Somebody says why the first late call of today is late: the day says something else from now on. */
async function changeToday(reason: string): Promise<string> {
  const { promises } = await desk.client.reports.closingCheck({ branchId });
  const overdue = promises.find(({ needsReason }) => needsReason);
  if (overdue === undefined) throw new Error('nothing is late in the demo');
  await desk.client.memos.explainLate({
    requestId: crypto.randomUUID(),
    id: overdue.memoId,
    expectedVersion: overdue.memoVersion,
    reason,
    action: '사과 전화',
  });
  return overdue.customerName;
}

const grouped = (hash: string) => hash.replace(/.{8}(?=.)/g, '$& ');
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
const signButton = (page: Page, name = '서명') => page.getByRole('button', { name, exact: true });

describe('a host with a browser for PDFs', () => {
  beforeAll(async () => openHost(await chromiumPath()));
  afterAll(closeHost);

  test('the manager signs by two keys from anywhere; the sealed PDF says number, hash and head of the chain', async () => {
    const { page, press, actions } = await sit('한도윤', { route: 'settings' });
    await press('F8');
    await signButton(page).waitFor(patiently);
    await expect.poll(() => signButton(page).isEnabled(), patiently).toBe(true);
    await press('s');
    await page.getByText('제2026-1호로 서명했습니다.').first().waitFor(patiently);
    expect(actions()).toBe(2);
    const edition = await sealed();
    expect(edition).toMatchObject({ edition: 1, signer: { name: '한도윤', title: '지점장' } });
    await page.getByText('PDF 봉인됨').waitFor(patiently);

    // By keyboard alone to the signed report, and its PDF out of the window.
    await page.getByRole('link', { name: /제2026-1호/ }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'PDF 받기' }).waitFor(patiently);
    const download = page.waitForEvent('download');
    await page.keyboard.press('p');
    const file = await download;
    expect(file.suggestedFilename()).toBe('전화회신보고_중부지점_2026-11-20_제2026-1호.pdf');
    const bytes = readFileSync(await file.path());
    expect(sha256(bytes)).toBe(edition.pdf.hash);

    const pages = await pagesOfPdf(bytes);
    const { seal } = await desk.client.signing.sheet({ branchId, id: edition.id });
    const text = pages.join(' ');
    for (const [index, words] of pages.entries()) expect(words).toContain(`${index + 1} / ${pages.length}`);
    for (const words of [
      '일일 전화회신 처리 보고',
      '제2026-1호',
      '한도윤',
      '서명할 때 진행 중인 약속',
      grouped(seal.contentHash),
      `활동 기록 ${seal.chain.seq}번의 해시`,
      grouped(seal.chain.hash),
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('마감 전 서명');
    expect(text).not.toMatch(/정지호|010-\d{4}/);
    expect(text).toContain('정○호');

    const log = await desk.client.system.recentActivity({ branchId });
    const exported = log.find(({ action }) => action === 'signing.pdf');
    expect(exported).toMatchObject({ actor: '한도윤' });
    expect(exported?.subjects.length).toBeGreaterThan(5);
    expect(await desk.client.system.verifyActivity({ branchId })).toMatchObject({ brokenAt: null });
  });

  test('what changes later is said, and signed again as 정정본 2 that lists it', async () => {
    const { page } = await sit('한도윤');
    await page.getByText('제2026-1호로 서명했습니다.').first().waitFor(patiently);
    expect(await signButton(page).count()).toBe(0);
    const customer = await changeToday('현장실사가 길어짐');
    await page.getByText('서명 후 변경됨').waitFor(patiently);
    const list = page.getByRole('list', { name: '달라진 내용' });
    expect(await list.innerText()).toContain(
      `${customer} · 지연 사유: 없음 → 현장실사가 길어짐, 조치: 없음 → 사과 전화`,
    );
    await page.keyboard.press('s');
    await page.getByText('제2026-2호로 서명했습니다.').first().waitFor(patiently);
    await expect.poll(() => page.getByText('서명 후 변경됨').count(), patiently).toBe(0);
    const edition = await sealed();
    const { base64 } = await desk.client.signing.pdf({ branchId, id: edition.id });
    const text = (await pagesOfPdf(Buffer.from(base64, 'base64'))).join(' ');
    for (const words of [
      '제2026-2호 · 정정본 2',
      '제2026-1호를 바로잡은 정정본입니다.',
      '지연 사유: 없음 → 현장실사가 길어짐',
      grouped(edition.contentHash),
    ])
      expect(text).toContain(words);
  });

  test('a day that changes under his eyes is not signed unseen', async () => {
    let held = false;
    const { page } = await sit('한도윤', {
      prepare: async (fresh) => {
        // The window hears of no change: the line is slow just then.
        await fresh.routeWebSocket(/\/rpc/, (line) => {
          const server = line.connectToServer();
          server.onMessage((message) => {
            if (held && String(message).includes('"kind":"change"')) return;
            line.send(message);
          });
        });
      },
    });
    await changeBefore(desk);
    await signButton(page, '정정본 3 서명').waitFor(patiently);
    held = true;
    await changeBefore(desk);
    await page.keyboard.press('s');
    await page.getByText('보고 있는 동안 내용이 바뀌었습니다').waitFor(patiently);
    held = false;
    expect((await newest())?.edition).toBe(2);
    await expect.poll(() => signButton(page, '정정본 3 서명').isEnabled(), patiently).toBe(true);
    await page.keyboard.press('s');
    await page.getByText('제2026-3호로 서명했습니다.').first().waitFor(patiently);
    expect(await page.getByText('보고 있는 동안 내용이 바뀌었습니다').count()).toBe(0);
    expect(await newest()).toMatchObject({ edition: 3 });
    await sealed();
  });

  test('a PDF somebody brings is recognised byte for byte, or not', async () => {
    const edition = await sealed();
    const { base64 } = await desk.client.signing.pdf({ branchId, id: edition.id });
    const bytes = Buffer.from(base64, 'base64');
    const { page } = await sit('박서연', { route: 'reports/month' });
    const file = page.getByLabel('확인할 PDF');
    await file.waitFor({ state: 'attached' });
    const bring = (name: string, buffer: Buffer) =>
      file.setInputFiles({ name, mimeType: 'application/pdf', buffer });
    await bring('보고.pdf', bytes);
    await page
      .getByText(/봉인한 PDF와 같습니다: 제2026-3호 · 정정본 3 · 2026년 11월 20일/)
      .waitFor(patiently);
    await bring('고친 보고.pdf', Buffer.concat([bytes, Buffer.from(' ')]));
    await page.getByText(/봉인한 PDF가 아닙니다.*고친 보고\.pdf/).waitFor(patiently);
    expect(await page.getByText(/봉인한 PDF와 같습니다/).count()).toBe(0);
  });

  test('the month lists the working days nobody signed, each a link to its report', async () => {
    const { page } = await sit('한도윤', { route: 'reports/month' });
    const gaps = page.getByRole('region', { name: '서명하지 않은 근무일' });
    await gaps.waitFor(patiently);
    expect(await gaps.innerText()).not.toContain('11월 20일');
    await gaps.getByRole('link', { name: /11월 19일/ }).click();
    await page.getByText('아직 서명하지 않은 보고입니다.').waitFor(patiently);
    expect(page.url()).toContain('#/reports/2026-11-19');
  });

  test('a colleague who does not manage sees how it stands, and cannot sign', async () => {
    const { page } = await sit('박서연');
    await page.getByText('제2026-3호로 서명했습니다.').first().waitFor(patiently);
    await page.goto(`${host.origin}/#/reports/2026-11-19`);
    await page.getByText('아직 서명하지 않은 보고입니다.').waitFor(patiently);
    expect(await signButton(page).count()).toBe(0);
    await page.keyboard.press('s');
    expect(await newest('2026-11-19')).toBeUndefined();
  });

  test.each<Language>(['ko', 'en'])('every state is read, reached and hit in %s', async (language) => {
    const words = language === 'ko' ? ko : en;
    const complaints: string[] = [];
    const look = async (page: Page, where: string, byTab = false) => {
      for (const size of [
        { width: 1440, height: 900 },
        { width: 1024, height: 768 },
      ]) {
        await page.setViewportSize(size);
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
        const found = [...(await seenComplaints(page)), ...(await axeComplaints(page))];
        complaints.push(...found.map((one) => `${where}, ${size.width}: ${one}`));
      }
      if (byTab) complaints.push(...(await tabComplaints(page)).map((one) => `${where}: ${one}`));
    };
    const { page } = await sit('한도윤', { language });
    await page.getByRole('list', { name: words.signing.editions }).waitFor(patiently);
    await look(page, 'signed', true);
    await changeBefore(desk);
    await page.getByText(words.signing.state.changed, { exact: true }).waitFor(patiently);
    await look(page, 'changed');
    await page.getByRole('link', { name: /2026-2/ }).click();
    await page.getByRole('button', { name: words.signing.pdf.get }).waitFor(patiently);
    await look(page, 'sealed', true);
    await page.goto(`${host.origin}/#/reports/2026-11-19`);
    await page.getByText(words.signing.state.unsigned).waitFor(patiently);
    await look(page, 'unsigned');
    await page.goto(`${host.origin}/#/reports/month`);
    await page.getByRole('region', { name: words.signing.gaps.title }).waitFor(patiently);
    await look(page, 'month', true);
    expect(complaints).toEqual([]);
  });

  test('an English signer’s paper is English, by touch alone', async () => {
    const { page } = await sitDown(browser, {
      origin: host.origin,
      branchId,
      actorId: staff.한도윤 ?? '',
      language: 'en',
      route: 'reports/2026-11-19',
      size: { width: 1024, height: 768 },
      touch: true,
    });
    await signButton(page, 'Sign').tap();
    await page
      .getByText(/Signed as No\. 2026-\d+\./)
      .first()
      .waitFor(patiently);
    const edition = await sealed('2026-11-19');
    const { base64 } = await desk.client.signing.pdf({ branchId, id: edition.id });
    const text = (await pagesOfPdf(Buffer.from(base64, 'base64'))).join(' ');
    expect(text).toContain(`No. 2026-${edition.number.no}`);
    expect(text).toContain('Hash of the content (SHA-256)');
    expect(text).toContain(grouped(edition.contentHash));
    await page.getByRole('link', { name: /No\. 2026/ }).tap();
    await page.getByRole('button', { name: 'Get the PDF' }).waitFor(patiently);
  });
});

let reasons = 0;
/** Some change of today, another one each time. */
async function changeBefore({ client }: TestWindow): Promise<void> {
  const { promises } = await client.reports.closingCheck({ branchId });
  const overdue = promises.find((one) => one.overdue);
  if (overdue === undefined) throw new Error('nothing is late in the demo');
  reasons += 1;
  await client.memos.explainLate({
    requestId: crypto.randomUUID(),
    id: overdue.memoId,
    expectedVersion: overdue.memoVersion,
    reason: `사유 ${reasons}`,
    action: '',
  });
}

describe('before closing, and a host without a browser for PDFs', () => {
  beforeEach(async () => {
    await closeHost();
  });
  afterAll(closeHost);

  test('it is asked once more, the paper says so, and it is kept by printing', async () => {
    const noon = Date.parse('2026-11-20T14:32:00+09:00');
    await openHost(null, { now: () => new Date(noon + Date.now() - opened) });
    const { page } = await sit('한도윤', {
      prepare: async (fresh) => {
        await fresh.addInitScript(() => {
          const printed: string[] = [];
          Object.assign(window, { printed });
          window.print = () => printed.push(document.querySelector('[data-print-sheet]')?.textContent ?? '');
        });
      },
    });
    await expect.poll(() => signButton(page).isEnabled(), patiently).toBe(true);
    await page.keyboard.press('s');
    await page.getByText('아직 마감 전입니다').waitFor(patiently);
    await page.keyboard.press('Escape');
    expect(await newest()).toBeUndefined();
    await page.keyboard.press('s');
    await page.keyboard.press('Enter');
    await page.getByText('제2026-1호로 서명했습니다.').first().waitFor(patiently);
    await page.getByText('PDF 없음 · 인쇄로 보관').waitFor(patiently);
    await page.getByRole('link', { name: /제2026-1호/ }).click();
    await page.getByText('이 호스트에는 PDF를 만들 브라우저가 없습니다', { exact: false }).waitFor(patiently);
    await page.keyboard.press('Enter');
    const prints = () => page.evaluate(() => (window as unknown as { printed: string[] }).printed);
    await expect.poll(prints, patiently).toHaveLength(1);
    const [paper] = await prints();
    expect(paper).toContain('제2026-1호 · 마감 전 서명');
    expect(paper).toMatch(/서명할 때 진행 중인 약속 \d+건 · 마치지 않은 응대 \d+건/);
    const log = await desk.client.system.recentActivity({ branchId });
    expect(log[0]).toMatchObject({ action: 'reports.printed' });
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: '인쇄', exact: true }).waitFor(patiently);
  });

  test('a browser that does not start is told, and the signature stands', async () => {
    await openHost('/bin/false');
    const { page } = await sit('한도윤');
    await expect.poll(() => signButton(page).isEnabled(), patiently).toBe(true);
    await page.keyboard.press('s');
    await page.getByText('PDF를 만들지 못함').waitFor(patiently);
    await page.getByRole('link', { name: /제2026-1호/ }).click();
    await page.getByRole('button', { name: 'PDF 다시 만들기' }).click();
    await page.getByText('서명은 그대로 있습니다', { exact: false }).waitFor(patiently);
    expect(host.troubles.length).toBeGreaterThan(0);
  });
});
