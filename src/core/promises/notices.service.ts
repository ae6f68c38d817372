import type { Notice } from '#contract/promises.ts';
import { fromInstant } from '#storage/codecs.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { notFound } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { markSeen, unseenNotices } from './reminders.repository.ts';

/** What the actor has been told and not seen, while it is true; oldest first, at most 200. */
export async function myNotices(desk: Desk, call: Call, input: { branchId: string }): Promise<Notice[]> {
  const rows = await unseenNotices(desk.engine.db, input.branchId, actorOf(call).id);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind as Notice['kind'],
    subjectType: row.subject_type === 'encounter' ? 'encounter' : 'memo',
    subjectId: row.subject_id,
    at: fromInstant(row.at),
    dueAt: fromInstant(row.kind === 'call_again' ? row.call_again_at : (row.due_at ?? row.handed_over_at)),
    customerName: row.memo_customer ?? row.visitor,
    about: row.about ?? '',
  }));
}

export interface SeenInput {
  requestId: string;
  branchId: string;
  ids: string[];
}

/** The actor has seen them; seeing twice is harmless. NOT_FOUND when none of them is his. */
export async function seeNotices(desk: Desk, call: Call, input: SeenInput) {
  return await mutate(desk, call, 'notices.seen', input, async (unit) => {
    const own = await markSeen(unit.trx, unit.actorId, input.ids, unit.at);
    const [first] = own;
    if (first === undefined) throw notFound('notice', input.ids[0] ?? '');
    return { entity: 'notice', id: first, version: 2 };
  });
}
