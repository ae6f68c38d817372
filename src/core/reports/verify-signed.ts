import type { SignedReportRow } from '#storage/schema.ts';
import { hashOfRow } from '../audit/activity.service.ts';
import type { Executor } from '../kernel/desk.ts';
import { sha256 } from './canonical-json.ts';
import { signedWords } from './signed-words.ts';
import { pdfOf } from './signing.repository.ts';

/** What can be wrong with a signed edition. */
export type SealFault =
  | 'NUMBER_GAP'
  | 'EDITION_GAP'
  | 'CONTENT_CHANGED'
  | 'CHAIN_ROW_MISSING'
  | 'CHAIN_ROW_CHANGED'
  | 'SIGNING_ROW_CHANGED'
  | 'PDF_CHANGED';

export interface CheckedEdition {
  row: Pick<
    SignedReportRow,
    'id' | 'branch_id' | 'date' | 'edition' | 'year' | 'no' | 'content_hash' | 'activity_seq'
  >;
  /** SHA-256 of the PDF as it lies there; null where none was made. */
  pdf: string | null;
  /** Null: everything is as it was sealed. */
  fault: SealFault | null;
}

/**
 * Every signed edition of every branch, in the order of their numbers, each with the first thing that is wrong with it.
 * Reads only. The activity chain as a whole is another check (`system.verifyActivity`): here only the rows the seals
 * name are looked at, the head that was printed and the row of the signing that follows it.
 */
export async function* verifySigned(executor: Executor): AsyncGenerator<CheckedEdition> {
  const ids = await executor
    .selectFrom('signed_report')
    .select(['id', 'branch_id', 'year', 'no'])
    .orderBy('branch_id')
    .orderBy('year')
    .orderBy('no')
    .execute();
  let last = { branch_id: '', year: 0, no: 0 };
  for (const { id, branch_id, year, no } of ids) {
    const follows = branch_id === last.branch_id && year === last.year ? last.no + 1 : 1;
    last = { branch_id, year, no };
    const row = await executor
      .selectFrom('signed_report')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const pdf = await pdfOf(executor, id);
    const found = pdf === undefined ? null : sha256(pdf.bytes);
    const fault =
      (no === follows ? null : 'NUMBER_GAP') ??
      (await editionFault(executor, row)) ??
      (sha256(row.content) === row.content_hash ? null : 'CONTENT_CHANGED') ??
      (await chainFault(executor, row)) ??
      (found === (pdf?.hash ?? null) ? null : 'PDF_CHANGED');
    yield { row, pdf: found, fault };
  }
}

/** What the log says of a signing whose report is not there. */
export interface LostReport {
  /** `2026-3`. */
  number: string;
  /** The day and the edition, as they were written down. */
  words: string;
}

/** How `signedWords` begins. */
const signedBefore = /^(\d+)-(\d+) (.*) content ([0-9a-f]{64}) seal /;

/**
 * Every signing in the log whose report is not there by number and content: what a row taken from the end leaves, which
 * no gap tells. Where no report was ever kept (`kept` is false), every signing lacks its own.
 */
export async function* lostReports(executor: Executor, kept: boolean): AsyncGenerator<LostReport> {
  const signings = await executor
    .selectFrom('activity')
    .select(['branch_id', 'purpose'])
    .where('action', '=', 'signing.sign')
    .where('outcome', '=', 'allowed')
    .orderBy('branch_id')
    .orderBy('seq')
    .execute();
  for (const { branch_id, purpose } of signings) {
    const [, year, no, words, hash = ''] = signedBefore.exec(purpose) ?? [];
    const report =
      kept &&
      words !== undefined &&
      (await executor
        .selectFrom('signed_report')
        .select('id')
        .where('branch_id', '=', branch_id)
        .where('year', '=', Number(year))
        .where('no', '=', Number(no))
        .where('content_hash', '=', hash)
        .executeTakeFirst());
    if (!report)
      yield words === undefined ? { number: '?', words: purpose } : { number: `${year}-${no}`, words };
  }
}

/** A correction follows, and names, the edition before it. */
async function editionFault(executor: Executor, row: SignedReportRow): Promise<SealFault | null> {
  const before = await executor
    .selectFrom('signed_report')
    .select('id')
    .where('branch_id', '=', row.branch_id)
    .where('date', '=', row.date)
    .where('edition', '=', row.edition - 1)
    .executeTakeFirst();
  const corrects = before?.id ?? null;
  return row.corrects_id === corrects && (row.edition === 1) === (corrects === null) ? null : 'EDITION_GAP';
}

async function chainFault(executor: Executor, row: SignedReportRow): Promise<SealFault | null> {
  const rows = await executor
    .selectFrom('activity')
    .selectAll()
    .where('branch_id', '=', row.branch_id)
    .where('seq', 'in', [row.activity_seq, row.activity_seq + 1])
    .orderBy('seq')
    .execute();
  const [head, signing] = rows;
  if (head?.seq !== row.activity_seq || signing?.seq !== row.activity_seq + 1) return 'CHAIN_ROW_MISSING';
  const hashes = [head, signing].map((one) => hashOfRow(one.prev_hash, one));
  if (head.hash !== row.activity_hash || hashes[0] !== head.hash) return 'CHAIN_ROW_CHANGED';
  const says =
    signing.action === 'signing.sign' &&
    signing.actor_id === row.signed_by &&
    signing.at === row.signed_at &&
    signing.purpose === signedWords(row);
  return says && signing.prev_hash === head.hash && hashes[1] === signing.hash ? null : 'SIGNING_ROW_CHANGED';
}

/** The edition whose PDF has these bytes. */
export async function editionOfBytes(executor: Executor, bytes: Uint8Array) {
  return await executor
    .selectFrom('signed_report_pdf')
    .innerJoin('signed_report', 'signed_report.id', 'signed_report_pdf.report_id')
    .select(['year', 'no', 'date', 'edition'])
    .where('signed_report_pdf.hash', '=', sha256(bytes))
    .executeTakeFirst();
}
