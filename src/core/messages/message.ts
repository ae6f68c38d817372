import type { MessageState } from '#contract/messages.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;

/** How long to wait after each try that may be made again (milliseconds); after the last one somebody phones. */
export const WAITS = [30 * SECOND_MS, 2 * MINUTE_MS, 10 * MINUTE_MS, 30 * MINUTE_MS] as const;

/** How a try ended, as a sender says it. */
export type TryResult = 'sent' | 'again' | 'failed' | 'unknown';

/** What follows from a try: it is over in a state, or it is made again after a while. */
export type Next = { state: 'sent' | 'failed' | 'unknown' | 'dropped' } | { againIn: number };

export interface Trying {
  /** From 1. */
  tries: number;
  recognisesRepeats: boolean;
  /** An earlier try of the same sending may have gone. */
  unsure: boolean;
  /** It no longer holds. */
  outdated: boolean;
}

/**
 * What follows from the end of a try. One whose end nobody saw is made again only where the channel recognises the
 * repeat; what may have gone once is never called failed; and what no longer holds is not tried again.
 */
export function afterTry(result: TryResult, { tries, recognisesRepeats, unsure, outdated }: Trying): Next {
  if (result === 'sent') return { state: 'sent' };
  const mayHaveGone = unsure || result === 'unknown';
  if (outdated) return { state: mayHaveGone ? 'unknown' : 'dropped' };
  const again = result === 'again' || (result === 'unknown' && recognisesRepeats);
  const wait = WAITS[tries - 1];
  if (again && wait !== undefined) return { againIn: wait };
  return { state: mayHaveGone ? 'unknown' : 'failed' };
}

/** After how long a channel is asked whether a message has arrived (ms); then each hour. */
export const ASKING_WAITS = [1, 2, 5, 15, 30].map((minutes) => minutes * MINUTE_MS);
const HOUR_MS = 60 * MINUTE_MS;
/** How long a channel is asked at all. */
export const ASKED_FOR = 24 * HOUR_MS;

/** When the channel is asked next, having been asked so often; null once it is asked no more. */
export function nextAsking(asks: number, sentAt: Date, now: Date): Date | null {
  const end = sentAt.getTime() + ASKED_FOR;
  if (now.getTime() >= end) return null;
  return new Date(Math.min(now.getTime() + (ASKING_WAITS[asks] ?? HOUR_MS), end));
}

export type Deed = 'sentByHand' | 'again' | 'phoned' | 'arrived' | 'drop';

/** In which states something may be done to a message. */
const POSSIBLE: Record<Deed, readonly MessageState[]> = {
  sentByHand: ['by_hand', 'failed'],
  again: ['by_hand', 'queued', 'failed', 'unknown'],
  phoned: ['by_hand', 'queued', 'failed', 'unknown'],
  arrived: ['unknown'],
  drop: ['by_hand', 'queued', 'failed', 'unknown'],
};

export const isPossible = (deed: Deed, state: MessageState): boolean => POSSIBLE[deed].includes(state);
