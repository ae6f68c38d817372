import { createHash, X509Certificate } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { headers } from '#contract/rules.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, peopleOf, type TestHost } from '#tests/support/host.ts';
import { aMachine, authorityOf } from '#tests/support/network.ts';
import { type AtWindow, counted, signInAsDemo } from '#tests/support/people.ts';
import { askPort } from '#tests/support/raw-http.ts';
import { answerTheCall, askFor, chooseOfficer, compose, sayGoodbye } from './counter-steps.ts';

/** A Friday afternoon; minutes pass by moving `skipped`. */
const opened = Date.now();
const friday = Date.parse('2026-11-20T14:32:00+09:00');
let skipped = 0;
const clock = { now: () => new Date(friday + skipped + Date.now() - opened) };
const patiently = { timeout: 15_000 };
/** What a window is given to show what another one did. */
const atOnce = { timeout: 1000 };
/** How soon what a disabled account had open is gone (milliseconds). */
const GONE_WITHIN = 1000;

let host: TestHost;
let browser: Browser;
let origin: string;
let staff: Record<string, string>;

beforeAll(async () => {
  host = await aHost({ demo: true, clock, lan: { port: 0, machine: () => aMachine(), atOnce: true } });
  origin = `https://desk.local:${host.served.network.state().port}`;
  staff = await peopleOf(host);
  const key = new X509Certificate(authorityOf(host.folder)).publicKey.export({ type: 'spki', format: 'der' });
  const pin = createHash('sha256').update(key).digest('base64');
  browser = await launchBrowser([
    '--host-resolver-rules=MAP desk.local 127.0.0.1',
    `--ignore-certificate-errors-spki-list=${pin}`,
  ]);
});

afterAll(async () => {
  await host?.close();
  await browser?.close();
});

interface Closed {
  at: number;
  code: number;
}

/** Somebody on another computer of the branch, signed in at the page that asks for it; never loaded again. */
async function signedIn(name: string): Promise<AtWindow> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'ko-KR',
    reducedMotion: 'reduce',
  });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.addInitScript(() => {
    const closed: Closed[] = [];
    class Watched extends WebSocket {
      constructor(url: string | URL, protocols?: string | string[]) {
        super(url, protocols);
        // The window itself says goodbye without a code, when it dials anew with the cookie of its seat.
        this.addEventListener('close', ({ code }) => {
          if (code !== 1005) closed.push({ at: Date.now(), code });
        });
      }
    }
    Object.assign(window, { WebSocket: Watched, goodbyes: closed });
  });
  await page.goto(`${origin}/`);
  await signInAsDemo(page, name);
  await page.getByRole('navigation').first().waitFor(patiently);
  await page.evaluate(() => Object.assign(window, { firstLife: true }));
  return counted(context, page);
}

/** Every socket of this window that the host closed, by the clock of this machine. */
const closedAt = (page: Page) => page.evaluate(() => (window as unknown as { goodbyes: Closed[] }).goodbyes);
const sameLife = (page: Page) => page.evaluate(() => 'firstLife' in window);

