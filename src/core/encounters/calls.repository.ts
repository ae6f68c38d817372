import type { PhoneCallRow } from '#storage/schema-calls.ts';
import type { Executor, Trx } from '../kernel/desk.ts';

export async function callOf(executor: Executor, encounterId: string): Promise<PhoneCallRow | undefined> {
  return await executor
    .selectFrom('phone_call')
    .selectAll()
    .where('encounter_id', '=', encounterId)
    .executeTakeFirst();
}

export async function insertCall(trx: Trx, row: PhoneCallRow): Promise<void> {
  await trx.insertInto('phone_call').values(row).execute();
}

export async function changeCall(
  trx: Trx,
  encounterId: string,
  change: Partial<Omit<PhoneCallRow, 'encounter_id'>>,
): Promise<void> {
  await trx.updateTable('phone_call').set(change).where('encounter_id', '=', encounterId).execute();
}
