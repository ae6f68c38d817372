import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { en, ko } from '#renderer/i18n/resources.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, demoPassword, setUp, type TestHost, type TestWindow } from '#tests/support/host.ts';
import { signInAsDemo, sitDown } from '#tests/support/people.ts';
import { axeComplaints, seenComplaints, tabComplaints } from './sight.ts';

const friday = Date.parse('2026-11-20T14:32:00+09:00');
const patiently = { timeout: 15_000 };
/** A window asks every half minute by itself whether it is still open. */
const inHalfAMinute = { timeout: 40_000 };
const MINUTE = 60_000;
const own = '솔잎 위에 앉은 두루미';

let browser: Browser;
let host: TestHost;
let desk: TestWindow;
let branchId: string;
let staff: Record<string, string>;
let ahead: number;
let demoVisits: Set<string>;

beforeAll(async () => {
  browser = await launchBrowser();
  return () => browser.close();
});

beforeEach(async () => {
  ahead = 0;
  const opened = Date.now();
  host = await aHost({ demo: true, clock: { now: () => new Date(friday + ahead + Date.now() - opened) } });
  desk = aWindow(host.origin);
  branchId = (await desk.client.system.status({})).branches[0]?.id ?? '';
  const { db } = host.served.desk.desk.engine;
  staff = Object.fromEntries(
    (await db.selectFrom('staff').select(['id', 'name']).execute()).map(({ id, name }) => [name, id]),
  );
  desk.session.set({ branchId, actorId: staff.한도윤 ?? null });
  await desk.seated();
  const { encounters } = await desk.client.encounters.unclosed({ branchId });
  demoVisits = new Set(encounters.map(({ id }) => id));
});

afterEach(async () => {
  desk.close();
  await host.close();
});

/** A browser nobody has signed in at. */
async function aBrowser({ touch = false, origin = host.origin, language = 'ko' } = {}): Promise<{
  page: Page;
  context: BrowserContext;
}> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: 'ko-KR',
    reducedMotion: 'reduce',
    hasTouch: touch,
  });
  onTestFinished(() => context.close());
  await context.addInitScript(
    (kept) => {
      if (!sessionStorage.getItem('maji.session')) sessionStorage.setItem('maji.session', kept);
    },
    JSON.stringify({ windowId: crypto.randomUUID(), language }),
  );
  const page = await context.newPage();
  await page.goto(`${origin}/#/counter`);
  return { page, context };
}

/** Somebody has a PIN, as if he had set it in his account. */
async function hasPin(login: string, pin: string): Promise<void> {
  const { engine, passwords } = host.served.desk.desk;
  const pin_hash = await passwords.hash(pin);
  await engine.db.updateTable('account').set({ pin_hash }).where('login', '=', login).execute();
}

const title = (page: Page, name: string) => page.getByRole('heading', { level: 1, name });
const focused = (page: Page) => page.evaluate(() => document.activeElement?.getAttribute('type'));
/** The visits somebody has opened since the test began; the demo has some of its own. */
const visitsOf = async (name: string) =>
  (await desk.client.encounters.unclosed({ branchId })).encounters.filter(
    ({ id, servedBy }) => servedBy.id === staff[name] && !demoVisits.has(id),
  );
const sessionsOf = async (login: string) =>
  (await desk.client.accounts.list({ branchId })).find(({ account }) => account?.login === login)?.account
    ?.sessions;

/** Types into the field that has the focus, after it has it. */
async function answer(page: Page, secret: string): Promise<void> {
  await expect.poll(() => focused(page)).toBe('password');
  await page.keyboard.type(secret);
  await page.keyboard.press('Enter');
}

test('the first administrator is made by keys alone at the machine, and is at work at once', async () => {
  const empty = await aHost();
  onTestFinished(() => empty.close());
  const nobody = aWindow(empty.origin);
  onTestFinished(() => nobody.close());
  const day = { open: '00:00', close: '23:59', lunch: null };
  await nobody.client.setup.create({
    requestId: crypto.randomUUID(),
    institution: '한밭신용보증재단',
    branch: '중부지점',
    counters: ['1번 창구'],
    officeHours: [day, day, day, day, day, day, day],
    duties: ['보증 상담'],
    staff: [{ name: '한도윤', title: '지점장', department: '보증팀', seat: 'B1', role: 'manager' }],
  });
  const { page } = await aBrowser({ origin: empty.origin });
  await title(page, '시스템 관리자 만들기').waitFor(patiently);
  await page.keyboard.type('doyun');
  await page.keyboard.press('Tab');
  await page.keyboard.type('password1234');
  await page.keyboard.press('Tab');
  await page.keyboard.type('password1234');
  await page.keyboard.press('Enter');
  await page.getByText('누구나 먼저 넣어 보는 비밀번호', { exact: false }).waitFor(patiently);
  for (const field of [/^한 번 더/, /^새 비밀번호/]) {
    await page.getByLabel(field).focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type(own);
  }
  await page.keyboard.press('Enter');
  await title(page, '오늘').or(title(page, '창구')).first().waitFor(patiently);
  await page
    .getByRole('button', { name: /한도윤 지점장/ })
    .first()
    .waitFor(patiently);
});

