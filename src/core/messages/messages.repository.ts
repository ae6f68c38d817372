import type { MessageSubject } from '#contract/messages.ts';
import { insertRows } from '#storage/insert-rows.ts';
import type { MessageAttemptRow, MessageRow } from '#storage/schema-messages.ts';
import type { Executor, Trx } from '../kernel/desk.ts';

export async function insertMessage(trx: Trx, row: MessageRow): Promise<void> {
  await insertRows(trx, 'message', [row]);
}

export async function messageById(executor: Executor, id: string): Promise<MessageRow | undefined> {
  return await executor.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function updateMessage(
  trx: Trx,
  id: string,
  values: Partial<MessageRow> & { version: number },
): Promise<void> {
  await trx.updateTable('message').set(values).where('id', '=', id).execute();
}

/** With the names a list shows. */
function listed(executor: Executor) {
  return executor
    .selectFrom('message')
    .innerJoin('staff as maker', 'maker.id', 'message.made_by')
    .innerJoin('staff as officer', 'officer.id', 'message.officer_id')
    .leftJoin('staff as settler', 'settler.id', 'message.settled_by')
    .leftJoin('message_sender as sender', 'sender.id', 'message.sender_id')
    .selectAll('message')
    .select([
      'maker.name as maker',
      'officer.name as officer',
      'settler.name as settler',
      'sender.name as sender',
    ]);
}
export type ListedRow = Awaited<ReturnType<typeof messageListed>> & object;

export async function messageListed(executor: Executor, id: string) {
  return await listed(executor).where('message.id', '=', id).executeTakeFirst();
}

export async function messagesAbout(executor: Executor, { type, id }: MessageSubject): Promise<ListedRow[]> {
  return await listed(executor)
    .where('message.about_type', '=', type)
    .where('message.about_id', '=', id)
    .orderBy('message.made_at')
    .orderBy('message.id')
    .execute();
}

/** What is about one thing and neither done nor given up, or may still come back as not delivered, oldest first. */
export async function liveAbout(executor: Executor, { type, id }: MessageSubject): Promise<MessageRow[]> {
  return await executor
    .selectFrom('message')
    .selectAll()
    .where('about_type', '=', type)
    .where('about_id', '=', id)
    .where(({ eb, or }) => or([eb('settled_at', 'is', null), eb('delivery', '=', 'asked')]))
    .orderBy('made_at')
    .orderBy('id')
    .execute();
}

/** After every place there is. */
const LATEST = '9999';

/** What still needs somebody or is on its way, oldest first. */
export async function openMessages(
  executor: Executor,
  branchId: string,
  limit: number,
  after: { at: string; id: string } | null,
): Promise<ListedRow[]> {
  let query = listed(executor)
    .where('message.branch_id', '=', branchId)
    .where('message.settled_at', 'is', null);
  if (after !== null) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('message.made_at', 'message.id'), '>', tuple(after.at, after.id)),
    );
  }
  return await query.orderBy('message.made_at').orderBy('message.id').limit(limit).execute();
}

/** What is done, newest first. */
export async function settledMessages(
  executor: Executor,
  branchId: string,
  limit: number,
  after: { at: string; id: string } | null,
): Promise<ListedRow[]> {
  let query = listed(executor)
    .where('message.branch_id', '=', branchId)
    .where('message.settled_at', 'is not', null)
    .where('message.settled_at', '<=', after?.at ?? LATEST);
  if (after !== null) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('message.settled_at', 'message.id'), '<', tuple(after.at, after.id)),
    );
  }
  return await query
    .orderBy('message.settled_at', 'desc')
    .orderBy('message.id', 'desc')
    .limit(limit)
    .execute();
}

/** How many wait for somebody: his to send by hand, and his that did not go. */
export async function countWaiting(executor: Executor, branchId: string, staffId: string): Promise<number> {
  const row = await executor
    .selectFrom('message')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('branch_id', '=', branchId)
    .where('settled_at', 'is', null)
    .where(({ and, or, eb }) =>
      or([
        and([eb('state', '=', 'by_hand'), eb('made_by', '=', staffId)]),
        and([eb('state', 'in', ['failed', 'unknown']), eb('officer_id', '=', staffId)]),
      ]),
    )
    .executeTakeFirst();
  return Number(row?.count ?? 0);
}

/** Whose telephone somebody used last for a text sent by hand. */
export async function lastPhoneOf(executor: Executor, staffId: string): Promise<string | null> {
  const row = await executor
    .selectFrom('message')
    .select('phone_owner')
    .where('settled_by', '=', staffId)
    .where('phone_owner', 'is not', null)
    .orderBy('settled_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.phone_owner ?? null;
}

export async function attemptsOf(executor: Executor, messageId: string): Promise<MessageAttemptRow[]> {
  return await executor
    .selectFrom('message_attempt')
    .selectAll()
    .where('message_id', '=', messageId)
    .orderBy('no')
    .execute();
}

/** What a message is to be about: where it belongs and the standard it began under. */
export async function subjectById(executor: Executor, type: 'memo' | 'encounter', id: string) {
  return await executor
    .selectFrom(type)
    .select([`${type}.branch_id`, `${type}.standard_id`])
    .where(`${type}.id`, '=', id)
    .executeTakeFirst();
}
