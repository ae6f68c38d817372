import type { CustomerRow } from '#storage/schema.ts';
import type { Executor, Trx } from '../kernel/desk.ts';
import { searchTokens } from './tokens.ts';

/** Where a walk through one token's customers stands; the newest encounter comes first. */
export interface Place {
  rank: number;
  no: number;
}

/**
 * Customers that have all of `tokens`, by latest encounter, after `place`. Read straight from the clustered search
 * rows of the first token, so the work does not grow with the number of customers.
 */
export async function customersWithTokens(
  executor: Executor,
  tokens: readonly string[],
  place: Place | null,
  limit: number,
): Promise<CustomerRow[]> {
  const [first = '', ...others] = tokens;
  let query = executor
    .selectFrom('customer_search as hit')
    .innerJoin('customer', 'customer.no', 'hit.customer_no')
    .selectAll('customer')
    .where('hit.token', '=', first);
  for (const token of others) {
    query = query.where(({ exists, selectFrom, lit }) =>
      exists(
        selectFrom('customer_search as other')
          .select(lit(1).as('one'))
          .where('other.token', '=', token)
          .whereRef('other.rank', '=', 'hit.rank')
          .whereRef('other.customer_no', '=', 'hit.customer_no'),
      ),
    );
  }
  if (place !== null) {
    query = query.where(({ eb, refTuple, tuple }) =>
      eb(refTuple('hit.rank', 'hit.customer_no'), '<', tuple(place.rank, place.no)),
    );
  }
  return await query.orderBy('hit.rank', 'desc').orderBy('hit.customer_no', 'desc').limit(limit).execute();
}

export async function customerById(executor: Executor, id: string): Promise<CustomerRow | undefined> {
  return await executor.selectFrom('customer').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The customer in use that an id leads to: itself, or whoever took its place, joining by joining. */
export async function liveCustomer(executor: Executor, id: string): Promise<CustomerRow | undefined> {
  let row = await customerById(executor, id);
  while (row !== undefined && row.joined_into !== null) row = await customerById(executor, row.joined_into);
  return row;
}

/**
 * Every promise to call these customers back, newest first. From the customers' memos to their promises, a cross join
 * so that SQLite keeps to that way round: left to itself it reads every promise there is.
 */
export async function callbacksOf(executor: Executor, customerIds: readonly string[], limit: number) {
  if (customerIds.length === 0) return [];
  return await executor
    .selectFrom('memo')
    .crossJoin('promise')
    .innerJoin('staff as caller', 'caller.id', 'promise.caller_id')
    .leftJoin('staff as closer', 'closer.id', 'promise.closed_by')
    .leftJoin('duty', 'duty.id', 'memo.duty_id')
    .select([
      'memo.customer_id',
      'memo.id as memo_id',
      'memo.branch_id',
      'promise.state',
      'promise.made_at',
      'promise.due_at',
      'promise.closed_at',
      'caller.name as caller',
      'closer.name as closer',
      'duty.name as duty',
    ])
    .where('memo.customer_id', 'in', customerIds)
    .where('promise.subject_type', '=', 'memo')
    .whereRef('promise.subject_id', '=', 'memo.id')
    .orderBy('promise.made_at', 'desc')
    .orderBy('promise.id', 'desc')
    .limit(limit)
    .execute();
}

export async function visitsOf(executor: Executor, customerId: string, limit: number) {
  return await executor
    .selectFrom('encounter')
    .innerJoin('staff', 'staff.id', 'encounter.served_by')
    .leftJoin('duty', 'duty.id', 'encounter.duty_id')
    .select([
      'encounter.id',
      'encounter.branch_id',
      'encounter.channel',
      'encounter.opened_at',
      'encounter.outcome',
      'encounter.purpose',
      'duty.name as duty',
      'staff.name as served_by',
    ])
    .where('encounter.customer_id', '=', customerId)
    .orderBy('encounter.opened_at', 'desc')
    .orderBy('encounter.id', 'desc')
    .limit(limit)
    .execute();
}

/** The next short number, unique. Branches of an institution take turns, or two would get the same one. */
export async function nextNumber(trx: Trx, institutionId: string): Promise<number> {
  // Changes nothing: on PostgreSQL it holds the row until the commit, on SQLite writes take turns anyway.
  await trx
    .updateTable('institution')
    .set((row) => ({ name: row.ref('name') }))
    .where('id', '=', institutionId)
    .execute();
  const last = await trx
    .selectFrom('customer')
    .select((of) => of.fn.max('no').as('no'))
    .executeTakeFirst();
  return (last?.no ?? 0) + 1;
}

const tokensOf = (row: CustomerRow) =>
  searchTokens({ name: row.name, business: row.business, phoneDigits: row.phone_digits });

/** Writes a customer with the rows it is found by. */
export async function insertCustomer(trx: Trx, row: CustomerRow): Promise<void> {
  await trx.insertInto('customer').values(row).execute();
  await putInSearch(trx, row);
}

/**
 * Writes a customer anew; the rows it is found by follow, and a joined one has none. `before` is the row as read in
 * this transaction.
 */
export async function rewriteCustomer(trx: Trx, before: CustomerRow, after: CustomerRow): Promise<void> {
  const { id, no, institution_id, created_at, ...set } = after;
  await trx.updateTable('customer').set(set).where('id', '=', before.id).execute();
  if (before.joined_into === null) await takeFromSearch(trx, before);
  if (after.joined_into === null) await putInSearch(trx, after);
}

async function putInSearch(trx: Trx, row: CustomerRow): Promise<void> {
  const rows = tokensOf(row).map((token) => ({ token, rank: row.rank, customer_no: row.no }));
  if (rows.length > 0) await trx.insertInto('customer_search').values(rows).execute();
}

async function takeFromSearch(trx: Trx, row: CustomerRow): Promise<void> {
  const tokens = tokensOf(row);
  if (tokens.length === 0) return;
  await trx
    .deleteFrom('customer_search')
    .where('token', 'in', tokens)
    .where('rank', '=', row.rank)
    .where('customer_no', '=', row.no)
    .execute();
}

/** How many encounters name this customer, and when the latest began. */
export async function countEncounters(executor: Executor, customerId: string) {
  const row = await executor
    .selectFrom('encounter')
    .select((of) => [of.fn.countAll<number>().as('encounters'), of.fn.max('opened_at').as('latest')])
    .where('customer_id', '=', customerId)
    .executeTakeFirst();
  return { encounters: row?.encounters ?? 0, latest: row?.latest ?? null };
}

/** Puts a customer at his place in the search, with the number of his encounters. */
export async function moveTo(
  trx: Trx,
  row: CustomerRow,
  counted: { encounters: number; latest: string | null },
  rank: number,
): Promise<void> {
  await trx
    .updateTable('customer')
    .set({
      latest_encounter_at: counted.latest,
      rank,
      encounters: counted.encounters,
      version: row.version + 1,
    })
    .where('id', '=', row.id)
    .execute();
  if (rank === row.rank) return;
  await trx
    .updateTable('customer_search')
    .set({ rank })
    .where('token', 'in', tokensOf(row))
    .where('rank', '=', row.rank)
    .where('customer_no', '=', row.no)
    .execute();
}
