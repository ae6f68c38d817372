import { toInstant } from '#storage/codecs.ts';
import type { SubjectHome } from '../promises/subjects.types.ts';
import { history } from './document-write.service.ts';
import { changeDocument, documentById, namesOfDocuments } from './documents.repository.ts';

/** What promises ask of papers that came. */
export const documentHome: SubjectHome = {
  customerNames: namesOfDocuments,
  async noteMoved(unit, { row, interim, to }, change) {
    const document = unit.own('document', row.subject_id, await documentById(unit.trx, row.subject_id));
    const version = document.version + 1;
    await changeDocument(unit.trx, document.id, { version });
    const moved = { before: (interim ?? row).due_at, due: toInstant(to), date: change.date };
    const data = { ...moved, word: interim !== null };
    await history(unit, document.id, version, { kind: change.kind, note: change.name, data });
    unit.change('document', document.id, version);
    unit.touches('document', document.id);
    unit.touches('customer', document.customer_id);
  },
};
