import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { MessageRow, MessageSenderRow } from '#storage/schema-messages.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { systemWrite } from '../kernel/system-write.ts';
import { askDelivery } from './deliver.ts';
import { nextAsking } from './message.ts';
import { messageById, updateMessage } from './messages.repository.ts';
import { settingsOf } from './sender-settings.ts';
import { senderById } from './senders.repository.ts';
import { settleMessage } from './settle.ts';
import type { Delivery, Messaging } from './transport.ts';

/** Messages taken over of which the channel is asked whether they arrived; none of senders that are busy. */
const asked = (executor: Executor, busy: readonly string[]) => {
  const open = executor
    .selectFrom('message')
    .where('delivery_next_at', 'is not', null)
    .orderBy('delivery_next_at')
    .orderBy('id')
    .limit(1);
  return busy.length === 0 ? open : open.where('sender_id', 'not in', busy);
};

/** When the next one is asked about. */
export async function nextAskAt(executor: Executor, busy: readonly string[]): Promise<string | null> {
  const row = await asked(executor, busy).select('delivery_next_at').executeTakeFirst();
  return row?.delivery_next_at ?? null;
}

export interface Asking {
  row: MessageRow;
  sender: MessageSenderRow;
  ref: string;
  /** Nobody asks again after this time. */
  isLast: boolean;
}

/**
 * Takes the next message to be asked about. When it is asked again is written first: a host that is killed now, or
 * a store that will not take the answer, asks once more at its time.
 */
export async function takeAsking(desk: Desk, busy: readonly string[]): Promise<Asking | null> {
  const { db } = desk.engine;
  const now = desk.clock.now();
  const row = await asked(db, busy)
    .selectAll()
    .where('delivery_next_at', '<=', toInstant(now))
    .executeTakeFirst();
  if (row === undefined) return null;
  const asks = row.delivery_asks + 1;
  const again = nextAsking(asks, fromInstant(row.settled_at) ?? now, now);
  const next = again ?? new Date(now.getTime() + RETRY);
  await db
    .updateTable('message')
    .set({ delivery_asks: asks, delivery_next_at: toInstant(next) })
    .where('id', '=', row.id)
    .where('delivery_next_at', '=', row.delivery_next_at)
    .execute();
  const sender = row.sender_id === null ? undefined : await senderById(db, row.sender_id);
  const { provider_ref: ref } = row;
  if (sender === undefined || ref === null) throw new Error(`message ${row.id} was never sent by a channel`);
  return { row, sender, ref, isLast: again === null };
}

/** Until the last answer is asked for once more, if it could not be written (ms). */
const RETRY = 60 * 60_000;

/** Asks the channel, and keeps what it says. One that did not arrive has failed, and is told like any that did not go. */
export async function askOne(desk: Desk, messaging: Messaging, asking: Asking): Promise<void> {
  const { row, sender, ref, isLast } = asking;
  const settings = settingsOf(sender);
  const said = await askDelivery(messaging, { settings, secretRef: sender.secret_ref }, ref);
  if (said.state === 'waiting' && !isLast) return;
  await systemWrite(desk, row.branch_id, 'messages.delivery', async (unit) => {
    const now = await messageById(unit.trx, row.id);
    // Somebody has sent it again since, or the answer is there already.
    if (now?.delivery !== 'asked' || now.send_key !== row.send_key) return;
    const values = { delivery: wordFor(said), delivery_at: unit.at, delivery_next_at: null };
    if (said.state === 'undelivered') {
      await settleMessage(desk, unit, now, {
        outcome: 'failed',
        actorId: now.made_by,
        at: unit.now,
        how: 'clock',
        failure: { code: 'NOT_DELIVERED', detail: said.detail },
        // Its fact stands already: going again, it is no other.
        values: { ...values, event: null },
      });
      return;
    }
    const version = now.version + 1;
    await updateMessage(unit.trx, row.id, { ...values, version });
    unit.change('message', row.id, version);
    unit.touches('message', row.id);
  });
}

const wordFor = ({ state }: Delivery) => (state === 'waiting' ? 'unknown' : state);
