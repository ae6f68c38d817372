import { toInstant, toJson } from '#storage/codecs.ts';
import { normalisePhone } from '../customers/phone.ts';
import { recordMemoOutcome } from '../encounters/encounters.service.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { CALLBACK, clauseFor } from '../promises/promise.ts';
import { makePromise } from '../promises/promises.service.ts';
import { insertMemo, insertMemoEvent } from './memos.repository.ts';
import { type QuoteInput, quoteFor } from './quote.service.ts';

export interface MemoInput extends QuoteInput {
  requestId: string;
  /** A known customer; name, business and number come from his record where they are null. */
  customerId: string | null;
  customerName: string | null;
  business: string | null;
  phone: string | null;
  dutyId: string | null;
  inquiry: string;
  urgency: 'normal' | 'urgent';
  /** Who was named to the customer. */
  callerId: string;
}

/**
 * V4, P2: a memo with its promise, its reminders, its evidence and (from a visit) the visit's outcome, in one
 * transaction. What is promised is worked out again inside it. REFUSED with NEEDS_CHOICE when the customer has yet
 * to choose a time, CALLER_CHANGED when somebody else would call now than was said, PHONE_INVALID and what
 * a quote refuses, EMPTY for a name or number neither typed nor known; the screen keeps what was typed.
 */
export async function createMemo(desk: Desk, call: Call, input: MemoInput) {
  const typed = typedNumber(input.phone);
  return await mutate(desk, call, 'memos.create', input, async (unit) => {
    const { trx, branch } = unit;
    const { quote, rule, source, customer } = await quoteFor(
      trx,
      branch,
      { date: unit.now, stored: unit.at },
      call.language,
      { ...input, takerId: unit.actorId },
    );
    if (quote.offers.length > 1) throw refuse('NEEDS_CHOICE', 'afterClosing');
    if (quote.callerId !== input.callerId) throw refuse('CALLER_CHANGED', 'callerId');
    const name = input.customerName ?? customer?.name;
    if (name === undefined) throw refuse('EMPTY', 'customerName');
    const number = typed ?? (customer && { shown: customer.phone, digits: customer.phone_digits });
    if (number === null) throw refuse('EMPTY', 'phone');
    const clause = clauseFor(rule, source);
    const id = newId();
    await insertMemo(trx, {
      id,
      branch_id: branch.id,
      standard_id: branch.standardId,
      encounter_id: input.encounterId,
      customer_id: customer?.id ?? null,
      customer_name: name,
      business: input.business ?? customer?.business ?? '',
      phone: number.shown,
      phone_digits: number.digits,
      duty_id: input.dutyId,
      inquiry: input.inquiry,
      intended_id: input.intendedId,
      handler_id: quote.callerId,
      taken_by: unit.actorId,
      urgency: input.urgency,
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
      actor_id: unit.actorId,
      note: '',
      data: toJson({ caller: quote.callerId, due: toInstant(quote.dueAt), reason: quote.dueReason }),
    });
    unit.fact({
      clause,
      standardId: branch.standardId,
      subject: { type: 'memo', id },
      event: rule.starts_on,
      how: 'clock',
    });
    await makePromise(unit, rule, {
      subject: { type: 'memo', id },
      promise: CALLBACK,
      standardId: branch.standardId,
      clause,
      source,
      intendedId: input.intendedId,
      callerId: quote.callerId,
      originalDueAt: quote.originalDueAt,
      dueAt: quote.dueAt,
      dueReason: quote.dueReason,
    });
    if (input.encounterId !== null) await recordMemoOutcome(desk, unit, input.encounterId, { memoId: id });
    unit.touches('memo', id);
    unit.touches('customer', customer?.id ?? null);
    unit.touches('encounter', input.encounterId);
    return { entity: 'memo', id, version: 1 };
  });
}

/** The number as people write it and as it is matched; PHONE_INVALID for what cannot be called. */
function typedNumber(typed: string | null): { shown: string; digits: string } | null {
  if (typed === null) return null;
  const phone = normalisePhone(typed);
  if (!phone.ok) throw refuse('PHONE_INVALID', 'phone');
  const { national, extension, digits } = phone;
  return { shown: extension === null ? national : `${national} #${extension}`, digits };
}
