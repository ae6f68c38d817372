import type { Browser, BrowserContext, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { Language } from '#contract/rules.ts';

/** Somebody at a browser window, whose key presses and taps are counted. */
export interface AtWindow {
  page: Page;
  context: BrowserContext;
  /** One press of a key, as `F2`, `Enter`, `1`, `Control+Enter`. */
  press(key: string): Promise<void>;
  /** Text typed into whatever has the focus; no action of the budgets. */
  type(text: string): Promise<void>;
  /** Key presses and pointer actions so far. */
  actions(): number;
}

export interface Seat {
  origin: string;
  branchId: string;
  actorId: string;
  counterId?: string;
  language?: Language;
  route?: string;
  size?: { width: number; height: number };
  touch?: boolean;
  /** Done to the page before it is opened. */
  prepare?: (page: Page) => Promise<void>;
}

/** A window with somebody on duty, as if he had picked his name; closed when the test ends. */
export async function sitDown(browser: Browser, seat: Seat): Promise<AtWindow> {
  const context = await browser.newContext({
    viewport: seat.size ?? { width: 1440, height: 900 },
    locale: 'ko-KR',
    reducedMotion: 'reduce',
    hasTouch: seat.touch ?? false,
  });
  onTestFinished(() => context.close());
  const session = {
    windowId: crypto.randomUUID(),
    language: seat.language ?? 'ko',
    actorId: seat.actorId,
    branchId: seat.branchId,
    counterId: seat.counterId ?? null,
  };
  await context.addInitScript((text) => {
    if (!sessionStorage.getItem('maji.session')) sessionStorage.setItem('maji.session', text);
  }, JSON.stringify(session));
  const page = await context.newPage();
  await seat.prepare?.(page);
  let actions = 0;
  await page.goto(`${seat.origin}/#/${seat.route ?? 'counter'}`);
  await page.locator('main').waitFor();
  return {
    page,
    context,
    async press(key) {
      actions += 1;
      await page.keyboard.press(key);
    },
    type: (text) => page.keyboard.type(text),
    actions: () => actions,
  };
}
