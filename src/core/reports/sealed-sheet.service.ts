import { z } from 'zod';
import { type Difference, difference, type SealedSheet } from '#contract/signing.ts';
import { fromInstant } from '#storage/codecs.ts';
import type { SignedReportRow } from '#storage/schema.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { inLanguage } from '../standard/script.ts';
import { clauseLabel } from './counted-clauses.ts';
import { contentOfText, reportOf } from './day-content.ts';
import { promisesOfDay } from './reports.repository.ts';
import { editionById } from './signing.repository.ts';
import { beforeClosing, editionOf, ownEdition } from './signing.service.ts';

/** A signed edition as its paper is drawn: the frozen day and the seal, with the words of a language. */
export async function sealedSheet(
  desk: Desk,
  input: { branchId: string; id: string },
  language: string,
): Promise<SealedSheet> {
  const { db } = desk.engine;
  const row = await ownEdition(db, input.branchId, input.id);
  const { calendar } = await desk.branches.get(db, row.branch_id);
  const pack = await desk.branches.pack(db, row.standard_id);
  const content = contentOfText(row.content);
  const packs = [pack, ...(await packsOfDay(desk, row))];
  const report = reportOf(content, calendar, {
    standard: `${inLanguage(pack.name, language, pack.language)} ${pack.version}`,
    clauseLabel: (clause) => clauseLabel(packs, clause, language),
    madeAt: fromInstant(row.signed_at),
    madeBy: `${row.signer_name} ${row.signer_title}`.trim(),
  });
  return { report, seal: await sealOf(db, row) };
}

/** Other standards the promises of the day were made under. */
async function packsOfDay(desk: Desk, row: SignedReportRow) {
  const found = await promisesOfDay(desk.engine.db, row.branch_id, row.date);
  const others = new Set(found.map(({ standardId }) => standardId).filter((id) => id !== row.standard_id));
  return await Promise.all([...others].map((id) => desk.branches.pack(desk.engine.db, id)));
}

async function sealOf(executor: Executor, row: SignedReportRow): Promise<SealedSheet['seal']> {
  const corrected =
    row.corrects_id === null ? undefined : await editionById(executor, row.branch_id, row.corrects_id);
  return {
    ...editionOf(row),
    beforeClosing: beforeClosing(row),
    openVisits: row.open_visits,
    chain: { seq: row.activity_seq, hash: row.activity_hash },
    corrects: corrected === undefined ? null : { year: corrected.year, no: corrected.no },
    differences: differencesOfText(row.differences),
  };
}

const storedInstants = z.preprocess((value) => {
  const { madeAt, ...rest } = value as { madeAt?: string };
  return madeAt === undefined ? rest : { ...rest, madeAt: fromInstant(madeAt) };
}, difference);

function differencesOfText(text: string): Difference[] {
  return z.array(storedInstants).parse(JSON.parse(text));
}
