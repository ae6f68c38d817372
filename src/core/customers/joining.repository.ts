import type { CustomerJoiningRow } from '#storage/schema.ts';
import type { Executor, Trx } from '../kernel/desk.ts';
import { type Moving, movesWithCustomer } from './references.ts';

export async function insertJoining(trx: Trx, row: CustomerJoiningRow): Promise<void> {
  await trx.insertInto('customer_joining').values(row).execute();
}

export async function joiningById(executor: Executor, id: string): Promise<CustomerJoiningRow | undefined> {
  return await executor.selectFrom('customer_joining').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The joinings a survivor has come from and that stand, the latest first. */
export async function joiningsOf(executor: Executor, survivorId: string): Promise<CustomerJoiningRow[]> {
  return await executor
    .selectFrom('customer_joining')
    .selectAll()
    .where('survivor_id', '=', survivorId)
    .where('undone_at', 'is', null)
    .orderBy('survivor_version', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

export async function markUndone(trx: Trx, id: string, at: string, by: string): Promise<void> {
  await trx
    .updateTable('customer_joining')
    .set((row) => ({ undone_at: at, undone_by: by, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

/** Gives everything of one customer to another and keeps what it was. */
export async function moveAll(trx: Trx, joiningId: string, from: string, to: string): Promise<void> {
  for (const table of movesWithCustomer) {
    await trx
      .insertInto('customer_moved')
      .columns(['joining_id', 'entity', 'entity_id'])
      .expression((query) =>
        query
          .selectFrom(table)
          .select(({ val }) => [
            val(joiningId).as('joining_id'),
            val<string>(table).as('entity'),
            `${table}.id as entity_id`,
          ])
          .where(`${table}.customer_id`, '=', from),
      )
      .execute();
    await trx.updateTable(table).set({ customer_id: to }).where('customer_id', '=', from).execute();
  }
}

/** Gives back what a joining moved and still is where it moved it to. */
export async function moveBack(trx: Trx, joiningId: string, from: string, to: string): Promise<void> {
  for (const table of movesWithCustomer) {
    await trx
      .updateTable(table)
      .set({ customer_id: to })
      .where('customer_id', '=', from)
      .where('id', 'in', movedIds(trx, joiningId, table))
      .execute();
  }
}

function movedIds(executor: Executor, joiningId: string, table: Moving) {
  return executor
    .selectFrom('customer_moved')
    .select('entity_id')
    .where('joining_id', '=', joiningId)
    .where('entity', '=', table);
}

export interface Moved {
  table: Moving;
  /** Moved by the joining. */
  moved: number;
  /** Of those, still where it moved them to. */
  still: number;
}

/** How much a joining moved and how much of it would go back. */
export async function countMoved(
  executor: Executor,
  joiningId: string,
  survivorId: string,
): Promise<Moved[]> {
  const counts: Moved[] = [];
  for (const table of movesWithCustomer) {
    const moved = await movedIds(executor, joiningId, table)
      .clearSelect()
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .executeTakeFirst();
    const still = await executor
      .selectFrom('customer_moved')
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('joining_id', '=', joiningId)
      .where('entity', '=', table)
      .where(
        'entity_id',
        'in',
        executor.selectFrom(table).select(`${table}.id`).where(`${table}.customer_id`, '=', survivorId),
      )
      .executeTakeFirst();
    counts.push({ table, moved: moved?.count ?? 0, still: still?.count ?? 0 });
  }
  return counts;
}

/** How many memos name a customer, how much he is promised about anything of his, and how much of that is open. */
export async function countPromises(executor: Executor, customerId: string) {
  const memos = await executor
    .selectFrom('memo')
    .select(({ fn }) => fn.countAll<number>().as('memos'))
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  let promises = 0;
  let openPromises = 0;
  for (const table of PROMISED) {
    // From what is the customer's to its promises: see `callbacksOf`.
    const counted = await executor
      .selectFrom(table)
      .crossJoin('promise')
      .select(({ fn, eb, lit }) => [
        fn.countAll<number>().as('promises'),
        fn
          .sum<number>(eb.case().when('promise.state', '=', 'open').then(lit(1)).else(lit(0)).end())
          .as('open'),
      ])
      .where(`${table}.customer_id`, '=', customerId)
      .where('promise.subject_type', '=', table)
      .whereRef('promise.subject_id', '=', `${table}.id`)
      .executeTakeFirst();
    promises += Number(counted?.promises ?? 0);
    openPromises += Number(counted?.open ?? 0);
  }
  return { memos: memos?.memos ?? 0, promises, openPromises };
}

/** What a customer is promised something about; a promise names it by its table. */
const PROMISED = ['memo', 'document', 'site_visit'] as const;

/** Names of the staff who joined records, of any branch. */
export async function joinerNames(executor: Executor, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await executor
    .selectFrom('staff')
    .select(['id', 'name'])
    .where('id', 'in', [...new Set(ids)])
    .orderBy('id')
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}
