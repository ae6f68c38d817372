import { sql } from 'kysely';
import type { BoardFilter } from '#contract/memos.ts';
import { insertRows } from '#storage/insert-rows.ts';
import type { MemoEventRow, MemoRow } from '#storage/schema.ts';
import type { Executor, Trx } from '../kernel/desk.ts';

export async function memoById(executor: Executor, id: string): Promise<MemoRow | undefined> {
  return await executor.selectFrom('memo').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Whose memos they are, as it was written down. */
export async function namesOfMemos(executor: Executor, ids: readonly string[]): Promise<Map<string, string>> {
  const rows = await executor
    .selectFrom('memo')
    .select(['id', 'customer_name'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  return new Map(rows.map((row) => [row.id, row.customer_name]));
}

export async function insertMemo(trx: Trx, row: MemoRow): Promise<void> {
  await insertRows(trx, 'memo', [row]);
}

export async function changeMemo(
  trx: Trx,
  id: string,
  set: Partial<Omit<MemoRow, 'id' | 'branch_id' | 'intended_id' | 'made_at'>>,
): Promise<void> {
  await trx.updateTable('memo').set(set).where('id', '=', id).execute();
}

export async function insertMemoEvent(trx: Trx, row: MemoEventRow): Promise<void> {
  await insertRows(trx, 'memo_event', [row]);
}

/** The history of a memo in the order it happened. */
export async function eventsOf(executor: Executor, memoId: string): Promise<MemoEventRow[]> {
  return await executor
    .selectFrom('memo_event')
    .selectAll()
    .where('memo_id', '=', memoId)
    .orderBy('seq')
    .orderBy('id')
    .execute();
}

export async function dutyById(executor: Executor, id: string) {
  return await executor
    .selectFrom('duty')
    .select(['name', 'branch_id'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/**
 * The officer a memo is for with what keeps him away now: a row for each running absence, the latest begun last.
 * Sorted here, because almost always there is one row and SQLite's sorter costs more than the rest of the query.
 */
export async function officerNow(executor: Executor, id: string, at: string) {
  const rows = await executor
    .selectFrom('staff')
    .innerJoin('department', 'department.id', 'staff.department_id')
    .leftJoin('absence', (join) =>
      join
        .onRef('absence.branch_id', '=', 'staff.branch_id')
        .onRef('absence.staff_id', '=', 'staff.id')
        .on('absence.ended_at', 'is', null)
        .on('absence.starts_at', '<=', at),
    )
    .select([
      'staff.id',
      'staff.branch_id',
      'staff.name',
      'staff.title',
      'staff.seat',
      'staff.active',
      'department.name as department',
      'absence.id as absence_id',
      'absence.starts_at',
      'absence.returns_at',
    ])
    .where('staff.id', '=', id)
    .execute();
  const begun = (row: (typeof rows)[number]) => `${row.starts_at} ${row.absence_id}`;
  return rows.sort((a, b) => (begun(a) < begun(b) ? -1 : 1));
}

/** The visit a memo is taken from. */
export async function visitOf(executor: Executor, id: string) {
  return await executor
    .selectFrom('encounter')
    .select(['branch_id', 'standard_id', 'channel', 'duty_id', 'closed_at'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** What a card shows of a memo and one of its promises. */
function cards(executor: Executor) {
  return executor
    .selectFrom('promise')
    .innerJoin('memo', 'memo.id', 'promise.subject_id')
    .leftJoin('duty', 'duty.id', 'memo.duty_id')
    .select([
      'memo.id',
      'memo.version',
      'memo.state',
      'memo.customer_id',
      'memo.customer_name',
      'memo.phone',
      'memo.inquiry',
      'duty.name as duty',
      'memo.urgency',
      'memo.intended_id',
      'memo.handler_id',
      'memo.taken_by',
      'memo.attempts',
      'memo.call_again_at',
      'memo.duty_id',
      'memo.made_at',
      'memo.closed_at',
      'promise.id as promise_id',
      'promise.version as promise_version',
      'promise.clause',
      'promise.state as promise_state',
      'promise.made_at as promise_made_at',
      'promise.original_due_at',
      'promise.due_at',
      'promise.due_reason',
      'promise.due_before',
      'promise.closed_at as promise_closed_at',
      'promise.closed_by',
      'promise.late_reason',
      'promise.late_action',
    ]);
}
export type CardRow = Awaited<ReturnType<typeof openCards>>[number];

export interface BoardQuestion {
  branchId: string;
  filter: BoardFilter;
  actorId: string;
  departmentId: string;
  /** As stored. */
  at: string;
  today: string;
  /** First day of those the filter `late` looks at. */
  since: string;
  limit: number;
}

type Cards = ReturnType<typeof cards>;

function ofWhom(query: Cards, { filter, actorId, departmentId }: BoardQuestion): Cards {
  if (filter === 'mine') return query.where('promise.caller_id', '=', actorId);
  if (filter === 'left') return query.where('memo.taken_by', '=', actorId);
  if (filter !== 'department') return query;
  return query.where((where) => {
    const colleagues = where.selectFrom('staff').select('staff.id').where('department_id', '=', departmentId);
    return where.or([
      where('promise.caller_id', 'in', colleagues),
      where('promise.intended_id', 'in', colleagues),
    ]);
  });
}

/** Cards of open memos in due order. */
export async function openCards(executor: Executor, question: BoardQuestion) {
  let query = ofWhom(cards(executor), question)
    .where('promise.branch_id', '=', question.branchId)
    // A literal, so that SQLite sees that the partial index fits.
    .where('promise.state', '=', sql.lit('open'));
  if (question.filter === 'overdue') query = query.where('promise.due_at', '<', question.at);
  return await query.orderBy('promise.due_at').orderBy('promise.id').execute();
}

/** Cards of memos closed today, or of those late in the last days, newest first. */
export async function closedCards(executor: Executor, question: BoardQuestion): Promise<CardRow[]> {
  let query = ofWhom(cards(executor), question).where('promise.branch_id', '=', question.branchId);
  if (question.filter === 'late') {
    query = query
      .where('promise.closed_date', '>=', question.since)
      .where('promise.state', '=', sql.lit('late'));
  } else {
    // The promise the memo ended with: one reopened is a card of its open promise alone.
    query = query
      .where('promise.closed_date', '=', question.today)
      .whereRef('promise.closed_at', '=', 'memo.closed_at');
  }
  return await query
    .orderBy('promise.closed_at', 'desc')
    .orderBy('promise.id', 'desc')
    .limit(question.limit)
    .execute();
}

/** Whom the memos are about that are open or were closed on a day since, newest first. */
export async function callersSince(executor: Executor, branchId: string, since: string) {
  const callers = executor
    .selectFrom('promise')
    .innerJoin('memo', 'memo.id', 'promise.subject_id')
    .select([
      'memo.id as id',
      'memo.customer_name',
      'memo.business',
      'memo.phone_digits',
      'memo.made_at as made_at',
    ])
    .where('promise.branch_id', '=', branchId);
  return await callers
    .where('promise.state', '=', sql.lit('open'))
    // Any due time: without it SQLite reads all the branch ever promised instead of the few that are open.
    .where('promise.due_at', '>', '')
    .unionAll(
      callers
        .where('promise.closed_date', '>=', since)
        // The promise the memo ended with: one reopened is found by its open promise.
        .whereRef('promise.closed_at', '=', 'memo.closed_at'),
    )
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .execute();
}

/** Cards of these memos with the promise that runs or that they ended with, newest memo first. */
export async function cardsOf(executor: Executor, memoIds: readonly string[]): Promise<CardRow[]> {
  if (memoIds.length === 0) return [];
  return await cards(executor)
    .where('promise.subject_type', '=', 'memo')
    .where('promise.subject_id', 'in', memoIds)
    .where(({ eb, or, ref }) =>
      or([eb('promise.state', '=', 'open'), eb('promise.closed_at', '=', ref('memo.closed_at'))]),
    )
    .orderBy('memo.made_at', 'desc')
    .orderBy('memo.id', 'desc')
    .orderBy('promise.made_at', 'desc')
    .execute();
}

/** Of memos alone; as an expression, so that no index of subjects is taken for it. */
const ofMemos = sql<boolean>`coalesce(subject_type, '') = 'memo'`;

/** What the figures are counted from: the open call-backs of a branch and those that ended on a day. */
export async function figureRows(executor: Executor, branchId: string, today: string) {
  const columns = [
    'state',
    'made_at',
    'due_at',
    'closed_at',
    'caller_id',
    'intended_id',
    'counting',
  ] as const;
  return await executor
    .selectFrom('promise')
    .select(columns)
    .where('branch_id', '=', branchId)
    .where('state', '=', sql.lit('open'))
    .where(ofMemos)
    .unionAll(
      executor
        .selectFrom('promise')
        .select(columns)
        .where('branch_id', '=', branchId)
        .where('closed_date', '=', today)
        .where(ofMemos),
    )
    .orderBy('due_at')
    .execute();
}

/** Due times of the open call-backs one person is to keep. */
export async function openDues(executor: Executor, branchId: string, callerId: string) {
  return await executor
    .selectFrom('promise')
    .select('due_at')
    .where('branch_id', '=', branchId)
    .where('subject_type', '=', 'memo')
    .where('state', '=', sql.lit('open'))
    .where('caller_id', '=', callerId)
    .where(ofMemos)
    .orderBy('due_at')
    .orderBy('id')
    .execute();
}

/** The last time each of these memos was handed on to another; none for one that never was. */
export async function lastHandedOn(executor: Executor, memoIds: readonly string[]) {
  if (memoIds.length === 0) return [];
  const rows = await executor
    .selectFrom('memo_event')
    .select(['memo_id', 'at', 'note', 'data'])
    .where('memo_id', 'in', memoIds)
    .where('kind', '=', 'handed_on')
    .orderBy('memo_id')
    .orderBy('seq')
    .execute();
  return [...new Map(rows.map((row) => [row.memo_id, row])).values()];
}
