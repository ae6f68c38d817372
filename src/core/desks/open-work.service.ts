import type { OpenWork } from '#contract/desks.ts';
import { openDocumentsOf } from '../documents/documents.service.ts';
import { inHandsOf } from '../encounters/encounters.service.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { notFound } from '../kernel/refusals.ts';
import { openMemosOf } from '../memos/board.service.ts';
import { visitsToMake } from '../site-visits/to-make.service.ts';
import { crewOf, standInsFor } from '../staff/crew.service.ts';

/**
 * What somebody of the branch has in hand, each with who may stand in for him there, best first: ranked as whoever
 * calls instead of an absent officer is. NOT_FOUND for somebody of another branch.
 */
export async function openWorkOf(
  desk: Desk,
  call: Call,
  input: { branchId: string; staffId: string },
): Promise<OpenWork> {
  const crew = await crewOf(desk.engine.db, input.branchId, desk.clock.now());
  if (!crew.members.has(input.staffId)) throw notFound('staff', input.staffId);
  const standIns = (dutyId: string | null, takerId: string) =>
    standInsFor(crew, { officerId: input.staffId, dutyId, takerId }).map(({ id }) => id);
  const memos = await openMemosOf(desk, input, crew.members);
  const visits = await inHandsOf(desk, call, input);
  const documents = await openDocumentsOf(desk, call, input);
  const siteVisits = await visitsToMake(desk, input, crew.members);
  return {
    memos: memos.map(({ memo, dutyId }) => ({ memo, standIns: standIns(dutyId, memo.takenBy.id) })),
    visits: visits.map(({ visit, dutyId }) => ({ visit, standIns: standIns(dutyId, visit.servedBy.id) })),
    documents: documents.map(({ document, dutyId }) => ({
      document,
      standIns: standIns(dutyId, document.takenBy.id),
    })),
    siteVisits: siteVisits.map((siteVisit) => ({
      siteVisit,
      standIns: standIns(siteVisit.dutyId, siteVisit.officer.id),
    })),
  };
}
