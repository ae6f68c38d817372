import type { Notice } from '#contract/promises.ts';
import type { Language } from '#contract/rules.ts';
import { fromInstant } from '#storage/codecs.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { notFound } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { inLanguage } from '../standard/script.ts';
import { rulesOf } from './promise-rules.ts';
import { markSeen, unseenNotices } from './reminders.repository.ts';

type UnseenRow = Awaited<ReturnType<typeof unseenNotices>>[number];

/** What a notice is about; that of a promise, or of word in between, is about whatever the promise is about. */
const subjectOf = (row: UnseenRow): Pick<Notice, 'subjectType' | 'subjectId'> => ({
  subjectType: (row.kept_type ?? row.subject_type) as Notice['subjectType'],
  subjectId: row.kept_of ?? row.subject_id,
});

/** What the actor has been told and not seen, while it is true; oldest first, at most 200. */
export async function myNotices(desk: Desk, call: Call, input: { branchId: string }): Promise<Notice[]> {
  const { db } = desk.engine;
  const rows = await unseenNotices(db, input.branchId, actorOf(call).id);
  const names = new Map<string, string | null>();
  for (const [type, home] of Object.entries(desk.subjects)) {
    const ids = rows.flatMap((row) =>
      subjectOf(row).subjectType === type ? [subjectOf(row).subjectId] : [],
    );
    if (ids.length === 0) continue;
    for (const [id, name] of await home.customerNames(db, ids)) names.set(id, name);
  }
  return await Promise.all(
    rows.map(async (row) => {
      const subject = subjectOf(row);
      return {
        id: row.id,
        kind: row.kind as Notice['kind'],
        ...subject,
        at: fromInstant(row.at),
        dueAt: fromInstant(
          row.kind === 'call_again'
            ? row.call_again_at
            : (row.due_at ?? row.word_due_at ?? row.kept_due_at ?? row.handed_over_at),
        ),
        customerName: names.get(subject.subjectId) ?? row.addressee ?? row.visitor,
        about: row.about ?? '',
        what: await promised(desk, row, call.language),
      };
    }),
  );
}

/** The promise by its name in the standard it was made under; null for a call back and a visit. */
async function promised(desk: Desk, row: UnseenRow, language: Language): Promise<string | null> {
  if (row.kept_standard === null || row.kept_promise === null) return null;
  const pack = await desk.branches.pack(desk.engine.db, row.kept_standard);
  const rule = rulesOf(pack).get(row.kept_promise);
  return rule === undefined ? null : inLanguage(rule.label, language, pack.language);
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
