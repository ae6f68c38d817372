import { z } from 'zod';
import type { Draft } from '#contract/changes.ts';
import { fromInstant, fromJson, toInstant, toJson } from '#storage/codecs.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { refuse } from '../kernel/refusals.ts';
import { asStoreTrouble } from '../kernel/unit-of-work.ts';

const MAX_BODY = 64 * 1024;
const bodyOf = fromJson(z.record(z.string(), z.unknown()));

type Kind = Draft['kind'];

export interface DraftInput {
  branchId: string;
  id: string;
  kind: Kind;
  subjectId: string | null;
  body: Record<string, unknown>;
}

/** What the actor has typed and not sent, oldest first. */
export async function myDrafts(desk: Desk, call: Call, branchId: string) {
  const rows = await desk.engine.db
    .selectFrom('draft')
    .selectAll()
    .where('staff_id', '=', actorOf(call).id)
    .where('branch_id', '=', branchId)
    .orderBy('updated_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Kind,
    subjectId: row.subject_id,
    body: bodyOf(row.body),
    updatedAt: fromInstant(row.updated_at),
  }));
}

/** Keeps a draft; durable when it returns. TEXT_TOO_LONG over 64 KiB, NOT_YOURS for another person's. */
export async function keepDraft(desk: Desk, call: Call, input: DraftInput) {
  const actor = actorOf(call);
  const body = toJson(input.body);
  if (Buffer.byteLength(body) > MAX_BODY) throw refuse('TEXT_TOO_LONG', 'body');
  const now = desk.clock.now();
  const values = { kind: input.kind, subject_id: input.subjectId, body, updated_at: toInstant(now) };
  try {
    const result = await desk.engine.db
      .insertInto('draft')
      .values({ id: input.id, branch_id: input.branchId, staff_id: actor.id, version: 1, ...values })
      .onConflict((clash) =>
        clash
          .column('id')
          .doUpdateSet((row) => ({ ...values, version: row('draft.version', '+', 1) }))
          .where('draft.staff_id', '=', actor.id),
      )
      .executeTakeFirst();
    if ((result.numInsertedOrUpdatedRows ?? 0n) === 0n) throw refuse('NOT_YOURS', 'id');
  } catch (error) {
    throw asStoreTrouble(error);
  }
  return { keptAt: now };
}

/** Drops a draft once what was typed has been sent or thrown away. */
export async function dropDraft(desk: Desk, call: Call, id: string) {
  const result = await desk.engine.db
    .deleteFrom('draft')
    .where('id', '=', id)
    .where('staff_id', '=', actorOf(call).id)
    .executeTakeFirst();
  return { dropped: result.numDeletedRows > 0n };
}
