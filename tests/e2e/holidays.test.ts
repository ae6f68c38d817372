import { mkdirSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Language } from '#contract/rules.ts';
import { en, ko } from '#renderer/i18n/resources.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { sitDown } from '#tests/support/people.ts';
import { axeComplaints, seenComplaints } from './sight.ts';

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
  branchId = (await desk.client.system.status({})).branches[0]?.id ?? '';
  staff = await peopleOf(host);
  browser = await launchBrowser();
});

afterAll(async () => {
  desk?.close();
  await host?.close();
  await browser?.close();
});

/** An open promise of three office days, so that holidays matter to it in the demo as well. */
async function aPromiseOfDays(): Promise<void> {
  const { db } = host.served.desk.desk.engine;
  const one = await db
    .selectFrom('promise')
    .select('id')
    .where('state', '=', 'open')
    .where('due_reason', '=', 'standard')
    .orderBy('due_at', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  await db
    .updateTable('promise')
    .set({
      ...{ counting: 'working_days', amount: 1, unit: 'days', due_date: '2026-11-23' },
      ...{ due_at: '2026-11-23T09:00:00.000Z', original_due_at: '2026-11-23T09:00:00.000Z' },
    })
    .where('id', '=', one.id)
    .execute();
}

const shots = process.env.MAJI_SHOTS;

test.each<[Language, { width: number; height: number }]>([
  ['ko', { width: 1440, height: 900 }],
  ['en', { width: 1024, height: 768 }],
])(
  'a manager declares a day by keyboard, is told first what moves, and takes it back (%s)',
  async (language, size) => {
    const words = { ko, en }[language].settings.holidays;
    await aPromiseOfDays();
    const { page, press, type } = await sitDown(browser, {
      ...{ origin: host.origin, branchId, actorId: staff.한도윤 ?? '', language, size, route: 'settings' },
    });
    const look = async (name: string) => {
      expect(await axeComplaints(page)).toEqual([]);
      expect(await seenComplaints(page)).toEqual([]);
      if (shots === undefined) return;
      mkdirSync(shots, { recursive: true });
      await page.screenshot({ path: `${shots}/holidays-${language}-${name}.png` });
    };
    const part = page.getByRole('region', { name: words.title, exact: true });
    const add = part.getByRole('button', { name: words.add });
    await add.waitFor(patiently);
    await add.focus();
    await press('Enter');
    await part.getByRole('spinbutton').first().waitFor(patiently);
    await part.getByRole('spinbutton').first().focus();
    await type(language === 'ko' ? '20261123' : '23112026');
    await part.getByRole('status').filter({ hasText: '→' }).waitFor(patiently);
    await part.getByRole('textbox', { name: words.name }).focus();
    await type(language === 'ko' ? '임시 공휴일' : 'Day of mourning');
    await part.scrollIntoViewIfNeeded();
    await look('new');
    // In a line of text Enter belongs to the text.
    await press('Control+Enter');
    await page.getByText(words.declared).waitFor(patiently);
    const name = language === 'ko' ? '임시 공휴일' : 'Day of mourning';
    await part.getByText(name).first().waitFor(patiently);
    const moved = await host.served.desk.desk.engine.db
      .selectFrom('promise')
      .select(['due_at', 'due_before', 'subject_id'])
      .where('due_reason', '=', 'holiday_declared')
      .execute();
    expect(moved.map(({ due_at, due_before }) => [due_at, due_before])).toContainEqual([
      '2026-11-24T09:00:00.000Z',
      '2026-11-23T09:00:00.000Z',
    ]);
    await look('declared');

    await page.goto(`${host.origin}/#/memos/${moved[0]?.subject_id}`);
    const memoWords = { ko, en }[language].memos;
    await page.getByText(memoWords.panel.holiday_declared, { exact: false }).first().waitFor(patiently);
    await look('memo');

    await page.goto(`${host.origin}/#/settings`);
    const withdraw = part.getByRole('button').filter({ hasText: words.withdraw });
    await withdraw.waitFor(patiently);
    await withdraw.focus();
    await press('Enter');
    await part.getByRole('status').filter({ hasText: '→' }).waitFor(patiently);
    await look('withdraw');
    await press('Enter');
    await page.getByText(words.withdrawn).waitFor(patiently);
    await part.getByText(words.none).waitFor(patiently);
  },
  90_000,
);
