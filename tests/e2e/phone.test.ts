import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { type AtWindow, sitDown } from '#tests/support/people.ts';
import { compose } from './counter-steps.ts';
import { axeComplaints, seenComplaints } from './sight.ts';

/** A Friday afternoon, whatever the day of the run: officers are away and promises end before closing. */
const opened = Date.now();
const friday = Date.parse('2026-11-20T14:32:00+09:00');
const clock = { now: () => new Date(friday + Date.now() - opened) };
const patiently = { timeout: 15_000 };

let host: TestHost;
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

const at = (name: string, more: Partial<Parameters<typeof sitDown>[1]> = {}): Promise<AtWindow> =>
  sitDown(browser, { origin: host.origin, branchId, actorId: idOf(name), ...more });

const stands = (page: Page, step: string) =>
  expect.poll(() => page.locator('[aria-current=step]').first().innerText(), patiently).toContain(step);
const callInHand = async (page: Page) => {
  const id = page.url().split('/').at(-1) ?? '';
  return await desk.client.encounters.get({ branchId, id });
};
/** Picked up after two rings, about the first duty. */
async function heard(person: AtWindow): Promise<void> {
  await person.press('F7');
  await stands(person.page, '받기');
  await person.press('2');
  await stands(person.page, '경청');
  await person.press('1');
  await stands(person.page, '답변');
}

test('a solved call is logged in five keys, from the ringing to the receiver', async () => {
  const person = await at('김하늘');
  const { page } = person;
  await page.getByText('오늘 방문').first().waitFor(patiently);
  const before = (await desk.client.encounters.unclosed({ branchId })).callsToday;
  await person.press('F7');
  await stands(page, '받기');
  expect(await page.locator('main').innerText()).toMatch(/감사합니다\. .*김하늘 사원입니다\./);
  const size = await page
    .getByText('감사합니다.', { exact: false })
    .first()
    .evaluate((element) => Number.parseFloat(getComputedStyle(element).fontSize));
  expect(size).toBeGreaterThanOrEqual(32);
  // The bound of the pack and its other reading, and a key for every count that tells them apart.
  expect(await page.getByText('글자 그대로 (2번까지)').isVisible()).toBe(true);
  expect(await page.getByText('흔한 해석 (3번까지)').isVisible()).toBe(true);
  await page.getByRole('button', { name: '4번 이상' }).waitFor(patiently);
  await person.press('2');
  await stands(page, '경청');
  await person.press('1');
  await stands(page, '답변');
  await person.press('Enter');
  await stands(page, '추가 문의');
  await person.press('E');
  await page.getByText('통화를 마쳤습니다').waitFor(patiently);
  expect(person.actions()).toBeLessThanOrEqual(5);
  const call = await callInHand(page);
  expect(call).toMatchObject({ channel: 'phone', state: 'closed', outcome: 'handled' });
  expect(call.call).toMatchObject({ rings: 2, ringsAre: 'exactly', afterwards: false });
  expect(call.call?.bounds.map(({ kept }) => kept)).toEqual([true, true]);
  expect(call.steps.map(({ state }) => state)).toEqual(Array.from({ length: 6 }, () => 'done'));
  expect((await desk.client.encounters.unclosed({ branchId })).callsToday).toBe(before + 1);
});
