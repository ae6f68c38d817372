import { insertRows } from '#storage/insert-rows.ts';
import type { PromiseRow } from '#storage/schema.ts';
import type { Executor, Trx } from '../kernel/desk.ts';

/** Every promise made about a thing, the first one first. */
export async function selectPromises(
  executor: Executor,
  subjectType: string,
  subjectId: string,
): Promise<PromiseRow[]> {
  return await executor
    .selectFrom('promise')
    .selectAll()
    .where('subject_type', '=', subjectType)
    .where('subject_id', '=', subjectId)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
}

export async function insertPromise(trx: Trx, row: PromiseRow): Promise<void> {
  await insertRows(trx, 'promise', [row]);
}

export async function changePromise(
  trx: Trx,
  id: string,
  set: Partial<Omit<PromiseRow, 'id' | 'branch_id' | 'original_due_at' | 'intended_id'>>,
): Promise<void> {
  await trx.updateTable('promise').set(set).where('id', '=', id).execute();
}

/** Every open promise of a branch, the next due first. */
export async function selectOpenPromises(executor: Executor, branchId: string): Promise<PromiseRow[]> {
  return await executor
    .selectFrom('promise')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('state', '=', 'open')
    .orderBy('due_at')
    .orderBy('id')
    .execute();
}
