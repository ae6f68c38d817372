import type { SignedReportRow } from '#storage/schema.ts';
import { canonicalJson, sha256 } from './canonical-json.ts';

/**
 * What the activity row of a signing says: the number, the day, the edition, the hash of what was signed, and the hash of
 * everything else in the row (the signer's name, the differences …), so that the chain holds all of it.
 */
export function signedWords({ content: _, ...row }: SignedReportRow): string {
  const { year, no, date, edition, content_hash } = row;
  return `${year}-${no} ${date} edition ${edition} content ${content_hash} seal ${sha256(canonicalJson(row))}`;
}
