import { lockHead } from '../audit/activity.repository.ts';
import type { CommittedChange } from '../changes/feed.ts';
import type { Desk } from './desk.ts';
import { notFound } from './refusals.ts';
import { UnitOfWork } from './unit-of-work.ts';

/** Who the activity log names for what the front desk does by itself. */
export const SYSTEM_ACTOR = 'system';

/**
 * A write nobody asked for: a reminder that came due, a pack adopted at start. One transaction with its changes and
 * its activity row; a fact in it names the person on whose behalf it is written, because evidence needs one.
 */
export async function systemWrite<Answer>(
  desk: Desk,
  branchId: string,
  action: string,
  work: (unit: UnitOfWork) => Promise<Answer>,
): Promise<Answer> {
  let changes: CommittedChange[] = [];
  let planned = false;
  const answer = await desk.engine.db.transaction().execute(async (trx) => {
    const head = await lockHead(trx, branchId, desk.engine.kind === 'postgres');
    if (head === undefined) throw notFound('branch', branchId);
    const branch = await desk.branches.get(trx, branchId);
    const unit = new UnitOfWork(trx, branch, { own: head, others: [] }, SYSTEM_ACTOR, desk.clock.now());
    const result = await work(unit);
    changes = await unit.finish({ action, source: SYSTEM_ACTOR, purpose: '' });
    planned = unit.plansLater;
    return result;
  });
  desk.feed.publish(changes);
  if (planned) desk.planned();
  return answer;
}