test('after five wrong passwords the sixth is told how long to wait, and the right one counts then', async () => {
  const { page } = await aBrowser();
  await title(page, '로그인').waitFor(patiently);
  await page.keyboard.type('jihun');
  await page.keyboard.press('Tab');
  for (let count = 0; count < 5; count += 1) {
    await answer(page, '틀린 비밀번호입니다');
    await page.getByText('아이디나 비밀번호가 맞지 않습니다', { exact: false }).waitFor(patiently);
  }
  await answer(page, demoPassword);
  await page.getByText(/\d초 뒤에 다시 할 수 있습니다/).waitFor(patiently);
  expect(await page.getByLabel('아이디').inputValue()).toBe('jihun');
  ahead += MINUTE;
  await answer(page, demoPassword);
  await title(page, '창구').waitFor(patiently);
});

test('whoever was given a new password chooses his own before anything else', async () => {
  const { account } =
    (await desk.client.accounts.list({ branchId })).find(({ staffId }) => staffId === staff.이지훈) ?? {};
  await desk.client.accounts.reset({
    requestId: crypto.randomUUID(),
    accountId: account?.id ?? '',
    expectedVersion: account?.version ?? 0,
    temporary: 'abcd-efgh-jkmn',
  });
  const { page } = await aBrowser();
  await title(page, '로그인').waitFor(patiently);
  await page.keyboard.type('jihun');
  await page.keyboard.press('Tab');
  await answer(page, 'abcd-efgh-jkmn');
  await title(page, '비밀번호 정하기').waitFor(patiently);
  await page.keyboard.press('F2');
  await page.keyboard.type('abcd-efgh-jkmn');
  for (const secret of [own, own]) {
    await page.keyboard.press('Tab');
    await page.keyboard.type(secret);
  }
  await page.keyboard.press('Enter');
  await title(page, '창구').waitFor(patiently);
  expect(await visitsOf('이지훈')).toEqual([]);
});

