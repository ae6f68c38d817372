import { sql } from 'kysely';
import type { EncounterState, Known, Outcome } from '#contract/encounters.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { EncounterRow, EncounterStepRow } from '#storage/schema.ts';
import type { Executor, Trx } from '../kernel/desk.ts';
import type { StepMark } from './steps.ts';
import type { Visit } from './visit.ts';

export async function encounterById(executor: Executor, id: string): Promise<EncounterRow | undefined> {
  return await executor.selectFrom('encounter').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The marks of some encounters, in the order they were made. */
export async function marksOf(
  executor: Executor,
  encounterIds: readonly string[],
): Promise<EncounterStepRow[]> {
  if (encounterIds.length === 0) return [];
  return await executor
    .selectFrom('encounter_step')
    .selectAll()
    .where('encounter_id', 'in', encounterIds)
    .orderBy('encounter_id')
    .orderBy('at')
    .orderBy('step')
    .execute();
}

export function markOf(row: EncounterStepRow): StepMark {
  return {
    step: row.step,
    state: row.state as StepMark['state'],
    at: fromInstant(row.at),
    how: row.how as Known,
    reason: row.reason,
    actorId: row.actor_id,
  };
}

/** The visit of a row, as the rules see it. */
export function visitOf(row: EncounterRow, marks: readonly EncounterStepRow[]): Visit {
  return {
    state: row.state as EncounterState,
    version: row.version,
    openedAt: fromInstant(row.opened_at),
    customerId: row.customer_id,
    dutyId: row.duty_id,
    purpose: row.purpose,
    officerId: row.officer_id,
    servedBy: row.served_by,
    handedTo: row.handed_to,
    handedOverAt: fromInstant(row.handed_over_at),
    takenAt: fromInstant(row.taken_at),
    waitingSince: fromInstant(row.waiting_since),
    outcome: row.outcome as Outcome | null,
    outcomeNote: row.outcome_note,
    closedAt: fromInstant(row.closed_at),
    steps: marks.map(markOf),
  };
}

function columnsOf(visit: Visit) {
  return {
    state: visit.state,
    customer_id: visit.customerId,
    duty_id: visit.dutyId,
    purpose: visit.purpose,
    officer_id: visit.officerId,
    served_by: visit.servedBy,
    handed_to: visit.handedTo,
    handed_over_at: toInstant(visit.handedOverAt),
    taken_at: toInstant(visit.takenAt),
    waiting_since: toInstant(visit.waitingSince),
    outcome: visit.outcome,
    outcome_note: visit.outcomeNote,
    closed_at: toInstant(visit.closedAt),
    version: visit.version,
  };
}

export async function insertVisit(
  trx: Trx,
  visit: Visit,
  row: Pick<
    EncounterRow,
    'id' | 'branch_id' | 'counter_id' | 'standard_id' | 'channel' | 'opened_by' | 'business_date'
  >,
): Promise<void> {
  const values = { ...row, ...columnsOf(visit), opened_at: toInstant(visit.openedAt) };
  await trx.insertInto('encounter').values(values).execute();
  await writeMarks(trx, row.id, visit.steps);
}

/** Keeps what a command changed: the row, and only those steps that differ. */
export async function saveVisit(trx: Trx, id: string, before: Visit, after: Visit): Promise<void> {
  await trx.updateTable('encounter').set(columnsOf(after)).where('id', '=', id).execute();
  const gone = before.steps.filter((mark) => !after.steps.some((one) => one.step === mark.step));
  if (gone.length > 0) {
    await trx
      .deleteFrom('encounter_step')
      .where('encounter_id', '=', id)
      .where(
        'step',
        'in',
        gone.map((mark) => mark.step),
      )
      .execute();
  }
  await writeMarks(
    trx,
    id,
    after.steps.filter((mark) => !before.steps.includes(mark)),
  );
}

async function writeMarks(trx: Trx, id: string, marks: readonly StepMark[]): Promise<void> {
  if (marks.length === 0) return;
  const rows = marks.map((mark) => ({
    encounter_id: id,
    step: mark.step,
    state: mark.state,
    at: toInstant(mark.at),
    how: mark.how,
    reason: mark.reason,
    actor_id: mark.actorId,
  }));
  await trx
    .insertInto('encounter_step')
    .values(rows)
    .onConflict((clash) =>
      clash.columns(['encounter_id', 'step']).doUpdateSet((row) => ({
        state: row.ref('excluded.state'),
        at: row.ref('excluded.at'),
        how: row.ref('excluded.how'),
        reason: row.ref('excluded.reason'),
        actor_id: row.ref('excluded.actor_id'),
      })),
    )
    .execute();
}

/**
 * Every visit and call not closed yet, oldest first, with what its card shows, and how many of each the day has had.
 * The order is also what makes SQLite walk the partial index of the unclosed.
 */
export async function unclosedRows(
  executor: Executor,
  branchId: string,
  today: string,
): Promise<{ today: number; calls: number; visits: UnclosedRow[] }> {
  const ofDay = executor
    .selectFrom('encounter as any_visit')
    .select((row) => row.fn.countAll<number>().as('today'))
    .where('any_visit.business_date', '=', today)
    .where('any_visit.branch_id', '=', branchId);
  // A literal, so that the engines see that the index of calls fits.
  const callsOfDay = executor
    .selectFrom('encounter as any_call')
    .select((row) => row.fn.countAll<number>().as('calls'))
    .where('any_call.business_date', '=', today)
    .where('any_call.branch_id', '=', branchId)
    .where('any_call.channel', '=', sql.lit('phone'));
  const visits = await named(executor)
    .select([ofDay.as('today'), callsOfDay.as('calls')])
    .where('encounter.branch_id', '=', branchId)
    .where('encounter.closed_at', 'is', null)
    .orderBy('encounter.opened_at')
    .orderBy('encounter.id')
    .execute();
  const counted =
    visits[0] ??
    (await executor.selectNoFrom([ofDay.as('today'), callsOfDay.as('calls')]).executeTakeFirst());
  const calls = counted?.calls ?? 0;
  return { today: (counted?.today ?? 0) - calls, calls, visits };
}

/** A visit with the names its card shows. */
export interface UnclosedRow extends EncounterRow {
  counter_name: string | null;
  duty_name: string | null;
  customer_name: string | null;
  customer_business: string | null;
  customer_phone: string | null;
  customer_encounters: number | null;
  call_number: string | null;
  call_summary: string | null;
  call_afterwards: 0 | 1 | null;
  call_missed: 0 | 1 | null;
}

/** One visit with the names its card shows, closed or not. */
export async function namedRow(executor: Executor, id: string): Promise<UnclosedRow | undefined> {
  return await named(executor).where('encounter.id', '=', id).executeTakeFirst();
}

function named(executor: Executor) {
  return executor
    .selectFrom('encounter')
    .leftJoin('customer', 'customer.id', 'encounter.customer_id')
    .leftJoin('counter', 'counter.id', 'encounter.counter_id')
    .leftJoin('duty', 'duty.id', 'encounter.duty_id')
    .leftJoin('phone_call', 'phone_call.encounter_id', 'encounter.id')
    .selectAll('encounter')
    .select([
      'counter.name as counter_name',
      'duty.name as duty_name',
      'customer.name as customer_name',
      'customer.business as customer_business',
      'customer.phone as customer_phone',
      'customer.encounters as customer_encounters',
      'phone_call.number as call_number',
      'phone_call.summary as call_summary',
      'phone_call.afterwards as call_afterwards',
      'phone_call.missed as call_missed',
    ]);
}

/** Open visits in each person's hands; one handed over counts for who is to take it. */
export async function visitsInHand(executor: Executor, branchId: string): Promise<Map<string, number>> {
  const rows = await executor
    .selectFrom('encounter')
    .select(['handed_to', 'served_by'])
    .where('branch_id', '=', branchId)
    .where('closed_at', 'is', null)
    .orderBy('opened_at')
    .orderBy('id')
    .execute();
  const inHand = new Map<string, number>();
  for (const { handed_to, served_by } of rows) {
    const staffId = handed_to ?? served_by;
    inHand.set(staffId, (inHand.get(staffId) ?? 0) + 1);
  }
  return inHand;
}

/** Who does a duty. */
export async function doersOf(executor: Executor, dutyId: string | null): Promise<Set<string>> {
  if (dutyId === null) return new Set();
  const rows = await executor
    .selectFrom('staff_duty')
    .select('staff_id')
    .where('duty_id', '=', dutyId)
    .orderBy('staff_id')
    .execute();
  return new Set(rows.map((row) => row.staff_id));
}

export async function dutyById(executor: Executor, id: string) {
  return await executor.selectFrom('duty').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function counterById(executor: Executor, id: string) {
  return await executor.selectFrom('counter').selectAll().where('id', '=', id).executeTakeFirst();
}

/** The latest memo made from a visit. */
export async function memoOf(executor: Executor, encounterId: string): Promise<string | null> {
  const row = await executor
    .selectFrom('memo')
    .select('id')
    .where('encounter_id', '=', encounterId)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The last encounters of some customers at a branch, newest first, at most `each` of one. */
export async function lastEncountersOf(
  executor: Executor,
  branchId: string,
  customerIds: readonly string[],
  each: number,
) {
  const found = new Map<string, Awaited<ReturnType<typeof read>>>();
  const read = async (customerId: string) =>
    await executor
      .selectFrom('encounter')
      .innerJoin('staff', 'staff.id', 'encounter.served_by')
      .leftJoin('duty', 'duty.id', 'encounter.duty_id')
      .select([
        'encounter.id',
        'encounter.channel',
        'encounter.opened_at',
        'encounter.purpose',
        'duty.name as duty',
        'staff.name as served_by',
      ])
      .where('encounter.customer_id', '=', customerId)
      .where('encounter.branch_id', '=', branchId)
      .orderBy('encounter.opened_at', 'desc')
      .orderBy('encounter.id', 'desc')
      .limit(each)
      .execute();
  for (const id of customerIds) found.set(id, await read(id));
  return found;
}
