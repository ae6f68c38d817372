import { LONGEST_PERIOD, type StandardEvidence } from '#contract/evidence.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { refuse } from '../kernel/refusals.ts';
import { addDays } from '../standard/calendar.ts';
import { inLanguage } from '../standard/script.ts';
import { clauseEvidence } from './clause-evidence.ts';
import {
  type FactPeriod,
  tallyFacts,
  tallyPromises,
  tallyUncounted,
  tallyWords,
} from './facts.repository.ts';

/**
 * The evidence of a branch from one business date to another, both included, clause by clause: the standard in force
 * first, then those it was measured by earlier in the period. REFUSED with TIME_IMPOSSIBLE for a period that ends
 * before it begins or is longer than a year.
 */
export async function evidenceOf(
  desk: Desk,
  call: Pick<Call, 'language'>,
  period: FactPeriod,
): Promise<{ since: string; until: string; standards: StandardEvidence[] }> {
  const { since, until, clause } = period;
  if (until < since || until > addDays(since, LONGEST_PERIOD)) throw refuse('TIME_IMPOSSIBLE', 'until');
  const { db } = desk.engine;
  const branch = await desk.branches.get(db, period.branchId);
  const [facts, promises, words, uncounted] = await Promise.all([
    tallyFacts(db, period),
    tallyPromises(db, period),
    tallyWords(db, period),
    tallyUncounted(db, period),
  ]);
  const others = [...facts, ...promises, ...words, ...uncounted].map((row) => row.standard_id);
  const standards: StandardEvidence[] = [];
  for (const standardId of new Set([branch.standardId, ...others])) {
    const pack = await desk.branches.pack(db, standardId);
    const counted = {
      facts: facts.filter((row) => row.standard_id === standardId),
      promises: promises.filter((row) => row.standard_id === standardId),
      words: words.filter((row) => row.standard_id === standardId),
      uncountedCalls: Number(uncounted.find((row) => row.standard_id === standardId)?.calls ?? 0),
    };
    standards.push({
      standardId,
      name: inLanguage(pack.name, call.language, pack.language),
      version: pack.version,
      inForce: standardId === branch.standardId,
      clauses: clauseEvidence(pack, counted, call.language, clause),
    });
  }
  return { since, until, standards };
}
