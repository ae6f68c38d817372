import { z } from 'zod';
import { fromInstant, fromJson, toInstant } from '#storage/codecs.ts';
import type { BranchHeadRow } from '#storage/schema.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { activityRow, lockHead, readActivity, recentActivity } from './activity.repository.ts';
import { CHAIN_START, chainHash } from './chain.ts';

const subjectList = fromJson(z.array(z.string()));

/** The counters of a branch that has done nothing yet. */
export function headOfNewBranch(branchId: string): BranchHeadRow {
  return { branch_id: branchId, change_seq: 0, activity_seq: 0, activity_hash: CHAIN_START };
}

/** A read or a refusal, logged in a transaction of its own before the reply is sent. */
export interface Reading {
  branchId: string;
  actorId: string;
  source: string;
  action: string;
  outcome: 'allowed' | 'refused';
  subjects: readonly string[];
  purpose: string;
}

/** Appends one row to the branch's chain; returns only once it is durable. */
export async function logReading(desk: Desk, reading: Reading): Promise<void> {
  await desk.engine.db.transaction().execute(async (trx) => {
    const head = await lockHead(trx, reading.branchId, desk.engine.kind === 'postgres');
    if (head === undefined) return;
    const row = activityRow(head.activity_hash, {
      ...reading,
      seq: head.activity_seq + 1,
      at: toInstant(desk.clock.now()),
    });
    await trx.insertInto('activity').values(row).execute();
    await trx
      .updateTable('branch_head')
      .set({ activity_seq: row.seq, activity_hash: row.hash })
      .where('branch_id', '=', reading.branchId)
      .execute();
  });
}

/** Reads the whole chain of a branch; `brokenAt` is the first row that does not follow from the one before. */
export async function verifyActivity(desk: Desk, branchId: string) {
  const { db } = desk.engine;
  let previous = CHAIN_START;
  let seq = 0;
  for (;;) {
    const page = await readActivity(db, branchId, seq + 1, 2000);
    for (const row of page) {
      seq += 1;
      const expected = chainHash(previous, {
        branchId,
        seq,
        at: row.at,
        actorId: row.actor_id,
        source: row.source,
        action: row.action,
        outcome: row.outcome === 'allowed' ? 'allowed' : 'refused',
        subjects: subjectList(row.subjects),
        purpose: row.purpose,
      });
      if (row.seq !== seq || row.prev_hash !== previous || row.hash !== expected) {
        return { rows: seq, head: previous, brokenAt: seq };
      }
      previous = row.hash;
    }
    if (page.length === 0) break;
  }
  const head = await db
    .selectFrom('branch_head')
    .selectAll()
    .where('branch_id', '=', branchId)
    .executeTakeFirst();
  // A tail cut off leaves a good chain that ends before the head says it does.
  const cut = head !== undefined && (head.activity_seq !== seq || head.activity_hash !== previous);
  return { rows: seq, head: previous, brokenAt: cut ? seq + 1 : null };
}

/** The newest rows of the log, at most 100, before `beforeSeq`. */
export async function listActivity(desk: Desk, _call: Call, input: { branchId: string; beforeSeq?: number }) {
  const rows = await recentActivity(
    desk.engine.db,
    input.branchId,
    input.beforeSeq ?? Number.MAX_SAFE_INTEGER,
    100,
  );
  return rows.map((row) => ({
    seq: row.seq,
    at: fromInstant(row.at),
    actor: row.name ?? row.actor_id,
    source: row.source,
    action: row.action,
    outcome: row.outcome,
    subjects: subjectList(row.subjects),
    purpose: row.purpose,
  }));
}
