import { recordMemoOutcome } from '../encounters/encounters.service.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { CALLBACK } from '../promises/promise.ts';
import { type QuoteInput, quoteFor } from './quote.service.ts';
import { typedNumber, writeMemo } from './write-memo.service.ts';

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
  return await mutate(desk, call, 'memos.create', input, async (unit) => {
    const { trx, branch } = unit;
    const typed = input.phone === null ? null : typedNumber(input.phone, branch.country);
    const { quote, rule, standardId, source, customer } = await quoteFor(
      desk,
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
    const { id } = await writeMemo(unit, {
      rule,
      standardId,
      promise: CALLBACK,
      source,
      encounterId: input.encounterId,
      customerId: customer?.id ?? null,
      customerName: name,
      business: input.business ?? customer?.business ?? '',
      number,
      dutyId: input.dutyId,
      inquiry: input.inquiry,
      urgency: input.urgency,
      intendedId: input.intendedId,
      callerId: quote.callerId,
      takenBy: unit.actorId,
      originalDueAt: quote.originalDueAt,
      dueAt: quote.dueAt,
      dueReason: quote.dueReason,
      how: 'clock',
    });
    if (input.encounterId !== null) {
      await recordMemoOutcome(desk, unit, input.encounterId, {
        memoId: id,
        customerId: customer?.id ?? null,
      });
    }
    unit.touches('encounter', input.encounterId);
    return { entity: 'memo', id, version: 1 };
  });
}
