import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, type TestHost } from '#tests/support/host.ts';
import { axeComplaints, seenComplaints } from './sight.ts';

let host: TestHost;
let browser: Browser;
let url: string;

beforeAll(async () => {
  host = await aHost({ demo: true, publicPort: 0 });
  url = host.served.publicUrl ?? '';
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await host?.close();
});

/** The page as a customer opens it, and what the browser found wrong with it. */
async function opened(path: string, width: number): Promise<{ page: Page; troubles: string[] }> {
  const context = await browser.newContext({ viewport: { width, height: 900 } });
  onTestFinished(() => context.close());
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on('console', (message) => troubles.push(message.text()));
  page.on('requestfailed', (request) => troubles.push(request.url()));
  await page.goto(new URL(path, url).href);
  return { page, troubles };
}

test.each([
  ['ko', '/', '고객응대서비스이행표준', 1024],
  ['ko', '/', '고객응대서비스이행표준', 360],
  ['en', '/?lang=en', 'Customer service standard', 1024],
  ['en', '/?lang=en', 'Customer service standard', 360],
])('the published standard, %s %s: axe, a narrow screen, no script', async (language, path, title, width) => {
  const { page, troubles } = await opened(path, width);
  expect(await page.locator('html').getAttribute('lang')).toBe(language);
  expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe(title);
  expect(await page.getByRole('heading', { level: 3 }).count()).toBe(23);
  // The style sheet was let in.
  expect(await page.locator('main').evaluate((main) => getComputedStyle(main).maxWidth)).not.toBe('none');
  expect(await page.locator('script').count()).toBe(0);
  expect(troubles).toEqual([]);
  expect(await axeComplaints(page)).toEqual([]);
  expect(await seenComplaints(page)).toEqual([]);
});

test('the other language is one press away and one press back', async () => {
  const { page } = await opened('/', 1024);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Customer service standard' }).waitFor();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: '고객응대서비스이행표준' }).waitFor();
});

test('on paper no clause is cut and the link is left out', async () => {
  const { page } = await opened('/', 1024);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('link').count()).toBe(0);
  const cuts = await page
    .locator('article')
    .evaluateAll((all) => [...new Set(all.map((one) => getComputedStyle(one).breakInside))]);
  expect(cuts).toEqual(['avoid']);
});
