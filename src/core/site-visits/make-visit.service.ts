import { toJson } from '#storage/codecs.ts';
import { customerInUse } from '../customers/customers.service.ts';
import { type CallableNumber, callableNumber } from '../customers/phone.ts';
import { ownDocument } from '../documents/documents.service.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { movePromise, openPromisesOf } from '../promises/promises.service.ts';
import { type StaffMember, staffRefs } from '../staff/staff.service.ts';
import type { CountryCode } from '../standard/country.ts';
import { isOver, type SiteVisit } from './site-visit.ts';
import { dutyOf, insertSiteVisit, insertSiteVisitEvent } from './site-visits.repository.ts';
import { inVisit, type OnVisit, onVisit, type VisitInHand, visitSteps } from './visit-write.service.ts';

export interface VisitInput {
  requestId: string;
  branchId: string;
  documentId: string | null;
  /** A known customer; name, business and number come from his record where they are null. */
  customerId: string | null;
  customerName: string | null;
  business: string | null;
  phone: string | null;
  address: string;
  dutyId: string | null;
  purpose: string;
  officerId: string;
  companionId: string | null;
  minutes: number;
}

/** Refuses who is not of this branch or has left, a duty of another branch, and going along with oneself. */
async function checkGoing(
  unit: UnitOfWork,
  { officerId, companionId, dutyId }: Pick<VisitInput, 'officerId' | 'companionId' | 'dutyId'>,
) {
  const members = await staffRefs(unit.trx, unit.branch.id);
  for (const [id, field] of [
    [officerId, 'officerId'],
    [companionId, 'companionId'],
  ] as const) {
    if (id === null) continue;
    const person = members.get(id);
    if (person === undefined) throw notFound('staff', id);
    if (!person.active) throw refuse('STAFF_INACTIVE', field);
  }
  if (companionId === officerId) throw refuse('SAME_PERSON', 'companionId');
  if (dutyId !== null && (await dutyOf(unit.trx, dutyId))?.branch_id !== unit.branch.id) {
    throw notFound('duty', dutyId);
  }
}

/**
 * A visit to come, before any time is agreed. REFUSED: NOT_IN_STANDARD where the pack knows no such visits, NEEDS_PURPOSE
 * without a duty and words, PHONE_INVALID, EMPTY for a name or number neither typed nor known.
 */
export async function makeVisit(desk: Desk, call: Call, input: VisitInput) {
  return await mutate(desk, call, 'siteVisits.make', input, async (unit) => {
    const { trx, branch } = unit;
    if (visitSteps(branch.pack).length === 0) throw refuse('NOT_IN_STANDARD');
    await checkGoing(unit, input);
    if (input.dutyId === null && input.purpose === '') throw refuse('NEEDS_PURPOSE', 'purpose');
    const customer =
      input.customerId === null ? null : await customerInUse(trx, branch.institutionId, input.customerId);
    const name = input.customerName ?? customer?.name;
    if (name === undefined) throw refuse('EMPTY', 'customerName');
    const typed = input.phone === null ? null : numberOf(input.phone, branch.country);
    const number = typed ?? (customer && { shown: customer.phone, digits: customer.phone_digits });
    if (number === null) throw refuse('EMPTY', 'phone');
    if (input.documentId !== null) await ownDocument(trx, branch.id, input.documentId);
    const id = newId();
    await insertSiteVisit(trx, {
      id,
      branch_id: branch.id,
      standard_id: branch.standardId,
      document_id: input.documentId,
      customer_id: customer?.id ?? null,
      customer_name: name,
      business: input.business ?? customer?.business ?? '',
      phone: number.shown,
      phone_digits: number.digits,
      address: input.address,
      duty_id: input.dutyId,
      purpose: input.purpose,
      officer_id: input.officerId,
      companion_id: input.companionId,
      state: 'planned',
      agreed_at: null,
      agreed_until: null,
      agreed_date: null,
      minutes: input.minutes,
      expected_at: null,
      arrived_at: null,
      made_at: unit.at,
      made_by: unit.actorId,
      business_date: branch.calendar.businessDate(unit.now),
      closed_at: null,
      changed_at: unit.at,
      version: 1,
    });
    await insertSiteVisitEvent(trx, {
      id: newId(),
      site_visit_id: id,
      seq: 1,
      kind: 'made',
      at: unit.at,
      actor_id: unit.actorId,
      note: '',
      data: toJson({ officer: input.officerId }),
    });
    unit.touches('site-visit', id);
    unit.touches('customer', customer?.id ?? null);
    return { entity: 'site_visit', id, version: 1 };
  });
}

