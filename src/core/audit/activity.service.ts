import { setImmediate as letOthersGo } from 'node:timers/promises';
import { z } from 'zod';
import { fromInstant, fromJson, toInstant } from '#storage/codecs.ts';
import { insertRows } from '#storage/insert-rows.ts';
import type { ActivityRow, BranchHeadRow } from '#storage/schema.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk, Trx } from '../kernel/desk.ts';
import { notFound } from '../kernel/refusals.ts';
import { activityRow, lockHead, moveHead, readActivity, recentActivity } from './activity.repository.ts';
import { CHAIN_START, chainHash, type Reading } from './chain.ts';
import { ReadingLine } from './reading-line.ts';

/** Rows hashed at a stretch: a few milliseconds. */
const PAGE = 500;

const subjectList = fromJson(z.array(z.string()));

/** The counters of a branch that has done nothing yet. */
export function headOfNewBranch(branchId: string): BranchHeadRow {
  return { branch_id: branchId, change_seq: 0, activity_seq: 0, activity_hash: CHAIN_START };
}

/** Where readings wait for their transaction, by branch. */
const lines = new WeakMap<Desk, Map<string, ReadingLine>>();

function lineOf(desk: Desk, branchId: string): ReadingLine {
  const ofDesk = lines.get(desk) ?? new Map<string, ReadingLine>();
  lines.set(desk, ofDesk);
  const line =
    ofDesk.get(branchId) ??
    new ReadingLine((readings) =>
      desk.engine.db.transaction().execute((trx) => appendActivity(desk, trx, branchId, readings)),
    );
  ofDesk.set(branchId, line);
  return line;
}

/**
 * Appends one row to the branch's chain, in a transaction shared with others that come at the same time; returns only
 * once it is durable.
 */
export async function logReading(desk: Desk, reading: Reading): Promise<void> {
  await lineOf(desk, reading.branchId).log(reading);
}

/** Appends rows to the branch's chain within a transaction, in their order. */
export async function appendActivity(
  desk: Desk,
  trx: Trx,
  branchId: string,
  readings: readonly Omit<Reading, 'branchId'>[],
): Promise<void> {
  const head = await lockHead(trx, branchId, desk.engine.kind === 'postgres');
  if (head === undefined) return;
  const at = toInstant(desk.clock.now());
  const rows: ActivityRow[] = [];
  for (const reading of readings) {
    head.activity_seq += 1;
    const row = activityRow(head.activity_hash, { ...reading, branchId, seq: head.activity_seq, at });
    head.activity_hash = row.hash;
    rows.push(row);
  }
  await insertRows(trx, 'activity', rows);
  await moveHead(trx, head);
}

/** The hash a stored row must have after the one before it. */
export function hashOfRow(previous: string, row: Omit<ActivityRow, 'prev_hash' | 'hash'>): string {
  return chainHash(previous, {
    branchId: row.branch_id,
    seq: row.seq,
    at: row.at,
    actorId: row.actor_id,
    source: row.source,
    action: row.action,
    outcome: row.outcome === 'allowed' ? 'allowed' : 'refused',
    subjects: subjectList(row.subjects),
    purpose: row.purpose,
  });
}

/**
 * Reads the chain of a branch up to where it stood at the call; `brokenAt` is the first row that does not follow
 * from the one before. Others are served between its pages.
 */
export async function verifyActivity(desk: Desk, branchId: string) {
  const { db } = desk.engine;
  const head = await db
    .selectFrom('branch_head')
    .select(['activity_seq', 'activity_hash'])
    .where('branch_id', '=', branchId)
    .executeTakeFirst();
  if (head === undefined) throw notFound('branch', branchId);
  let previous = CHAIN_START;
  let seq = 0;
  while (seq < head.activity_seq) {
    const page = await readActivity(db, branchId, seq + 1, Math.min(PAGE, head.activity_seq - seq));
    for (const row of page) {
      seq += 1;
      const expected = hashOfRow(previous, { ...row, branch_id: branchId, seq });
      if (row.seq !== seq || row.prev_hash !== previous || row.hash !== expected) {
        return { rows: seq, head: previous, brokenAt: seq };
      }
      previous = row.hash;
    }
    if (page.length === 0) break;
    await letOthersGo();
  }
  // A tail cut off leaves a good chain that ends before the head says it does.
  const cut = head.activity_seq !== seq || head.activity_hash !== previous;
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
