import { byHand, openBookings } from '#tests/builders/bookings.ts';
import { type PapersOptions, papers } from '#tests/builders/documents.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { type Office, requestId } from '#tests/builders/office.ts';
import { anAgreedVisit } from '#tests/builders/site-visits.ts';

/** Somebody about to call a procedure with an input that would be granted. */
export interface Situation {
  by: string;
  input: Record<string, unknown>;
}

/** Whom the office of this test has beside the usual people. */
export const ADMIN = '오세진';

export const search = (branchId: string): Situation => ({
  by: '이지훈',
  input: { branchId, query: '김민수', searchId: requestId() },
});

export async function member(office: Office, name: string) {
  const directory = await office.as('한도윤').staff.directory({ branchId: office.branchId });
  const found = directory.find((one) => one.id === office.staff[name]);
  if (found === undefined) throw new Error(`${name} is not there`);
  return found;
}

export async function aColleague(office: Office) {
  const { departmentId } = await member(office, '박서연');
  return {
    name: '서하늘',
    title: '주임',
    departmentId,
    seat: '3번 창구',
    roles: ['employee'],
    substituteId: null,
    dutyIds: [],
  };
}

/** Somebody of the branch who has no account yet; his id. */
export async function aNewcomer(office: Office): Promise<string> {
  const colleague = { ...(await aColleague(office)), roles: ['employee' as const] };
  const { branchId } = office;
  const { id } = await office.as('한도윤').staff.add({ requestId: requestId(), branchId, ...colleague });
  return id;
}

/** A visit just greeted. */
export async function onVisit(office: Office, input: Record<string, unknown>): Promise<Situation> {
  const { id, version } = await office
    .as('이지훈')
    .encounters.open({ requestId: requestId(), branchId: office.branchId, counterId: null });
  return { by: '이지훈', input: { requestId: requestId(), id, expectedVersion: version, ...input } };
}

/** Bookings are taken, and this officer may be booked; a branch keeps it once it is so. */
export async function bookable({ as, branchId, dutyIds, staff }: Office): Promise<void> {
  const { version, taken } = await as('한도윤').bookings.settings({ branchId });
  if (taken) return;
  const rules = { taken: true, web: false, slotMinutes: 30, daysAhead: 90, noticeHours: 0 };
  const offers = [{ dutyId: dutyIds[0] ?? '', staffIds: [staff.박서연 ?? ''] }];
  await as('한도윤').bookings.saveSettings({
    ...{ requestId: requestId(), branchId, expectedVersion: version },
    ...rules,
    offers,
  });
}

let bookedTimes = 0;

/** A time in office hours that nobody has booked yet. */
export function aFreeTime(): Date {
  bookedTimes += 1;
  const [day, slot] = [Math.floor(bookedTimes / 16), bookedTimes % 16];
  const week = Math.floor(day / 5) * 7 + (day % 5);
  return new Date(Date.UTC(2026, 10, 30 + week, 0, 30 * slot));
}

/** A telephone that rings. */
export async function onCall(office: Office, input: Record<string, unknown>): Promise<Situation> {
  const { id, version } = await office
    .as('이지훈')
    .calls.open({ requestId: requestId(), branchId: office.branchId, counterId: null });
  return { by: '이지훈', input: { requestId: requestId(), id, expectedVersion: version, ...input } };
}

/** A memo in the hands of whom it is for, so many minutes after it was taken. */
export async function onMemo(office: Office, input: Record<string, unknown>, after = 0): Promise<Situation> {
  const { id, version } = await aMemo(office);
  office.clock.pass(after);
  return { by: '박서연', input: { requestId: requestId(), id, expectedVersion: version, ...input } };
}

export async function onDocument(
  office: Office,
  input: Record<string, unknown>,
  options: PapersOptions = {},
): Promise<Situation> {
  const id = await papers(office, options);
  return { by: '박서연', input: { requestId: requestId(), id, expectedVersion: 1, ...input } };
}

/** A visit agreed for 16:00, so many minutes after 14:32. */
export async function onSiteVisit(
  office: Office,
  input: Record<string, unknown>,
  after = 0,
): Promise<Situation> {
  const { id, version } = await anAgreedVisit(office, '2026-11-20T07:00:00.000Z');
  office.clock.pass(after);
  return { by: '박서연', input: { requestId: requestId(), id, expectedVersion: version, ...input } };
}

/** Port 9 discards: nobody listens there. */
export const aSender = {
  name: '기관 메일',
  settings: {
    ...{ kind: 'smtp' as const, server: '127.0.0.1', port: 9, security: 'none' as const, login: 'notice' },
    ...{ fromName: '한밭신용보증재단', fromEmail: 'notice@hanbat.example' },
  },
  smsDefault: false,
  emailDefault: false,
};

export const addedSender = async (office: Office) =>
  await office.as(ADMIN).messages.addSender({
    ...{ requestId: requestId(), branchId: office.branchId, secret: '넉넉히 긴 서명 열쇠' },
    ...aSender,
  });

let booked = 0;

/** A booking that can be made now: its time is one nobody has, further off each time. */
export async function aBookable(office: Office) {
  const { branchId, staff } = office;
  if (!(await office.as('한도윤').bookings.settings({ branchId })).taken) {
    await openBookings(office, ['박서연'], { slotMinutes: 10 });
  }
  booked += 1;
  const from = new Date(Date.UTC(2026, 10, 23 + (Math.floor(booked / 20) % 300))).toISOString().slice(0, 10);
  const ask = { branchId, dutyId: null, officerId: staff.박서연 ?? '', from, days: 14 };
  const { days } = await office.as('이지훈').bookings.slots(ask);
  const at = days.flatMap(({ slots }) => slots)[0]?.at;
  if (at === undefined) throw new Error('every time is taken');
  return byHand(office, { at, customerName: '김민수', business: '한밭상사', requestId: requestId() });
}

/** A booking that has been made, and another time it could be moved to. */
export async function aBooking(office: Office) {
  const { id } = await office.as('이지훈').bookings.make(await aBookable(office));
  const { at, officerId } = await aBookable(office);
  return { id, at, officerId };
}

let declared = 0;

/** A weekday nobody has declared yet, past the public holidays that are known; each engine has a branch of its own. */
export function anotherDay(): string {
  declared = (declared + 1) % 200;
  const days = Math.floor(declared / 5) * 7 + (declared % 5);
  return new Date(Date.UTC(2028, 0, 3 + days)).toISOString().slice(0, 10);
}
