import type { BookingSource } from '#contract/bookings.ts';
import type { Language } from '#contract/rules.ts';
import { toInstant } from '#storage/codecs.ts';
import { isUniqueViolation } from '#storage/errors.ts';
import { customerInUse } from '../customers/customers.service.ts';
import type { CallableNumber } from '../customers/phone.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { type FactInput, mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { typedNumber, writeMemo } from '../memos/write-memo.service.ts';
import { BOOKED_CALL } from '../promises/promise.ts';
import { staffRefs } from '../staff/staff.service.ts';
import { newBookingNumber } from './booking-number.ts';
import { bookedCallRule, bookingRules } from './booking-settings.service.ts';
import { ownDuty } from './booking-views.service.ts';
import { insertBooking } from './bookings.repository.ts';
import { busyTimes } from './busy.service.ts';
import { timeProblem, toMinute } from './slots.ts';

export interface NewBooking {
  source: BookingSource;
  at: Date;
  officerId: string;
  dutyId: string | null;
  /** The call or visit it was agreed in. */
  encounterId?: string | null;
  /** A known customer; name, business and number come from his record where they are null. */
  customerId: string | null;
  customerName: string | null;
  business: string | null;
  /** As typed. */
  phone: string | null;
  inquiry: string;
  consentHow: 'oral' | 'written';
  language: Language;
  /** Of a line of a file. */
  importKey?: string | null;
}

/** How the clock knows: the page and the API at once, a person by ticking, a file afterwards. */
const HOW: Record<BookingSource, FactInput['how']> = {
  web: 'clock',
  api: 'clock',
  csv: 'afterwards',
  phone: 'ticked',
  counter: 'ticked',
};

async function personOf(unit: UnitOfWork, input: NewBooking) {
  const { trx, branch } = unit;
  const { customerId } = input;
  const customer = customerId === null ? null : await customerInUse(trx, branch.institutionId, customerId);
  const name = input.customerName ?? customer?.name;
  if (name === undefined) throw refuse('EMPTY', 'customerName');
  const number: CallableNumber | null =
    (input.phone === null ? null : typedNumber(input.phone, branch.country)) ??
    (customer && { shown: customer.phone, digits: customer.phone_digits });
  if (number === null) throw refuse('EMPTY', 'phone');
  return { customer, name, number, business: input.business ?? customer?.business ?? '' };
}

/**
 * P5: a booked call with its memo, its promise to call at that time, its reminders and its evidence, within a mutation
 * that may do more. Refuses (REFUSED) with BOOKING_OFF, NOT_IN_STANDARD, STAFF_INACTIVE, TIME_IN_PAST, TIME_IMPOSSIBLE,
 * BRANCH_CLOSED, OFFICER_AWAY, SLOT_TAKEN, EMPTY or PHONE_INVALID; NOT_FOUND for people and duties of another branch.
 */
export async function makeBooking(
  unit: UnitOfWork,
  input: NewBooking,
): Promise<{ id: string; memoId: string; number: string }> {
  const { trx, branch, now } = unit;
  const rules = await bookingRules(trx, branch.id);
  if (!rules.taken) throw refuse('BOOKING_OFF');
  const rule = bookedCallRule(branch.pack);
  const members = await staffRefs(trx, branch.id);
  const officer = members.get(input.officerId);
  if (officer === undefined) throw notFound('staff', input.officerId);
  if (!officer.active) throw refuse('STAFF_INACTIVE', 'officerId');
  const { dutyId, source } = input;
  if (dutyId !== null) await ownDuty(trx, branch.id, dutyId);
  const at = toMinute(input.at);
  const minutes = rules.slotMinutes;
  const span = { now, from: at, until: new Date(at.getTime() + minutes * 60_000) };
  const busy = await busyTimes(trx, branch, span);
  const problem = timeProblem(at, minutes, officer.id, { calendar: branch.calendar, busy, now });
  if (problem !== null) throw refuse(problem, 'at');
  const { customer, name, number: phone, business } = await personOf(unit, input);
  // A customer on the public page is nobody of the staff: it is done on behalf of the officer he booked.
  const takenBy = members.has(unit.actorId) ? unit.actorId : officer.id;
  const memo = await writeMemo(unit, {
    rule,
    standardId: branch.standardId,
    promise: BOOKED_CALL,
    source: 'booking',
    encounterId: input.encounterId ?? null,
    customerId: customer?.id ?? null,
    customerName: name,
    business,
    number: phone,
    dutyId,
    inquiry: input.inquiry,
    urgency: 'normal',
    intendedId: officer.id,
    callerId: officer.id,
    takenBy,
    originalDueAt: at,
    dueAt: at,
    dueReason: 'agreed',
    how: HOW[source],
  });
  const id = newId();
  const number = newBookingNumber();
  try {
    await insertBooking(trx, {
      id,
      branch_id: branch.id,
      memo_id: memo.id,
      number,
      source,
      officer_id: officer.id,
      duty_id: dutyId,
      starts_at: toInstant(at),
      minutes,
      state: 'booked',
      consent_at: unit.at,
      consent_how: input.consentHow,
      language: input.language,
      import_key: input.importKey ?? null,
      made_at: unit.at,
      cancelled_at: null,
      cancelled_by: null,
      version: 1,
    });
  } catch (error) {
    // Whoever was first has it, whatever was read before.
    if (isUniqueViolation(error)) throw refuse('SLOT_TAKEN', 'at');
    throw error;
  }
  unit.change('booking', id, 1);
  unit.change('memo', memo.id, 1);
  unit.touches('booking', id);
  return { id, memoId: memo.id, number };
}

export interface ByHand
  extends Omit<NewBooking, 'source' | 'consentHow' | 'language' | 'importKey' | 'encounterId'> {
  requestId: string;
  branchId: string;
  source: 'phone' | 'counter';
}

/** A booking somebody of the staff takes, also while he has the customer on the line. */
export async function bookByHand(desk: Desk, call: Call, input: ByHand) {
  const { language } = call;
  return await mutate(desk, call, 'bookings.make', input, async (unit) => {
    const { id } = await makeBooking(unit, { ...input, consentHow: 'oral', language });
    return { entity: 'booking', id, version: 1 };
  });
}
