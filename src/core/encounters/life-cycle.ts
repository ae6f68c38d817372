import type { Known } from '#contract/encounters.ts';
import { unsettled } from './settlement.ts';
import { eventOf, isSettled, isSkippable, type LaidStep, layOut, type StepMark } from './steps.ts';
import {
  moved,
  no,
  type Refused,
  type Result,
  type Scene,
  type Visit,
  type VisitFact,
  withMark,
  withoutMark,
} from './visit.ts';

/** Clocks of two machines differ; a time this far ahead is taken as now. */
const CLOCK_SKEW_MS = 2 * 60_000;
/** A step may have been done this long before the visit was opened on screen. */
const BEFORE_OPENING_MS = 30 * 60_000;
/** A greeting kept while disconnected is sent within the day. */
const KEPT_GREETING_MS = 24 * 60 * 60_000;

/** V2, V3: a new visit with its greeting done. `busyClauses` are those that concern greeting amid other work. */
export function open(scene: Scene, input: { greetedAt?: Date; busyClauses: readonly string[] }): Result {
  const { now, actorId, rules, how = 'clock' } = scene;
  const { greetedAt = now } = input;
  if (greetedAt.getTime() > now.getTime() + CLOCK_SKEW_MS) return no('TIME_IN_FUTURE', 'greetedAt');
  if (greetedAt.getTime() < now.getTime() - KEPT_GREETING_MS) return no('TIME_IMPOSSIBLE', 'greetedAt');
  const at = greetedAt < now ? greetedAt : now;
  const greetings = rules.filter((rule) => rule.on === 'open');
  const facts = greetings.flatMap((rule) => {
    const event = eventOf({ rule, again: false });
    return event === null
      ? []
      : [rule.clause, ...input.busyClauses].map(
          (clause): VisitFact => ({ clause, event, occurredAt: at, how }),
        );
  });
  const steps = greetings.map(
    (rule): StepMark => ({ step: rule.id, state: 'done', at, how, reason: null, actorId }),
  );
  return {
    ok: true,
    visit: {
      state: 'open',
      version: 1,
      openedAt: at,
      customerId: null,
      dutyId: null,
      purpose: '',
      officerId: null,
      servedBy: actorId,
      handedTo: null,
      handedOverAt: null,
      takenAt: null,
      waitingSince: null,
      outcome: null,
      outcomeNote: '',
      closedAt: null,
      steps,
    },
    facts,
  };
}

function timeOf(
  visit: Visit,
  { now, how = 'ticked' }: Scene,
  occurredAt: Date | undefined,
): { at: Date; how: Known } | Refused {
  if (occurredAt === undefined) return { at: now, how };
  if (occurredAt.getTime() > now.getTime() + CLOCK_SKEW_MS) return no('TIME_IN_FUTURE', 'occurredAt');
  if (occurredAt.getTime() < visit.openedAt.getTime() - BEFORE_OPENING_MS) {
    return no('TIME_IMPOSSIBLE', 'occurredAt');
  }
  return { at: occurredAt < now ? occurredAt : now, how: 'afterwards' };
}

/** The step a command names, or why it cannot be done now. */
function openStep(scene: Scene, visit: Visit, id: string): LaidStep | Refused {
  if (visit.state === 'closed') return no('ENCOUNTER_CLOSED');
  const laid = layOut(scene.rules, visit.steps);
  const index = laid.findIndex((step) => step.id === id);
  const step = laid[index];
  if (step === undefined) return no('STEP_UNKNOWN', 'step');
  const officerAt = laid.findIndex((one) => one.rule.on === 'officer');
  if (visit.state === 'handed_over' && officerAt >= 0 && index > officerAt) return no('NOT_TAKEN', 'step');
  return step;
}

/** Ticks a step, now or (marked so) afterwards. The last one ends a visit that has its outcome. */
export function tick(scene: Scene, visit: Visit, input: { step: string; occurredAt?: Date }): Result {
  const step = openStep(scene, visit, input.step);
  if ('ok' in step) return step;
  if (step.mark?.state === 'done') return no('ALREADY_DONE', 'step');
  if (step.rule.on === 'officer' && visit.outcome === null) return no('NEEDS_OUTCOME', 'step');
  const time = timeOf(visit, scene, input.occurredAt);
  if ('ok' in time) return time;
  const mark: StepMark = { ...time, step: step.id, state: 'done', reason: null, actorId: scene.actorId };
  const steps = withMark(visit.steps, mark);
  const facts = [...skipUndone(step), ...factOf(step, '', time.at, time.how)];
  const last = layOut(scene.rules, steps).at(-1)?.id === step.id;
  const ends = last && visit.outcome !== null && visit.state !== 'handed_over' && !stepsOpen(scene, steps);
  const change = ends ? ({ steps, ...closedAt(scene.now) } as const) : { steps };
  return moved(visit, change, facts);
}

