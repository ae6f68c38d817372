import type { ClauseEvidence, EventTally } from '#contract/evidence.ts';
import type { Clause, Localised, StandardPack } from '#contract/standard-pack.ts';
import { inLanguage } from '../standard/script.ts';
import type { EventTally as Counted, PromiseTally } from './facts.repository.ts';

/** Events of a promise that Maji itself records beside the pack's. */
const ENDS = ['kept', 'late', 'broken', 'unreachable', 'open'] as const;

/** The evidence of every clause of a standard, in the pack's order; one clause where it is named. */
export function clauseEvidence(
  pack: StandardPack,
  counted: { facts: readonly Counted[]; promises: readonly PromiseTally[] },
  language: string,
  only?: string,
): ClauseEvidence[] {
  const labels = eventLabels(pack, language);
  return pack.clauses
    .filter((clause) => only === undefined || clause.id === only)
    .map((clause) => {
      const facts = counted.facts.filter((fact) => fact.clause === clause.id);
      const promises = counted.promises.filter((promise) => promise.clause === clause.id);
      const recorded = new Set(facts.map((fact) => fact.event));
      return {
        clause: clause.id,
        title: inLanguage(clause.title, language, pack.language),
        group: groupTitle(pack, clause, language),
        kind: clause.kind,
        events: facts.map((fact) => tallyOf(fact, labels)),
        due: promises.length === 0 ? null : dueFiguresOf(promises),
        unmeasured: needSignals(clause).filter((event) => !recorded.has(event)),
      };
    });
}

function groupTitle(pack: StandardPack, clause: Clause, language: string): string {
  const group = pack.groups.find(({ id }) => id === clause.group);
  return group === undefined ? '' : inLanguage(group.title, language, pack.language);
}

/** Events that need a signal of their own (a ticket, a round of the amenities): without a record they were not measured. */
function needSignals(clause: Clause): readonly string[] {
  switch (clause.kind) {
    case 'promise':
    case 'notice':
      return [];
    case 'limit':
      return clause.needs_signal.length > 0 ? [clause.counted] : [];
    case 'step':
      return clause.needs_signal.length > 0 ? clause.measured_by : [];
    default:
      return clause.measured_by;
  }
}

/** What each event is called: by the step or the choice that records it, where one name fits all that do. */
function eventLabels(pack: StandardPack, language: string): ReadonlyMap<string, string> {
  const names = new Map<string, Set<string>>();
  const name = (event: string, label: Localised) =>
    names.set(event, (names.get(event) ?? new Set()).add(inLanguage(label, language, pack.language)));
  for (const { steps } of Object.values(pack.channels)) {
    for (const { records, label, choices } of steps) {
      if (records !== undefined) name(records, label);
      for (const choice of choices) for (const event of choice.records) name(event, choice.label);
    }
  }
  const labels = new Map<string, string>();
  for (const [event, [label, ...others]] of names) {
    if (label !== undefined && others.length === 0) labels.set(event, label);
  }
  return labels;
}

function tallyOf(fact: Counted, labels: ReadonlyMap<string, string>): EventTally {
  const { event, standing, subjects, clock, ticked, afterwards } = fact;
  const [base = event] = event.split('.');
  return { event, label: labels.get(base) ?? null, standing, subjects, known: { clock, ticked, afterwards } };
}

function dueFiguresOf(promises: readonly PromiseTally[]) {
  const count = (state: (typeof ENDS)[number]) =>
    promises.reduce((sum, one) => (one.state === state ? sum + Number(one.promises) : sum), 0);
  const [kept, late, broken, unreachable, open] = ENDS.map(count) as [number, number, number, number, number];
  const judged = kept + late + broken;
  return { kept, late, broken, unreachable, open, rate: judged === 0 ? null : kept / judged };
}
