import { sql } from 'kysely';
import type { BoardFilter } from '#contract/memos.ts';
import type { MemoEventRow, MemoRow } from '#storage/schema.ts';
import type { Executor, Trx } from '../kernel/desk.ts';

export async function memoById(executor: Executor, id: string): Promise<MemoRow | undefined> {
  return await executor.selectFrom('memo').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertMemo(trx: Trx, row: MemoRow): Promise<void> {
  await trx.insertInto('memo').values(row).execute();
}

export async function changeMemo(
  trx: Trx,
  id: string,
  set: Partial<Omit<MemoRow, 'id' | 'branch_id' | 'intended_id' | 'made_at'>>,
): Promise<void> {
  await trx.updateTable('memo').set(set).where('id', '=', id).execute();
}

export async function insertMemoEvent(trx: Trx, row: MemoEventRow): Promise<void> {
  await trx.insertInto('memo_event').values(row).execute();
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

export async function dutyName(executor: Executor, id: string | null): Promise<string | null> {
  if (id === null) return null;
  const row = await executor.selectFrom('duty').select('name').where('id', '=', id).executeTakeFirst();
  return row?.name ?? null;
}

export interface GroundAsk {
  intendedId: string;
  encounterId: string | null;
  customerId: string | null;
  dutyId: string | null;
  /** As stored. */
  at: string;
}

/**
 * Everything a new memo rests on in one round trip: the officer with what keeps him away now, the visit, the customer
 * and the duty. A row for each running absence, the latest begun last; a column is null for what does not exist.
 */
export async function groundFor(executor: Executor, ask: GroundAsk) {
  return await executor
    .selectFrom('staff')
    .innerJoin('department', 'department.id', 'staff.department_id')
    .leftJoin('absence', (join) =>
      join
        .onRef('absence.staff_id', '=', 'staff.id')
        .on('absence.ended_at', 'is', null)
        .on('absence.starts_at', '<=', ask.at),
    )
    .leftJoin('encounter', (join) => join.on('encounter.id', '=', ask.encounterId))
    .leftJoin('customer', (join) => join.on('customer.id', '=', ask.customerId))
    .leftJoin('duty', (join) => join.on('duty.id', '=', ask.dutyId))
    .select([
      'staff.id',
      'staff.branch_id',
      'staff.name',
      'staff.title',
      'staff.seat',
      'staff.active',
      'staff.department_id',
      'staff.substitute_id',
      'department.name as department',
      'absence.id as absence_id',
      'absence.returns_at',
      'encounter.branch_id as encounter_branch',
      'encounter.channel',
      'encounter.closed_at as encounter_closed',
      'encounter.duty_id as encounter_duty',
      'customer.institution_id as customer_institution',
      'customer.name as customer_name',
      'customer.business as customer_business',
      'customer.phone as customer_phone',
      'customer.phone_digits as customer_digits',
      'duty.branch_id as duty_branch',
    ])
    .where('staff.id', '=', ask.intendedId)
    .orderBy('absence.starts_at')
    .orderBy('absence.id')
    .execute();
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
      'promise.closed_at as promise_closed_at',
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

/** What the figures are counted from: the open promises of a branch and those that ended on a day. */
export async function figureRows(executor: Executor, branchId: string, today: string) {
  const columns = ['state', 'made_at', 'due_at', 'closed_at', 'caller_id', 'intended_id'] as const;
  return await executor
    .selectFrom('promise')
    .select(columns)
    .where('branch_id', '=', branchId)
    .where('state', '=', sql.lit('open'))
    .unionAll(
      executor
        .selectFrom('promise')
        .select(columns)
        .where('branch_id', '=', branchId)
        .where('closed_date', '=', today),
    )
    .orderBy('due_at')
    .execute();
}
