import { id } from '#contract/fields.ts';
import type { ClosingCheck } from '#contract/promises.ts';
import { fromInstant } from '#storage/codecs.ts';
import type { Desk } from '../kernel/desk.ts';
import { refuse } from '../kernel/refusals.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { siteVisitById, waitingSiteVisits } from './site-visits.repository.ts';

/** Visits agreed for a day or before that nobody has moved: to which nobody has gone, or that nobody has ended. */
export async function visitsAwaited(
  desk: Desk,
  branchId: string,
  today: string,
): Promise<ClosingCheck['siteVisits']> {
  const now = desk.clock.now();
  const { db } = desk.engine;
  const { calendar } = await desk.branches.get(db, branchId);
  const rows = await waitingSiteVisits(db, branchId, today);
  return rows.flatMap((row) => {
    const agreedAt = fromInstant(row.agreed_at);
    if (agreedAt === null) return [];
    const officer = `${row.officer_name} ${row.officer_title}`.trim();
    const arrivedAt = fromInstant(row.arrived_at);
    const overdue = arrivedAt === null ? now > agreedAt : calendar.businessDate(arrivedAt) < today;
    return [{ id: row.id, customerName: row.customer_name, officer, agreedAt, arrivedAt, overdue }];
  });
}

/** Whose data is on the sheet of a visit that was printed. SUBJECT_INVALID, NOT_FOUND. */
export async function visitPrinted(unit: UnitOfWork, subject: string): Promise<void> {
  if (!id.safeParse(subject).success) throw refuse('SUBJECT_INVALID', 'subject');
  const row = unit.own('site_visit', subject, await siteVisitById(unit.trx, subject));
  unit.touches('site-visit', row.id);
  unit.touches('customer', row.customer_id);
}
