import { createHash, X509Certificate } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { en, ko } from '#renderer/i18n/resources.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, doors, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { aMachine, authorityOf } from '#tests/support/network.ts';
import { signInAsDemo, sitDown } from '#tests/support/people.ts';
import { axeComplaints, seenComplaints, tabComplaints } from './sight.ts';

const opened = Date.now();
const friday = Date.parse('2026-11-20T14:32:00+09:00');
const clock = { now: () => new Date(friday + Date.now() - opened) };
const lan = { port: 0, machine: () => aMachine() };
/** A browser on another computer of the branch finds this one by its name. */
const findsDesk = '--host-resolver-rules=MAP desk.local 127.0.0.1';
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
];

let host: TestHost;
let desk: TestWindow;
let branchId: string;
let staff: Record<string, string>;
/** Trusts the authority of this host, by its key, and nothing else that the system does not. */
let trusting: Browser;
let strange: Browser;

const state = () => host.served.network.state();

beforeAll(async () => {
  host = await aHost({ demo: true, clock, lan: { ...lan, atOnce: true } });
  desk = aWindow(host.origin);
  branchId = (await desk.client.system.status({})).branches[0]?.id ?? '';
  staff = await peopleOf(host);
  const letHim = doors.get(host.origin);
  if (letHim) doors.set(`https://desk.local:${state().port}`, letHim);
  desk.session.set({ branchId, actorId: staff.한도윤 ?? null });
  const key = new X509Certificate(authorityOf(host.folder)).publicKey.export({ type: 'spki', format: 'der' });
  const pin = createHash('sha256').update(key).digest('base64');
  trusting = await launchBrowser([findsDesk, `--ignore-certificate-errors-spki-list=${pin}`]);
  strange = await launchBrowser([findsDesk]);
});

afterAll(async () => {
  desk?.close();
  await host?.close();
  await trusting?.close();
  await strange?.close();
});

describe('a browser on another computer', () => {
  test('that does not know the authority is warned, and shown nothing', async () => {
    const page = await strange.newPage();
    onTestFinished(() => page.close());
    await expect(page.goto(`https://desk.local:${state().port}/`)).rejects.toThrow(
      'ERR_CERT_AUTHORITY_INVALID',
    );
  });

  test('that trusts it works over TLS: a visit greeted there is seen at the counter’s own window', async () => {
    const { page, press } = await sitDown(trusting, {
      origin: `https://desk.local:${state().port}`,
      branchId,
      actorId: staff.이지훈 ?? '',
    });
    expect(await page.evaluate(() => window.isSecureContext)).toBe(true);
    const feed = await desk.client.changes.subscribe({ branchId, afterSeq: null });
    onTestFinished(() => void feed.return?.(undefined));
    expect((await feed.next()).value).toMatchObject({ kind: 'alive' });
    await press('F2');
    expect((await feed.next()).value).toMatchObject({ kind: 'change', entity: 'encounter' });
    // The page of the loopback listener may not be reached from there, nor the other way round.
    const other = await page.evaluate(
      (url) =>
        fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"json":{}}',
        }).then(
          ({ status }) => status,
          () => 0,
        ),
      `${host.origin}/rpc/system/status`,
    );
    expect(other).toBe(0);
  });

  test('signs in there by keys, with a cookie that comes over TLS alone and no script reads', async () => {
    const context = await trusting.newContext({ locale: 'ko-KR' });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    await page.goto(`https://desk.local:${state().port}/`);
    await signInAsDemo(page, '박서연');
    await page.getByRole('navigation').first().waitFor();
    const cookies = await context.cookies();
    expect(cookies).toHaveLength(1);
    expect(cookies[0]).toMatchObject({
      name: `__Host-maji-seat-${state().port}`,
      ...{ domain: 'desk.local', path: '/', secure: true, httpOnly: true, sameSite: 'Strict' },
    });
    expect(await page.evaluate(() => document.cookie)).toBe('');
  });
});

