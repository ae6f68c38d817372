import { toInstant } from '#storage/codecs.ts';
import type { AbsenceRow, StaffRow } from '#storage/schema.ts';
import type { Executor, Trx } from '../kernel/desk.ts';

/** Everybody of a branch with the department's name, active or not, in seat order. */
export async function staffOfBranch(executor: Executor, branchId: string) {
  return await executor
    .selectFrom('staff')
    .innerJoin('department', 'department.id', 'staff.department_id')
    .selectAll('staff')
    .select('department.name as department')
    .where('staff.branch_id', '=', branchId)
    .orderBy('staff.sort')
    .orderBy('staff.id')
    .execute();
}

export async function staffById(executor: Executor, id: string): Promise<StaffRow | undefined> {
  return await executor.selectFrom('staff').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Absences running at `now`, the latest begun last. */
export async function runningAbsences(
  executor: Executor,
  branchId: string,
  now: Date,
): Promise<AbsenceRow[]> {
  return await executor
    .selectFrom('absence')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('ended_at', 'is', null)
    .where('starts_at', '<=', toInstant(now))
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
}

export async function dutiesByStaff(executor: Executor, branchId: string) {
  return await executor
    .selectFrom('staff_duty')
    .innerJoin('duty', 'duty.id', 'staff_duty.duty_id')
    .select(['staff_duty.staff_id', 'duty.id', 'duty.name'])
    .where('duty.branch_id', '=', branchId)
    .where('duty.active', '=', 1)
    .orderBy('duty.sort')
    .orderBy('duty.id')
    .orderBy('staff_duty.staff_id')
    .execute();
}

export async function openMemosByHandler(executor: Executor, branchId: string) {
  return await executor
    .selectFrom('memo')
    .select((row) => ['handler_id', row.fn.countAll<number>().as('open')])
    .where('branch_id', '=', branchId)
    .where('closed_at', 'is', null)
    .groupBy('handler_id')
    .orderBy('handler_id')
    .execute();
}

export async function replaceDuties(trx: Trx, staffId: string, dutyIds: readonly string[]): Promise<void> {
  await trx.deleteFrom('staff_duty').where('staff_id', '=', staffId).execute();
  if (dutyIds.length === 0) return;
  const rows = [...new Set(dutyIds)].map((duty_id) => ({ staff_id: staffId, duty_id }));
  await trx.insertInto('staff_duty').values(rows).execute();
}

/** Ends what is running for somebody; what is announced for later stays. */
export async function endAbsences(trx: Trx, staffId: string, at: string): Promise<void> {
  await trx
    .updateTable('absence')
    .set((row) => ({ ended_at: at, version: row('version', '+', 1) }))
    .where('staff_id', '=', staffId)
    .where('ended_at', 'is', null)
    .where('starts_at', '<=', at)
    .execute();
}
