import { insertRows } from '#storage/insert-rows.ts';
import { lockHead } from '../audit/activity.repository.ts';
import type { CommittedChange } from '../changes/feed.ts';
import type { Desk } from './desk.ts';
import { notFound, refuse } from './refusals.ts';
import { asStoreTrouble, firstAnswer, UnitOfWork, type Written } from './unit-of-work.ts';

/** Who the activity log names for what a customer does by himself on the public page. */
export const PUBLIC_ACTOR = 'public';

export interface PublicWish {
  requestId: string;
  branchId: string;
  action: string;
  /** `public`, or the key of the institution's own page. */
  actor: string;
}

/**
 * A write of somebody who is nobody of the staff. As every mutation it is one transaction with its changes, its facts
 * (on behalf of a member of staff: evidence needs a person), its activity row and the answer a repeat gets again.
 * Answers with the id of what was written.
 */
export async function publicWrite(
  desk: Desk,
  wish: PublicWish,
  work: (unit: UnitOfWork) => Promise<Written>,
): Promise<string> {
  const { requestId, branchId, action, actor } = wish;
  let changes: CommittedChange[] = [];
  let planned = false;
  try {
    const id = await desk.engine.db.transaction().execute(async (trx) => {
      const head = await lockHead(trx, branchId, desk.engine.kind === 'postgres');
      if (head === undefined) throw notFound('branch', branchId);
      const first = await firstAnswer(trx, requestId);
      if (first !== undefined) {
        if (first.procedure !== action || first.actor_id !== actor) throw refuse('REQUEST_REUSED');
        return first.entity_id;
      }
      const branch = await desk.branches.get(trx, branchId);
      const unit = new UnitOfWork(trx, branch, { own: head, others: [] }, actor, desk.clock.now());
      const written = await work(unit);
      const seq = unit.change(written.entity, written.id, written.version);
      await insertRows(trx, 'idempotency', [
        {
          request_id: requestId,
          procedure: action,
          actor_id: actor,
          entity: written.entity,
          entity_id: written.id,
          version: written.version,
          seq,
          at: unit.at,
        },
      ]);
      changes = await unit.finish({ action, source: PUBLIC_ACTOR, purpose: '' });
      planned = unit.plansLater;
      return written.id;
    });
    desk.feed.publish(changes);
    if (planned) desk.planned();
    return id;
  } catch (error) {
    throw asStoreTrouble(error);
  }
}
