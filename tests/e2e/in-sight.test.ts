import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Language } from '#contract/rules.ts';
import { en, ko } from '#renderer/i18n/resources.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, peopleOf, type TestHost } from '#tests/support/host.ts';
import { sitDown } from '#tests/support/people.ts';

/** The smallest screen of a counter, 1024×768, on a Friday afternoon with a reminder above it. */
const opened = Date.now();
const friday = Date.parse('2026-11-20T14:32:00+09:00');
const clock = { now: () => new Date(friday + Date.now() - opened) };
const patiently = { timeout: 15_000 };
const size = { width: 1024, height: 768 };

let host: TestHost;
let browser: Browser;
let branchId: string;
let staff: Record<string, string>;

beforeAll(async () => {
  host = await aHost({ demo: true, clock });
  const row = await host.served.desk.desk.engine.db.selectFrom('branch').select('id').executeTakeFirst();
  branchId = row?.id ?? '';
  staff = await peopleOf(host);
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await host?.close();
});

const at = async (name: string, language: Language, route: string) => {
  const actorId = staff[name] ?? '';
  const person = await sitDown(browser, { origin: host.origin, branchId, actorId, language, route, size });
  const words = language === 'ko' ? ko : en;
  await person.page.getByRole('region', { name: words.promises.notices.label }).waitFor(patiently);
  return { ...person, words };
};

const stepIs = (page: Page, word: string) =>
  expect.poll(() => page.locator('[aria-current=step]').first().innerText(), patiently).toContain(word);

/** How many of these are whole on the screen, with nothing over any of their corners. */
const wholeInSight = (page: Page, selector: string) =>
  page.evaluate((which) => {
    const isWhole = (element: Element) => {
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const corners = [
        [left + 12, top + 4],
        [right - 12, bottom - 4],
      ] as const;
      return corners.every(([x, y]) => element.contains(document.elementFromPoint(x, y)));
    };
    return [...document.querySelectorAll(which)].filter(isWhole).length;
  }, selector);

/** The sentence to say: the size of its letters, and whether all of it is on the screen. */
const sentence = async (page: Page) => ({
  letters: await page
    .locator('[aria-live=polite] > p')
    .last()
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
  whole: await wholeInSight(page, 'main [aria-live=polite] > p'),
});

describe.each([
  ['ko', '김태현', ['소개', '용건', '담당 연결']],
  ['en', '윤정아', ['Introduction', 'Purpose', 'Officer']],
] as const)('%s, at 1024×768 under a reminder', (language, reception, [introduction, purpose, officer]) => {
  test('officers, what an absent one leaves to choose, and the memo’s inquiry are in sight', async () => {
    const { page, press, words } = await at(reception, language, 'counter');
    await press('F2');
    await stepIs(page, introduction);
    await press('Enter');
    await stepIs(page, purpose);
    await press('1');
    await stepIs(page, officer);
    const officers = 'main section[aria-label] button[aria-keyshortcuts]';
    await page.locator(officers).nth(5).waitFor(patiently);
    expect(await wholeInSight(page, officers)).toBeGreaterThanOrEqual(6);
    expect(await sentence(page)).toEqual({ letters: 32, whole: 1 });

    await page.locator(officers, { hasText: '박서연' }).click();
    await page.getByText(words.counter.absentTitle).waitFor(patiently);
    await page.getByRole('button', { name: words.counter.anotherOfficer }).waitFor(patiently);
    expect(await wholeInSight(page, 'section[aria-labelledby=absent-title] button')).toBe(6);
    expect(await sentence(page)).toEqual({ letters: 32, whole: 1 });

    await press('2');
    await page.getByLabel(words.memoForm.inquiry).waitFor(patiently);
    expect(await wholeInSight(page, 'main textarea')).toBe(1);
    expect(await sentence(page)).toEqual({ letters: 32, whole: 1 });
  });

  test('on the telephone, what is typed into is never under the bar at the bottom', async () => {
    const { page, press, words } = await at(reception, language, 'phone');
    await press('F7');
    await page.getByText(words.phone.ringsTitle).waitFor(patiently);
    await press('2');
    await page.getByText(words.phone.ringsTitle).waitFor({ state: 'detached', ...patiently });
    await page.getByText('보증 상담').first().waitFor(patiently);
    await press('1');
    await page.getByText(words.phone.outcomes).waitFor(patiently);
    await press('2');
    const inquiry = page.getByLabel(words.memoForm.inquiry);
    await inquiry.waitFor(patiently);
    let isAtInquiry = false;
    for (let tabs = 0; tabs < 12 && !isAtInquiry; tabs += 1) {
      await press('Tab');
      expect(await wholeInSight(page, 'main input:focus, main textarea:focus')).toBe(
        await page.locator('main input:focus, main textarea:focus').count(),
      );
      isAtInquiry = await inquiry.evaluate((field) => field === document.activeElement);
    }
    expect(isAtInquiry).toBe(true);
  });

  test('in a round of calls the number, the inquiry and the sentence are in sight', async () => {
    const { page } = await at('박서연', language, 'memos/calls');
    await page.getByText('010-0000-8821').waitFor(patiently);
    await page.locator('main [aria-live=polite] > p').waitFor(patiently);
    expect(await sentence(page)).toEqual({ letters: 32, whole: 1 });
    expect(await wholeInSight(page, 'main section[tabindex="-1"] button[aria-keyshortcuts=C]')).toBe(1);
  });
});
