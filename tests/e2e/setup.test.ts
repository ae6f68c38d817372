import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, demoPassword, productFolder, type TestHost } from '#tests/support/host.ts';
import { signInAsDemo } from '#tests/support/people.ts';

let browser: Browser;
const hosts: TestHost[] = [];
const contexts: BrowserContext[] = [];

beforeAll(async () => {
  browser = await launchBrowser();
});
afterEach(async () => {
  for (const context of contexts.splice(0)) await context.close();
  for (const host of hosts.splice(0)) await host.close();
});
afterAll(() => browser?.close());

async function aFreshHost(options: Parameters<typeof aHost>[0] = {}): Promise<TestHost> {
  const host = await aHost(options);
  hosts.push(host);
  return host;
}

async function aPage(host: TestHost, route = ''): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  contexts.push(context);
  const page = await context.newPage();
  await page.goto(`${host.url}${route}`);
  return page;
}

const institution = (page: Page) => page.getByRole('textbox', { name: '기관 이름' });
const patiently = { timeout: 15_000, interval: 100 };

async function press(page: Page, key: string, times: number): Promise<void> {
  for (let time = 0; time < times; time++) await page.keyboard.press(key);
}

/** The rules axe breaks on a page, each with what it is about. */
async function complaints(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(' ')}`);
}

/** A window of the demo branch in which this person works. */
async function aWindowOf(host: TestHost, name: string, route: string): Promise<Page> {
  const page = await aPage(host, '#/counter');
  await signInAsDemo(page, name);
  await page
    .getByRole('button', { name: /새 고객 맞이/ })
    .first()
    .waitFor();
  await page.goto(`${host.url}${route}`);
  return page;
}

test('the first start goes by keyboard alone, up to the first greeting', async () => {
  const host = await aFreshHost();
  const page = await aPage(host);
  await institution(page).waitFor();
  await page.keyboard.type('한밭신용보증재단');
  await page.keyboard.press('Tab');
  await page.keyboard.type('중부지점');
  // Over the telephone, counters and duties, as suggested, to the first name; then over the rest of its line to the second.
  await press(page, 'Tab', 4);
  await page.keyboard.type('한도윤');
  await press(page, 'Tab', 6);
  await page.keyboard.type('이지훈');
  await page.keyboard.press('Control+Enter');
  // Who administers it: the only manager is chosen already.
  await page.getByRole('textbox', { name: '아이디' }).waitFor();
  await page.keyboard.type('doyun');
  for (const _ of ['once', 'twice']) {
    await page.keyboard.press('Tab');
    await page.keyboard.type('한밭에는 봄비가 온다');
  }
  await page.keyboard.press('Enter');
  await page
    .getByRole('button', { name: /새 고객 맞이/ })
    .first()
    .waitFor();
  expect(page.url()).toContain('#/counter');
  await page.keyboard.press('F2');
  const { db } = host.served.desk.desk.engine;
  const greetings = () => db.selectFrom('fact').select('event').where('event', '=', 'greeted').execute();
  await expect.poll(greetings, patiently).toHaveLength(1);
  const people = await db.selectFrom('staff').select(['name', 'roles']).orderBy('sort').execute();
  expect(people).toEqual([
    { name: '한도윤', roles: '["manager","admin"]' },
    { name: '이지훈', roles: '["reception"]' },
  ]);
});

test('what is missing is said at its field and in its place, and nothing typed is lost by a reload', async () => {
  const host = await aFreshHost();
  const page = await aPage(host);
  await institution(page).fill('한밭신용보증재단');
  await page.keyboard.press('Control+Enter');
  await expect
    .poll(() => page.getByRole('textbox', { name: '지점 이름' }).getAttribute('aria-invalid'))
    .toBe('true');
  expect(await institution(page).getAttribute('aria-invalid')).toBeNull();
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');
  await page.getByText('관리자가 한 사람도 없습니다', { exact: false }).waitFor();
  await page.reload();
  await page.getByText('전에 적던 내용을 불러왔습니다').waitFor();
  expect(await institution(page).inputValue()).toBe('한밭신용보증재단');
  const branches = await host.served.desk.desk.engine.db.selectFrom('branch').select('id').execute();
  expect(branches).toEqual([]);
});

test('one button opens the demo branch; the page of the first start then leads to the counter', async () => {
  const host = await aFreshHost();
  const page = await aPage(host);
  await page.getByRole('button', { name: '연습용 지점으로 둘러보기' }).click();
  // It comes with no password: whoever opens it chooses one.
  await page.keyboard.type('짧은것');
  await page.keyboard.press('Enter');
  await page.getByText('비밀번호가 짧아', { exact: false }).waitFor();
  await page.getByRole('textbox', { name: '연습용 비밀번호' }).fill(demoPassword);
  await page.keyboard.press('Enter');
  await signInAsDemo(page, '이지훈');
  await page.getByText('정○희').first().waitFor();
  await page.goto(`${host.url}#/setup`);
  await expect.poll(() => page.url(), patiently).toContain('#/counter');
  const { count } = await host.served.desk.desk.engine.db
    .selectFrom('staff')
    .select((row) => row.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  expect(count).toBe(12);
});

