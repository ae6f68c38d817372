import type { Outcome } from '#contract/encounters.ts';
import { choiceFacts, ONCE_HANDLED, officerRule, settled, unsettled } from './settlement.ts';
import { choiceOf, owedBy } from './steps.ts';
import {
  type Candidate,
  moved,
  no,
  type Result,
  type Scene,
  type Visit,
  type VisitFact,
  withoutMark,
} from './visit.ts';

/** The officer the customer came for, present or not; `scene.officerAbsent` is about this one. */
export function setOfficer(scene: Scene, visit: Visit, officer: Candidate | null): Result {
  if (visit.state === 'closed') return no('ENCOUNTER_CLOSED');
  if (visit.state === 'handed_over') return no('HANDED_OVER');
  if (visit.state === 'with_officer') return no('WITH_OFFICER');
  if (officer === null) {
    return moved(visit, { officerId: null, state: 'open', waitingSince: null });
  }
  if (!officer.active) return no('STAFF_INACTIVE', 'staffId');
  const clause = officerRule(scene)?.clause;
  // V4 concerns only visits where this is known, so it is evidence by itself.
  const facts: VisitFact[] =
    officer.present ||
    clause === undefined ||
    officer.id === visit.officerId ||
    // Who was in at the time of a call logged afterwards nobody knows.
    scene.how === 'afterwards'
      ? []
      : [{ clause, event: 'officer_absent', occurredAt: scene.now, how: 'clock' }];
  return moved(visit, { officerId: officer.id }, facts);
}

/** How the pack calls going to somebody else: a caller is put through, a visitor taken along. */
function passingOn(scene: Scene, toId: string, officerId: string | null): string {
  if (choiceOf(officerRule(scene), 'transferred') !== undefined) return 'transferred';
  return toId !== officerId && scene.officerAbsent ? 'colleague' : 'handed_over';
}

/** Asks somebody present to take the visit; a colleague where it is not the officer sought (V4). */
export function handOver(scene: Scene, visit: Visit, to: Candidate): Result {
  if (visit.state === 'closed') return no('ENCOUNTER_CLOSED');
  if (visit.state === 'handed_over') return no('HANDED_OVER');
  if (!to.active) return no('STAFF_INACTIVE', 'to');
  if (to.id === visit.servedBy) return no('ALREADY_SERVING', 'to');
  if (!to.present) return no('OFFICER_ABSENT', 'to');
  const officerId = visit.officerId ?? to.id;
  const choice = passingOn(scene, to.id, officerId);
  const { steps, facts: undone } = settled(scene, visit, choice);
  const facts = [...undone, ...choiceFacts(scene, choice, (event) => !ONCE_HANDLED.has(event))];
  const change = {
    state: 'handed_over' as const,
    officerId,
    handedTo: to.id,
    handedOverAt: scene.now,
    waitingSince: null,
    steps,
  };
  return moved(visit, change, facts);
}

/** The one it was handed to takes the visit; what whoever takes does is his to do (again) from now on. */
export function take(scene: Scene, visit: Visit): Result {
  if (visit.state === 'closed') return no('ENCOUNTER_CLOSED');
  if (visit.state !== 'handed_over') return no('NOT_HANDED_OVER');
  const { actorId, now, rules } = scene;
  if (visit.handedTo !== actorId) return no('NOT_FOR_YOU');
  const rule = officerRule(scene);
  const choice = visit.steps.find((mark) => mark.step === rule?.id)?.reason ?? null;
  const facts = choiceFacts(scene, choice, (event) => ONCE_HANDLED.has(event), true);
  const change = {
    state: 'with_officer' as const,
    servedBy: actorId,
    handedTo: null,
    takenAt: now,
    outcome: actorId === visit.officerId ? ('officer' as const) : ('colleague' as const),
    outcomeNote: '',
    steps: [...visit.steps, ...owedBy(actorId, now, rules, visit.steps)],
  };
  return moved(visit, change, facts);
}

/** Reception takes an untaken visit back; from the one it was handed to, it goes back to whoever had it. */
export function recall(scene: Scene, visit: Visit): Result {
  if (visit.state === 'closed') return no('ENCOUNTER_CLOSED');
  if (visit.state !== 'handed_over') return no('NOT_HANDED_OVER');
  const servedBy = scene.actorId === visit.handedTo ? visit.servedBy : scene.actorId;
  const back = { handedTo: null, handedOverAt: null, servedBy };
  // An officer who had handed his visit on simply has it again.
  if (visit.takenAt !== null && servedBy === visit.servedBy) {
    return moved(visit, { ...back, state: 'with_officer' });
  }
  const steps = withoutMark(visit.steps, officerRule(scene)?.id);
  return moved(visit, { ...back, state: 'open', takenAt: null, steps });
}

/**
 * Whoever the visit is on its way to, or who has it, cannot go on with it: it goes to a colleague who is in, or back to
 * whoever brought it. Nothing has been said to the customer by that, so it is no evidence of telling him.
 */
