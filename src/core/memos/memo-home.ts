import { toInstant, toJson } from '#storage/codecs.ts';
import { newId } from '../kernel/ids.ts';
import type { SubjectHome } from '../promises/subjects.types.ts';
import { changeMemo, insertMemoEvent, memoById, namesOfMemos } from './memos.repository.ts';

/** What promises ask of memos. */
export const memoHome: SubjectHome = {
  customerNames: namesOfMemos,
  async noteMoved(unit, { row, to }, change) {
    const memo = unit.own('memo', row.subject_id, await memoById(unit.trx, row.subject_id));
    const version = memo.version + 1;
    await changeMemo(unit.trx, memo.id, { version });
    await insertMemoEvent(unit.trx, {
      id: newId(),
      memo_id: memo.id,
      seq: version,
      kind: change.kind,
      at: unit.at,
      actor_id: unit.actorId,
      note: change.name,
      data: toJson({ before: row.due_at, due: toInstant(to), date: change.date }),
    });
    unit.change('memo', memo.id, version);
    unit.touches('memo', memo.id);
    unit.touches('customer', memo.customer_id);
  },
};
