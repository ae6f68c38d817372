import type { MessageKind } from '#contract/messages.ts';
import { insertRows } from '#storage/insert-rows.ts';
import type { MessageSenderRow } from '#storage/schema-messages.ts';
import type { Executor, Trx } from '../kernel/desk.ts';

export async function insertSender(trx: Trx, row: MessageSenderRow): Promise<void> {
  await insertRows(trx, 'message_sender', [row]);
}

export async function senderById(executor: Executor, id: string): Promise<MessageSenderRow | undefined> {
  return await executor.selectFrom('message_sender').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The senders of a branch in use, in the order they were made. */
export async function sendersOf(executor: Executor, branchId: string): Promise<MessageSenderRow[]> {
  return await executor
    .selectFrom('message_sender')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

const columnOf = { sms: 'sms_default', email: 'email_default' } as const;

/** What sends a kind of message here unless somebody chooses otherwise; by hand where there is none. */
export async function defaultSender(
  executor: Executor,
  branchId: string,
  kind: MessageKind,
): Promise<MessageSenderRow | undefined> {
  return (await sendersOf(executor, branchId)).find((row) => row[columnOf[kind]] === 1);
}

export async function updateSender(
  trx: Trx,
  id: string,
  values: Partial<MessageSenderRow> & { version: number },
): Promise<void> {
  await trx.updateTable('message_sender').set(values).where('id', '=', id).execute();
}
