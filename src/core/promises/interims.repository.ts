import { sql } from 'kysely';
import { insertRows } from '#storage/insert-rows.ts';
import type { InterimRow } from '#storage/schema.ts';
import type { Executor, Trx } from '../kernel/desk.ts';

export async function insertInterim(trx: Trx, row: InterimRow): Promise<void> {
  await insertRows(trx, 'interim', [row]);
}

export async function changeInterim(
  trx: Trx,
  id: string,
  set: Partial<Omit<InterimRow, 'id' | 'promise_id' | 'since_at' | 'original_due_at'>>,
): Promise<void> {
  await trx.updateTable('interim').set(set).where('id', '=', id).execute();
}

/** The next word due about one promise; none once it has ended, or where its rule wants none. */
export async function nextInterim(executor: Executor, promiseId: string): Promise<InterimRow | undefined> {
  return await executor
    .selectFrom('interim')
    .selectAll()
    .where('promise_id', '=', promiseId)
    // A literal, so that SQLite sees that the partial index fits.
    .where('state', '=', sql.lit('open'))
    .executeTakeFirst();
}

/** The next word due about every open promise of a branch, by promise. */
export async function nextInterims(
  executor: Executor,
  branchId: string,
): Promise<ReadonlyMap<string, InterimRow>> {
  const rows = await executor
    .selectFrom('interim')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('state', '=', sql.lit('open'))
    .orderBy('due_at')
    .orderBy('id')
    .execute();
  return new Map(rows.map((row) => [row.promise_id, row]));
}

/** The words still to be given of those something is due about, with who has to keep the promise. */
export async function interimsOfDue(trx: Trx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await trx
    .selectFrom('interim')
    .innerJoin('promise', 'promise.id', 'interim.promise_id')
    .select(['interim.id', 'caller_id as handlerId', 'intended_id as intendedId', 'intended_id as takerId'])
    .where('interim.id', 'in', ids)
    .where('interim.state', '=', 'open')
    .where('promise.paused_at', 'is', null)
    .orderBy('interim.id')
    .execute();
  return rows.map((row) => ({ ...row, dutyId: null }));
}

/** Words in between with the promise they are about. */
const words = (executor: Executor) =>
  executor
    .selectFrom('promise')
    .innerJoin('interim', 'interim.promise_id', 'promise.id')
    .selectAll('interim')
    .select(['promise.promise', 'promise.subject_id', 'promise.paused_at']);
export type WordRow = Awaited<ReturnType<typeof wordsAbout>>[number];

/** Every word about one thing that is or was due, promise by promise, the first one first. */
export async function wordsAbout(executor: Executor, subjectType: string, subjectId: string) {
  return await words(executor)
    .where('promise.subject_type', '=', subjectType)
    .where('promise.subject_id', '=', subjectId)
    .orderBy('promise.made_at')
    .orderBy('promise.id')
    .orderBy('interim.seq')
    .execute();
}

/** The next words of a branch about one kind of thing, the next due first. */
export async function wordsDue(
  executor: Executor,
  branchId: string,
  subjectType: string,
): Promise<WordRow[]> {
  return await words(executor)
    .where('interim.branch_id', '=', branchId)
    .where('interim.state', '=', sql.lit('open'))
    .where('promise.subject_type', '=', subjectType)
    .orderBy('interim.due_at')
    .orderBy('interim.id')
    .execute();
}
