import { toJson } from '#storage/codecs.ts';
import { runKnown } from '#storage/known-query.ts';
import type { ActivityRow, BranchHeadRow } from '#storage/schema.ts';
import type { Executor, Trx } from '../kernel/desk.ts';
import { type ActivityEntry, chainHash } from './chain.ts';

/** The branch's row of counters, locked for this transaction: writes of a branch take turns here. */
export async function lockHead(
  trx: Trx,
  branchId: string,
  postgres: boolean,
): Promise<BranchHeadRow | undefined> {
  const { rows } = await runKnown(trx, 'lock head', [branchId], () => {
    const query = trx.selectFrom('branch_head').selectAll().where('branch_id', '=', branchId);
    return (postgres ? query.forUpdate() : query).compile();
  });
  return rows[0];
}

/**
 * The counters of every branch of this one's institution, locked in one order whoever asks, so that two branches which
 * do so at once take turns. On SQLite writes take turns anyway.
 */
export async function lockHeads(trx: Trx, branchId: string, postgres: boolean): Promise<BranchHeadRow[]> {
  const institution = trx.selectFrom('branch').select('institution_id').where('id', '=', branchId);
  const heads = trx
    .selectFrom('branch_head')
    .selectAll()
    .where('branch_id', 'in', trx.selectFrom('branch').select('id').where('institution_id', '=', institution))
    .orderBy('branch_id');
  return await (postgres ? heads.forUpdate() : heads).execute();
}

/** Moves the branch's counters on, at the end of the transaction that locked them. */
export async function moveHead(trx: Trx, head: BranchHeadRow): Promise<void> {
  const { branch_id, change_seq, activity_seq, activity_hash } = head;
  await runKnown(trx, 'move head', [change_seq, activity_seq, activity_hash, branch_id], () =>
    trx
      .updateTable('branch_head')
      .set({ change_seq, activity_seq, activity_hash })
      .where('branch_id', '=', branch_id)
      .compile(),
  );
}

/** The row of the log for an entry, chained to the hash before it. */
export function activityRow(previous: string, entry: ActivityEntry): ActivityRow {
  return {
    branch_id: entry.branchId,
    seq: entry.seq,
    at: entry.at,
    actor_id: entry.actorId,
    source: entry.source,
    action: entry.action,
    outcome: entry.outcome,
    subjects: toJson(entry.subjects),
    purpose: entry.purpose,
    prev_hash: previous,
    hash: chainHash(previous, entry),
  };
}

export async function readActivity(executor: Executor, branchId: string, fromSeq: number, limit: number) {
  return await executor
    .selectFrom('activity')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('seq', '>=', fromSeq)
    .orderBy('seq')
    .limit(limit)
    .execute();
}

export async function recentActivity(executor: Executor, branchId: string, beforeSeq: number, limit: number) {
  return await executor
    .selectFrom('activity')
    .leftJoin('staff', 'staff.id', 'activity.actor_id')
    .select(['seq', 'at', 'actor_id', 'source', 'action', 'outcome', 'subjects', 'purpose', 'staff.name'])
    .where('activity.branch_id', '=', branchId)
    .where('seq', '<', beforeSeq)
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
}
