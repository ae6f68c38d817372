import type { Clause } from '#contract/standard-pack.ts';
import type { Branch, Executor } from '../kernel/desk.ts';
import { type EventTally, tallyFacts } from './facts.repository.ts';

/** What is known of one clause in a period. */
export interface ClauseEvidence {
  clause: string;
  kind: Clause['kind'];
  events: EventTally[];
  /** Events the clause is measured by that need a signal this branch does not have: unmeasured, never 0. */
  unmeasured: string[];
}

/** The evidence of a branch from one business date to another, both included, clause by clause in the pack's order. */
export async function evidenceOf(
  executor: Executor,
  branch: Branch,
  period: { from: string; until: string; clause?: string },
): Promise<ClauseEvidence[]> {
  const tallies = await tallyFacts(executor, { branchId: branch.id, ...period });
  return branch.pack.clauses
    .filter((clause) => period.clause === undefined || clause.id === period.clause)
    .map((clause) => {
      const events = tallies.filter((tally) => tally.clause === clause.id);
      const needed = clause.kind === 'step' && clause.needs_signal.length > 0 ? clause.measured_by : [];
      const known = new Set(events.map((tally) => tally.event));
      return {
        clause: clause.id,
        kind: clause.kind,
        events,
        unmeasured: needed.filter((event) => !known.has(event)),
      };
    });
}
