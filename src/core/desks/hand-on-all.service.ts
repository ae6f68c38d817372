import { ORPCError } from '@orpc/server';
import type { RefusedItem } from '#contract/desks.ts';
import type { Receipt } from '#contract/rules.ts';
import { handDocumentOn } from '../documents/document-actions.service.ts';
import { passVisitOn } from '../encounters/encounters.service.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate, type Written } from '../kernel/unit-of-work.ts';
import { handMemoOn } from '../memos/memo-actions.service.ts';
import { handSiteVisitOn } from '../site-visits/make-visit.service.ts';
import { staffRefs } from '../staff/staff.service.ts';

interface Item {
  id: string;
  expectedVersion: number;
  to: string;
}

export interface HandOnAllInput {
  requestId: string;
  branchId: string;
  /** Whose work it is. */
  staffId: string;
  memos: Item[];
  visits: Item[];
  documents: Item[];
  siteVisits: Item[];
  reason: string;
}

/**
 * Hands on what somebody has in hand, in one transaction: memos, papers and site visits as each would be handed on
 * alone, each visit to a colleague who is in. If anything cannot be, nothing is, and ITEMS_REFUSED names each such thing
 * with its reason.
 */
export async function handOnAll(desk: Desk, call: Call, input: HandOnAllInput): Promise<Receipt> {
  return await mutate(desk, call, 'desks.handOnAll', input, async (unit) => {
    const members = await staffRefs(unit.trx, unit.branch.id);
    const { staffId: from, reason, requestId } = input;
    if (!members.has(from)) throw notFound('staff', from);
    const done: Written[] = [];
    const refused: RefusedItem[] = [];
    const each = async (
      entity: RefusedItem['entity'],
      items: Item[],
      go: (item: Item) => Promise<Written>,
    ) => {
      for (const item of items) {
        try {
          done.push(await go(item));
        } catch (error) {
          refused.push({ entity, id: item.id, ...whyRefused(error) });
        }
      }
    };
    await each('memo', input.memos, (item) =>
      handMemoOn(desk, unit, { ...item, requestId, reason }, members),
    );
    await each('encounter', input.visits, (item) => passVisitOn(desk, unit, { ...item, from }));
    await each('document', input.documents, (item) =>
      handDocumentOn(desk, unit, { ...item, requestId, reason }, members),
    );
    await each('site_visit', input.siteVisits, (item) =>
      handSiteVisitOn(desk, unit, { ...item, requestId, reason }, members),
    );
    if (refused.length > 0) throw itemsRefused(refused);
    const [first, ...others] = done;
    if (first === undefined) throw refuse('EMPTY', 'memos');
    // The receipt numbers the change of the first; the others are told of as well.
    for (const { entity, id, version } of others) unit.change(entity, id, version);
    return first;
  });
}

/** Why one thing was refused; anything that is no refusal passes on. */
function whyRefused(error: unknown): { reason: string; changedBy: string | null } {
  if (!(error instanceof ORPCError)) throw error;
  const data = (error.data ?? {}) as { reason?: unknown; changedBy?: unknown };
  if (error.code === 'REFUSED' && typeof data.reason === 'string') {
    return { reason: data.reason, changedBy: null };
  }
  if (error.code !== 'CONFLICT' && error.code !== 'NOT_FOUND') throw error;
  return { reason: error.code, changedBy: typeof data.changedBy === 'string' ? data.changedBy : null };
}

function itemsRefused(items: RefusedItem[]) {
  return new ORPCError('ITEMS_REFUSED', {
    status: 422,
    message: 'not all can be handed on',
    data: { items },
  });
}
