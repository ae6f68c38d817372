import { insertRows } from '#storage/insert-rows.ts';
import type { HolidayRow } from '#storage/schema.ts';
import type { Executor, Trx } from '../kernel/desk.ts';
import type { OwnHoliday } from '../standard/calendar.ts';

/** The days a branch closes by itself, as its calendar takes them. */
export async function ownHolidays(executor: Executor, branchId: string): Promise<OwnHoliday[]> {
  const rows = await executor
    .selectFrom('holiday')
    .select(['date', 'name', 'closes_at'])
    .where('branch_id', '=', branchId)
    .where('withdrawn_at', 'is', null)
    .orderBy('date')
    .execute();
  return rows.map((row) => ({ date: row.date, name: row.name, closesAt: row.closes_at }));
}

/** Days declared and not withdrawn from a date on, with who declared them. */
export async function holidaysFrom(executor: Executor, branchId: string, date: string) {
  return await executor
    .selectFrom('holiday')
    .innerJoin('staff', 'staff.id', 'holiday.declared_by')
    .selectAll('holiday')
    .select('staff.name as declarer')
    .where('holiday.branch_id', '=', branchId)
    .where('holiday.withdrawn_at', 'is', null)
    .where('holiday.date', '>=', date)
    .orderBy('holiday.date')
    .execute();
}

export async function holidayById(executor: Executor, id: string): Promise<HolidayRow | undefined> {
  return await executor.selectFrom('holiday').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertHoliday(trx: Trx, row: HolidayRow): Promise<void> {
  await insertRows(trx, 'holiday', [row]);
}

export async function markWithdrawn(
  trx: Trx,
  row: Pick<HolidayRow, 'id' | 'version'>,
  at: string,
  by: string,
): Promise<void> {
  await trx
    .updateTable('holiday')
    .set({ withdrawn_at: at, withdrawn_by: by, version: row.version + 1 })
    .where('id', '=', row.id)
    .execute();
}

/** What the calendar of a branch is made of besides its holidays. */
export async function branchHours(executor: Executor, branchId: string) {
  return await executor
    .selectFrom('branch')
    .select(['time_zone', 'office_hours', 'holiday_region'])
    .where('id', '=', branchId)
    .executeTakeFirst();
}