test.each([
  ['ko', 1024],
  ['ko', 360],
  ['en', 1024],
  ['en', 360],
] as const)(
  'the page that explains how to trust, %s %i: axe, a narrow screen, no script',
  async (language, width) => {
    const context = await strange.newContext({ viewport: { width, height: 900 } });
    onTestFinished(() => context.close());
    const page = await context.newPage();
    const troubles: string[] = [];
    page.on('console', (message) => troubles.push(message.text()));
    const trustPort = new URL(state().trustAddress ?? '').port;
    await page.goto(`http://desk.local:${trustPort}/?lang=${language}`);
    expect(await page.locator('html').getAttribute('lang')).toBe(language);
    expect(await page.getByRole('heading', { level: 3 }).count()).toBe(6);
    // Its style was let in by its hash.
    expect(await page.locator('main').evaluate((main) => getComputedStyle(main).maxWidth)).not.toBe('none');
    expect(await page.locator('script').count()).toBe(0);
    const shown = (await page.locator('dl.print dd').innerText()).replaceAll(/\s/g, '');
    expect(shown).toBe(state().fingerprint?.replaceAll(':', ''));
    expect(await axeComplaints(page)).toEqual([]);
    expect(await seenComplaints(page)).toEqual([]);
    // The two headers of isolation do not count over plain HTTP, as the browser says; nothing else may be said.
    expect(troubles.filter((text) => !isolation.test(text))).toEqual([]);
    await shot(page, `trust-${language}-${width}`);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: /인증서 내려받기|Download the certificate/ }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('maji-authority.crt');
  },
);

const isolation = /Cross-Origin-Opener-Policy|Origin-Agent-Cluster/;

/** A picture to look at, where somebody asked for one. */
async function shot(page: Page, name: string): Promise<void> {
  const folder = process.env.MAJI_SHOTS;
  if (folder) await page.screenshot({ path: `${folder}/${name}.png`, fullPage: true });
}

describe('the network tab of the settings', () => {
  /** A host of its own, off, and the person who may turn it on. */
  async function atTab(language: 'ko' | 'en', touch = false) {
    const own = await aHost({ demo: true, clock, lan });
    onTestFinished(() => own.close());
    const first = aWindow(own.origin);
    const branch = (await first.client.system.status({})).branches[0]?.id ?? '';
    first.close();
    const { 한도윤: actorId = '' } = await peopleOf(own);
    const at = await sitDown(strange, {
      ...{ origin: own.origin, branchId: branch, actorId, language, touch, route: 'settings/network' },
    });
    return { ...at, isOn: () => own.served.network.state().on };
  }

  test.each([
    ['ko', ko],
    ['en', en],
  ] as const)(
    '%s: opened and closed by keys alone, and nothing wrong with what is seen',
    async (language, words) => {
      const { page, press, isOn } = await atTab(language);
      const look = async (name: string) => {
        for (const size of sizes) {
          await page.setViewportSize(size);
          await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
          expect(await seenComplaints(page), `${name} ${size.width}`).toEqual([]);
          expect(await axeComplaints(page), `${name} ${size.width}`).toEqual([]);
          await shot(page, `network-${name}-${language}-${size.width}`);
        }
        await page.setViewportSize({ width: 1440, height: 900 });
      };
      await page.getByRole('heading', { name: words.network.off }).waitFor();
      await look('off');
      await press('Enter');
      await page.getByRole('heading', { name: words.network.on }).waitFor();
      expect(isOn()).toBe(true);
      await look('on');
      if (language === 'ko') expect(await tabComplaints(page)).toEqual([]);
      const close = page.getByRole('button', { name: words.network.turnOff });
      for (let n = 0; n < 40 && !(await close.evaluate((one) => one === document.activeElement)); n += 1)
        await press('Tab');
      await press('Enter');
      await page.getByRole('heading', { name: words.network.turnOffTitle }).waitFor();
      await look('asking');
      await press('Escape');
      expect(isOn()).toBe(true);
      await close.focus();
      await press('Enter');
      await page.getByRole('heading', { name: words.network.turnOffTitle }).waitFor();
      await press('Enter');
      await page.getByRole('heading', { name: words.network.off }).waitFor();
      await expect.poll(isOn).toBe(false);
    },
  );

  test('opened and closed by touch alone', async () => {
    const { page, isOn } = await atTab('ko', true);
    await page.getByRole('button', { name: ko.network.turnOn }).tap();
    await page.getByRole('heading', { name: ko.network.on }).waitFor();
    expect(isOn()).toBe(true);
    await page.getByRole('button', { name: ko.network.turnOff }).tap();
    await page
      .getByRole('region', { name: ko.network.turnOffTitle })
      .getByRole('button', { name: ko.network.turnOff })
      .tap();
    await page.getByRole('heading', { name: ko.network.off }).waitFor();
    await expect.poll(isOn).toBe(false);
  });
});
