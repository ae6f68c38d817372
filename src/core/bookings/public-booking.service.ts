import type { AskBooking, BookingDays, BookingOfferTold, BookingTold } from '#contract/public-booking.ts';
import type { Language } from '#contract/rules.ts';
import { fromInstant } from '#storage/codecs.ts';
import { sayConsent } from '../customers/consent.service.ts';
import type { Branch, Desk } from '../kernel/desk.ts';
import { PUBLIC_ACTOR, publicWrite } from '../kernel/public-write.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { typedNumber } from '../memos/write-memo.service.ts';
import { openingOf } from '../settings/settings.service.ts';
import { type StaffMember, staffRefs } from '../staff/staff.service.ts';
import { addDays } from '../standard/calendar.ts';
import { inLanguage, plain } from '../standard/script.ts';
import { ownLanguage } from '../standard/spoken-language.ts';
import type { KnownKey } from './api-keys.service.ts';
import { readBookingNumber } from './booking-number.ts';
import { type BookingRules, bookingGapOf, bookingRules } from './booking-settings.service.ts';
import { bookable, confirmation, slotsOn } from './booking-views.service.ts';
import {
  type BookingCardRow,
  bookingByNumber,
  bookingCardById,
  openBookingsOfNumber,
} from './bookings.repository.ts';
import { callOffBooking } from './change-booking.service.ts';
import { makeBooking } from './make-booking.service.ts';
import { bookableDays, leastBooked, toMinute } from './slots.ts';

/** Calls one number may have booked ahead, so that nobody fills a day by himself. */
const MOST_OPEN = 3;

/** Who asks: the booking page itself, or the institution's own page with its key. */
export interface PublicCaller {
  key: KnownKey | null;
}

interface Place {
  branch: Branch;
  rules: BookingRules;
  open: boolean;
}

/** The branch asked for; a key opens its own branch and no other. The page is closed where it is not said to be open. */
async function placeOf(desk: Desk, caller: PublicCaller, branchId: string | undefined): Promise<Place> {
  const { db } = desk.engine;
  const { key } = caller;
  if (key !== null && branchId !== undefined && branchId !== key.branchId) throw notFound('branch', branchId);
  const opening = await openingOf(desk, key?.branchId ?? branchId);
  const branch = await desk.branches.get(db, opening.branchId);
  const rules = await bookingRules(db, branch.id);
  const open = rules.taken && bookingGapOf(branch.pack) === null && (key !== null || rules.web);
  return { branch, rules, open };
}

/** What can be booked, and what the customer agrees to. */
export async function readOffer(
  desk: Desk,
  caller: PublicCaller,
  input: { branchId?: string; language: Language },
): Promise<BookingOfferTold> {
  const { branch, rules, open } = await placeOf(desk, caller, input.branchId);
  const { language } = input;
  const { pack } = branch;
  const members = await staffRefs(desk.engine.db, branch.id);
  const duties = await desk.engine.db
    .selectFrom('duty')
    .select(['id', 'name'])
    .where('branch_id', '=', branch.id)
    .where('active', '=', 1)
    .orderBy('sort')
    .orderBy('id')
    .execute();
  const clause = pack.clauses.find(
    (one) => one.kind === 'display' && one.measured_by.includes('booking_channel_open'),
  );
  return {
    branchId: branch.id,
    institution: branch.institution,
    branch: branch.name,
    phone: branch.phone,
    timeZone: branch.calendar.timeZone,
    language: ownLanguage(pack),
    open,
    minutes: rules.slotMinutes,
    daysAhead: rules.daysAhead,
    noticeHours: rules.noticeHours,
    duties: open ? duties.filter(({ id }) => bookable(rules, members, id).length > 0) : [],
    consent: plain(sayConsent(pack, language).oral),
    clause:
      clause === undefined ? null : { id: clause.id, text: inLanguage(clause.text, language, pack.language) },
  };
}

/** From when on a customer may book: the pack asks for nothing, the branch for some notice. */
const earliestOf = (rules: BookingRules, now: Date) =>
  new Date(now.getTime() + rules.noticeHours * 3_600_000);

/** Free times of a duty by day, as far ahead as may be booked. */
export async function readDays(
  desk: Desk,
  caller: PublicCaller,
  input: { branchId?: string; dutyId: string; from?: string; days: number },
): Promise<BookingDays> {
  const { db } = desk.engine;
  const { branch, rules, open } = await placeOf(desk, caller, input.branchId);
  if (!open) return { days: [] };
  const now = desk.clock.now();
  const { from = branch.calendar.businessDate(now) } = input;
  const until = addDays(from, input.days);
  const dates = bookableDays(branch.calendar, now, rules.daysAhead).filter(
    (date) => date >= from && date < until,
  );
  const officerIds = bookable(rules, await staffRefs(db, branch.id), input.dutyId);
  const ask = { dates, officerIds, earliest: earliestOf(rules, now) };
  const { days } = await slotsOn(db, branch, rules, now, ask);
  return {
    days: days.map(({ date, slots }) => ({ date, times: slots.map(({ at }) => at.toISOString()) })),
  };
}

