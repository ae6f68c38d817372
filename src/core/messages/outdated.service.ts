import type { MessageOutdated, MessageSubject } from '#contract/messages.ts';
import type { MessageRow } from '#storage/schema-messages.ts';
import type { Desk } from '../kernel/desk.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { tellNow } from '../promises/reminders.service.ts';
import { liveAbout, updateMessage } from './messages.repository.ts';
import { mayHaveGone } from './sending.service.ts';
import { settleMessage } from './settle.ts';

interface Outdating {
  why: MessageOutdated;
  /** Only this one of them. */
  only?: string;
  /** Only those written from this text of the standard. */
  template?: string;
  /** On whose behalf, where the customer did it himself. */
  actorId?: string;
}

/** What the customer was told still holds, but for who said it: where he never read it, somebody is to know. */
const STILL_OWED: ReadonlySet<MessageOutdated> = new Set([
  'DOCUMENT_HANDED_ON',
  'VISIT_HANDED_ON',
  'CALL_HANDED_ON',
]);

/**
 * What texts about a thing say no longer holds: those that wait are dropped, and say why. One that a sender has in hand
 * or that may have gone cannot be called back: it stays, is tried no more, and whoever's name it goes in is told. Of one
 * that has gone nobody asks any more whether it arrived. Answers whether any was dropped.
 */
export async function dropOutdated(
  desk: Desk,
  unit: UnitOfWork,
  subject: MessageSubject,
  { why, only, template, actorId = unit.actorId }: Outdating,
): Promise<boolean> {
  let isDropped = false;
  for (const row of await liveAbout(unit.trx, subject)) {
    if (row.outdated !== null || (only !== undefined && row.id !== only)) continue;
    if (template !== undefined && row.template !== template) continue;
    if (row.settled_at !== null) {
      if (!STILL_OWED.has(why)) await askNoMore(unit, row);
      continue;
    }
    const ending = { actorId, at: unit.now, how: 'clock', values: { outdated: why } } as const;
    if (row.state === 'sending' || row.state === 'unknown') await warn(unit, row, why);
    else if (await mayHaveGone(unit.trx, row)) {
      const failure = { code: 'OUTCOME_UNKNOWN', detail: row.failure_detail } as const;
      await settleMessage(desk, unit, row, { ...ending, outcome: 'unknown', failure });
    } else {
      await settleMessage(desk, unit, row, { ...ending, outcome: 'dropped' });
      isDropped = true;
    }
  }
  return isDropped;
}

/** It held when it went. That it did not arrive would only have somebody say again what no longer holds. */
async function askNoMore(unit: UnitOfWork, row: MessageRow): Promise<void> {
  const version = row.version + 1;
  await updateMessage(unit.trx, row.id, {
    delivery: 'unknown',
    delivery_at: unit.at,
    delivery_next_at: null,
    version,
  });
  unit.change('message', row.id, version);
  unit.touches('message', row.id);
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
