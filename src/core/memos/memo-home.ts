import { toInstant, toJson } from '#storage/codecs.ts';
import { newId } from '../kernel/ids.ts';
import type { SubjectHome } from '../promises/subjects.types.ts';
import { changeMemo, insertMemoEvent, memoById, namesOfMemos } from './memos.repository.ts';

/** What promises ask of memos. */
export const memoHome: SubjectHome = {
  customerNames: namesOfMemos,
  async noteMoved(unit, { row, to }, day) {
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
  },
};
