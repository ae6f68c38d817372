import { sql } from 'kysely';
import type { MessageFailure } from '#contract/messages.ts';
import { toInstant } from '#storage/codecs.ts';
import type { MessageRow, MessageSenderRow } from '#storage/schema-messages.ts';
import { refusesTexts } from '../customers/customers.service.ts';
import { normalisePhone, textAddress } from '../customers/phone.ts';
import type { Desk, Executor, Trx } from '../kernel/desk.ts';
import { systemWrite } from '../kernel/system-write.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import type { CountryCode } from '../standard/country.ts';
import { deliver, tellsDelivery } from './deliver.ts';
import { afterTry, nextAsking, type TryResult } from './message.ts';
import { messageById, updateMessage } from './messages.repository.ts';
import { settingsOf } from './sender-settings.ts';
import { senderById } from './senders.repository.ts';
import { settleMessage } from './settle.ts';
import type { Messaging, Sent } from './transport.ts';

/** Messages that wait for a try, longest waiting first; none of senders that are busy. */
const waiting = (executor: Executor, busy: readonly string[]) => {
  const queued = executor
    .selectFrom('message')
    // A literal, so that SQLite sees that the partial index fits.
    .where('state', '=', sql.lit('queued'))
    .orderBy('next_at')
    .orderBy('id')
    .limit(1);
  return busy.length === 0 ? queued : queued.where('sender_id', 'not in', busy);
};

/** The message, at any branch, whose time came first. */
export async function dueMessage(executor: Executor, at: string, busy: readonly string[]) {
  return await waiting(executor, busy)
    .select(['id', 'branch_id'])
    .where('next_at', '<=', at)
    .executeTakeFirst();
}

/** When the next one is tried. */
export async function nextTryAt(executor: Executor, busy: readonly string[]): Promise<string | null> {
  const row = await waiting(executor, busy).select('next_at').executeTakeFirst();
  return row?.next_at ?? null;
}

export interface Claimed {
  row: MessageRow;
  sender: MessageSenderRow;
  /** Of the branch: how the number is read. */
  country: CountryCode;
}

/**
 * Takes a message in hand, durably, before anything leaves the machine; null when somebody else has it or it is no
 * longer to go. One whose sender was taken away, or whose customer wants no texts any more, fails here.
 */
export async function claim(desk: Desk, run: string, id: string, branchId: string): Promise<Claimed | null> {
  return await systemWrite(desk, branchId, 'messages.claim', async (unit) => {
    const row = await messageById(unit.trx, id);
    if (row === undefined || row.state !== 'queued' || row.next_at === null || row.next_at > unit.at)
      return null;
    const sender = row.sender_id === null ? undefined : await senderById(unit.trx, row.sender_id);
    if (sender === undefined || sender.removed_at !== null) {
      const failure = { code: 'SENDER_GONE', detail: '' } as const;
      await settleMessage(desk, unit, row, { ...byItself(unit, row), outcome: 'failed', failure });
      return null;
    }
    // He has said so since it was written: somebody telephones.
    if (row.despite_refusal === 0 && (await refusesTexts(unit.trx, row.customer_id))) {
      const failure = { code: 'TEXTS_REFUSED', detail: '' } as const;
      await settleMessage(desk, unit, row, { ...byItself(unit, row), outcome: 'failed', failure });
      return null;
    }
    const values = {
      state: 'sending',
      claimed_by: run,
      attempts: row.attempts + 1,
      version: row.version + 1,
    };
    await updateMessage(unit.trx, id, values);
    await unit.trx
      .insertInto('message_attempt')
      .values({
        message_id: id,
        no: values.attempts,
        sender_id: sender.id,
        started_at: unit.at,
        ended_at: null,
        outcome: null,
        detail: '',
      })
      .execute();
    unit.change('message', id, values.version);
    unit.touches('message', id);
    return { row: { ...row, ...values }, sender, country: unit.branch.country };
  });
}

/** Sends a message this run has in hand, and keeps how it went. */
export async function sendClaimed(
  desk: Desk,
  messaging: Messaging,
  run: string,
  { row, sender, country }: Claimed,
  unwritten: Unwritten,
): Promise<void> {
  const { id, branch_id: branchId } = row;
  const settings = settingsOf(sender);
  const keep = async (ref: string) => {
    const kept = await desk.engine.db
      .updateTable('message')
      .set({ provider_ref: ref })
      .where('id', '=', id)
      .where('claimed_by', '=', run)
      .where('send_key', '=', row.send_key)
      .executeTakeFirst();
    // Somebody else decides about it by now: it must not go.
    if (kept.numUpdatedRows === 0n) throw new Error('no longer in hand');
  };
  const outgoing = {
    key: row.send_key,
    kind: row.kind === 'email' ? ('email' as const) : ('sms' as const),
    to: row.kind === 'email' ? (row.to_email ?? '') : addressOf(row.to_phone ?? '', country),
    title: row.title,
    text: row.text,
    ref: row.provider_ref,
  };
  const sent = await deliver(messaging, { settings, secretRef: sender.secret_ref }, outgoing, keep);
  try {
    await ended(desk, messaging, branchId, id, run, sent);
  } catch (error) {
    unwritten.set(id, { branchId, sent });
    throw error;
  }
}

