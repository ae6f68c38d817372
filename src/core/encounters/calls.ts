import type { RingChoice, RingsAre } from '#contract/calls.ts';
import { limitUnit } from '#contract/standard-clauses.ts';
import type { ChannelStep, Clause, StandardPack } from '#contract/standard-pack.ts';

/** What the telephone is called among a pack's channels. */
export const PHONE = 'phone';

export type Limit = Extract<Clause, { kind: 'limit' }>;

const limitsOf = (pack: StandardPack): Limit[] => pack.clauses.filter((clause) => clause.kind === 'limit');

/** Limits on the rings before a call is picked up (P1). */
export const ringLimits = (pack: StandardPack): Limit[] =>
  limitsOf(pack).filter((limit) => limitUnit(limit) === 'rings');

/** Limits on the seconds from putting a caller through until it is answered. */
export const transferLimits = (pack: StandardPack): Limit[] =>
  limitsOf(pack).filter(
    (limit) =>
      limitUnit(limit) === 'seconds' &&
      (limit.between?.to === 'transferred' || limit.counted === 'transfer_seconds'),
  );

/** Where a pack bounds nothing: enough to tell a quick answer from a slow one. */
const USUAL_RINGS = 3;
/** Digits go to nine: counts that all keep the bound share a key where there are more. */
const MOST_KEYS = 9;

/** What the keys 1, 2, 3 … mean at pick-up: each count up to the widest bound of the pack, and one key for more. */
export function ringChoices(pack: StandardPack): RingChoice[] {
  const bounds = ringLimits(pack).flatMap((limit) => [
    limit.at_most,
    ...limit.readings.map(({ at_most }) => at_most),
  ]);
  const widest = Math.max(...bounds, bounds.length === 0 ? USUAL_RINGS : 1);
  const single = widest < MOST_KEYS ? widest : MOST_KEYS - 2;
  const choices: RingChoice[] = Array.from({ length: single }, (_, index) => ({
    rings: index + 1,
    from: index + 1,
    ringsAre: 'exactly',
  }));
  if (single < widest) choices.push({ rings: widest, from: single + 1, ringsAre: 'at_most' });
  return [...choices, { rings: widest + 1, from: widest + 1, ringsAre: 'at_least' }];
}

/** Whether a count keeps a bound; null where nobody counted, or where the count does not tell. */
export function keepsBound(rings: number | null, are: RingsAre | null, atMost: number): boolean | null {
  if (rings === null || are === null) return null;
  if (are === 'at_least') return rings > atMost ? false : null;
  if (rings <= atMost) return true;
  return are === 'exactly' ? false : null;
}

/** The event a count of rings leaves as evidence: `rings.2`, `rings.at_least.4`. */
export const ringEvent = (rings: number, are: RingsAre): string =>
  are === 'exactly' ? `rings.${rings}` : `rings.${are}.${rings}`;

/** The clauses the evidence of putting through counts for: the step's own, and the limits on its time. */
export function transferClauses(pack: StandardPack, rule: ChannelStep | undefined): string[] {
  const own = rule === undefined ? [] : [rule.clause];
  return [...new Set([...own, ...transferLimits(pack).map(({ id }) => id)])];
}

/** Whole seconds from `from` to `to`, a part counting as one: 15.2 seconds are not within 15. */
export const secondsBetween = (from: Date, to: Date): number =>
  Math.max(0, Math.ceil((to.getTime() - from.getTime()) / 1000));
