import type { StandardPack } from '#contract/standard-pack.ts';
import { inLanguage } from '../standard/script.ts';
import type { CountedClause, ReportPromise } from './callback-report.ts';

/** Where a memo may come from; promises from elsewhere have reports of their own. */
const MEMO_SOURCES = ['visit', 'phone', 'direct'] as const;
/** Booked calls are memos as well; their clause is named where there was one. */
const BOOKED = ['booking'] as const;

/**
 * The clauses callbacks count for in a pack, published ones first, each once: the published hour and
 * the branch's own target each have a rate of their own.
 */
export function countedClauses(
  pack: StandardPack,
  language: string,
  sources: readonly string[] = MEMO_SOURCES,
): CountedClause[] {
  const found = new Map<string, CountedClause>();
  for (const rule of Object.values(pack.promises)) {
    for (const { source, clause, standing } of rule.reported_under) {
      if (!sources.includes(source) || found.has(clause)) continue;
      const title = pack.clauses.find(({ id }) => id === clause)?.title;
      const label = title === undefined ? clause : inLanguage(title, language, pack.language);
      found.set(clause, { clause, label, standing });
    }
  }
  const order = { published: 0, in_house: 1 };
  return [...found.values()].sort((a, b) => order[a.standing] - order[b.standing]);
}

/** How a clause of a standard no longer in force is named, so that it is not taken for one of the new standard. */
const elsewhere = (pack: StandardPack, clause: string) => `${pack.id} ${clause}`;

/**
 * The day's promises and the clauses they count for. What was promised under another standard than the one in force
 * stays judged by it: it keeps its clause, named with its pack. Versions of one pack share their clauses.
 */
export function clausesOfDay(
  inForce: StandardPack,
  promises: readonly ReportPromise[],
  packs: ReadonlyMap<string, StandardPack>,
  language: string,
): { promises: ReportPromise[]; clauses: CountedClause[] } {
  const booked = countedClauses(inForce, language, BOOKED).filter(({ clause }) =>
    promises.some((promise) => promise.clause === clause),
  );
  const usual = countedClauses(inForce, language);
  const clauses = [...usual, ...booked.filter(({ clause }) => !usual.some((one) => one.clause === clause))];
  const foreign: CountedClause[] = [];
  const named = promises.map((promise) => {
    const pack = packs.get(promise.standardId);
    if (pack === undefined || pack.id === inForce.id) return promise;
    const clause = elsewhere(pack, promise.clause);
    if (!foreign.some((one) => one.clause === clause)) {
      const own = countedClauses(pack, language, [...MEMO_SOURCES, ...BOOKED]).find(
        (one) => one.clause === promise.clause,
      );
      foreign.push({ label: promise.clause, standing: 'published', ...own, clause });
    }
    return { ...promise, clause };
  });
  foreign.sort((a, b) => (a.clause < b.clause ? -1 : 1));
  return { promises: named, clauses: [...clauses, ...foreign] };
}

/** The label of a clause in a report already sealed; `packs` are the standards it may come from. */
export function clauseLabel(packs: readonly StandardPack[], clause: string, language: string): string {
  const [inForce] = packs;
  for (const pack of packs) {
    const own = countedClauses(pack, language, [...MEMO_SOURCES, ...BOOKED]).find(
      (one) => elsewhere(pack, one.clause) === clause || (pack === inForce && one.clause === clause),
    );
    if (own !== undefined) return own.label;
  }
  return clause;
}