/** Leaves a step out, with the reason. */
export function skip(scene: Scene, visit: Visit, input: { step: string; reason: string }): Result {
  const step = openStep(scene, visit, input.step);
  if ('ok' in step) return step;
  if (isSettled(step)) return no('ALREADY_DONE', 'step');
  if (!isSkippable(step.rule, visit.outcome)) return no('NOT_SKIPPABLE', 'step');
  const { now: at, actorId, how = 'ticked' } = scene;
  const mark: StepMark = { step: step.id, state: 'skipped', at, how, reason: input.reason, actorId };
  const facts = factOf(step, '.skipped', at, how);
  return moved(visit, { steps: withMark(visit.steps, mark) }, facts);
}

/** The evidence of a step, with what became of it; none where only the step's choices are evidence. */
function factOf(step: LaidStep, what: string, occurredAt: Date, how: Known): VisitFact[] {
  const event = eventOf(step);
  return event === null ? [] : [{ clause: step.rule.clause, event: `${event}${what}`, occurredAt, how }];
}

/** A step left out and then done after all does not count as left out as well. */
function skipUndone(step: LaidStep): VisitFact[] {
  return step.mark?.state === 'skipped' ? factOf(step, '.skipped.undone', step.mark.at, 'ticked') : [];
}

/** Takes a tick or a skip back; what was recorded stays and is followed by its `.undone`. */
export function undo(scene: Scene, visit: Visit, input: { step: string }): Result {
  const step = openStep(scene, visit, input.step);
  if ('ok' in step) return step;
  const { mark, rule } = step;
  if (mark === null || mark.state === 'owed') return no('NOTHING_TO_UNDO', 'step');
  if (rule.on === 'officer') {
    if (
      visit.state === 'handed_over' ||
      visit.takenAt !== null ||
      visit.outcome === 'memo' ||
      visit.outcome === 'booked'
    ) {
      return no('NOT_UNDOABLE', 'step');
    }
    const { steps, facts } = unsettled(scene, visit);
    return moved(visit, { steps, outcome: null, outcomeNote: '' }, facts);
  }
  const facts = mark.state === 'skipped' ? skipUndone(step) : factOf(step, '.undone', mark.at, 'ticked');
  const rest = withoutMark(visit.steps, step.id);
  // A repeat stays owed; the step itself simply is not done any more.
  const steps = step.again
    ? withMark(rest, { ...mark, state: 'owed', at: scene.now, how: 'clock', reason: null })
    : rest;
  return moved(visit, { steps }, facts);
}

/** What brought the customer; ticks the purpose step (V2). Said again, it changes the purpose. */
export function setPurpose(
  scene: Scene,
  visit: Visit,
  input: { dutyId: string | null; text: string },
): Result {
  if (visit.state === 'closed') return no('ENCOUNTER_CLOSED');
  if (input.dutyId === null && input.text === '') return no('NEEDS_PURPOSE', 'text');
  const purpose = { dutyId: input.dutyId, purpose: input.text };
  const step = layOut(scene.rules, visit.steps).find((one) => one.rule.on === 'purpose');
  if (step === undefined || step.mark?.state === 'done') return moved(visit, purpose);
  const ticked = tick(scene, visit, { step: step.id });
  return ticked.ok ? { ...ticked, visit: { ...ticked.visit, ...purpose } } : ticked;
}

export function setCustomer(visit: Visit, input: { customerId: string | null }): Result {
  if (visit.state === 'closed') return no('ENCOUNTER_CLOSED');
  return moved(visit, { customerId: input.customerId });
}

/** V5: ends the visit. */
export function close(scene: Scene, visit: Visit): Result {
  if (visit.state === 'closed') return no('ENCOUNTER_CLOSED');
  if (visit.state === 'handed_over') return no('NOT_TAKEN');
  if (visit.outcome === null) return no('NEEDS_OUTCOME');
  // Of a call nobody picked up nothing could be said.
  if (visit.outcome !== 'missed' && stepsOpen(scene, visit.steps)) return no('STEPS_OPEN');
  return moved(visit, closedAt(scene.now));
}

export function closedAt(now: Date) {
  return { state: 'closed', closedAt: now, waitingSince: null, handedTo: null } as const;
}

/** A required step is neither ticked nor skipped. */
function stepsOpen(scene: Scene, marks: readonly StepMark[]): boolean {
  return layOut(scene.rules, marks).some((step) => step.rule.required && !isSettled(step));
}
