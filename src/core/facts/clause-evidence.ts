import type { ClauseEvidence, EventTally, Unmeasured, WordFigures } from '#contract/evidence.ts';
import { limitUnit } from '#contract/standard-clauses.ts';
import type { Clause, Localised, StandardPack } from '#contract/standard-pack.ts';
import { BOOKED_CALL } from '../promises/promise.ts';
import { inLanguage } from '../standard/script.ts';
import type { EventTally as Counted, PromiseTally, WordTally } from './facts.repository.ts';

/** Events of a promise that Maji itself records beside the pack's. */
const ENDS = ['kept', 'late', 'broken', 'unreachable', 'open'] as const;

/** What a clause may be measured by that is read from its promises: the booked calls made in time. */
const BOOKINGS_KEPT = 'bookings_kept_on_time';

export interface CountedPeriod {
  facts: readonly Counted[];
  promises: readonly PromiseTally[];
  words: readonly WordTally[];
  /** Calls that were picked up and whose rings nobody counted. */
  uncountedCalls: number;
}

/** The evidence of every clause of a standard, in the pack's order; one clause where it is named. */
export function clauseEvidence(
  pack: StandardPack,
  counted: CountedPeriod,
  language: string,
  only?: string,
): ClauseEvidence[] {
  const labelOf = eventLabels(pack, language);
  const words = new Set(Object.values(pack.promises).flatMap(({ interim }) => interim?.fulfilled_by ?? []));
  return pack.clauses
    .filter((clause) => only === undefined || clause.id === only)
    .map((clause) => {
      const promises = counted.promises.filter((promise) => promise.clause === clause.id);
      const due = counted.words.filter((word) => word.clause === clause.id);
      const recorded = counted.facts.filter((fact) => fact.clause === clause.id);
      const events = [
        ...recorded.map((fact) => tallyOf(fact, labelOf, words)),
        ...bookingsKept(clause, promises),
      ];
      return {
        clause: clause.id,
        title: inLanguage(clause.title, language, pack.language),
        group: groupTitle(pack, clause, language),
        kind: clause.kind,
        events,
        due: promises.length === 0 ? null : dueFiguresOf(promises),
        words: due.length === 0 ? null : wordFiguresOf(due),
        unmeasured: [
          ...withoutFigure(pack, clause),
          ...withoutCount(clause, events, counted.uncountedCalls),
          ...withoutSignal(clause, events),
        ],
      };
    });
}

/** P5: how many of the calls booked for the period were made in time, as their promises say; none booked, none here. */
function bookingsKept(clause: Clause, promises: readonly PromiseTally[]): EventTally[] {
  if (!('measured_by' in clause) || !clause.measured_by.includes(BOOKINGS_KEPT)) return [];
  const booked = promises.filter(({ promise }) => promise === BOOKED_CALL);
  if (booked.length === 0) return [];
  const { kept } = dueFiguresOf(booked);
  const known = { clock: kept, ticked: 0, afterwards: 0 };
  return [{ event: BOOKINGS_KEPT, label: null, word: false, standing: kept, subjects: kept, known }];
}

function groupTitle(pack: StandardPack, clause: Clause, language: string): string {
  const group = pack.groups.find(({ id }) => id === clause.group);
  return group === undefined ? '' : inLanguage(group.title, language, pack.language);
}

/** Promised without a figure: whatever happened, nobody can say whether it was in time. */
function withoutFigure(pack: StandardPack, clause: Clause): Unmeasured[] {
  const unstated = (event: string | undefined): Unmeasured[] =>
    event === undefined ? [] : [{ event, why: 'no_figure', times: null }];
  if (clause.kind === 'notice') {
    return clause.deadline.counting === 'unstated' ? unstated(clause.records.at(-1)) : [];
  }
  if (clause.kind !== 'promise') return [];
  const rule = pack.promises[clause.promise];
  const under = rule?.reported_under.filter((report) => report.clause === clause.id) ?? [];
  const isUnstated = under.every(({ deadline }) => (deadline ?? rule?.deadline)?.counting === 'unstated');
  return under.length > 0 && isUnstated ? unstated(rule?.fulfilled_by) : [];
}

/** Rings nobody counted, of some calls or of all. */
function withoutCount(clause: Clause, events: readonly EventTally[], calls: number): Unmeasured[] {
  if (clause.kind !== 'limit' || limitUnit(clause) !== 'rings') return [];
  const isCounted = events.some(({ event, standing }) => event.startsWith('rings.') && standing > 0);
  if (isCounted && calls === 0) return [];
  return [{ event: clause.counted, why: 'not_counted', times: calls === 0 ? null : calls }];
}

/** Events that need a signal of their own (a ticket, a round of the amenities): without a record they were not measured. */
function withoutSignal(clause: Clause, events: readonly EventTally[]): Unmeasured[] {
  const recorded = new Set(events.map(({ event }) => event));
  return needSignals(clause)
    .filter((event) => !recorded.has(event))
    .map((event) => ({ event, why: 'no_signal', times: null }));
}

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

function tallyOf(
  fact: Counted,
  labelOf: ReturnType<typeof eventLabels>,
  words: ReadonlySet<string>,
): EventTally {
  const { event, standing, subjects, clock, ticked, afterwards } = fact;
  const [base = event] = event.split('.');
  return {
    event,
    label: labelOf(fact.clause, base),
    word: words.has(event),
    standing,
    subjects,
    known: { clock, ticked, afterwards },
  };
}

function wordFiguresOf(words: readonly WordTally[]): WordFigures {
  const count = (state: keyof WordFigures) =>
    words.reduce((sum, one) => (one.state === state ? sum + Number(one.words) : sum), 0);
  return { kept: count('kept'), late: count('late'), missed: count('missed'), open: count('open') };
}

function dueFiguresOf(promises: readonly PromiseTally[]) {
  const count = (state: (typeof ENDS)[number]) =>
    promises.reduce((sum, one) => (one.state === state ? sum + Number(one.promises) : sum), 0);
  const [kept, late, broken, unreachable, open] = ENDS.map(count) as [number, number, number, number, number];
  const judged = kept + late + broken;
  return { kept, late, broken, unreachable, open, rate: judged === 0 ? null : kept / judged };
}
