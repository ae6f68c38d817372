import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import { checkDocument, itemsReceived } from './check-document.service.ts';
import { checklists, saveChecklist } from './checklists.service.ts';
import {
  endDocument,
  handOn,
  skipDocumentStep,
  tellCustomer,
  tickDocument,
} from './document-actions.service.ts';
import { sendNotice } from './document-messages.service.ts';
import {
  getDocument,
  listDocuments,
  mineDueDocuments,
  missingSheet,
  openDocument,
} from './documents.service.ts';
import { receiveDocument } from './receive-document.service.ts';

export function documentsRouter(desk: Desk, os: Os) {
  const { documents } = os;
  return {
    list: documents.list.handler(({ input, context }) => listDocuments(desk, context.call, input)),
    mineDue: documents.mineDue.handler(({ input, context }) => mineDueDocuments(desk, context.call, input)),
    get: documents.get.handler(({ input, context }) => getDocument(desk, context.call, input)),
    open: documents.open.handler(({ input, context }) => openDocument(desk, context.call, input)),
    receive: documents.receive.handler(({ input, context }) => receiveDocument(desk, context.call, input)),
    check: documents.check.handler(({ input, context }) => checkDocument(desk, context.call, input)),
    itemsReceived: documents.itemsReceived.handler(({ input, context }) =>
      itemsReceived(desk, context.call, input),
    ),
    tick: documents.tick.handler(({ input, context }) => tickDocument(desk, context.call, input)),
    tell: documents.tell.handler(({ input, context }) => tellCustomer(desk, context.call, input)),
    send: documents.send.handler(({ input, context }) => sendNotice(desk, context.call, input)),
    skip: documents.skip.handler(({ input, context }) => skipDocumentStep(desk, context.call, input)),
    handOn: documents.handOn.handler(({ input, context }) => handOn(desk, context.call, input)),
    end: documents.end.handler(({ input, context }) => endDocument(desk, context.call, input)),
    sheet: documents.sheet.handler(({ input }) => missingSheet(desk, input)),
    checklists: documents.checklists.handler(({ input }) => checklists(desk, input)),
    saveChecklist: documents.saveChecklist.handler(({ input, context }) =>
      saveChecklist(desk, context.call, input),
    ),
  };
}
