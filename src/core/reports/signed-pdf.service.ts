import type { Edition } from '#contract/signing.ts';
import type { Desk } from '../kernel/desk.ts';
import { notFound } from '../kernel/refusals.ts';
import { contentOfText } from './day-content.ts';
import { editionOfPdf, pdfOf } from './signing.repository.ts';
import { editionOf, memosOnEdition, ownEdition } from './signing.service.ts';

/** The sealed PDF of an edition, byte for byte, with what a file of it is named by and whose data is in it. */
export async function sealedPdf(desk: Desk, input: { branchId: string; id: string }) {
  const { db } = desk.engine;
  const row = await ownEdition(db, input.branchId, input.id);
  const pdf = await pdfOf(db, row.id);
  if (pdf === undefined) throw notFound('signed_report_pdf', row.id);
  return {
    number: { year: row.year, no: row.no },
    edition: row.edition,
    date: row.date,
    branch: contentOfText(row.content).heading.branch,
    memoIds: await memosOnEdition(db, row.branch_id, row.id),
    base64: Buffer.from(pdf.bytes).toString('base64'),
  };
}

/** The edition of the branch a PDF is, by the hash of all its bytes; null when it is none. */
export async function checkPdf(
  desk: Desk,
  input: { branchId: string; hash: string },
): Promise<{ edition: Edition | null }> {
  const row = await editionOfPdf(desk.engine.db, input.branchId, input.hash);
  return { edition: row === undefined ? null : editionOf(row) };
}
