import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { launchBrowser } from '#tests/support/browser.ts';
import { aHost, aWindow, peopleOf } from '#tests/support/host.ts';
import { letIn } from '#tests/support/people.ts';

/** The pictures of the README: the demo branch on a Friday at 14:32, driven by keys as its users do. */
const FRIDAY = Date.parse('2026-11-20T05:32:00.000Z');
const folder = fileURLToPath(new URL('../../docs/screenshots/', import.meta.url));

const began = Date.now();
const clock = { now: () => new Date(FRIDAY + (Date.now() - began)) };
const host = await aHost({ demo: true, clock });
const browser = await launchBrowser();

type Page = Awaited<ReturnType<typeof browser.newPage>>;

const staff = await peopleOf(host);
const { branchId } = (await host.served.desk.desk.engine.db
  .selectFrom('branch')
  .select('id as branchId')
  .executeTakeFirst()) ?? { branchId: '' };

/** A window with this person on duty, as if he had signed in. */
async function windowOf(
  name: string,
  route: string,
  language: 'ko' | 'en' = 'ko',
  viewport = { width: 1440, height: 900 },
): Promise<Page> {
  const context = await browser.newContext({ viewport, locale: 'ko-KR', reducedMotion: 'reduce' });
  await letIn(context, host.origin, { branchId, actorId: staff[name] ?? '', language });
  const page = await context.newPage();
  await page.goto(`${host.origin}/#/${route}`);
  await page.locator('main').waitFor();
  await page.waitForTimeout(1000);
  return page;
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.evaluate('document.fonts.ready');
  await page.waitForTimeout(500);
  await page.screenshot({ path: `${folder}${name}.png` });
  console.log(`docs/screenshots/${name}.png`);
}

/** A visit up to the officer who is away: F2, the introduction, the first purpose, then the officer by name. */
async function absentOfficer(page: Page, officer: string): Promise<void> {
  for (const key of ['F2', 'Enter', '1']) {
    await page.keyboard.press(key);
    await page.waitForTimeout(800);
  }
  await page
    .getByRole('button', { name: new RegExp(officer) })
    .first()
    .click();
  await page.waitForTimeout(800);
}

/** The demo branch takes bookings from now on, and somebody has booked a call. */
async function bookACall(): Promise<void> {
  const desk = aWindow(host.origin);
  desk.session.set({ branchId, actorId: staff.한도윤 ?? null });
  const { duties } = await desk.client.settings.branch({ branchId });
  const [duty] = duties;
  const officerId = staff.박서연 ?? '';
  const { version } = await desk.client.bookings.settings({ branchId });
  const on = { requestId: crypto.randomUUID(), branchId, expectedVersion: version, taken: true, web: false };
  const offers = [{ dutyId: duty?.id ?? '', staffIds: [officerId] }];
  await desk.client.bookings.saveSettings({ ...on, slotMinutes: 30, daysAhead: 14, noticeHours: 1, offers });
  const ask = { branchId, dutyId: null, officerId, from: '2026-11-20', days: 7 };
  const slots = (await desk.client.bookings.slots(ask)).days.flatMap((day) => day.slots);
  const booked = {
    branchId,
    officerId,
    dutyId: duty?.id ?? null,
    customerId: null,
    business: '',
    consent: true as const,
  };
  for (const [index, customerName] of ['문지호', '서유라', '강도현'].entries()) {
    await desk.client.bookings.make({
      ...booked,
      requestId: crypto.randomUUID(),
      at: slots[2 + 3 * index]?.at ?? new Date(NaN),
      customerName,
      phone: `010-5555-20${index}1`,
      inquiry: '보증 한도가 얼마인지 알고 싶습니다.',
      source: 'phone',
    });
  }
  desk.close();
}

try {
  mkdirSync(folder, { recursive: true });
  const counter = await windowOf('이지훈', 'counter');
  await absentOfficer(counter, '박서연');
  await shoot(counter, 'counter');
  await shoot(await windowOf('김하늘', 'counter', 'en', { width: 1024, height: 768 }), 'counter-en');
  await shoot(await windowOf('최민호', 'memos'), 'board');
  await shoot(await windowOf('박서연', 'staff'), 'staff');
  await shoot(await windowOf('한도윤', 'today/branch'), 'today');
  const manager = await windowOf('한도윤', 'counter');
  await manager.keyboard.press('F8');
  await manager.getByText('일일 전화회신 처리 보고').first().waitFor();
  await shoot(manager, 'report');
  const phone = await windowOf('김하늘', 'phone');
  for (const key of ['F7', '2']) {
    await phone.keyboard.press(key);
    await phone.waitForTimeout(800);
  }
  await shoot(phone, 'phone');
  await shoot(await windowOf('박서연', 'documents'), 'documents');
  const visits = await windowOf('박서연', 'site-visits');
  await visits.keyboard.press('2');
  await shoot(visits, 'site-visits');
  await bookACall();
  await shoot(await windowOf('박서연', 'phone/bookings'), 'bookings');
  await shoot(await windowOf('한도윤', 'reports/evidence/2026-11'), 'evidence');
  await counter.keyboard.press('F10');
  await shoot(counter, 'lock');
} finally {
  await host.close();
  await browser.close();
}
process.exit(0);