function addressOf(phone: string, country: CountryCode): string {
  const read = normalisePhone(phone, country);
  return read.ok ? textAddress(read, country) : phone.replace(/\D/g, '');
}

/** How tries ended that the store would not take, by message. */
export type Unwritten = Map<string, { branchId: string; sent: Sent }>;

/** Keeps how a try ended and what follows from it. */
export async function ended(
  desk: Desk,
  messaging: Messaging,
  branchId: string,
  id: string,
  run: string,
  sent: Sent,
) {
  await systemWrite(desk, branchId, 'messages.sent', async (unit) => {
    const row = await messageById(unit.trx, id);
    if (row === undefined || row.state !== 'sending' || row.claimed_by !== run) return;
    const ref = sent.result === 'sent' ? sent.ref : null;
    await finishTry(unit.trx, row, unit.at, sent.result, sent.result === 'sent' ? '' : sent.detail);
    await follow(desk, unit, messaging, ref === null ? row : { ...row, provider_ref: ref }, sent);
  });
}

async function finishTry(trx: Trx, row: MessageRow, at: string, outcome: TryResult, detail: string) {
  await trx
    .updateTable('message_attempt')
    .set({ ended_at: at, outcome, detail })
    .where('message_id', '=', row.id)
    .where('no', '=', row.attempts)
    .execute();
}

/** Whether a try of the same sending may have gone. */
export async function mayHaveGone(trx: Trx, row: MessageRow): Promise<boolean> {
  const unsure = await trx
    .selectFrom('message_attempt')
    .select('no')
    .where('message_id', '=', row.id)
    .where('no', '>', row.tries_from)
    .where('outcome', '=', 'unknown')
    .limit(1)
    .executeTakeFirst();
  return unsure !== undefined;
}

type Tried = { result: TryResult; failure?: MessageFailure; detail?: string };

async function follow(
  desk: Desk,
  unit: UnitOfWork,
  messaging: Messaging,
  row: MessageRow,
  tried: Tried,
  { atOnce = false }: { atOnce?: boolean } = {},
) {
  const sender = row.sender_id === null ? undefined : await senderById(unit.trx, row.sender_id);
  const kind = sender === undefined ? null : settingsOf(sender).kind;
  const next = afterTry(tried.result, {
    tries: row.attempts - row.tries_from,
    recognisesRepeats: kind !== null && messaging.transports[kind].recognisesRepeats,
    unsure: await mayHaveGone(unit.trx, row),
    outdated: row.outdated !== null,
  });
  const failure = { code: tried.failure ?? ('OUTCOME_UNKNOWN' as const), detail: tried.detail ?? '' };
  if ('state' in next) {
    const isTrouble = next.state === 'failed' || next.state === 'unknown';
    const isAsked =
      next.state === 'sent' &&
      row.outdated === null &&
      row.provider_ref !== null &&
      sender !== undefined &&
      tellsDelivery(messaging, settingsOf(sender));
    await settleMessage(desk, unit, row, {
      ...byItself(unit, row),
      outcome: next.state,
      failure: isTrouble ? failure : undefined,
      values: { provider_ref: row.provider_ref, ...(isAsked ? askedFrom(unit.now) : {}) },
    });
    return;
  }
  const version = row.version + 1;
  await updateMessage(unit.trx, row.id, {
    state: 'queued',
    claimed_by: null,
    next_at: atOnce ? unit.at : toInstant(new Date(unit.now.getTime() + next.againIn)),
    failure: failure.code,
    failure_detail: failure.detail,
    version,
  });
  unit.change('message', row.id, version);
  unit.touches('message', row.id);
}

/** Nobody acts: it is in the name of who wrote it. */
const byItself = (unit: UnitOfWork, row: MessageRow) =>
  ({ actorId: row.made_by, at: unit.now, how: 'clock' }) as const;

/** The channel is asked whether it has arrived. */
const askedFrom = (now: Date) => ({
  delivery: 'asked',
  delivery_asks: 0,
  delivery_next_at: toInstant(nextAsking(0, now, now)),
});

/**
 * What an earlier run of the host had in hand when it ended: nobody saw how that try went. Where the channel
 * recognises the repeat it is made again under the same key, else a person has to ask. Answers how many there were.
 */
export async function takeUpAgain(desk: Desk, messaging: Messaging, run: string): Promise<number> {
  const left = await desk.engine.db
    .selectFrom('message')
    .select(['id', 'branch_id', 'claimed_by'])
    .where('state', '=', 'sending')
    .orderBy('id')
    .execute();
  const others = left.filter((row) => row.claimed_by !== run);
  for (const { id, branch_id: branchId } of others) {
    await systemWrite(desk, branchId, 'messages.sent', async (unit) => {
      const row = await messageById(unit.trx, id);
      if (row === undefined || row.state !== 'sending' || row.claimed_by === run) return;
      await finishTry(unit.trx, row, unit.at, 'unknown', '');
      const tried = { result: 'unknown', failure: 'OUTCOME_UNKNOWN' } as const;
      // It was this machine that stopped, not the channel: there is nothing to wait for.
      await follow(desk, unit, messaging, row, tried, { atOnce: true });
    });
  }
  return others.length;
}
