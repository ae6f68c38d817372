import { insertRows } from '#storage/insert-rows.ts';
import type { SiteVisitEventRow, SiteVisitRow, SiteVisitStepRow } from '#storage/schema-site-visits.ts';
import type { Executor, Trx } from '../kernel/desk.ts';

export async function siteVisitById(executor: Executor, id: string): Promise<SiteVisitRow | undefined> {
  return await executor.selectFrom('site_visit').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Whom the visits go to, as it was written down. */
export async function namesOfSiteVisits(
  executor: Executor,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const rows = await executor
    .selectFrom('site_visit')
    .select(['id', 'customer_name'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  return new Map(rows.map((row) => [row.id, row.customer_name]));
}

export async function insertSiteVisit(trx: Trx, row: SiteVisitRow): Promise<void> {
  await insertRows(trx, 'site_visit', [row]);
}

export async function changeSiteVisit(
  trx: Trx,
  id: string,
  set: Partial<Omit<SiteVisitRow, 'id' | 'branch_id' | 'standard_id' | 'made_at'>>,
): Promise<void> {
  await trx.updateTable('site_visit').set(set).where('id', '=', id).execute();
}

export async function insertSiteVisitEvent(trx: Trx, row: SiteVisitEventRow): Promise<void> {
  await insertRows(trx, 'site_visit_event', [row]);
}

/** What happened to a visit, in its order. */
export async function siteVisitEvents(executor: Executor, id: string): Promise<SiteVisitEventRow[]> {
  return await executor
    .selectFrom('site_visit_event')
    .selectAll()
    .where('site_visit_id', '=', id)
    .orderBy('seq')
    .execute();
}

export async function insertSiteVisitSteps(trx: Trx, rows: readonly SiteVisitStepRow[]): Promise<void> {
  await insertRows(trx, 'site_visit_step', [...rows]);
}

export async function dropSiteVisitStep(trx: Trx, id: string, step: string): Promise<void> {
  await trx.deleteFrom('site_visit_step').where('site_visit_id', '=', id).where('step', '=', step).execute();
}

export async function siteVisitSteps(executor: Executor, id: string): Promise<SiteVisitStepRow[]> {
  return await executor
    .selectFrom('site_visit_step')
    .selectAll()
    .where('site_visit_id', '=', id)
    .orderBy('at')
    .orderBy('step')
    .execute();
}

const withDuty = (executor: Executor) =>
  executor
    .selectFrom('site_visit')
    .leftJoin('duty', 'duty.id', 'site_visit.duty_id')
    .selectAll('site_visit')
    .select('duty.name as duty');
export type NamedVisitRow = Awaited<ReturnType<typeof openSiteVisits>>[number];

export async function namedSiteVisit(executor: Executor, id: string): Promise<NamedVisitRow | undefined> {
  return await withDuty(executor).where('site_visit.id', '=', id).executeTakeFirst();
}

/** Every visit of a branch that is not over, by its time; those without one first. */
export async function openSiteVisits(executor: Executor, branchId: string) {
  return await withDuty(executor)
    .where('site_visit.branch_id', '=', branchId)
    .where('site_visit.closed_at', 'is', null)
    .orderBy('site_visit.agreed_at')
    .orderBy('site_visit.id')
    .execute();
}

/** Visits of a branch with a time in a stretch (as stored; the end left out), whatever became of them. */
export async function siteVisitsBetween(executor: Executor, branchId: string, from: string, until: string) {
  return await withDuty(executor)
    .where('site_visit.branch_id', '=', branchId)
    .where('site_visit.agreed_at', '>=', from)
    .where('site_visit.agreed_at', '<', until)
    .orderBy('site_visit.agreed_at')
    .orderBy('site_visit.id')
    .execute();
}

/** Visits of a branch that ended in a stretch (as stored; the end left out), whatever they were agreed for. */
export async function siteVisitsEnded(executor: Executor, branchId: string, from: string, until: string) {
  return await withDuty(executor)
    .where('site_visit.branch_id', '=', branchId)
    .where('site_visit.closed_at', '>=', from)
    .where('site_visit.closed_at', '<', until)
    .orderBy('site_visit.closed_at')
    .orderBy('site_visit.id')
    .execute();
}

/** Visits one of the staff leads or goes along with, from a time on. */
export async function siteVisitsOf(executor: Executor, staffId: string, from: string, until: string) {
  const between = () =>
    withDuty(executor)
      .where('site_visit.agreed_at', '>=', from)
      .where('site_visit.agreed_at', '<', until)
      .orderBy('site_visit.agreed_at')
      .orderBy('site_visit.id');
  const led = await between().where('site_visit.officer_id', '=', staffId).execute();
  const along = await between().where('site_visit.companion_id', '=', staffId).execute();
  return [...led, ...along];
}

/** Calls booked at a branch that begin in a stretch of time. */
export async function bookedCallsBetween(executor: Executor, branchId: string, from: string, until: string) {
  return await executor
    .selectFrom('booking')
    .innerJoin('memo', 'memo.id', 'booking.memo_id')
    .leftJoin('duty', 'duty.id', 'booking.duty_id')
    .select([
      'booking.id',
      'booking.officer_id',
      'booking.starts_at',
      'booking.minutes',
      'booking.made_at',
      'booking.version',
      'memo.customer_name',
      'duty.name as duty',
    ])
    .where('booking.branch_id', '=', branchId)
    .where('booking.starts_at', '>=', from)
    .where('booking.starts_at', '<', until)
    .where('booking.state', '=', 'booked')
    .orderBy('booking.starts_at')
    .orderBy('booking.id')
    .execute();
}
export type BookedCallRow = Awaited<ReturnType<typeof bookedCallsBetween>>[number];

/** Absences of a branch that touch a stretch of time. Those ended before it are left out. */
export async function absencesBetween(executor: Executor, branchId: string, from: string, until: string) {
  return await executor
    .selectFrom('absence')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('starts_at', '<', until)
    .where(({ eb, or }) => or([eb('ended_at', 'is', null), eb('ended_at', '>', from)]))
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
}

/** Agreed for a day or before, and neither moved nor ended: nobody has gone there, or nobody has said how it ended. */
export async function waitingSiteVisits(executor: Executor, branchId: string, untilDate: string) {
  return await executor
    .selectFrom('site_visit')
    .innerJoin('staff', 'staff.id', 'site_visit.officer_id')
    .select([
      'site_visit.id',
      'site_visit.customer_name',
      'site_visit.agreed_at',
      'site_visit.arrived_at',
      'staff.name as officer_name',
      'staff.title as officer_title',
    ])
    .where('site_visit.branch_id', '=', branchId)
    .where('site_visit.closed_at', 'is', null)
    .where('site_visit.state', 'in', ['agreed', 'arrived'])
    .where('site_visit.agreed_date', '<=', untilDate)
    .orderBy('site_visit.agreed_at')
    .orderBy('site_visit.id')
    .execute();
}

export async function dutyOf(executor: Executor, id: string) {
  return await executor
    .selectFrom('duty')
    .select(['name', 'branch_id'])
    .where('id', '=', id)
    .executeTakeFirst();
}