describe('the locked screen', () => {
  /** At the counter with a visit open and a memo half written. */
  async function inTheMiddle(page: Page): Promise<void> {
    await signInAsDemo(page, '이지훈');
    await title(page, '창구').waitFor(patiently);
    await page.keyboard.press('F2');
    await expect.poll(async () => (await visitsOf('이지훈')).length, patiently).toBe(1);
    await page.keyboard.press('F4');
    await page.locator('textarea').first().waitFor(patiently);
    await page.locator('textarea').first().focus();
    await page.keyboard.type('만기 연장 서류를 여쭈');
  }
  const written = (page: Page) => page.locator('textarea').first();

  test('F10 keeps the half typed memo and the visit; the PIN brings both back', async () => {
    await hasPin('jihun', '2580');
    const { page } = await aBrowser();
    await inTheMiddle(page);
    await page.keyboard.press('F10');
    await title(page, '잠긴 화면').waitFor(patiently);
    expect(await written(page).isVisible()).toBe(false);
    await answer(page, '2580');
    await written(page).waitFor(patiently);
    expect(await written(page).inputValue()).toBe('만기 연장 서류를 여쭈');
    // The caret is where it was.
    await page.keyboard.type('십니다.');
    expect(await written(page).inputValue()).toBe('만기 연장 서류를 여쭈십니다.');
    expect(await visitsOf('이지훈')).toHaveLength(1);
  });

  test('ten minutes without a key lock it; F2 there is saved with its own time after it is opened', async () => {
    const { page } = await aBrowser();
    await inTheMiddle(page);
    ahead += 11 * MINUTE;
    await title(page, '잠긴 화면').waitFor(inHalfAMinute);
    const before = (await visitsOf('이지훈')).map(({ id }) => id);
    await page.keyboard.press('F2');
    await page.getByText('인사 기록 1건을 시각과 함께 잡아 두었습니다', { exact: false }).waitFor(patiently);
    const greetedAt = friday + ahead;
    ahead += 3 * MINUTE;
    await answer(page, demoPassword);
    await written(page).waitFor(patiently);
    expect(await written(page).inputValue()).toBe('만기 연장 서류를 여쭈');
    await expect.poll(async () => (await visitsOf('이지훈')).length, patiently).toBe(2);
    const greeted = (await visitsOf('이지훈')).find(({ id }) => !before.includes(id));
    const off = Math.abs((greeted?.openedAt.getTime() ?? 0) - greetedAt);
    expect(off).toBeLessThan(2 * MINUTE);
  });

  test('a colleague who signed in that day takes over by PIN, and the greeting is his', async () => {
    await hasPin('jihun', '2580');
    await hasPin('haneul', '1937');
    const { page } = await aBrowser();
    await signInAsDemo(page, '김하늘');
    await title(page, '창구').waitFor(patiently);
    await page.keyboard.press('F10');
    await title(page, '잠긴 화면').waitFor(patiently);
    await signInAsDemo(page, '이지훈');
    await title(page, '창구').waitFor(patiently);
    await page.keyboard.press('F10');
    await title(page, '잠긴 화면').waitFor(patiently);
    await page.keyboard.press('Control+1');
    await expect
      .poll(() => page.getByRole('radio', { name: /김하늘/ }).getAttribute('aria-checked'))
      .toBe('true');
    await answer(page, '1937');
    await page.getByRole('button', { name: /김하늘 사원/ }).waitFor(patiently);
    await page.keyboard.press('F2');
    await expect.poll(async () => (await visitsOf('김하늘')).length, patiently).toBe(1);
    expect(await visitsOf('이지훈')).toEqual([]);
  });

  test('five wrong PINs end the session: only the password helps then', async () => {
    await hasPin('jihun', '2580');
    const { page } = await aBrowser();
    await signInAsDemo(page, '이지훈');
    await title(page, '창구').waitFor(patiently);
    await page.keyboard.press('F10');
    await title(page, '잠긴 화면').waitFor(patiently);
    for (let count = 0; count < 4; count += 1) {
      await answer(page, '0000');
      await page.getByText('PIN이 맞지 않습니다', { exact: false }).waitFor(patiently);
    }
    await answer(page, '0000');
    await title(page, '로그인').waitFor(patiently);
    expect(await sessionsOf('jihun')).toBe(0);
    await signInAsDemo(page, '이지훈');
    await title(page, '창구').waitFor(patiently);
  });
});

test('signing out at one’s own account ends the session here', async () => {
  const { page } = await aBrowser();
  await signInAsDemo(page, '이지훈');
  await title(page, '창구').waitFor(patiently);
  await page.goto(`${host.origin}/#/settings/account`);
  await page.getByRole('button', { name: '로그아웃' }).focus();
  await page.keyboard.press('Enter');
  await title(page, '로그인').waitFor(patiently);
  expect(await sessionsOf('jihun')).toBe(0);
});

test('by touch alone: sign in, set a PIN, give a colleague a new password and print the slip', async () => {
  const { page } = await aBrowser({ touch: true });
  await page.evaluate(() => {
    Object.assign(window, { printed: '' });
    window.print = () => {
      const sheet = document.querySelector('[data-print-sheet]')?.textContent ?? '';
      Object.assign(window, { printed: sheet });
    };
  });
  const type = async (label: string | RegExp, text: string) => {
    await page.getByLabel(label).first().tap();
    await page.keyboard.type(text);
  };
  const tap = (name: string | RegExp) => page.getByRole('button', { name }).first().tap(patiently);
  await type('아이디', 'doyun');
  await type('비밀번호', demoPassword);
  await tap(/^로그인/);
  await page.getByRole('link', { name: '설정' }).tap(patiently);
  await page.getByRole('radio', { name: /내 계정/ }).tap(patiently);
  const pin = page.getByRole('region', { name: 'PIN' });
  await pin.getByLabel('지금 비밀번호').tap(patiently);
  await page.keyboard.type(demoPassword);
  await type(/^새 PIN/, '2580');
  await type('PIN 한 번 더', '2580');
  await tap('PIN 정하기');
  await page.getByText('PIN을 정했습니다').waitFor(patiently);
  await page.getByRole('radio', { name: /^계정/ }).tap(patiently);
  await tap('이지훈 계정 관리');
  await tap('새 비밀번호 주기');
  await tap(/^새 비밀번호 주기/);
  const password = await page.locator('code').first().innerText(patiently);
  await tap(/쪽지 인쇄/);
  await expect
    .poll(() => page.evaluate(() => (window as unknown as { printed: string }).printed))
    .toContain(password);
  await tap(/전했습니다/);
  await expect.poll(() => page.locator('code').count()).toBe(0);
  const { page: his } = await aBrowser();
  await title(his, '로그인').waitFor(patiently);
  await his.keyboard.type('jihun');
  await his.keyboard.press('Tab');
  await answer(his, password);
  await title(his, '비밀번호 정하기').waitFor(patiently);
});

