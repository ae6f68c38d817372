import { toInstant, toJson } from '#storage/codecs.ts';
import { newId } from '../kernel/ids.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import type { Move } from '../promises/recount.service.ts';
import { changeMemo, insertMemoEvent, memoById } from './memos.repository.ts';

/** A memo's history says that a day moved its due time, from when to when and which day it was. */
export async function noteMovedDue(
  unit: UnitOfWork,
  { row, to }: Move,
  day: { kind: 'holiday_declared' | 'holiday_withdrawn'; date: string; name: string },
): Promise<void> {
  const memo = unit.own('memo', row.subject_id, await memoById(unit.trx, row.subject_id));
  const version = memo.version + 1;
  await changeMemo(unit.trx, memo.id, { version });
  await insertMemoEvent(unit.trx, {
    id: newId(),
    memo_id: memo.id,
    seq: version,
    kind: day.kind,
    at: unit.at,
    actor_id: unit.actorId,
    note: day.name,
    data: toJson({ before: row.due_at, due: toInstant(to), date: day.date }),
  });
  unit.change('memo', memo.id, version);
  unit.touches('memo', memo.id);
  unit.touches('customer', memo.customer_id);
}