export function passOn(scene: Scene, visit: Visit, from: string, to: Candidate): Result {
  if (visit.state === 'closed') return no('ENCOUNTER_CLOSED');
  if (visit.state === 'with_officer' && visit.servedBy === from) return handOver(scene, visit, to);
  if (visit.state !== 'handed_over') return no('NOT_HANDED_OVER');
  if (visit.handedTo !== from) return no('NOT_FOR_YOU');
  if (!to.active) return no('STAFF_INACTIVE', 'to');
  if (to.id === from) return no('ALREADY_SERVING', 'to');
  if (!to.present) return no('OFFICER_ABSENT', 'to');
  if (to.id === visit.servedBy) return recall({ ...scene, actorId: from }, visit);
  const { steps, facts } = settled(scene, visit, passingOn(scene, to.id, visit.officerId));
  return moved(visit, { handedTo: to.id, handedOverAt: scene.now, steps }, facts);
}

/** The customer waits for the officer sought. */
export function wait(scene: Scene, visit: Visit): Result {
  if (visit.state === 'closed') return no('ENCOUNTER_CLOSED');
  if (visit.state === 'handed_over') return no('HANDED_OVER');
  if (visit.state === 'with_officer') return no('WITH_OFFICER');
  if (visit.state === 'waiting') return no('ALREADY_WAITING');
  if (visit.officerId === null) return no('NEEDS_OFFICER');
  const waiting = { state: 'waiting' as const, waitingSince: scene.now };
  const told = choiceFacts(scene, 'wait');
  // A memo and its promise stand whatever the customer does next.
  if (visit.outcome === 'memo') return moved(visit, waiting, told);
  const { steps, facts } = unsettled(scene, visit);
  return moved(visit, { ...waiting, steps, outcome: null, outcomeNote: '' }, [...facts, ...told]);
}

/** Whoever has the visit does the business himself: for an absent officer, as the colleague of V4. */
export function handleHere(scene: Scene, visit: Visit): Result {
  if (visit.state === 'closed') return no('ENCOUNTER_CLOSED');
  if (visit.state === 'handed_over') return no('HANDED_OVER');
  if (visit.state === 'with_officer') return no('ALREADY_SERVING');
  if (visit.outcome === 'handled') return no('ALREADY_DONE');
  const instead = scene.officerAbsent && visit.officerId !== scene.actorId;
  const atOnce = choiceOf(officerRule(scene), 'answered') === undefined ? null : 'answered';
  const choice = atOnce ?? (instead ? 'colleague' : null);
  return settle(scene, visit, { outcome: 'handled', note: '', choice, servedBy: scene.actorId });
}

/** The customer leaves or will come again. */
export function leave(
  scene: Scene,
  visit: Visit,
  input: { note: string; comesBack?: boolean | undefined },
): Result {
  const choice = input.comesBack ? 'come_back' : 'leave';
  return settle(scene, visit, { outcome: 'left', note: input.note, choice });
}

/**
 * A memo was taken for the officer (V4); a visit nobody has taken yet comes back by that. `recorded` are the events
 * the memo itself is evidence of.
 */
export function memoTaken(scene: Scene, visit: Visit, recorded: ReadonlySet<string>): Result {
  const result = settle(scene, visit, { outcome: 'memo', note: '', choice: 'memo' });
  return result.ok ? { ...result, facts: result.facts.filter((fact) => !recorded.has(fact.event)) } : result;
}

/** A call at an agreed time was booked (P5). `recorded` are the events the booking itself is evidence of. */
export function booked(scene: Scene, visit: Visit, recorded: ReadonlySet<string>): Result {
  const result = settle(scene, visit, { outcome: 'booked', note: '', choice: 'booked' });
  return result.ok ? { ...result, facts: result.facts.filter((fact) => !recorded.has(fact.event)) } : result;
}

interface Settlement {
  outcome: Outcome;
  note: string;
  choice: string | null;
  servedBy?: string;
}

function settle(scene: Scene, visit: Visit, how: Settlement): Result {
  if (visit.state === 'closed') return no('ENCOUNTER_CLOSED');
  const withOfficer = visit.state === 'with_officer';
  const { steps, facts } = settled(scene, visit, how.choice);
  const change = {
    state: withOfficer ? ('with_officer' as const) : ('open' as const),
    servedBy: how.servedBy ?? visit.servedBy,
    takenAt: withOfficer ? visit.takenAt : null,
    handedTo: null,
    handedOverAt: withOfficer ? visit.handedOverAt : null,
    waitingSince: null,
    outcome: how.outcome,
    outcomeNote: how.note,
    steps: withOfficer ? visit.steps : steps,
  };
  // With a colleague the reason was told at the hand-over; a memo is an event of its own.
  const told = withOfficer && how.outcome !== 'memo' ? [] : choiceFacts(scene, how.choice);
  return moved(visit, change, [...facts, ...told]);
}
