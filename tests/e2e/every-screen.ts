import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
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
const patiently = { timeout: 15_000 };
const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
];

let host: TestHost;
let fresh: TestHost;
let desk: TestWindow;
let browser: Browser;
let branchId: string;
let staff: Record<string, string>;

/** Somebody's window in a language, and what is wrong with what it shows. */
async function eyesOf(name: string | null, language: Language, route: string, at = host) {
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

const stepIs = (page: Page, number: number) =>
  expect
    .poll(() => page.locator('[aria-current=step]').first().innerText(), patiently)
    .toContain(`${number}`);
const panels = (page: Page) => page.locator('section[tabindex="-1"]');

/** Every screen in one language: the rules of axe, the eye, Tab all the way round, in both window sizes. */
export function describeEveryScreen(language: Language): void {
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

  test('the counter, at every step of a visit', async () => {
    const { page, press, type, look, words } = await eyesOf('김태현', language, 'counter');
    const { counter, customers } = words;
    await page.getByText(counter.emptyTitle).waitFor(patiently);
    await look('counter with nobody', { byTab: true });
    await press('F2');
    await stepIs(page, 2);
    await look('introduction', { byTab: true });
    await press('S');
    await panels(page).waitFor(patiently);
    await look('skipping', { byTab: true });
    await press('Escape');
    await press('T');
    await panels(page).waitFor(patiently);
    await look('said earlier', { byTab: true });
    await press('Escape');
    await press('L');
    await panels(page).waitFor(patiently);
    await look('leaving', { byTab: true });
    await press('Escape');
    await press('Enter');
    await stepIs(page, 3);
    await press('Shift+F6');
    await page.getByText(customers.sayConsent).waitFor(patiently);
    await type('홍길순');
    await look('a new customer', { byTab: true });
    await press('Escape');
    await press('F6');
    await type('rla');
    await page.getByRole('listbox', { name: customers.found }).getByRole('option').first().waitFor(patiently);
    await look('customers found');
    await press('Enter');
    await page.getByText(customers.unlink).waitFor(patiently);
    await look('purpose, with a returning customer', { byTab: true });
    await page.getByRole('textbox').first().fill('보증 한도를 늘리려고');
    await look('purpose in his own words');
    await press('Control+Enter');
    await stepIs(page, 4);
    await look('nobody in particular', { byTab: true });
    await press('Backspace');
    await stepIs(page, 3);
    await press('1');
    await stepIs(page, 4);
    await look('officers', { byTab: true });
    await page.locator('main button[aria-keyshortcuts]', { hasText: '박서연' }).click();
    await page.getByText(counter.absentTitle).waitFor(patiently);
    await look('officer away', { byTab: true });
    await press('2');
    await page.getByLabel(words.memoForm.inquiry).waitFor(patiently);
    await look('memo', { byTab: true });
    await page.getByLabel(words.memoForm.inquiry).fill('보증 한도를 늘릴 수 있는지');
    await press('Control+Enter');
    await stepIs(page, 5);
    await page.getByText(words.memoForm.slip).first().waitFor(patiently);
    await look('anything else, with the slip', { byTab: true });
    await press('Enter');
    await stepIs(page, 6);
    await look('farewell');
    await press('Enter');
    await page.getByText(counter.closedNotice).waitFor(patiently);
    await look('over, with a notice');
  });

  test('a visit handed over, one that waits, and the keys', async () => {
    const { page, press, look, words } = await eyesOf('송다은', language, 'counter');
    const { counter } = words;
    await page.getByText(counter.emptyTitle).waitFor(patiently);
    await press('F2');
    await stepIs(page, 2);
    await press('Enter');
    await stepIs(page, 3);
    await press('5');
    await stepIs(page, 4);
    await page.locator('main button[aria-keyshortcuts]', { hasText: '윤정아' }).click();
    await page.getByText(counter.handedHint).waitFor(patiently);
    await look('handed over', { byTab: true });
    await press('R');
    await stepIs(page, 4);
    await page.locator('main button[aria-keyshortcuts]', { hasText: '정유진' }).click();
    await page.getByText(counter.absentTitle).waitFor(patiently);
    await press('3');
    await page.getByText(counter.notBackYet).waitFor(patiently);
    await look('waiting', { byTab: true });
    await press('L');
    const leave = panels(page);
    if (!(await leave.isVisible())) await page.getByRole('button', { name: counter.customerLeaves }).click();
    await leave.waitFor(patiently);
    await press('Control+Enter');
    await stepIs(page, 5);
    await press('Enter');
    await stepIs(page, 6);
    await press('Enter');
    await page.getByText(counter.emptyTitle).waitFor(patiently);
    await press('F1');
    await page.getByText(words.common.keys.hint).waitFor(patiently);
    await look('keys', { byTab: true });
  });

  test('a customer handed over, and reminders, above another screen', async () => {
    const officer = await eyesOf('최민호', language, 'staff');
    await officer.page.getByRole('region', { name: officer.words.counter.forYou }).waitFor(patiently);
    await officer.look('handed to me', { byTab: true });
    const manager = await eyesOf('한도윤', language, 'staff');
    await manager.page.getByRole('region', { name: manager.words.promises.notices.label }).waitFor(patiently);
    await manager.look('a reminder', { byTab: true });
  });

  test('the board and everything one can do with a memo', async () => {
    const { page, press, look, words } = await eyesOf('최민호', language, 'memos');
    const { memos } = words;
    const board = () => page.locator('[data-memo]').first().waitFor(patiently);
    const openMemo = async (who: string) => {
      await page.getByRole('button', { name: memos.card.open.replace('{{name}}', who) }).click();
      await panels(page).waitFor(patiently);
    };
    await board();
    await look('board', { byTab: true });
    await openMemo('서○준');
    await page.getByText('010-0000-4410').waitFor(patiently);
    await look('my memo', { byTab: true });
    for (const [key, action] of [
      ['Enter', 'answer'],
      ['A', 'attempt'],
      ['I', 'interim'],
      ['H', 'handOn'],
      ['X', 'closeUnanswered'],
    ] as const) {
      await press(key);
      await page.getByRole('region', { name: memos.actions[action] }).waitFor(patiently);
      await look(action, { byTab: true });
      await press('Escape');
      await page
        .getByRole('region', { name: memos.actions[action] })
        .waitFor({ state: 'hidden', ...patiently });
    }
    await press('Escape');
    await openMemo('정○호');
    await look('the memo of somebody else, past its time', { byTab: true });
    await press('L');
    await page.getByRole('region', { name: memos.actions.explainLate }).waitFor(patiently);
    await look('explainLate', { byTab: true });
    await press('Escape');
    await press('Escape');
    await openMemo('윤○아');
    await look('an answered memo');
    await press('Enter');
    await page.getByRole('region', { name: memos.actions.reopen }).waitFor(patiently);
    await look('reopen', { byTab: true });
    await press('Escape');
    await press('Escape');
    for (const filter of ['mine', 'department', 'overdue', 'late'] as const) {
      await page.getByRole('radio', { name: memos.filters[filter] }).click();
      await page.getByRole('radio', { name: memos.filters[filter], checked: true }).waitFor(patiently);
      await page.waitForTimeout(100);
      await look(`filter ${filter}`);
    }
    await press('F4');
    await page.getByRole('combobox').last().waitFor(patiently);
    await look('a memo by itself', { byTab: true });
  });

  test('nobody reached him: the text to send', async () => {
    const { page, press, look, words } = await eyesOf('오세라', language, 'memos');
    const { id: memoId } = await desk.client.memos.create({
      requestId: crypto.randomUUID(),
      branchId,
      encounterId: null,
      customerId: null,
      customerName: language === 'ko' ? '표지원' : '표하나',
      business: null,
      phone: '010-1234-0001',
      intendedId: staff.오세라 ?? '',
      dutyId: null,
      inquiry: '통화가 되지 않는 고객',
      urgency: 'urgent',
      preferredAt: null,
      afterClosing: null,
      callerId: staff.오세라 ?? '',
    });
    await desk.letIn(staff.오세라 ?? '');
    const asOfficer = { context: { actorId: staff.오세라 ?? '' } };
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const { version } = await desk.client.memos.get({ branchId, id: memoId });
      await desk.client.memos.logAttempt(
        {
          requestId: crypto.randomUUID(),
          id: memoId,
          expectedVersion: version,
          result: 'no_answer',
          callAgainAt: null,
          note: '',
        },
        asOfficer,
      );
    }
    await page.goto(`${host.origin}/#/memos/${memoId}`);
    await page.getByText('010-1234-0001').waitFor(patiently);
    await press('U');
    await page.getByRole('region', { name: words.memos.actions.unreachable }).waitFor(patiently);
    await look('unreachable', { byTab: true });
    await press('Escape');
    await page.goto(`${host.origin}/#/memos/calls`);
    await panels(page).waitFor(patiently);
    await look('a round of calls');
    await page.goto(`${host.origin}/#/print/slip/${memoId}`);
    await page.locator('article').waitFor(patiently);
    await look('slip', { byTab: true });
  });

  test('site visits: the list, both calendars, a new one, one agreed and everything one can do with it', async () => {
    const { page, press, look, words } = await eyesOf('최민호', language, 'site-visits');
    const { siteVisits } = words;
    await page.getByText('민○라').first().waitFor(patiently);
    await look('site visits', { byTab: true });
    for (const key of ['2', '3']) {
      await press(key);
      await page.getByRole('list', { name: /./ }).first().waitFor(patiently);
      await look(`calendar ${key}`, { byTab: true });
    }
    await page.getByRole('radio', { name: siteVisits.views.list }).click();
    await page.getByRole('radio', { name: siteVisits.views.list, checked: true }).waitFor(patiently);
    await page.getByRole('button', { name: siteVisits.newVisit }).click();
    await page.getByRole('region', { name: siteVisits.newVisit }).waitFor(patiently);
    await look('a new visit', { byTab: true });
    await page.goto(`${host.origin}/#/site-visits/address`);
    await page.getByRole('region', { name: siteVisits.feed.title }).waitFor(patiently);
    await look('calendar address', { byTab: true });
    await page.goto(`${host.origin}/#/site-visits`);
    await page.getByRole('button', { name: /민○라/ }).first().click();
    await page.getByText('010-0000-0917').waitFor(patiently);
    await look('my visit', { byTab: true });
    for (const [key, action] of [
      ['L', 'late'],
      ['M', 'text'],
      ['R', 'reschedule'],
      ['E', 'enter'],
      ['C', 'change'],
      ['X', 'cancel'],
    ] as const) {
      await press(key);
      await page.getByRole('region', { name: siteVisits.actions[action] }).waitFor(patiently);
      await look(action, { byTab: true });
      await press('Escape');
      await page
        .getByRole('region', { name: siteVisits.actions[action] })
        .waitFor({ state: 'hidden', ...patiently });
    }
    const { id } = (await desk.client.siteVisits.board({ branchId })).find(
      ({ customerName }) => customerName === '민○라',
    ) ?? { id: '' };
    await page.goto(`${host.origin}/#/print/site-visit/${id}`);
    await page.getByRole('heading', { name: siteVisits.sheet.title }).waitFor(patiently);
    await look('the sheet');
  });

  test('today: one’s own, a memo for a colleague, what is handed on, the branch', async () => {
    const { page, press, look, words } = await eyesOf('최민호', language, 'today');
    const { today, memoForm, customers } = words;
    await page.getByRole('heading', { name: today.mine.promises }).waitFor(patiently);
    await page.getByRole('heading', { name: today.away.title }).waitFor(patiently);
    await look('my day', { byTab: true });
    await page.getByRole('button', { name: words.staff.absence.choose }).click();
    await look('another return', { byTab: true });
    await press('Shift+1');
    await page.getByLabel(memoForm.inquiry).waitFor(patiently);
    await page.keyboard.type('rla');
    await page.getByRole('listbox', { name: customers.found }).getByRole('option').first().waitFor(patiently);
    await look('a memo for a colleague, a customer looked for');
    await press('Enter');
    await look('a memo for a colleague', { byTab: true });
    await page.getByRole('button', { name: memoForm.discard }).click();
    await page.getByLabel(memoForm.inquiry).waitFor({ state: 'detached', ...patiently });
    await press('H');
    await page.getByRole('heading', { name: today.handOn.title }).waitFor(patiently);
    await page.getByLabel(today.handOn.reason).waitFor(patiently);
    await look('handing on', { byTab: true });
    await press('Escape');

    const away = await eyesOf('박서연', language, 'today');
    await away.page.getByText(words.staff.absence.awayNow.split('{')[0] ?? '').waitFor(patiently);
    await away.look('away, with a promise overdue', { byTab: true });
    const idle = await eyesOf('송다은', language, 'today');
    await idle.page.getByText(today.mine.emptyTitle).waitFor(patiently);
    await idle.look('nothing to do');
    const manager = await eyesOf('한도윤', language, 'today');
    await manager.page.getByRole('heading', { name: today.branch.overdue }).waitFor(patiently);
    await manager.look('the branch', { byTab: true });
    await manager.page.getByRole('button', { name: today.branch.handOn }).first().click();
    await manager.page.getByRole('region', { name: words.memos.actions.handOn }).waitFor(patiently);
    await manager.look('a promise handed on by the manager', { byTab: true });
  });

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
    const reader = await eyesOf('송다은', language, 'settings');
    await reader.page.getByText(reader.words.settings.readOnly).waitFor(patiently);
    await reader.look('branch, to be read');
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