test('before there is a branch a wrong pack is shown by line, and mended it lets the work begin', async () => {
  const host = await aFreshHost();
  const { path, good } = ownPack(host);
  writeFileSync(path, good.replace('kind: display', 'kind: dispaly'));
  const page = await aPage(host);
  const line = good.split('\n').findIndex((text) => text.includes('kind: display')) + 1;
  await page.getByText(`daejeon.yaml ${line}행`).first().waitFor();
  await institution(page).fill('한밭신용보증재단');
  await page.getByRole('textbox', { name: '지점 이름' }).fill('중부지점');
  await page.getByRole('textbox', { name: '직원 1 이름' }).fill('한도윤');
  await page.getByRole('button', { name: /시작하기/ }).click();
  await page.getByText('이행표준 파일에 잘못된 곳이 있어', { exact: false }).waitFor();
  writeFileSync(path, good);
  await page.getByRole('button', { name: /시작하기/ }).click();
  await page.getByRole('radio', { name: '한도윤 지점장' }).waitFor();
});

/** The pack an institution keeps in its data folder. */
function ownPack(host: TestHost): { path: string; good: string } {
  const good = readFileSync(join(productFolder, 'assets/standards/daejeon.ko.yaml'), 'utf8');
  mkdirSync(join(host.folder, 'standards'), { recursive: true });
  return { path: join(host.folder, 'standards', 'daejeon.yaml'), good };
}

test('a wrong pack is refused with its line, the last good one stays; a good one comes into force', async () => {
  const host = await aFreshHost({ demo: true });
  const page = await aWindowOf(host, '한도윤', '#/settings/standard');
  const readAgain = page.getByRole('button', { name: '파일 다시 읽기' });
  await readAgain.waitFor();
  await page.getByText('세 번 울리기 전에 받기').waitFor();
  expect(await page.locator('article').count()).toBe(23);

  const { path, good } = ownPack(host);
  const wrong = good.replace('clause: V5', 'clause: V55');
  const line = wrong.split('\n').findIndex((text) => text.includes('clause: V55')) + 1;
  writeFileSync(path, wrong);
  await readAgain.click();
  const trouble = page.getByRole('alert').filter({ hasText: 'daejeon.yaml' });
  await trouble.waitFor();
  expect(await trouble.textContent()).toContain(`daejeon.yaml ${line}행`);
  expect(await trouble.textContent()).toContain('마지막으로 올바르던 이행표준을 그대로 쓰고 있습니다');
  await page.getByText('daejeon.ko 1.3.0').waitFor();

  writeFileSync(path, good.replace("version: '1.3.0'", "version: '1.4.0'"));
  await readAgain.click();
  await page.getByText('daejeon.ko 1.4.0').waitFor();
  await trouble.waitFor({ state: 'detached' });
});

