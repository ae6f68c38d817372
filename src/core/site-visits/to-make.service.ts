import type { SiteVisitCard } from '#contract/site-visits.ts';
import type { Desk } from '../kernel/desk.ts';
import type { StaffMember } from '../staff/staff.service.ts';
import { openSiteVisits } from './site-visits.repository.ts';
import { byTime, visitCard } from './site-visits.view.ts';

/** Visits somebody is still to make, by their time; those without one last. */
export async function visitsToMake(
  desk: Desk,
  { branchId, staffId }: { branchId: string; staffId: string },
  members: ReadonlyMap<string, StaffMember>,
): Promise<SiteVisitCard[]> {
  const open = await openSiteVisits(desk.engine.db, branchId);
  return open
    .filter((row) => row.officer_id === staffId && row.arrived_at === null)
    .sort(byTime)
    .map((row) => visitCard(row, members));
}
