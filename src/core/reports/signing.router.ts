import type { Os } from '../access/access.ts';
import type { Desk } from '../kernel/desk.ts';
import type { PdfMaker } from './pdf-maker.ts';
import { sealedSheet } from './sealed-sheet.service.ts';
import type { SeenContents } from './seen-contents.ts';
import { checkPdf, sealedPdf } from './signed-pdf.service.ts';
import { changedSinceSeen, ownEdition, sign, signingDay, signingMonth } from './signing.service.ts';

export function signingRouter(desk: Desk, os: Os, seen: SeenContents, pdfs: PdfMaker) {
  return {
    day: os.signing.day.handler(({ input, context }) => signingDay(desk, pdfs, context.call, input)),
    month: os.signing.month.handler(({ input }) => signingMonth(desk, input)),
    sign: os.signing.sign.handler(({ input, context }) => sign(desk, pdfs, context.call, input)),
    since: os.signing.since.handler(({ input, context }) =>
      changedSinceSeen(desk, seen, context.call, input),
    ),
    sheet: os.signing.sheet.handler(({ input, context }) => sealedSheet(desk, input, context.call.language)),
    makePdf: os.signing.makePdf.handler(async ({ input }) => {
      await ownEdition(desk.engine.db, input.branchId, input.id);
      return { begun: pdfs.begin(input.id) };
    }),
    pdf: os.signing.pdf.handler(({ input }) => sealedPdf(desk, input)),
    check: os.signing.check.handler(({ input }) => checkPdf(desk, input)),
  };
}
