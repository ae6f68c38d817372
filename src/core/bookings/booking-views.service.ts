import type { BookingCard, BookingSource, Slot } from '#contract/bookings.ts';
import type { PromiseState } from '#contract/memos.ts';
import type { StaffRef } from '#contract/staff.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import { sayConsent } from '../customers/consent.service.ts';
import type { Call } from '../kernel/call.ts';
import type { Branch, Desk, Executor } from '../kernel/desk.ts';
import { notFound } from '../kernel/refusals.ts';
import { clauseFor } from '../promises/promise.ts';
import { type StaffMember, staffRefs, toRef } from '../staff/staff.service.ts';
import { branchBlanks } from '../standard/branch-blanks.ts';
import { addDays } from '../standard/calendar.ts';
import { sayTime } from '../standard/say-time.ts';
import { plain, say } from '../standard/script.ts';
import { spokenLanguage } from '../standard/spoken-language.ts';
import { type BookingRules, bookedCallRule, bookingRules } from './booking-settings.service.ts';
import { type BookingCardRow, bookingsBetween } from './bookings.repository.ts';
import { busyTimes } from './busy.service.ts';
import { type Busy, freeSlots } from './slots.ts';

type Members = ReadonlyMap<string, StaffMember>;

function refOf(members: Members, id: string): StaffRef {
  const member = members.get(id);
  if (member === undefined) throw notFound('staff', id);
  return toRef(member);
}

function cardOf(row: BookingCardRow, members: Members, busy: readonly Busy[]): BookingCard {
  const at = fromInstant(row.starts_at);
  const end = at.getTime() + row.minutes * 60_000;
  return {
    id: row.id,
    version: row.version,
    memoId: row.memo_id,
    number: row.number,
    source: row.source as BookingSource,
    at,
    minutes: row.minutes,
    state: row.state === 'cancelled' ? 'cancelled' : 'booked',
    officer: refOf(members, row.officer_id),
    handler: refOf(members, row.handler_id),
    duty: row.duty,
    dutyId: row.duty_id,
    customerName: row.customer_name,
    phone: row.phone,
    inquiry: row.inquiry,
    promise: row.promise_state as PromiseState,
    dueAt: fromInstant(row.due_at),
    lateReason: row.late_reason,
    officerAway: busy.some(
      (one) =>
        one.why === 'away' && one.officerId === row.handler_id && at.getTime() < one.end && end > one.start,
    ),
  };
}

/** The first moment of a day, as stored. */
const startOf = (branch: Branch, date: string): Date =>
  new Date(branch.calendar.endOfDay(addDays(date, -1)).getTime() + 1);

async function cardsBetween(desk: Desk, branch: Branch, from: Date, until: Date): Promise<BookingCard[]> {
  const { db } = desk.engine;
  const rows = await bookingsBetween(db, branch.id, toInstant(from), toInstant(until));
  const members = await staffRefs(db, branch.id);
  const busy = await busyTimes(db, branch, { now: desk.clock.now(), from, until });
  return rows.map((row) => cardOf(row, members, busy));
}

/** Bookings of these days in order of time. */
export async function listBookings(
  desk: Desk,
  input: { branchId: string; from: string; days: number },
): Promise<BookingCard[]> {
  const branch = await desk.branches.get(desk.engine.db, input.branchId);
  const until = startOf(branch, addDays(input.from, input.days));
  return await cardsBetween(desk, branch, startOf(branch, input.from), until);
}

/** Open bookings somebody would have to keep between two moments; without an end, for the rest of that day. */
export async function affectedBookings(
  desk: Desk,
  input: { branchId: string; staffId: string; from: Date; until: Date | null },
): Promise<BookingCard[]> {
  const branch = await desk.branches.get(desk.engine.db, input.branchId);
  const member = (await staffRefs(desk.engine.db, branch.id)).get(input.staffId);
  if (member === undefined) throw notFound('staff', input.staffId);
  const { calendar } = branch;
  const now = desk.clock.now();
  const from = input.from > now ? input.from : now;
  const until = input.until ?? calendar.endOfDay(calendar.businessDate(from));
  if (until <= from) return [];
  const cards = await cardsBetween(desk, branch, from, until);
  return cards.filter(
    (card) => card.state === 'booked' && card.promise === 'open' && card.handler.id === input.staffId,
  );
}

