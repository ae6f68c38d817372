import { toInstant } from '#storage/codecs.ts';
import type { Call } from '../kernel/call.ts';
import type { Branch, Desk } from '../kernel/desk.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { CALLBACK, clauseFor, sourceFor } from '../promises/promise.ts';
import { makePromise } from '../promises/promises.service.ts';
import { staffRefs } from '../staff/staff.service.ts';
import type { AfterClosingChoice } from '../standard/promise-quote.ts';
import { type InHand, type OnMemo, perform, take } from './memo-write.service.ts';
import { changeMemo } from './memos.repository.ts';
import { callbackRule, type Quoted, quoteFor } from './quote.service.ts';

export interface ReopenInput extends OnMemo {
  reason: string;
  preferredAt?: Date | null;
  afterClosing?: AfterClosingChoice | null;
}

/**
 * Open again, by a second promise; the first stays as it ended. Whoever handled it calls; while he is away, who
 * stands in for him.
 */
export async function reopen(desk: Desk, call: Call, input: ReopenInput) {
  return await mutate(desk, call, 'memos.reopen', input, async (unit) => {
    const inHand = await take(desk, unit, input);
    const { row } = inHand;
    const { quote, rule, source } = await quoteReopened(desk, unit, call, inHand, input);
    const written = await perform(inHand, {
      action: { kind: 'reopen' },
      event: 'reopened',
      note: input.reason,
      data: { caller: quote.callerId, due: toInstant(quote.dueAt), reason: quote.dueReason },
      facts: [{ event: 'memo_reopened' }],
    });
    await changeMemo(unit.trx, row.id, { handler_id: quote.callerId });
    await makePromise(unit, rule, {
      subject: { type: 'memo', id: row.id },
      promise: CALLBACK,
      standardId: row.standard_id,
      clause: clauseFor(rule, source),
      source,
      intendedId: row.intended_id,
      callerId: quote.callerId,
      originalDueAt: quote.originalDueAt,
      dueAt: quote.dueAt,
      dueReason: quote.dueReason,
    });
    return written;
  });
}

async function quoteReopened(
  desk: Desk,
  unit: UnitOfWork,
  call: Call,
  { row, pack, promise }: InHand,
  { preferredAt = null, afterClosing = null }: ReopenInput,
): Promise<Quoted> {
  const members = await staffRefs(unit.trx, unit.branch.id);
  const officer = [row.handler_id, row.intended_id].find((id) => members.get(id)?.active === true);
  // The memo keeps the standard it was taken under.
  const branch: Branch = { ...unit.branch, pack, standardId: row.standard_id };
  const ask = {
    intendedId: officer ?? unit.actorId,
    encounterId: null,
    source: sourceFor(callbackRule(pack), promise.clause),
    customerId: null,
    dutyId: null,
    takerId: unit.actorId,
    preferredAt,
    afterClosing,
  };
  const now = { date: unit.now, stored: unit.at };
  const quoted = await quoteFor(desk, unit.trx, branch, now, call.language, ask);
  if (quoted.quote.offers.length < 2) return quoted;
  return await quoteFor(desk, unit.trx, branch, now, call.language, { ...ask, afterClosing: 'next_morning' });
}
