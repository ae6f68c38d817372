import type { Executor } from '../kernel/desk.ts';
import { type Place, restOf } from './timeline.ts';

/** A customer's encounters after a place, newest first, of any branch. */
export async function encountersAfter(
  executor: Executor,
  customerId: string,
  after: Place | null,
  limit: number,
) {
  let query = executor
    .selectFrom('encounter')
    .innerJoin('branch', 'branch.id', 'encounter.branch_id')
    .innerJoin('staff', 'staff.id', 'encounter.served_by')
    .leftJoin('duty', 'duty.id', 'encounter.duty_id')
    .select([
      'encounter.id',
      'encounter.branch_id',
      'encounter.channel',
      'encounter.opened_at',
      'encounter.closed_at',
      'encounter.outcome',
      'encounter.purpose',
      'branch.name as branch',
      'duty.name as duty',
      'staff.name as served_by',
    ])
    .where('encounter.customer_id', '=', customerId);
  if (after !== null) {
    const { at, id, all } = restOf('encounter', after);
    if (id !== null) {
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('encounter.opened_at', 'encounter.id'), '<', tuple(at, id)),
      );
    } else query = query.where('encounter.opened_at', all ? '<=' : '<', at);
  }
  return await query
    .orderBy('encounter.opened_at', 'desc')
    .orderBy('encounter.id', 'desc')
    .limit(limit)
    .execute();
}

/** A customer's memos after a place, newest first, of any branch. */
export async function memosAfter(executor: Executor, customerId: string, after: Place | null, limit: number) {
  let query = executor
    .selectFrom('memo')
    .innerJoin('branch', 'branch.id', 'memo.branch_id')
    .innerJoin('staff', 'staff.id', 'memo.intended_id')
    .leftJoin('duty', 'duty.id', 'memo.duty_id')
    .select([
      'memo.id',
      'memo.branch_id',
      'memo.made_at',
      'memo.inquiry',
      'memo.state',
      'branch.name as branch',
      'duty.name as duty',
      'staff.name as intended',
    ])
    .where('memo.customer_id', '=', customerId);
  if (after !== null) {
    const { at, id, all } = restOf('memo', after);
    if (id !== null) {
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('memo.made_at', 'memo.id'), '<', tuple(at, id)),
      );
    } else query = query.where('memo.made_at', all ? '<=' : '<', at);
  }
  return await query.orderBy('memo.made_at', 'desc').orderBy('memo.id', 'desc').limit(limit).execute();
}

/** A customer's messages after a place, newest first, of any branch. */
export async function messagesAfter(
  executor: Executor,
  customerId: string,
  after: Place | null,
  limit: number,
) {
  let query = executor
    .selectFrom('message')
    .innerJoin('branch', 'branch.id', 'message.branch_id')
    .innerJoin('staff', 'staff.id', 'message.made_by')
    .select([
      'message.id',
      'message.branch_id',
      'message.made_at',
      'message.kind',
      'message.state',
      'message.text',
      'message.to_name',
      'message.to_phone',
      'branch.name as branch',
      'staff.name as made_by',
    ])
    .where('message.customer_id', '=', customerId);
  if (after !== null) {
    const { at, id, all } = restOf('message', after);
    if (id !== null) {
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('message.made_at', 'message.id'), '<', tuple(at, id)),
      );
    } else query = query.where('message.made_at', all ? '<=' : '<', at);
  }
  return await query.orderBy('message.made_at', 'desc').orderBy('message.id', 'desc').limit(limit).execute();
}

/** A customer's papers after a place, newest first, of any branch. */
export async function documentsAfter(
  executor: Executor,
  customerId: string,
  after: Place | null,
  limit: number,
) {
  let query = executor
    .selectFrom('document')
    .innerJoin('branch', 'branch.id', 'document.branch_id')
    .innerJoin('staff', 'staff.id', 'document.officer_id')
    .leftJoin('duty', 'duty.id', 'document.duty_id')
    .select((eb) => [
      'document.id',
      'document.branch_id',
      'document.received_at',
      'document.way',
      'document.title',
      'document.state',
      'branch.name as branch',
      'duty.name as duty',
      'staff.name as officer',
      eb
        .selectFrom('document_item')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('document_item.document_id', '=', 'document.id')
        .where('document_item.came_at', 'is', null)
        .as('missing'),
    ])
    .where('document.customer_id', '=', customerId);
  if (after !== null) {
    const { at, id, all } = restOf('document', after);
    if (id !== null) {
      query = query.where(({ eb, refTuple, tuple }) =>
        eb(refTuple('document.received_at', 'document.id'), '<', tuple(at, id)),
      );
    } else query = query.where('document.received_at', all ? '<=' : '<', at);
  }
  return await query
    .orderBy('document.received_at', 'desc')
    .orderBy('document.id', 'desc')
    .limit(limit)
    .execute();
}

/** The promises of some memos, newest first, with who answered or will. */
export async function promisesOfMemos(executor: Executor, memoIds: readonly string[]) {
  if (memoIds.length === 0) return [];
  return await executor
    .selectFrom('promise')
    .innerJoin('staff as caller', 'caller.id', 'promise.caller_id')
    .leftJoin('staff as closer', 'closer.id', 'promise.closed_by')
    .select([
      'promise.id',
      'promise.subject_id as memo_id',
      'promise.state',
      'promise.made_at',
      'promise.due_at',
      'promise.closed_at',
      'caller.name as caller',
      'closer.name as closer',
    ])
    .where('promise.subject_type', '=', 'memo')
    .where('promise.subject_id', 'in', memoIds)
    .orderBy('promise.made_at', 'desc')
    .orderBy('promise.id', 'desc')
    .execute();
}

/** The latest memo taken in each of some visits. */
export async function memosOfVisits(
  executor: Executor,
  encounterIds: readonly string[],
): Promise<Map<string, string>> {
  if (encounterIds.length === 0) return new Map();
  const rows = await executor
    .selectFrom('memo')
    .select(['id', 'encounter_id'])
    .where('encounter_id', 'in', encounterIds)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  return new Map(rows.map((row) => [row.encounter_id ?? '', row.id]));
}
