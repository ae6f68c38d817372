import type { MessageFailure, MessageSubject } from '#contract/messages.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { MessageRow } from '#storage/schema-messages.ts';
import type { Desk } from '../kernel/desk.ts';
import type { FactInput, UnitOfWork } from '../kernel/unit-of-work.ts';
import { callOff, tellNow } from '../promises/reminders.service.ts';
import type { MessageSettled } from './message-handlers.ts';
import { updateMessage } from './messages.repository.ts';
import { mayBePhoned } from './templates.service.ts';

export interface Ending {
  outcome: MessageSettled['outcome'];
  /** Who sent or phoned; on whose behalf, where a sender did. */
  actorId: string;
  at: Date;
  how: FactInput['how'];
  failure?: { code: MessageFailure; detail: string };
  values?: Partial<
    Pick<
      MessageRow,
      | 'event'
      | 'phone_owner'
      | 'note'
      | 'provider_ref'
      | 'outdated'
      | 'delivery'
      | 'delivery_asks'
      | 'delivery_at'
      | 'delivery_next_at'
    >
  >;
}

/**
 * Ends a message, or says that it did not go: its row, the fact it was written for, the notice to whoever must phone
 * instead, and the word to the feature it is about, all in the caller's transaction. Answers the new version.
 */
export async function settleMessage(
  desk: Desk,
  unit: UnitOfWork,
  row: MessageRow,
  ending: Ending,
): Promise<number> {
  const { outcome, at, actorId, how, failure } = ending;
  const open = outcome === 'failed' || outcome === 'unknown';
  const version = row.version + 1;
  await updateMessage(unit.trx, row.id, {
    ...ending.values,
    state: outcome,
    next_at: null,
    claimed_by: null,
    failure: failure?.code ?? (open ? row.failure : null),
    failure_detail: failure?.detail ?? (open ? row.failure_detail : ''),
    settled_at: open ? null : toInstant(at),
    settled_by: open ? null : actorId,
    version,
  });
  unit.change('message', row.id, version);
  unit.touches('message', row.id);
  unit.touches('customer', row.customer_id);
  const subject = { type: row.about_type, id: row.about_id } as MessageSubject;
  const recorded = await record(desk, unit, row, ending, subject);
  const isOutdated = (ending.values?.outdated ?? row.outdated) !== null;
  // That it went although it no longer holds stays said.
  const over =
    isOutdated && outcome === 'sent' ? (['message_failed', 'message_unknown'] as const) : undefined;
  await callOff(unit, { type: 'message', id: row.id }, over);
  // Whoever's name it went in phones instead.
  if (open) await tellNow(unit, { type: 'message', id: row.id }, `message_${outcome}`, row.officer_id);
  await desk.messageHandlers[subject.type]?.(desk, unit, {
    id: row.id,
    subject,
    template: row.template,
    clause: row.clause,
    standardId: row.standard_id,
    event: row.event,
    recorded,
    outcome,
    isOutdated,
    at,
    madeAt: fromInstant(row.made_at),
    actorId,
    how,
  });
  return version;
}

/** The fact it was written for: once it has gone, or was told by telephone where the clause counts that as well. */
async function record(
  desk: Desk,
  unit: UnitOfWork,
  row: MessageRow,
  { outcome, at, actorId, how }: Ending,
  subject: MessageSubject,
): Promise<boolean> {
  if (row.event === null) return false;
  if (outcome === 'phoned') {
    const pack = await desk.branches.pack(unit.trx, row.standard_id);
    if (!mayBePhoned(pack, row.clause)) return false;
  } else if (outcome !== 'sent') return false;
  const { clause, standard_id: standardId, event } = row;
  unit.fact({ clause, standardId, subject, event, occurredAt: at, how, actorId });
  return true;
}
