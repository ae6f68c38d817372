import type { MessageOutdated, MessageSubject } from '#contract/messages.ts';
import type { MessageRow } from '#storage/schema-messages.ts';
import type { Desk } from '../kernel/desk.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { tellNow } from '../promises/reminders.service.ts';
import { unsettledAbout, updateMessage } from './messages.repository.ts';
import { mayHaveGone } from './sending.service.ts';
import { settleMessage } from './settle.ts';

interface Outdating {
  why: MessageOutdated;
  /** Only this one of them. */
  only?: string;
  /** Only those written for this event. */
  event?: string;
  /** On whose behalf, where the customer did it himself. */
  actorId?: string;
}

/**
 * What texts about a thing say no longer holds: those that wait are dropped, and say why. One that a sender has in hand
 * or that may have gone cannot be called back: it stays, is tried no more, and whoever's name it goes in is told.
 */
export async function dropOutdated(
  desk: Desk,
  unit: UnitOfWork,
  subject: MessageSubject,
  { why, only, event, actorId = unit.actorId }: Outdating,
): Promise<void> {
  for (const row of await unsettledAbout(unit.trx, subject)) {
    if (row.outdated !== null || (only !== undefined && row.id !== only)) continue;
    if (event !== undefined && row.event !== event) continue;
    const ending = { actorId, at: unit.now, how: 'clock', values: { outdated: why } } as const;
    if (row.state === 'sending' || row.state === 'unknown') await warn(unit, row, why);
    else if (await mayHaveGone(unit.trx, row)) {
      const failure = { code: 'OUTCOME_UNKNOWN', detail: row.failure_detail } as const;
      await settleMessage(desk, unit, row, { ...ending, outcome: 'unknown', failure });
    } else await settleMessage(desk, unit, row, { ...ending, outcome: 'dropped' });
  }
}

/** It goes, or may have gone: only a person can say to the customer that it no longer holds. */
async function warn(unit: UnitOfWork, row: MessageRow, why: MessageOutdated): Promise<void> {
  const version = row.version + 1;
  await updateMessage(unit.trx, row.id, { outdated: why, version });
  unit.change('message', row.id, version);
  unit.touches('message', row.id);
  unit.touches('customer', row.customer_id);
  await tellNow(unit, { type: 'message', id: row.id }, 'message_outdated', row.officer_id);
}