test('another branch is opened, its first person added there, and the way back is one choice', async () => {
  const { page, press, type } = await sitDown(browser, {
    origin: host.origin,
    branchId,
    actorId: staff.한도윤 ?? '',
    route: 'settings/branch',
  });
  const fields = page.getByRole('region', { name: '새 지점 열기' });
  await page.getByRole('button', { name: '새 지점 열기' }).focus(patiently);
  await press('Enter');
  await fields.waitFor(patiently);
  await press('Control+Enter');
  await fields.getByText('비어 있어 저장하지 않았습니다', { exact: false }).first().waitFor(patiently);
  await fields.getByLabel(/^지점 이름/).focus();
  await type('동부지점');
  await fields.getByLabel('창구 1', { exact: true }).focus();
  await type('가 창구');
  await fields.getByLabel('부서 1', { exact: true }).focus();
  await type('동부보증팀');
  await press('Control+Enter');
  const go = page.getByRole('button', { name: '동부지점으로 가기' });
  await go.focus(patiently);
  await press('Enter');
  const picker = page.getByRole('combobox', { name: '지점', exact: true });
  await expect.poll(() => picker.locator('option:checked').innerText(), patiently).toBe('동부지점');
  await expect.poll(() => page.getByLabel(/^지점 이름/).inputValue(), patiently).toBe('동부지점');
  expect(await page.getByLabel('창구 1', { exact: true }).inputValue()).toBe('가 창구');

  await page.goto(`${host.origin}/#/staff`);
  await title(page, '직원').waitFor(patiently);
  expect(await page.getByText('이지훈').count()).toBe(0);
  await page
    .getByRole('button', { name: /직원 추가/ })
    .first()
    .click(patiently);
  const hiring = page.getByRole('region', { name: '직원 추가' });
  await hiring.getByRole('textbox', { name: /^이름/ }).fill('배수아');
  await hiring.getByRole('textbox', { name: /^직책/ }).fill('사원');
  await hiring.getByRole('combobox', { name: /^부서/ }).selectOption({ label: '동부보증팀' });
  const role = hiring.getByRole('checkbox', { name: '직원', exact: true });
  if ((await role.getAttribute('aria-checked')) !== 'true') await role.click();
  await press('Control+Enter');
  await page.getByText('배수아').first().waitFor(patiently);

  await page.goto(`${host.origin}/#/settings/accounts`);
  await page.getByRole('button', { name: '배수아 계정 관리' }).focus(patiently);
  await press('Enter');
  await expect.poll(() => page.getByLabel('아이디').inputValue(), patiently).toBe('sua');
  await press('Control+Enter');
  await page.getByRole('button', { name: '전했습니다' }).waitFor(patiently);

  await picker.selectOption({ label: '중부지점' });
  await page.getByRole('button', { name: '이지훈 계정 관리' }).waitFor(patiently);
  expect(await page.getByText('배수아').count()).toBe(0);
  expect(await page.locator('code').count()).toBe(0);
});

const sizes = { wide: { width: 1440, height: 900 }, small: { width: 1024, height: 768 } };

