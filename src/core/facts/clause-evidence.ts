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
  const labelOf = eventLabels(pack, language);
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
        events: facts.map((fact) => tallyOf(fact, labelOf)),
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

/** What goes along with the deed a choice is named after, and has a name of its own. */
const BESIDE = new Set(['reason_told', 'summary_handed_over']);

/** What an event of a clause is called: by the step or the choice that records it, where one name fits all that do. */
function eventLabels(pack: StandardPack, language: string): (clause: string, event: string) => string | null {
  const names = new Map<string, Set<string>>();
  const name = (clause: string, event: string, label: Localised) => {
    const text = inLanguage(label, language, pack.language);
    for (const key of [`${clause} ${event}`, event]) names.set(key, (names.get(key) ?? new Set()).add(text));
  };
  for (const { steps } of Object.values(pack.channels)) {
    for (const { id, clause, records, label, choices } of steps) {
      // A step that records nothing of its own leaves its id.
      name(clause, records ?? id, label);
      for (const choice of choices) {
        for (const event of choice.records) if (!BESIDE.has(event)) name(clause, event, choice.label);
      }
    }
  }
  return (clause, event) => {
    const [label, ...others] = names.get(`${clause} ${event}`) ?? names.get(event) ?? [];
    return label === undefined || others.length > 0 ? null : label;
  };
}

function tallyOf(fact: Counted, labelOf: ReturnType<typeof eventLabels>): EventTally {
  const { event, standing, subjects, clock, ticked, afterwards } = fact;
  const [base = event] = event.split('.');
  return {
    event,
    label: labelOf(fact.clause, base),
    standing,
    subjects,
    known: { clock, ticked, afterwards },
  };
}

function dueFiguresOf(promises: readonly PromiseTally[]) {
  const count = (state: (typeof ENDS)[number]) =>
    promises.reduce((sum, one) => (one.state === state ? sum + Number(one.promises) : sum), 0);
  const [kept, late, broken, unreachable, open] = ENDS.map(count) as [number, number, number, number, number];
  const judged = kept + late + broken;
  return { kept, late, broken, unreachable, open, rate: judged === 0 ? null : kept / judged };
}