/** Who calls: of those free at an offered time whoever has the fewest that day. Refused where nobody is. */
async function callerFor(
  unit: UnitOfWork,
  rules: BookingRules,
  input: AskBooking,
  at: Date,
): Promise<string> {
  const { branch, trx, now } = unit;
  const { calendar } = branch;
  const date = calendar.businessDate(at);
  const isAhead = bookableDays(calendar, now, rules.daysAhead).includes(date);
  if (!isAhead || at < earliestOf(rules, now)) throw refuse('SLOT_NOT_OFFERED', 'at');
  const officerIds = bookable(rules, await staffRefs(trx, branch.id), input.dutyId);
  const ask = { dates: [date], officerIds, earliest: now };
  const { days, busy } = await slotsOn(trx, branch, rules, now, ask);
  const slot = days[0]?.slots.find((one) => one.at.getTime() === at.getTime());
  const end = calendar.endOfDay(date).getTime();
  const officer = leastBooked(slot?.officerIds ?? [], busy, { start: end - 24 * 3_600_000, end });
  if (officer !== null) return officer;
  // A time of the grid that nobody has free is taken; any other was never offered.
  const whole = await slotsOn(trx, branch, rules, now, { ...ask, officerIds: ['nobody'] });
  const isOnGrid = whole.days[0]?.slots.some((one) => one.at.getTime() === at.getTime()) ?? false;
  throw refuse(isOnGrid && officerIds.length > 0 ? 'SLOT_TAKEN' : 'SLOT_NOT_OFFERED', 'at');
}

const actorOf = ({ key }: PublicCaller) => (key === null ? PUBLIC_ACTOR : `api:${key.id}`);

/** A customer books a call; a repeat of his request gets the same booking again. */
export async function bookPublicly(
  desk: Desk,
  caller: PublicCaller,
  input: AskBooking,
): Promise<BookingTold> {
  const { branch, open } = await placeOf(desk, caller, input.branchId);
  if (!open) throw refuse('BOOKING_OFF');
  const { requestId, dutyId, language } = input;
  const at = toMinute(new Date(input.at));
  const wish = { requestId, branchId: branch.id, action: 'bookings.publicMake', actor: actorOf(caller) };
  const id = await publicWrite(desk, wish, async (unit) => {
    const rules = await bookingRules(unit.trx, branch.id);
    const { digits } = typedNumber(input.phone, branch.country);
    if ((await openBookingsOfNumber(unit.trx, branch.id, digits, unit.at)) >= MOST_OPEN) {
      throw refuse('TOO_MANY_BOOKINGS', 'phone');
    }
    const made = await makeBooking(unit, {
      source: caller.key === null ? 'web' : 'api',
      at,
      officerId: await callerFor(unit, rules, input, at),
      dutyId,
      customerId: null,
      customerName: input.name,
      business: input.business,
      phone: input.phone,
      inquiry: input.inquiry,
      consentHow: 'written',
      language,
    });
    return { entity: 'booking', id: made.id, version: 1 };
  });
  return await toldOf(desk, id, language);
}

const states: Record<string, BookingTold['state']> = {
  answered: 'called',
  withdrawn: 'cancelled',
  unreachable: 'closed',
  unanswered: 'closed',
};

async function toldOf(desk: Desk, id: string, language: Language): Promise<BookingTold> {
  const { db } = desk.engine;
  const row = await bookingCardById(db, id);
  if (row === undefined) throw notFound('booking', '');
  const branch = await desk.branches.get(db, row.branch_id);
  const officer = (await staffRefs(db, branch.id)).get(row.handler_id) as StaffMember;
  const at = dueOf(row);
  return {
    number: row.number,
    at: at.toISOString(),
    minutes: row.minutes,
    state: states[row.memo_state] ?? 'booked',
    officer: { name: officer.name, title: officer.title, department: officer.department },
    institution: branch.institution,
    branch: branch.name,
    branchPhone: branch.phone,
    timeZone: branch.calendar.timeZone,
    duty: row.duty,
    sentence: confirmation(branch, { at, officer, now: desk.clock.now(), language }),
  };
}

/** When he is called as agreed now: another time may have been agreed on the phone. */
const dueOf = (row: BookingCardRow): Date => fromInstant(row.due_at);

/** The booking of a number; NOT_FOUND, in the same words whatever was typed, and for another branch's key as well. */
async function numbered(desk: Desk, caller: PublicCaller, typed: string) {
  const number = readBookingNumber(typed);
  const row = number === null ? undefined : await bookingByNumber(desk.engine.db, number);
  if (row === undefined || (caller.key !== null && row.branch_id !== caller.key.branchId)) {
    throw notFound('booking', '');
  }
  return row;
}

/** What has become of a booking, for whoever holds its number. */
export async function lookBookingUp(
  desk: Desk,
  caller: PublicCaller,
  input: { number: string; language: Language },
): Promise<BookingTold> {
  const { id } = await numbered(desk, caller, input.number);
  return await toldOf(desk, id, input.language);
}

/** The customer calls his booking off; evidence and history name the officer on whose behalf it is kept. */
export async function cancelPublicly(
  desk: Desk,
  caller: PublicCaller,
  input: { requestId: string; number: string; language: Language },
): Promise<BookingTold> {
  const { id, branch_id: branchId } = await numbered(desk, caller, input.number);
  const wish = {
    requestId: input.requestId,
    branchId,
    action: 'bookings.publicCancel',
    actor: actorOf(caller),
  };
  await publicWrite(desk, wish, async (unit) => {
    const row = unit.own(
      'booking',
      id,
      await bookingByNumber(unit.trx, readBookingNumber(input.number) ?? ''),
    );
    if (row.state === 'cancelled') return { entity: 'booking', id, version: row.version };
    const version = await callOffBooking(desk, unit, row, {
      by: 'customer',
      reason: '',
      actorId: row.officer_id,
    });
    return { entity: 'booking', id, version };
  });
  return await toldOf(desk, id, input.language);
}