describe.each(['ko', 'en'] as const)('seen in %s', (language) => {
  const words = language === 'ko' ? ko : en;

  /** Looks at what is in sight at both sizes, with the eyes of a person and of axe. */
  async function look(page: Page, name: string, { byTab = true, fits = false } = {}): Promise<void> {
    for (const [size, viewport] of Object.entries(sizes)) {
      await page.setViewportSize(viewport);
      await page.evaluate(() => document.fonts.ready);
      const folder = process.env.MAJI_SHOTS;
      if (folder) await page.screenshot({ path: `${folder}/${name}-${language}-${size}.png` });
      expect(await seenComplaints(page), `${name} ${size}`).toEqual([]);
      expect(await axeComplaints(page), `${name} ${size}`).toEqual([]);
      const tall = await page.evaluate(() =>
        [...document.querySelectorAll('main, main *, html')].some(
          (one) =>
            one.scrollHeight > one.clientHeight + 1 &&
            ['auto', 'scroll'].includes(getComputedStyle(one).overflowY),
        ),
      );
      if (fits) expect(tall, `${name} ${size} needs no scrolling`).toBe(false);
    }
    if (byTab) expect(await tabComplaints(page), name).toEqual([]);
    await page.setViewportSize(sizes.wide);
  }

  /** A browser at the door in this language. */
  async function atDoor(origin = host.origin): Promise<Page> {
    const { page } = await aBrowser({ origin, language });
    return page;
  }
  async function signIn(page: Page, login: string, secret = demoPassword): Promise<void> {
    await page.getByRole('textbox', { name: words.signIn.login, exact: true }).fill(login);
    await page.keyboard.press('Tab');
    await answer(page, secret);
  }

  test('the door: sign-in, choosing a password, the lock with two people', async () => {
    await hasPin('jihun', '2580');
    const page = await atDoor();
    await title(page, words.signIn.title).waitFor(patiently);
    await look(page, 'sign-in', { fits: true });
    await signIn(page, 'haneul');
    await title(page, words.common.screens.counter).waitFor(patiently);
    await page.keyboard.press('F10');
    await title(page, words.signIn.lockedTitle).waitFor(patiently);
    await signIn(page, 'jihun');
    await title(page, words.common.screens.counter).waitFor(patiently);
    await page.keyboard.press('F10');
    await title(page, words.signIn.lockedTitle).waitFor(patiently);
    await answer(page, '0001');
    await page.getByRole('alert').waitFor(patiently);
    await look(page, 'lock', { fits: true });
    const { engine } = host.served.desk.desk;
    await engine.db.updateTable('account').set({ must_change: 1 }).where('login', '=', 'minho').execute();
    await signIn(page, 'minho');
    await title(page, words.signIn.chooseTitle).waitFor(patiently);
    await look(page, 'choose-password', { fits: true });
  });

  test('the first administrator', async () => {
    const empty = await aHost();
    onTestFinished(() => empty.close());
    const nobody = aWindow(empty.origin);
    onTestFinished(() => nobody.close());
    await setUp(nobody);
    // As it is before anybody has an account: those the set-up of a test lets in are taken away again.
    const { db } = empty.served.desk.desk.engine;
    nobody.close();
    await db.updateTable('staff').set({ account_id: null }).execute();
    for (const table of ['session', 'sign_in', 'account'] as const) await db.deleteFrom(table).execute();
    const page = await atDoor(empty.origin);
    await title(page, words.signIn.firstTitle).waitFor(patiently);
    await look(page, 'first', { fits: true });
  });

  test('my account, the accounts, a branch to be opened', async () => {
    const page = await atDoor();
    await signIn(page, 'doyun');
    await page
      .getByRole('button', { name: /한도윤/ })
      .first()
      .waitFor(patiently);
    await page.goto(`${host.origin}/#/settings/account`);
    await page.getByRole('table').waitFor(patiently);
    await look(page, 'my-account');
    const { db } = host.served.desk.desk.engine;
    await db
      .updateTable('staff')
      .set({ account_id: null })
      .where('name', 'in', ['송다은', '임재호'])
      .execute();
    await db.updateTable('account').set({ active: 0 }).where('login', '=', 'yujin').execute();
    await page.goto(`${host.origin}/#/settings/accounts`);
    await page.getByRole('table').waitFor(patiently);
    await look(page, 'accounts');
    await page.getByRole('button', { name: words.accounts.all.makeAll }).click();
    await look(page, 'everybody');
    await page.keyboard.press('Escape');
    await page
      .getByRole('button', { name: words.accounts.all.manageWhom.replace('{{name}}', '임재호') })
      .click();
    await look(page, 'make', { byTab: false });
    await page.getByRole('textbox', { name: words.accounts.all.login }).fill('imjaeho');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: words.accounts.given.done }).waitFor(patiently);
    await look(page, 'given', { byTab: false });
    await page.keyboard.press('Enter');
    await page
      .getByRole('button', { name: words.accounts.all.manageWhom.replace('{{name}}', '이지훈') })
      .click();
    await page.getByRole('button', { name: words.accounts.panel.disable }).click();
    await look(page, 'disable', { byTab: false });
    await page.goto(`${host.origin}/#/settings/branch`);
    await page.getByRole('button', { name: words.accounts.branches.open }).click(patiently);
    await look(page, 'open-branch');
  });
});