/** A call that this window makes with the cookie of its seat, and when it was answered. */
async function ask<Reply>(page: Page, name: string, path: string, input: Record<string, unknown>) {
  const asked = { path, input, named: { [headers.actor]: staff[name] ?? '' } };
  return await page.evaluate(async ({ path: to, input: json, named }) => {
    const answer = await fetch(`/rpc/${to}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...named },
      body: JSON.stringify({ json }),
    });
    const at = Date.now();
    return { status: answer.status, at, json: (await answer.json()).json as Reply };
  }, asked);
}

const region = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const tile = (page: Page, who: string) =>
  region(page, '내가 지킬 약속').getByRole('button', { name: `${who} 고객 메모 열기` });
const minutesPass = (minutes: number) => {
  skipped += minutes * 60_000;
  host.served.desk.desk.planned();
};

/** A figure of the manager's day, as he reads it. */
async function figure(page: Page, label: string): Promise<number> {
  const tiles = (await region(page, '오늘의 지점').innerText()).split('\n').map((line) => line.trim());
  return Number(tiles.filter((line) => line !== '')[tiles.filter((line) => line !== '').indexOf(label) + 1]);
}

describe('three people, each at a browser of his own over TLS', () => {
  let branchId: string;

  test('greeted, promised, called back, seen by the manager, signed; then an account is disabled', async () => {
    // Two minutes before a promise of the demo branch runs out: a screen locks after ten.
    minutesPass(7);
    const reception = await signedIn('김하늘');
    const officer = await signedIn('오세라');
    const manager = await signedIn('한도윤');
    for (const { page } of [reception, officer, manager]) expect(new URL(page.url()).origin).toBe(origin);
    const status = await ask<{ branches: { id: string }[] }>(manager.page, '한도윤', 'system/status', {});
    branchId = status.json.branches[0]?.id ?? '';

    // Each begins where his day does.
    await reception.page.getByRole('heading', { level: 1, name: '창구' }).waitFor(patiently);
    await region(officer.page, '내가 지킬 약속').waitFor(patiently);
    // Its name ends in how many there are.
    const late = manager.page.getByRole('region', { name: '기한 지난 약속' });
    await late.waitFor(patiently);
    await expect.poll(() => figure(manager.page, '지킨 약속'), patiently).toBeGreaterThan(0);
    const keptBefore = await figure(manager.page, '지킨 약속');
    const openBefore = await figure(manager.page, '진행 중');

    // A walk-in asks for 오세라, who is at a bank.
    await askFor(reception, 'ㅁㅈㅅ', '1');
    await chooseOfficer(reception, '오세라');
    await reception.page.getByText('담당자 부재').waitFor(patiently);
    await reception.press('2');
    await reception.page.getByLabel('문의 내용').waitFor(patiently);
    const said = () => reception.page.locator('main').innerText();
    await expect.poll(said, patiently).toMatch(/오세라 주임이 오후 3시 (3|4)\d분까지 전화/);
    expect(await tile(officer.page, '문○석').count()).toBe(0);
    await compose(reception, '보증 한도를 늘릴 수 있는지');
    await reception.press('Control+Enter');
    await region(reception.page, '고객께 드린 약속').waitFor(patiently);

    // On her own day and on the manager's, which nobody touches.
    await tile(officer.page, '문○석').waitFor(atOnce);
    await expect.poll(() => figure(manager.page, '진행 중'), atOnce).toBe(openBefore + 1);
    expect(officer.actions() + manager.actions()).toBe(0);
    await sayGoodbye(reception);

    // A promise of somebody else runs out meanwhile.
    const overdue = late.getByRole('listitem');
    const overdueBefore = await overdue.count();
    minutesPass(2);
    await expect.poll(() => overdue.count(), patiently).toBeGreaterThan(overdueBefore);

    // She comes back before she said: one key, and the call is there.
    await officer.press('F9');
    await region(officer.page, '문지석 고객').getByText('010-0000-6162').waitFor(patiently);
    await answerTheCall(officer, '문지석', '한도를 올릴 수 있다고 안내');
    await expect.poll(() => figure(manager.page, '지킨 약속'), atOnce).toBe(keptBefore + 1);
    expect(manager.actions()).toBe(0);

    // Two keys to the signature, and one more because it is before closing.
    await manager.press('F8');
    const sign = manager.page.getByRole('button', { name: '서명', exact: true });
    await sign.waitFor(patiently);
    await expect.poll(() => sign.isEnabled(), patiently).toBe(true);
    await manager.press('s');
    await manager.page.getByText('아직 마감 전입니다').waitFor(patiently);
    await manager.press('Enter');
    await manager.page.getByText('제2026-1호로 서명했습니다.').first().waitFor(patiently);
    expect(manager.actions()).toBe(3);
    for (const { page } of [reception, officer, manager]) {
      expect(await sameLife(page)).toBe(true);
      expect(await closedAt(page)).toEqual([]);
    }

    // The account is disabled: what was open with it is gone.
    type Entry = { staffId: string; account: { id: string; version: number } | null };
    const accounts = await ask<Entry[]>(manager.page, '한도윤', 'accounts/list', { branchId });
    const account = accounts.json.find(({ staffId }) => staffId === staff.오세라)?.account;
    const disabled = await ask(manager.page, '한도윤', 'accounts/setActive', {
      requestId: crypto.randomUUID(),
      accountId: account?.id,
      expectedVersion: account?.version,
      active: false,
    });
    expect(disabled.status).toBe(200);
    await expect
      .poll(() => closedAt(officer.page), { timeout: 2 * GONE_WITHIN, interval: 20 })
      .toHaveLength(1);
    const [gone] = await closedAt(officer.page);
    expect(gone?.code).toBe(1008);
    expect((gone?.at ?? Number.NaN) - disabled.at).toBeLessThan(GONE_WITHIN);
    await officer.page.getByRole('textbox', { name: '아이디' }).waitFor(atOnce);
    expect(await region(officer.page, '내가 지킬 약속').isVisible()).toBe(false);
    expect(await officer.page.getByText('문지석').filter({ visible: true }).count()).toBe(0);

    // Neither her seat's cookie nor her password opens anything; the others work on.
    const board = await ask<{ code: string }>(officer.page, '오세라', 'memos/board', {
      ...{ branchId, filter: 'branch' },
    });
    expect(board).toMatchObject({ status: 401, json: { code: 'UNKNOWN_ACTOR' } });
    await signInAsDemo(officer.page, '오세라');
    await officer.page
      .getByText(/아이디나 비밀번호가 맞지 않습니다/)
      .first()
      .waitFor(patiently);
    for (const { page } of [reception, manager]) expect(await closedAt(page)).toEqual([]);
    await reception.press('F2');
    await reception.page.locator('[aria-current=step]').first().waitFor(patiently);
    expect(host.troubles).toEqual([]);
  });
});

describe('without TLS', () => {
  /** What a page of another computer sees at this address; null where nothing answers. */
  async function seenAt(url: string): Promise<{ status: number; fields: number } | null> {
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    const answer = await page.goto(url).catch(() => null);
    if (answer === null) return null;
    return { status: answer.status(), fields: await page.locator('input').count() };
  }
  const signIn = async (url: string): Promise<number> => {
    const { port, host: named, origin: from } = new URL(url);
    const sent = { host: named, origin: from, 'content-type': 'application/json' };
    return (await askPort(Number(port), 'POST', '/rpc/accounts/signIn', sent, '{"json":{}}')).status;
  };

  test('no address of the network serves a sign-in', async () => {
    const { port, trustAddress } = host.served.network.state();
    // The network's own port speaks TLS only.
    expect(await seenAt(`http://desk.local:${port}/`)).toBeNull();
    // How to trust it is told without TLS, and nothing else is.
    const trust = `http://desk.local:${new URL(trustAddress ?? '').port}/`;
    expect(await seenAt(trust)).toEqual({ status: 200, fields: 0 });
    expect(await signIn(trust)).toBe(404);
    // The plain port of this machine answers to no name of the network.
    const plain = `http://desk.local:${host.port}/`;
    expect(await seenAt(plain)).toMatchObject({ fields: 0 });
    expect(await signIn(plain)).toBe(403);
  });
});
