import { sql } from 'kysely';
import type { DueReason, PromiseState } from '#contract/memos.ts';
import { fromInstant } from '#storage/codecs.ts';
import type { PromiseRow } from '#storage/schema.ts';
import type { Executor } from '../kernel/desk.ts';
import type { PromiseDates, ReportPerson, ReportPromise } from './callback-report.ts';

/** Written out so that the engines can use the partial index of open promises. */
const OPEN = sql.lit('open');

/**
 * The callback promises of a branch that have to do with the days `from` to `to`: made on one of them, due on one of
 * them, or open when they began. Three parts without overlap, each found by its own index; written as one
 * condition the engine would walk through every promise of the branch.
 */
function touching<Column extends keyof PromiseRow>(
  executor: Executor,
  columns: readonly Column[],
  branchId: string,
  from: string,
  to: string,
) {
  const callbacks = executor
    .selectFrom('promise')
    .select(columns)
    .where('branch_id', '=', branchId)
    .where('subject_type', '=', 'memo');
  const made = callbacks.where('business_date', '>=', from).where('business_date', '<=', to);
  const due = callbacks
    .where('due_date', '>=', from)
    .where('due_date', '<=', to)
    .where((eb) => eb.or([eb('business_date', '<', from), eb('business_date', '>', to)]));
  const notDue = callbacks.where((eb) => eb.or([eb('due_date', '<', from), eb('due_date', '>', to)]));
  const closedSince = notDue.where('closed_date', '>=', from).where('business_date', '<', from);
  // Worded for the small index of open promises: any due time, and the day as an expression, which no index serves.
  const stillOpen = notDue
    .where('state', '=', OPEN)
    .where('due_at', '>', '')
    .where(sql`coalesce(business_date, '')`, '<', from);
  return made.unionAll(due).unionAll(closedSince).unionAll(stillOpen);
}

const datesOnly = [
  'id',
  'made_at',
  'business_date',
  'due_date',
  'state',
  'closed_at',
  'closed_date',
  'counting',
] as const;
const rowColumns = [
  ...datesOnly,
  'subject_id',
  'clause',
  'standard_id',
  'intended_id',
  'closed_by',
  'original_due_at',
  'due_at',
  'due_reason',
  'late_reason',
  'late_action',
] as const;

/** What counting needs of the callback promises that have to do with the days `from` to `to`. */
export async function promiseDatesOfDays(
  executor: Executor,
  branchId: string,
  from: string,
  to: string,
): Promise<PromiseDates[]> {
  const rows = await executor
    .selectFrom(touching(executor, datesOnly, branchId, from, to).as('promise'))
    .selectAll()
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    madeAt: fromInstant(row.made_at),
    madeDate: row.business_date,
    dueDate: row.due_date,
    state: row.state as PromiseState,
    closedAt: fromInstant(row.closed_at),
    closedDate: row.closed_date,
    agreed: row.counting === 'agreed',
  }));
}

/** The callback promises of one day with whatever a row of the report shows; names and numbers whole. */
export async function promisesOfDay(
  executor: Executor,
  branchId: string,
  date: string,
): Promise<ReportPromise[]> {
  const rows = await executor
    .selectFrom(touching(executor, rowColumns, branchId, date, date).as('promise'))
    .innerJoin('memo', 'memo.id', 'promise.subject_id')
    .innerJoin('staff as intended', 'intended.id', 'promise.intended_id')
    .leftJoin('staff as closer', 'closer.id', 'promise.closed_by')
    .leftJoin('duty', 'duty.id', 'memo.duty_id')
    .selectAll('promise')
    .select([
      'memo.customer_name',
      'memo.phone',
      'duty.id as duty_id',
      'duty.name as duty',
      'intended.name as intended_name',
      'intended.title as intended_title',
      'intended.sort as intended_sort',
      'closer.name as closer_name',
      'closer.title as closer_title',
      'closer.sort as closer_sort',
    ])
    .orderBy('promise.made_at')
    .orderBy('promise.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    memoId: row.subject_id,
    clause: row.clause,
    standardId: row.standard_id,
    customerName: row.customer_name,
    phone: row.phone,
    purpose: row.duty ?? '',
    dutyId: row.duty_id,
    intended: person(row.intended_id, row.intended_name, row.intended_title, row.intended_sort),
    closedBy:
      row.closed_by === null
        ? null
        : person(row.closed_by, row.closer_name ?? '', row.closer_title ?? '', row.closer_sort ?? 0),
    madeAt: fromInstant(row.made_at),
    madeDate: row.business_date,
    originalDueAt: fromInstant(row.original_due_at),
    dueAt: fromInstant(row.due_at),
    dueDate: row.due_date,
    dueReason: row.due_reason as DueReason,
    state: row.state as PromiseState,
    closedAt: fromInstant(row.closed_at),
    closedDate: row.closed_date,
    agreed: row.counting === 'agreed',
    lateReason: row.late_reason,
    lateAction: row.late_action,
  }));
}

function person(id: string, name: string, title: string, sort: number): ReportPerson {
  return { id, label: `${name} ${title}`.trim(), sort };
}

/** Whose data a daily report shows: the memos of its rows. */
export async function memosOnReport(executor: Executor, branchId: string, date: string): Promise<string[]> {
  const rows = await executor
    .selectFrom(touching(executor, ['subject_id'], branchId, date, date).as('promise'))
    .select('subject_id')
    .distinct()
    .orderBy('subject_id')
    .execute();
  return rows.map((row) => row.subject_id);
}

/** Ids of the visits of any day that are settled but not closed: only the last steps are missing. */
export async function settledVisits(executor: Executor, branchId: string): Promise<Set<string>> {
  const rows = await executor
    .selectFrom('encounter')
    .select('id')
    .where('branch_id', '=', branchId)
    .where('closed_at', 'is', null)
    .where('outcome', 'is not', null)
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
  return new Set(rows.map((row) => row.id));
}

/** Callback promises nobody has closed, by due time, with their memo's handler. */
export async function openPromises(executor: Executor, branchId: string) {
  return await executor
    .selectFrom('promise')
    .innerJoin('memo', 'memo.id', 'promise.subject_id')
    .innerJoin('staff', 'staff.id', 'memo.handler_id')
    .select([
      'promise.standard_id',
      'promise.promise',
      'promise.due_at',
      'promise.late_reason',
      'memo.id as memo_id',
      'memo.version as memo_version',
      'memo.handler_id',
      'memo.customer_name',
      'staff.name as handler_name',
      'staff.title as handler_title',
    ])
    .where('promise.branch_id', '=', branchId)
    .where('promise.subject_type', '=', 'memo')
    .where('promise.state', '=', OPEN)
    .orderBy('promise.due_at')
    .orderBy('promise.id')
    .execute();
}

/** How many visits of a day, or of an earlier one, nobody has finished. */
export async function unfinishedVisits(executor: Executor, branchId: string, date: string): Promise<number> {
  const row = await executor
    .selectFrom('encounter')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('branch_id', '=', branchId)
    .where('closed_at', 'is', null)
    .where('business_date', '<=', date)
    .executeTakeFirstOrThrow();
  return row.count;
}
