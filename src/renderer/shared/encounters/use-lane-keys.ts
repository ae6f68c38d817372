import type { EncounterCard } from '#contract/encounters.ts';
import { go, useRoute } from '#renderer/shared/routes.ts';
import { takeInHand } from './in-hand.ts';
import { isCall, isVisit, laneOf } from './visit-rules.ts';

/** Takes a visit or a call of the lane in hand, on the screen where it goes on. */
export function chooseFromLane(card: Pick<EncounterCard, 'id' | 'channel'>): void {
  if (isCall(card)) {
    go('phone', card.id);
    return;
  }
  takeInHand(card.id);
  const { route } = useRoute.getState();
  if (route.kind !== 'screen' || route.screen !== 'counter') go('counter', card.id);
}

/** The lane from top to bottom: calls, the visits going on, those who wait. */
export function laneInOrder(
  cards: readonly EncounterCard[],
  actorId: string | undefined,
): readonly EncounterCard[] {
  const calls = laneOf(cards.filter(isCall), actorId);
  const visits = laneOf(cards.filter(isVisit), actorId);
  return [...calls.serving, ...visits.serving, ...calls.waiting, ...visits.waiting];
}

/** Going up and down the lane, between visits and calls. */
export function useLaneKeys(
  cards: readonly EncounterCard[],
  inHand: string | null,
  actorId: string | undefined,
): { move: (by: 1 | -1) => void; more: boolean } {
  const all = laneInOrder(cards, actorId);
  const at = all.findIndex((card) => card.id === inHand);
  const move = (by: 1 | -1) => {
    const next = all[(at + by + all.length) % all.length];
    if (next) chooseFromLane(next);
  };
  return { move, more: all.length > 1 || (all.length === 1 && at < 0) };
}
