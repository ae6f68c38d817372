import { toJson } from '#storage/codecs.ts';
import type { ActivityRow } from '#storage/schema.ts';
import type { Executor, Trx } from '../kernel/desk.ts';
import { type ActivityEntry, chainHash } from './chain.ts';

/** The branch's row of counters, locked for this transaction: writes of a branch take turns here. */
export async function lockHead(trx: Trx, branchId: string, postgres: boolean) {
  const query = trx.selectFrom('branch_head').selectAll().where('branch_id', '=', branchId);
  return await (postgres ? query.forUpdate() : query).executeTakeFirst();
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
