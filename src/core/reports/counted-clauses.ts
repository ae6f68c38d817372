import type { StandardPack } from '#contract/standard-pack.ts';
import { inLanguage } from '../standard/script.ts';
import type { CountedClause } from './callback-report.ts';

/** Where a memo may come from; promises from elsewhere have reports of their own. */
const MEMO_SOURCES = new Set(['visit', 'phone', 'direct']);

/**
 * The clauses callbacks count for in a pack, published ones first, each once: the published hour and
 * the branch's own target each have a rate of their own.
 */
export function countedClauses(pack: StandardPack, language: string): CountedClause[] {
  const found = new Map<string, CountedClause>();
  for (const rule of Object.values(pack.promises)) {
    for (const { source, clause, standing } of rule.reported_under) {
      if (!MEMO_SOURCES.has(source) || found.has(clause)) continue;
      const title = pack.clauses.find(({ id }) => id === clause)?.title;
      const label = title === undefined ? clause : inLanguage(title, language, pack.language);
      found.set(clause, { clause, label, standing });
    }
  }
  const order = { published: 0, in_house: 1 };
  return [...found.values()].sort((a, b) => order[a.standing] - order[b.standing]);
}