/** Whom a customer may book for a duty; for none in particular, whoever may be booked at all. In seat order. */
export function bookable(
  rules: Pick<BookingRules, 'offers'>,
  members: Members,
  dutyId: string | null,
): string[] {
  const named = new Set(
    rules.offers
      .filter((offer) => dutyId === null || offer.dutyId === dutyId)
      .flatMap(({ staffIds }) => staffIds),
  );
  return [...members.values()].filter(({ id, active }) => active && named.has(id)).map(({ id }) => id);
}

export interface SlotAsk {
  dates: readonly string[];
  officerIds: readonly string[];
  earliest: Date;
}

/** Free times of some days, each with who is free. */
export async function slotsOn(
  executor: Executor,
  branch: Branch,
  rules: Pick<BookingRules, 'slotMinutes'>,
  now: Date,
  { dates, officerIds, earliest }: SlotAsk,
): Promise<{ days: { date: string; slots: Slot[] }[]; busy: Busy[] }> {
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return { days: [], busy: [] };
  const span = { now, from: startOf(branch, first), until: startOf(branch, addDays(last, 1)) };
  const busy = await busyTimes(executor, branch, span);
  const { calendar } = branch;
  const { slotMinutes } = rules;
  const days = dates.map((date) => ({
    date,
    slots: freeSlots({ calendar, date, slotMinutes, officerIds, busy, earliest }),
  }));
  return { days, busy };
}

/** Refuses a duty of another branch as if it did not exist. */
export async function ownDuty(executor: Executor, branchId: string, dutyId: string): Promise<void> {
  const duty = await executor
    .selectFrom('duty')
    .select('branch_id')
    .where('id', '=', dutyId)
    .executeTakeFirst();
  if (duty?.branch_id !== branchId) throw notFound('duty', dutyId);
}

/** Free times for whoever books by hand: from now on, of anybody active where an officer is named. */
export async function staffSlots(
  desk: Desk,
  input: { branchId: string; dutyId: string | null; officerId: string | null; from: string; days: number },
) {
  const { db } = desk.engine;
  const branch = await desk.branches.get(db, input.branchId);
  const rules = await bookingRules(db, branch.id);
  const members = await staffRefs(db, branch.id);
  const { officerId, dutyId } = input;
  if (dutyId !== null) await ownDuty(db, branch.id, dutyId);
  const officer = officerId === null ? undefined : members.get(officerId);
  if (officerId !== null && officer === undefined) throw notFound('staff', officerId);
  const everybody = [...members.values()].filter(({ active }) => active).map(({ id }) => id);
  const offered = bookable(rules, members, dutyId);
  const officerIds = officer ? [officer.id] : offered.length > 0 ? offered : everybody;
  const dates = Array.from({ length: input.days }, (_, index) => addDays(input.from, index));
  const now = desk.clock.now();
  const { days } = await slotsOn(db, branch, rules, now, { dates, officerIds, earliest: now });
  return { days };
}

/** The sentence that confirms a booking, and the consent it needs. */
export async function bookingWords(
  desk: Desk,
  call: Call,
  input: { branchId: string; at: Date | null; officerId: string | null },
) {
  const { db } = desk.engine;
  const branch = await desk.branches.get(db, input.branchId);
  const rule = bookedCallRule(branch.pack);
  const members = await staffRefs(db, branch.id);
  const officer = input.officerId === null ? undefined : members.get(input.officerId);
  if (input.officerId !== null && officer === undefined) throw notFound('staff', input.officerId);
  const now = desk.clock.now();
  const confirm =
    input.at === null || officer === undefined
      ? ''
      : confirmation(branch, { at: input.at, officer, now, language: call.language });
  return {
    consent: sayConsent(branch.pack, call.language).oral.map(({ text }) => ({ text })),
    confirm,
    clause: clauseFor(rule, 'booking'),
  };
}

/** “Your call is booked”, in the pack's words; empty where the pack has no such sentence. */
export function confirmation(
  branch: Branch,
  booked: { at: Date; officer: StaffRef; now: Date; language: Call['language'] },
): string {
  const { pack, calendar } = branch;
  const { at, officer, now, language } = booked;
  const script = pack.channels.booking?.steps.find((step) => step.on === 'agreed')?.says[0]?.script;
  if (script === undefined) return '';
  const blanks = {
    ...branchBlanks(branch),
    agreed_at: sayTime(at, now, calendar, spokenLanguage(pack, language)),
    officer: officer.name,
    officer_title: officer.title,
    officer_department: officer.department,
  };
  return plain(say(pack, script, blanks, language));
}
