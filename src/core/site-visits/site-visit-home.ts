import { toInstant, toJson } from '#storage/codecs.ts';
import { newId } from '../kernel/ids.ts';
import type { SubjectHome } from '../promises/subjects.types.ts';
import {
  changeSiteVisit,
  insertSiteVisitEvent,
  namesOfSiteVisits,
  siteVisitById,
} from './site-visits.repository.ts';

/** What promises ask of site visits. */
export const siteVisitHome: SubjectHome = {
  customerNames: namesOfSiteVisits,
  async noteMoved(unit, { row, interim, to }, change) {
    const visit = unit.own('site_visit', row.subject_id, await siteVisitById(unit.trx, row.subject_id));
    const version = visit.version + 1;
    await changeSiteVisit(unit.trx, visit.id, { version, changed_at: unit.at });
    await insertSiteVisitEvent(unit.trx, {
      id: newId(),
      site_visit_id: visit.id,
      seq: version,
      kind: change.kind,
      at: unit.at,
      actor_id: unit.actorId,
      note: change.name,
      data: toJson({
        before: (interim ?? row).due_at,
        due: toInstant(to),
        date: change.date,
        word: interim !== null,
      }),
    });
    unit.change('site_visit', visit.id, version);
    unit.touches('site-visit', visit.id);
    unit.touches('customer', visit.customer_id);
  },
};
