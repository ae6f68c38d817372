import type { DueReason } from '#contract/memos.ts';
import type { PromiseRule } from '#contract/standard-pack.ts';
import { toInstant, toJson } from '#storage/codecs.ts';
import { type CallableNumber, callableNumber } from '../customers/phone.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import type { FactInput, UnitOfWork } from '../kernel/unit-of-work.ts';
import { clauseFor, type PromiseSource } from '../promises/promise.ts';
import { makePromise } from '../promises/promises.service.ts';
import type { CountryCode } from '../standard/country.ts';
import { insertMemo, insertMemoEvent } from './memos.repository.ts';

/** The number as people write it and as it is matched; PHONE_INVALID for what cannot be called. */
export function typedNumber(typed: string, country: CountryCode): CallableNumber {
  const number = callableNumber(typed, country);
  if (number === null) throw refuse('PHONE_INVALID', 'phone');
  return number;
}

export interface NewMemo {
  rule: PromiseRule;
  /** The standard the rule is of. */
  standardId: string;
  /** Name of the rule in the pack. */
  promise: string;
  source: PromiseSource;
  encounterId: string | null;
  customerId: string | null;
  customerName: string;
  business: string;
  number: CallableNumber;
  dutyId: string | null;
  inquiry: string;
  urgency: 'normal' | 'urgent';
  intendedId: string;
  callerId: string;
  /** Whose memo it is in the lists; on whose behalf it was made where nobody of the staff took it. */
  takenBy: string;
  originalDueAt: Date;
  dueAt: Date;
  dueReason: DueReason;
  how: FactInput['how'];
}

/** A memo with its promise, its reminders and its evidence. What may be promised has been decided by the caller. */
export async function writeMemo(unit: UnitOfWork, made: NewMemo): Promise<{ id: string; clause: string }> {
  const { trx, branch } = unit;
  const { rule, standardId, source, takenBy } = made;
  const clause = clauseFor(rule, source);
  const id = newId();
  await insertMemo(trx, {
    id,
    branch_id: branch.id,
    standard_id: standardId,
    encounter_id: made.encounterId,
    customer_id: made.customerId,
    customer_name: made.customerName,
    business: made.business,
    phone: made.number.shown,
    phone_digits: made.number.digits,
    duty_id: made.dutyId,
    inquiry: made.inquiry,
    intended_id: made.intendedId,
    handler_id: made.callerId,
    taken_by: takenBy,
    urgency: made.urgency,
    state: 'new',
    attempts: 0,
    call_again_at: null,
    made_at: unit.at,
    business_date: branch.calendar.businessDate(unit.now),
    closed_at: null,
    version: 1,
  });
  await insertMemoEvent(trx, {
    id: newId(),
    memo_id: id,
    seq: 1,
    kind: 'made',
    at: unit.at,
    actor_id: takenBy,
    note: '',
    data: toJson({ caller: made.callerId, due: toInstant(made.dueAt), reason: made.dueReason }),
  });
  unit.fact({
    clause,
    standardId,
    subject: { type: 'memo', id },
    event: rule.starts_on,
    how: made.how,
    actorId: takenBy,
  });
  await makePromise(unit, rule, {
    subject: { type: 'memo', id },
    promise: made.promise,
    standardId,
    clause,
    source,
    intendedId: made.intendedId,
    callerId: made.callerId,
    originalDueAt: made.originalDueAt,
    dueAt: made.dueAt,
    dueReason: made.dueReason,
    actorId: takenBy,
  });
  unit.touches('memo', id);
  unit.touches('customer', made.customerId);
  return { id, clause };
}
