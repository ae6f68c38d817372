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

/** A window of its own in which somebody has signed in; it stands at the papers. */
async function windowOf(name: string, viewport = { width: 1440, height: 900 }): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(`${host.url}#/documents`);
  await signInAsDemo(page, name);
  await page.getByRole('region', { name: '지금 할 서류' }).waitFor(patiently);
  return page;
}

test('look', async () => {
  const page = await windowOf('박서연');
  await page.screenshot({ path: '/tmp/shots/docs-list.png' });
  await page.keyboard.press('Shift+F4');
  await page.waitForTimeout(600);
  await page.screenshot({ path: '/tmp/shots/docs-new.png' });
  await page.keyboard.type('배소연');
  await page.waitForTimeout(800);
  await page.screenshot({ path: '/tmp/shots/docs-new2.png' });
  await page.keyboard.press('Enter');
  await page.waitForTimeout(500);
  await page.keyboard.press('1');
  await page.waitForTimeout(500);
  await page.screenshot({ path: '/tmp/shots/docs-new3.png' });
  await page.keyboard.press('Control+Enter');
  await page.waitForTimeout(1200);
  await page.screenshot({ path: '/tmp/shots/docs-open.png' });
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1200);
  await page.screenshot({ path: '/tmp/shots/docs-sms.png' });
  await page.keyboard.press('Enter');
  await page.waitForTimeout(1200);
  await page.screenshot({ path: '/tmp/shots/docs-named.png' });
  expect(1).toBe(1);
}, 60_000);
