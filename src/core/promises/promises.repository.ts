import { insertRows } from '#storage/insert-rows.ts';
import type { PromisePauseRow, PromiseRow } from '#storage/schema.ts';
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

/** Every pause of one promise, the first one first. */
export async function selectPauses(executor: Executor, promiseId: string): Promise<PromisePauseRow[]> {
  return await executor
    .selectFrom('promise_pause')
    .selectAll()
    .where('promise_id', '=', promiseId)
    .orderBy('from_at')
    .execute();
}

/** The pauses of every open promise of a branch, by promise, the first one first. */
export async function selectOpenPauses(
  executor: Executor,
  branchId: string,
): Promise<ReadonlyMap<string, PromisePauseRow[]>> {
  const rows = await executor
    .selectFrom('promise_pause')
    .innerJoin('promise', 'promise.id', 'promise_pause.promise_id')
    .selectAll('promise_pause')
    .where('promise.branch_id', '=', branchId)
    .where('promise.state', '=', 'open')
    .orderBy('promise_pause.promise_id')
    .orderBy('promise_pause.from_at')
    .execute();
  return Map.groupBy(rows, (row) => row.promise_id);
}

export async function insertPause(trx: Trx, row: PromisePauseRow): Promise<void> {
  await insertRows(trx, 'promise_pause', [row]);
}

/** Ends the pause that runs. */
export async function closePause(trx: Trx, promiseId: string, at: string): Promise<void> {
  await trx
    .updateTable('promise_pause')
    .set({ until_at: at })
    .where('promise_id', '=', promiseId)
    .where('until_at', 'is', null)
    .execute();
}
