import type { PhoneOwner } from '#contract/messages.ts';
import type { MessageRow } from '#storage/schema-messages.ts';
import { refusesTexts } from '../customers/customers.service.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { callOff } from '../promises/reminders.service.ts';
import { type Deed, isPossible } from './message.ts';
import { messageById, updateMessage } from './messages.repository.ts';
import { kindsOfSender } from './sender-settings.ts';
import { senderById } from './senders.repository.ts';
import { mayHaveGone } from './sending.service.ts';
import { type Ending, settleMessage } from './settle.ts';

interface OnMessage {
  requestId: string;
  branchId: string;
  id: string;
  expectedVersion: number;
}

/** The message a deed is done to, as it was read; CONFLICT where it changed since, REFUSED where it cannot be done. */
async function inHand(unit: UnitOfWork, input: OnMessage, deed: Deed): Promise<MessageRow> {
  const row = unit.own('message', input.id, await messageById(unit.trx, input.id));
  await unit.expect('message', row, input.expectedVersion, row.state);
  const state = row.state as Parameters<typeof isPossible>[1];
  if (state === 'sending') throw refuse('ON_ITS_WAY');
  if (!isPossible(deed, state)) throw refuse('NOT_POSSIBLE');
  return row;
}

function ended(desk: Desk, call: Call, deed: Deed, input: OnMessage, ending: (unit: UnitOfWork) => Ending) {
  return mutate(desk, call, `messages.${deed}`, input, async (unit) => {
    const row = await inHand(unit, input, deed);
    const version = await settleMessage(desk, unit, row, ending(unit));
    return { entity: 'message', id: row.id, version };
  });
}

/** Earlier than now and not before it was written; TIME_IN_FUTURE and TIME_IMPOSSIBLE otherwise. */
function sentAt(unit: UnitOfWork, row: MessageRow, at: Date | null): Date {
  if (at === null) return unit.now;
  if (at > unit.now) throw refuse('TIME_IN_FUTURE', 'sentAt');
  if (at.toISOString() < row.made_at) throw refuse('TIME_IMPOSSIBLE', 'sentAt');
  return at;
}

/** A person's own word that it went, from whose telephone, and when. */
export async function sentByHand(
  desk: Desk,
  call: Call,
  input: OnMessage & { phone: PhoneOwner; sentAt: Date | null },
) {
  return await mutate(desk, call, 'messages.sentByHand', input, async (unit) => {
    const row = await inHand(unit, input, 'sentByHand');
    const version = await settleMessage(desk, unit, row, {
      outcome: 'sent',
      actorId: unit.actorId,
      at: sentAt(unit, row, input.sentAt),
      how: input.sentAt === null ? 'ticked' : 'afterwards',
      values: { phone_owner: input.phone },
    });
    return { entity: 'message', id: row.id, version };
  });
}

export const phoned = (desk: Desk, call: Call, input: OnMessage & { note: string }) =>
  ended(desk, call, 'phoned', input, (unit) => ({
    outcome: 'phoned',
    actorId: unit.actorId,
    at: unit.now,
    how: 'ticked',
    values: { note: input.note },
  }));

export const arrived = (desk: Desk, call: Call, input: OnMessage) =>
  ended(desk, call, 'arrived', input, (unit) => ({
    outcome: 'sent',
    actorId: unit.actorId,
    at: unit.now,
    how: 'afterwards',
  }));

export const dropMessage = (desk: Desk, call: Call, input: OnMessage & { reason: string }) =>
  ended(desk, call, 'drop', input, (unit) => ({
    outcome: 'dropped',
    actorId: unit.actorId,
    at: unit.now,
    how: 'ticked',
    values: { note: input.reason },
  }));

/**
 * Sends it again by a sender, or by hand with null. One that may have gone (its outcome is unknown, or that of a try)
 * only when the person has asked the customer (NOT_ASKED): it goes under a new key, so the channel would not recognise it.
 * One whose customer has refused texts since it was written only with a word about it (TEXTS_REFUSED).
 */
export async function sendAgain(
  desk: Desk,
  call: Call,
  input: OnMessage & { senderId: string | null; asked: boolean; despiteRefusal?: boolean | undefined },
) {
  return await mutate(desk, call, 'messages.again', input, async (unit) => {
    const row = await inHand(unit, input, 'again');
    if (row.outdated !== null) throw refuse('NOT_POSSIBLE');
    if (!input.asked && (row.state === 'unknown' || (await mayHaveGone(unit.trx, row)))) {
      throw refuse('NOT_ASKED', 'asked');
    }
    if (input.senderId !== null) {
      const sender = unit.own('sender', input.senderId, await senderById(unit.trx, input.senderId));
      const fits = sender.removed_at === null && kindsOfSender(sender).some((kind) => kind === row.kind);
      if (!fits) throw refuse('SENDER_NOT_FOR_THIS', 'senderId');
    }
    const isRefused = row.despite_refusal === 0 && (await refusesTexts(unit.trx, row.customer_id));
    if (isRefused && input.despiteRefusal !== true) throw refuse('TEXTS_REFUSED', 'despiteRefusal');
    const version = row.version + 1;
    await updateMessage(unit.trx, row.id, {
      sender_id: input.senderId,
      state: input.senderId === null ? 'by_hand' : 'queued',
      next_at: input.senderId === null ? null : unit.at,
      despite_refusal: isRefused ? 1 : row.despite_refusal,
      send_key: newId(),
      provider_ref: null,
      tries_from: row.attempts,
      failure: null,
      failure_detail: '',
      delivery: null,
      delivery_asks: 0,
      delivery_next_at: null,
      delivery_at: null,
      version,
    });
    await callOff(unit, { type: 'message', id: row.id });
    if (input.senderId !== null) unit.plansLater = true;
    unit.touches('message', row.id);
    unit.touches('customer', row.customer_id);
    return { entity: 'message', id: row.id, version };
  });
}

/**
 * The customer was told by other means than a message that waits: nobody need send it any more. Does nothing to one
 * that has gone; ON_ITS_WAY while a sender has it in hand.
 */
export async function phonedInstead(
  desk: Desk,
  unit: UnitOfWork,
  id: string,
  { at, how }: Pick<Ending, 'at' | 'how'>,
): Promise<void> {
  const row = await messageById(unit.trx, id);
  if (row === undefined) return;
  if (row.state === 'sending') throw refuse('ON_ITS_WAY', 'step');
  if (!isPossible('phoned', row.state as Parameters<typeof isPossible>[1])) return;
  await settleMessage(desk, unit, row, { outcome: 'phoned', actorId: unit.actorId, at, how });
}