test('settings survive a reload before they are saved, and two managers lose nothing to each other', async () => {
  const host = await aFreshHost({ demo: true });
  const [one, other] = [
    await aWindowOf(host, '한도윤', '#/settings'),
    await aWindowOf(host, '윤정아', '#/settings'),
  ];
  const name = (page: Page) => page.getByRole('textbox', { name: '지점 이름' });
  const first = (page: Page) => page.getByRole('textbox', { name: '창구 1', exact: true });
  await name(other).fill('중부지점 별관');
  await expect
    .poll(() => host.served.desk.desk.engine.db.selectFrom('draft').select('id').execute(), patiently)
    .toHaveLength(1);
  await other.reload();
  await expect.poll(() => name(other).inputValue(), patiently).toBe('중부지점 별관');

  await first(one).fill('안내 창구');
  await one.keyboard.press('Control+Enter');
  await one.getByText('설정을 저장했습니다').waitFor();
  await other.getByRole('button', { name: /^저장/ }).click();
  const panel = other.getByRole('region', { name: '그사이 다른 사람이 설정을 바꿨습니다' });
  await panel.waitFor();
  expect(await panel.textContent()).toContain('한도윤이');
  expect(await panel.textContent()).toContain('창구안내 창구, 2번 창구');
  expect(await panel.textContent()).toContain('저장된 값: 중부지점입력하신 값: 중부지점 별관');
  expect(await name(other).inputValue()).toBe('중부지점 별관');
  await other.keyboard.press('Enter');
  await other.getByText('설정을 저장했습니다').waitFor();
  const { db } = host.served.desk.desk.engine;
  const { name: kept } = await db.selectFrom('branch').select('name').executeTakeFirstOrThrow();
  const counters = await db.selectFrom('counter').select('name').orderBy('sort').execute();
  expect([kept, ...counters.map((counter) => counter.name)]).toEqual([
    '중부지점 별관',
    '안내 창구',
    '2번 창구',
  ]);
});

test('a damaged store is set aside, never deleted: the window says so and where it lies', async () => {
  const host = await aFreshHost({ demo: true });
  await host.restart(async () => {
    for (const name of readdirSync(host.folder)) {
      if (name.startsWith('maji.db')) writeFileSync(join(host.folder, name), '손상된 파일'.repeat(1000));
    }
  });
  const page = await aPage(host, '#/counter');
  // The host was told to show the demo branch, and an empty store is filled with it.
  await signInAsDemo(page, '한도윤');
  const notice = page.getByText('저장소가 손상되어 옆으로 옮겨 두었습니다');
  await notice.waitFor();
  await page.getByRole('button', { name: '보기', exact: true }).click();
  const told = page.getByRole('alert').filter({ hasText: '손상된 파일이 있는 곳' });
  const [, where = ''] = (await told.textContent())?.match(/손상된 파일이 있는 곳: (\S+)/) ?? [];
  expect(existsSync(isAbsolute(where) ? where : join(host.folder, where))).toBe(true);
});

test('a receptionist may read the settings, not change them, and never the activity log', async () => {
  const host = await aFreshHost({ demo: true });
  const page = await aWindowOf(host, '김하늘', '#/settings');
  await page.getByText('설정은 관리자만 바꿀 수 있습니다', { exact: false }).waitFor();
  expect(await page.getByRole('textbox', { name: '지점 이름' }).isDisabled()).toBe(true);
  expect(await page.getByRole('button', { name: /^저장/ }).count()).toBe(0);
  await page.goto(`${host.url}#/settings/activity`);
  await page.getByText('관리자만 볼 수 있습니다').waitFor();
});

test('set-up and every part of the settings pass the accessibility check, in both languages', async () => {
  const empty = await aFreshHost();
  const setup = await aPage(empty);
  await institution(setup).waitFor();
  expect(await complaints(setup)).toEqual([]);
  const host = await aFreshHost({ demo: true });
  const page = await aWindowOf(host, '한도윤', '#/settings');
  for (const language of ['English', '한국어']) {
    await page.getByRole('button', { name: language }).click();
    for (const tab of ['branch', 'standard', 'activity', 'window']) {
      await page.goto(`${host.url}#/settings/${tab}`);
      await page.getByRole('radio', { checked: true }).first().waitFor();
      expect(await complaints(page)).toEqual([]);
    }
  }
});
