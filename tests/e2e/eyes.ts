import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest';
import type { Language } from '#contract/rules.ts';
import { en, ko } from '#renderer/i18n/resources.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { sitDown } from '#tests/support/people.ts';
import { axeComplaints, seenComplaints, tabComplaints } from './sight.ts';

/** A Friday afternoon in the demo branch: officers away, a promise past its time, a customer on his way to an officer. */
const opened = Date.now();
const friday = Date.parse('2026-11-20T14:32:00+09:00');
const clock = { now: () => new Date(friday + Date.now() - opened) };
export const patiently = { timeout: 15_000 };
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
];

export let host: TestHost;
export let fresh: TestHost;
export let desk: TestWindow;
let browser: Browser;
export let branchId: string;
export let staff: Record<string, string>;

/** Somebody's window in a language, and what is wrong with what it shows. */
export async function eyesOf(name: string | null, language: Language, route: string, at = host) {
  const { page, press, type } = await sitDown(browser, {
    origin: at.origin,
    branchId: name === null ? '' : branchId,
    actorId: name === null ? '' : (staff[name] ?? ''),
    language,
    route,
    prepare: name === null ? (fresh) => strange(fresh, language) : undefined,
  });
  const complaints: string[] = [];
  onTestFinished(() => expect(complaints).toEqual([]));
  /** Both window sizes; the rules of axe in one of them, Tab all the way round where `byTab`. */
  const look = async (where: string, { byTab = false }: { byTab?: boolean } = {}) => {
    const say = (found: string[], size: string) =>
      complaints.push(...found.map((one) => `${where}, ${size}: ${one}`));
    for (const size of sizes) {
      await page.setViewportSize(size);
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn))));
      say(await seenComplaints(page), `${size.width}`);
      if ((size === sizes[0]) === (language === 'ko')) say(await axeComplaints(page), `${size.width}`);
    }
    await page.setViewportSize(sizes[0] as { width: number; height: number });
    if (byTab && language === 'ko') say(await tabComplaints(page), 'by Tab');
  };
  const words = language === 'ko' ? ko : en;
  return { page, press, type, look, words };
}

/** A window that nobody has chosen a name in. */
async function strange(page: Page, language: Language): Promise<void> {
  await page.addInitScript(
    (text) => sessionStorage.setItem('maji.session', text),
    JSON.stringify({
      windowId: crypto.randomUUID(),
      language,
      actorId: null,
      branchId: null,
      counterId: null,
    }),
  );
}

export const stepIs = (page: Page, number: number) =>
  expect
    .poll(() => page.locator('[aria-current=step]').first().innerText(), patiently)
    .toContain(`${number}`);
export const panels = (page: Page) => page.locator('section[tabindex="-1"]');

/** The demo branch and a fresh host, for all tests of a file. */
export function openTheBranch(): void {
  beforeAll(async () => {
    host = await aHost({ demo: true, clock });
    fresh = await aHost({ clock });
    desk = aWindow(host.origin);
    branchId = (await desk.client.system.status({})).branches[0]?.id ?? '';
    staff = await peopleOf(host);
    desk.session.set({ branchId, actorId: staff.한도윤 ?? null });
    browser = await launchBrowser();
  });

  afterAll(async () => {
    desk?.close();
    await host?.close();
    await fresh?.close();
    await browser?.close();
  });
}
