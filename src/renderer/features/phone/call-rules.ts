import type { EncounterView, StepView } from '#contract/encounters.ts';
import { stepOf, type Whose, whoseVisit } from '#renderer/shared/encounters/visit-rules.ts';

/**
 * What the call asks for: the rings at pick-up, what it is about, what becomes of it, what is still to be said; waiting
 * for whoever it is put through to; a missed one its memo; another person's call nothing.
 */
export type Stage = 'ringing' | 'missed' | 'handed' | 'purpose' | 'outcome' | 'closing' | 'theirs' | 'closed';

export function stageOf(view: EncounterView, actorId: string | undefined): Stage {
  if (view.state === 'closed') return 'closed';
  if (view.state === 'handed_over') return 'handed';
  if (whoseOf(view, actorId) === 'others') return 'theirs';
  if (view.call?.missed) return 'missed';
  const step = stepOf(view);
  if (step?.on === 'answer' && view.call?.answeredAt === null) return 'ringing';
  if (step?.on === 'purpose') return 'purpose';
  if (step?.on === 'officer') return 'outcome';
  return 'closing';
}

export const whoseOf = (view: EncounterView, actorId: string | undefined): Whose => whoseVisit(view, actorId);

/** What one key may say was all said: every step that is left, where each is only a sentence or a deed. */
export function restOf(view: EncounterView): StepView[] {
  if (view.outcome === null) return [];
  const left = view.steps.filter((step) => step.state === 'pending');
  return left.length > 1 && left.every((step) => step.on === 'tick' || step.on === 'answer') ? left : [];
}

/** The last deed Backspace takes back: what somebody ticked or skipped, the pick-up too. */
export function lastDone(view: EncounterView): StepView | null {
  const at =
    view.currentStep === null
      ? view.steps.length
      : view.steps.findIndex((one) => one.id === view.currentStep);
  return view.steps.slice(0, at).findLast((step) => step.state !== 'pending') ?? null;
}

/** A choice of the pack, if it has it: its words are on the key. */
export const choiceOf = (view: EncounterView, id: string) =>
  view.call?.choices.find((choice) => choice.id === id) ?? null;
