import type { EncounterCard, EncounterView, RankedOfficer, StepView } from '#contract/encounters.ts';
import type { Sentence } from '#contract/rules.ts';

/** mine: I serve it · handed_to_me: I am asked to take it · handed_by_me: I wait until it is taken · others. */
export type Whose = 'mine' | 'handed_to_me' | 'handed_by_me' | 'others';

/** What a visit is to the person at this window. */
export function whoseVisit(
  { state, servedBy, handedTo }: Pick<EncounterCard, 'state' | 'servedBy' | 'handedTo'>,
  actorId: string | undefined,
): Whose {
  if (state === 'handed_over') {
    if (handedTo?.id === actorId) return 'handed_to_me';
    return servedBy.id === actorId ? 'handed_by_me' : 'others';
  }
  return servedBy.id === actorId ? 'mine' : 'others';
}

/** The step the conversation stands at; null when all are done. */
export const stepOf = (view: EncounterView): StepView | null =>
  view.steps.find((step) => step.id === view.currentStep) ?? null;

/** What to say now: the step's sentence, for an untaken visit the one that sends the customer on. */
export function sayOf(view: EncounterView): { clause: string | undefined; say: Sentence; hint: string } {
  const officerStep = view.steps.find((step) => step.on === 'officer');
  const step =
    view.state === 'handed_over' || view.state === 'closed'
      ? view.state === 'closed'
        ? view.steps.at(-1)
        : officerStep
      : (stepOf(view) ?? view.steps.at(-1));
  if (!step) return { clause: undefined, say: [], hint: '' };
  // Nobody is sought yet: the sentence would be all gaps, so at the counter the one before it stays.
  if (isVisit(view) && isNobodySought(view)) {
    const purpose = view.steps.findLast((one) => one.on === 'purpose');
    if (purpose) return { clause: purpose.clause, say: purpose.say, hint: '' };
  }
  // Its advice is about an absent officer and the choice still to be made.
  const advised = step.on !== 'officer' || (view.state === 'open' && step.state === 'pending');
  return { clause: step.clause, say: step.say, hint: advised ? step.hint : '' };
}

/** The step about the officer is in hand and nobody has been named yet. */
export function isNobodySought(view: EncounterView): boolean {
  const step = stepOf(view);
  return step?.on === 'officer' && step.state === 'pending' && view.state === 'open' && view.officer === null;
}

/** The last step somebody did or skipped: what Backspace takes back. The greeting by the clock stays. */
export function lastSettled(view: EncounterView): StepView | null {
  const at =
    view.currentStep === null ? view.steps.length : view.steps.findIndex((s) => s.id === view.currentStep);
  return view.steps.slice(0, at).findLast((step) => step.state !== 'pending' && step.on !== 'open') ?? null;
}

/** Who may be handed the visit: everybody but the one who has it, in the core's order. */
export const othersThan = (officers: readonly RankedOfficer[], actorId: string | undefined) =>
  officers.filter((officer) => officer.id !== actorId);

/** The colleague to name for an absent officer: the first one present, by the core's ranking. */
export function colleagueFor(
  view: Pick<EncounterView, 'officers' | 'officer'>,
  actorId: string | undefined,
): RankedOfficer | null {
  return (
    othersThan(view.officers, actorId).find(
      (one) => one.presence.state === 'present' && one.id !== view.officer?.id,
    ) ?? null
  );
}

export const isCall = ({ channel }: Pick<EncounterCard, 'channel'>): boolean => channel === 'phone';
export const isVisit = (card: Pick<EncounterCard, 'channel'>): boolean => !isCall(card);

type LaneOrder = Pick<EncounterCard, 'state' | 'servedBy' | 'handedTo' | 'openedAt' | 'waitingSince'>;

/** The lane: mine and those handed to me first, then the colleagues'; customers who wait for somebody apart. */
export function laneOf<Card extends LaneOrder>(
  cards: readonly Card[],
  actorId: string | undefined,
): { serving: Card[]; waiting: Card[] } {
  const rank: Record<Whose, number> = { handed_to_me: 0, mine: 0, handed_by_me: 0, others: 1 };
  const order = (a: Card, b: Card) =>
    rank[whoseVisit(a, actorId)] - rank[whoseVisit(b, actorId)] ||
    a.openedAt.getTime() - b.openedAt.getTime();
  return {
    serving: cards.filter((card) => card.state !== 'waiting').sort(order),
    waiting: cards
      .filter((card) => card.state === 'waiting')
      .sort((a, b) => (a.waitingSince ?? a.openedAt).getTime() - (b.waitingSince ?? b.openedAt).getTime()),
  };
}

/** The visit to have in hand when none is: mine, the oldest; one handed on is not in hand any more. */
export function nextInHand<Card extends LaneOrder & { id: string }>(
  cards: readonly Card[],
  actorId: string | undefined,
): string | null {
  const { serving } = laneOf(cards, actorId);
  return serving.find((card) => whoseVisit(card, actorId) === 'mine')?.id ?? null;
}

/** F2 leaves the visit in hand in hand; one that was handed on or is over is in nobody's hand here. */
export function isInHand<Card extends LaneOrder & { id: string }>(
  cards: readonly Card[],
  id: string | null,
  actorId: string | undefined,
): boolean {
  const card = cards.find((one) => one.id === id);
  return card !== undefined && card.state !== 'waiting' && whoseVisit(card, actorId) === 'mine';
}
