import type { Browser, BrowserContext, Page } from 'playwright-core';
import { onTestFinished } from 'vitest';
import type { Language } from '#contract/rules.ts';
import { newToken } from '#core/accounts/seats.ts';
import { people as demoPeople } from '#core/settings/demo/branch.ts';
import { demoPassword, doors, seatCookie } from './host.ts';

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

/** Somebody has signed in at this browser, and its next windows begin with him. */
export async function letIn(
  context: BrowserContext,
  origin: string,
  session: { branchId: string; actorId: string; language?: Language; counterId?: string | null },
): Promise<void> {
  const token = newToken();
  await doors.get(origin)?.(token, session.actorId);
  const [name = '', value = ''] = seatCookie(origin, token).split('=');
  await context.addCookies([
    { name, value, url: origin, httpOnly: true, secure: origin.startsWith('https:'), sameSite: 'Strict' },
  ]);
  const kept = { windowId: crypto.randomUUID(), language: 'ko', counterId: null, ...session };
  await context.addInitScript((text) => {
    if (!sessionStorage.getItem('maji.session')) sessionStorage.setItem('maji.session', text);
  }, JSON.stringify(kept));
}

/** A window with somebody on duty, as if he had signed in; closed when the test ends. */
export async function sitDown(browser: Browser, seat: Seat): Promise<AtWindow> {
  const context = await browser.newContext({
    viewport: seat.size ?? { width: 1440, height: 900 },
    locale: 'ko-KR',
    reducedMotion: 'reduce',
    hasTouch: seat.touch ?? false,
  });
  onTestFinished(() => context.close());
  const session = {
    language: seat.language ?? ('ko' as const),
    actorId: seat.actorId,
    branchId: seat.branchId,
    counterId: seat.counterId ?? null,
  };
  await letIn(context, seat.origin, session);
  const page = await context.newPage();
  await seat.prepare?.(page);
  await page.goto(`${seat.origin}/#/${seat.route ?? 'counter'}`);
  await page.locator('main').waitFor();
  return counted(context, page);
}

/** Somebody at this page, his key presses counted from now on. */
export function counted(context: BrowserContext, page: Page): AtWindow {
  let actions = 0;
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

/** Signs somebody of the demo branch in at the page that asks for it, by keys. */
export async function signInAsDemo(page: Page, name: string): Promise<void> {
  const login = demoPeople.find((person) => person.name === name)?.login ?? name;
  await page.getByRole('textbox', { name: '아이디' }).fill(login);
  await page.keyboard.press('Tab');
  await page.keyboard.type(demoPassword);
  await page.keyboard.press('Enter');
}
