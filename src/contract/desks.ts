import { z } from 'zod';
import { documentCard } from './documents.ts';
import { encounterCard } from './encounters.ts';
import { id, shortText, version } from './fields.ts';
import { memoCard } from './memos.ts';
import { atCounter, fresh, procedure, receipt } from './rules.ts';
import { siteVisitCard } from './site-visits.ts';

/** What somebody has in hand, each with who may stand in for him there: ids, best first, only people who are in. */
export const openWork = z.object({
  /** Open memos he is to call about, in due order. */
  memos: z.array(z.object({ memo: memoCard, standIns: z.array(id) })),
  /** Visits on their way to him or with him, oldest first. */
  visits: z.array(z.object({ visit: encounterCard, standIns: z.array(id) })),
  /** Papers that are his to check, tell about or answer; what has to be done first, first. */
  documents: z.array(z.object({ document: documentCard, standIns: z.array(id) })),
  /** Site visits he is to make, by their time; those without one last. */
  siteVisits: z.array(z.object({ siteVisit: siteVisitCard, standIns: z.array(id) })),
});
export type OpenWork = z.infer<typeof openWork>;

/** Why one of several things could not be handed on: the reason of a refusal, CONFLICT or NOT_FOUND. */
export const refusedItem = z.object({
  entity: z.enum(['memo', 'encounter', 'document', 'site_visit']),
  id: z.string(),
  reason: z.string(),
  /** Who was first, for a CONFLICT. */
  changedBy: z.string().nullable(),
});
export type RefusedItem = z.infer<typeof refusedItem>;

const handedOn = z.object({ id, expectedVersion: version, to: id });

/** What people do from their own desks with everything they have in hand. */
export const desks = {
  openWork: procedure({ who: atCounter, action: 'desks.openWork' })
    .input(z.object({ branchId: id, staffId: id }))
    .output(openWork),
  /**
   * Hands on what somebody has in hand, all of it or nothing (ITEMS_REFUSED says what cannot be, and why). Memos as
   * `memos.handOn` does each, papers as `documents.handOn`; a visit goes to a colleague who is in, or back to whoever
   * brought it; a site visit, until somebody is there, to whoever goes instead.
   */
  handOnAll: procedure({ who: atCounter, action: 'desks.handOnAll' })
    .errors({ ITEMS_REFUSED: { status: 422, data: z.object({ items: z.array(refusedItem) }) } })
    .input(
      z
        .object({
          ...fresh,
          branchId: id,
          /** Whose work it is. */
          staffId: id,
          memos: z.array(handedOn).max(200),
          visits: z.array(handedOn).max(50),
          documents: z.array(handedOn).max(200),
          siteVisits: z.array(handedOn).max(50),
          reason: shortText({ max: 200 }),
        })
        .refine(
          ({ memos, visits, documents, siteVisits }) =>
            memos.length + visits.length + documents.length + siteVisits.length > 0,
          { error: 'EMPTY' },
        ),
    )
    .output(receipt),
};
