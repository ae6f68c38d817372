import type { EncounterState, Known, Outcome } from '#contract/encounters.ts';
import type { ChannelStep } from '#contract/standard-pack.ts';
import type { StepMark } from './steps.ts';

/** A visit as the rules see it. */
export interface Visit {
  state: EncounterState;
  version: number;
  openedAt: Date;
  customerId: string | null;
  dutyId: string | null;
  purpose: string;
  /** The officer sought. */
  officerId: string | null;
  servedBy: string;
  handedTo: string | null;
  handedOverAt: Date | null;
  /** Set while somebody who took the visit over serves it. */
  takenAt: Date | null;
  waitingSince: Date | null;
  outcome: Outcome | null;
  outcomeNote: string;
  closedAt: Date | null;
  steps: readonly StepMark[];
}

/** An event to be kept as evidence. */
export interface VisitFact {
  clause: string;
  event: string;
  occurredAt: Date;
  how: Known;
}

export type RefusalReason =
  | 'ENCOUNTER_CLOSED'
  | 'STEP_UNKNOWN'
  | 'ALREADY_DONE'
  | 'NOTHING_TO_UNDO'
  | 'NOT_UNDOABLE'
  | 'NOT_SKIPPABLE'
  | 'NEEDS_OUTCOME'
  | 'NEEDS_PURPOSE'
  | 'NEEDS_OFFICER'
  | 'STEPS_OPEN'
  | 'NOT_TAKEN'
  | 'NOT_HANDED_OVER'
  | 'NOT_FOR_YOU'
  | 'HANDED_OVER'
  | 'WITH_OFFICER'
  | 'ALREADY_SERVING'
  | 'ALREADY_WAITING'
  | 'OFFICER_ABSENT'
  | 'STAFF_INACTIVE'
  | 'ALREADY_ANSWERED'
  | 'NOT_A_CALL'
  | 'RECORDED_AFTERWARDS'
  | 'TIME_IN_FUTURE'
  | 'TIME_IMPOSSIBLE';

export interface Refused {
  ok: false;
  reason: RefusalReason;
  field: string | null;
}
export interface Moved {
  ok: true;
  visit: Visit;
  facts: VisitFact[];
}
export type Result = Moved | Refused;

/** What a command needs to know besides the visit. */
export interface Scene {
  rules: readonly ChannelStep[];
  now: Date;
  actorId: string;
  /** The officer sought is away (V4). */
  officerAbsent: boolean;
  /** How what is done now is known; ticked unless the whole encounter is recorded afterwards. */
  how?: Known;
  /** Events a choice would claim and that are not true here: a summary that nobody wrote. */
  untrue?: ReadonlySet<string>;
}

/** Somebody the visit may go to. */
export interface Candidate {
  id: string;
  active: boolean;
  present: boolean;
}

/** A command refused; nothing changed. */
export const no = (reason: RefusalReason, field: string | null = null): Refused => ({
  ok: false,
  reason,
  field,
});

/** A command done: the version counts up by one. */
export function moved(visit: Visit, change: Partial<Visit>, facts: VisitFact[] = []): Moved {
  return { ok: true, visit: { ...visit, ...change, version: visit.version + 1 }, facts };
}

export function withMark(marks: readonly StepMark[], mark: StepMark): StepMark[] {
  return [...marks.filter((one) => one.step !== mark.step), mark];
}

export function withoutMark(marks: readonly StepMark[], step: string | undefined): StepMark[] {
  return marks.filter((one) => one.step !== step);
}
