import type { SignedReportRow } from '#storage/schema.ts';

/** What the activity row of a signing says: the number, the day, the edition and the hash of what was signed. */
export function signedWords(
  row: Pick<SignedReportRow, 'year' | 'no' | 'date' | 'edition' | 'content_hash'>,
): string {
  return `${row.year}-${row.no} ${row.date} edition ${row.edition} sha256 ${row.content_hash}`;
}