function numberOf(typed: string, country: CountryCode): CallableNumber {
  const number = callableNumber(typed, country);
  if (number === null) throw refuse('PHONE_INVALID', 'phone');
  return number;
}

export type ChangeInput = OnVisit &
  Pick<VisitInput, 'address' | 'dutyId' | 'purpose' | 'officerId' | 'companionId'>;

function notYetThere(visit: SiteVisit): void {
  if (isOver(visit)) throw refuse('VISIT_CLOSED');
  if (visit.state === 'arrived') throw refuse('VISIT_ARRIVED');
}

/** What is promised of a visit is another's to keep. */
async function promiseFor({ unit, row, pack }: VisitInHand, officerId: string): Promise<void> {
  const about = { type: 'site_visit', id: row.id } as const;
  for (const { promise, rule } of await openPromisesOf(unit.trx, pack, about)) {
    await movePromise(unit, rule, promise, { callerId: officerId });
  }
}

/**
 * Somebody else goes, in a mutation that may do more; who was to go along and goes himself now has nobody along.
 * ALREADY_HANDLER for the officer it has.
 */
export async function handSiteVisitOn(
  desk: Desk,
  unit: UnitOfWork,
  input: OnVisit & { to: string; reason: string },
  members: ReadonlyMap<string, StaffMember>,
) {
  return await inVisit(desk, unit, input, async (inHand) => {
    const { row, visit } = inHand;
    notYetThere(visit);
    const to = members.get(input.to);
    if (to === undefined) throw notFound('staff', input.to);
    if (!to.active) throw refuse('STAFF_INACTIVE', 'to');
    if (to.id === row.officer_id) throw refuse('ALREADY_HANDLER', 'to');
    await promiseFor(inHand, to.id);
    return {
      visit,
      ticked: [],
      event: 'changed',
      outdates: 'VISIT_HANDED_ON',
      note: input.reason,
      data: { from: row.officer_id, to: to.id },
      set: { officer_id: to.id, ...(row.companion_id === to.id ? { companion_id: null } : {}) },
    };
  });
}

/** Where it leads and who goes, until somebody is there; the promise and its reminders go with the officer. */
export async function changeVisit(desk: Desk, call: Call, input: ChangeInput) {
  return await onVisit(desk, call, 'siteVisits.change', input, async (inHand) => {
    const { unit, row, visit } = inHand;
    notYetThere(visit);
    await checkGoing(unit, input);
    if (input.dutyId === null && input.purpose === '') throw refuse('NEEDS_PURPOSE', 'purpose');
    if (input.officerId !== row.officer_id) await promiseFor(inHand, input.officerId);
    const isOther = input.officerId !== row.officer_id;
    const isElsewhere =
      input.address !== row.address || input.dutyId !== row.duty_id || input.purpose !== row.purpose;
    return {
      visit,
      ticked: [],
      event: 'changed',
      ...(isOther ? { outdates: 'VISIT_HANDED_ON' } : isElsewhere ? { outdates: 'VISIT_CHANGED' } : {}),
      data: { from: row.officer_id, to: input.officerId },
      set: {
        address: input.address,
        duty_id: input.dutyId,
        purpose: input.purpose,
        officer_id: input.officerId,
        companion_id: input.companionId,
      },
    };
  });
}
