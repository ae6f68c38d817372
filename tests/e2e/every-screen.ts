import { test } from 'vitest';
import type { Language } from '#contract/rules.ts';
import { describeCounter } from './every-screen-counter.ts';
import { describeWork } from './every-screen-work.ts';
import { eyesOf, fresh, host, openTheBranch, panels, patiently, staff } from './eyes.ts';

/** Every screen in one language: the rules of axe, the eye, Tab all the way round, in both window sizes. */
export function describeEveryScreen(language: Language): void {
  openTheBranch();

  test('first start, sign in, an address that leads nowhere', async () => {
    const setup = await eyesOf(null, language, 'setup', fresh);
    await setup.page.locator('input').first().waitFor(patiently);
    await setup.look('set-up', { byTab: true });
    await setup.page.keyboard.press('Control+Enter');
    await setup.page.locator('[aria-invalid=true]').first().waitFor(patiently);
    await setup.look('set-up with what is missing');

    const who = await eyesOf(null, language, 'counter');
    await who.page.getByRole('textbox').first().waitFor(patiently);
    await who.look('sign in', { byTab: true });

    const lost = await eyesOf('한도윤', language, 'nowhere');
    await lost.page.getByText(lost.words.common.trouble.notFoundTitle).first().waitFor(patiently);
    await lost.look('nowhere');
  });

  describeCounter(language);
  describeWork(language);

  test('staff: my own seat, a colleague, his details, a new one', async () => {
    const { page, press, look, words } = await eyesOf('한도윤', language, 'staff');
    const own = page.getByRole('heading', { name: words.staff.absence.mine });
    await own.waitFor(patiently);
    await look('staff', { byTab: true });
    await page.goto(`${host.origin}/#/staff/${staff.송다은}`);
    await panels(page).waitFor(patiently);
    await look('a colleague', { byTab: true });
    await press('E');
    await page.getByLabel(words.staff.form.position).waitFor(patiently);
    await look('his details', { byTab: true });
    await page.goto(`${host.origin}/#/staff/${staff.박서연}`);
    await page.getByRole('button', { name: words.staff.absence.back }).waitFor(patiently);
    await look('a colleague who is away');
    await page.goto(`${host.origin}/#/staff/new`);
    await page.getByLabel(words.staff.form.position).waitFor(patiently);
    await look('a new colleague');
    const away = await eyesOf('박서연', language, 'staff');
    await away.page.getByRole('heading', { name: words.staff.absence.mine }).waitFor(patiently);
    await away.look('somebody away himself', { byTab: true });
  });

  test('reports: the day, whole names, the month, the closing check, the paper', async () => {
    const { page, press, look, words } = await eyesOf('한도윤', language, 'reports');
    const { reports } = words;
    await page.locator('article').first().waitFor(patiently);
    await look('day', { byTab: true });
    await press('U');
    await page.getByLabel(reports.unmasked.purpose).waitFor(patiently);
    await look('whole names', { byTab: true });
    await page.goto(`${host.origin}/#/reports/month`);
    await page.locator('table').first().waitFor(patiently);
    await look('month', { byTab: true });
    await page.goto(`${host.origin}/#/reports/evidence/2026-11`);
    await page.getByRole('columnheader', { name: reports.evidence.events }).waitFor(patiently);
    await look('evidence', { byTab: true });
    await page.goto(`${host.origin}/#/reports/closing`);
    await page.getByRole('button', { name: reports.closing.addReason }).first().waitFor(patiently);
    await look('closing check', { byTab: true });
    await page.getByRole('button', { name: reports.closing.addReason }).first().click();
    await page.getByLabel(reports.closing.reason).waitFor(patiently);
    await look('a reason', { byTab: true });
    await page.goto(`${host.origin}/#/print/daily-callback/2026-11-20`);
    await page.locator('article').first().waitFor(patiently);
    await look('the paper');
  });

  test('settings: the branch, the standard, the activity log, this window', async () => {
    const { page, look } = await eyesOf('한도윤', language, 'settings');
    await page.locator('main input').first().waitFor(patiently);
    await look('branch', { byTab: true });
    for (const [tab, shown] of [
      ['standard', 'h3, h2'],
      ['activity', 'table, li'],
      ['window', 'main button, main select'],
    ] as const) {
      await page.goto(`${host.origin}/#/settings/${tab}`);
      await page.locator(shown).first().waitFor(patiently);
      await look(tab, { byTab: true });
    }
    const reader = await eyesOf('임재호', language, 'settings');
    await reader.page.getByText(reader.words.settings.readOnly).waitFor(patiently);
    await reader.look('branch, to be read');
    await reader.page.goto(`${host.origin}/#/settings/standard`);
    await reader.page.getByRole('heading', { level: 3 }).first().waitFor(patiently);
    await reader.look('standard, to be read', { byTab: true });
  });

  test('the host is away', async () => {
    const { page, press, look, words } = await eyesOf('임재호', language, 'counter');
    await page.getByText(words.counter.todayVisits).first().waitFor(patiently);
    await host.stop();
    try {
      await page.getByText(words.common.connection.lost).first().waitFor(patiently);
      await press('F2');
      await page.getByText(words.counter.keptGreetingHint).waitFor(patiently);
      await look('lost');
    } finally {
      await host.start();
    }
    await page.getByText(words.counter.keptGreetingHint).waitFor({ state: 'hidden', timeout: 30_000 });
  });
}
