import { businessUnits } from './tokens.ts';

/** What two records are compared by; `phoneDigits` as `normalisePhone` gives them, empty when not known. */
export interface Identity {
  name: string;
  business: string;
  phoneDigits: string;
}

/** `spacing`: the names differ in spaces alone. */
export type Sameness = 'phone' | 'name' | 'spacing' | 'business';

/**
 * sure: nearly certainly one person · likely: probably one · perhaps: one family or business as well as one person.
 */
export type Certainty = 'sure' | 'likely' | 'perhaps';

export interface Likeness {
  certainty: Certainty;
  /** 0–100; only its order means something. */
  score: number;
  same: readonly Sameness[];
}

const tight = (text: string) => text.normalize('NFC').replace(/\s+/gu, '');

/** A business as it is compared: without legal form ((주), 주식회사 …), spaces, signs and case. */
export const businessKey = (business: string): string => businessUnits(business, 200).join('');

/** What is the same in two records. */
export function samenessOf(a: Identity, b: Identity): Sameness[] {
  const same: Sameness[] = [];
  if (a.phoneDigits !== '' && a.phoneDigits === b.phoneDigits) same.push('phone');
  const name = tight(a.name);
  if (name !== '' && a.name.normalize('NFC') === b.name.normalize('NFC')) same.push('name');
  else if (name !== '' && name === tight(b.name)) same.push('spacing');
  const business = businessKey(a.business);
  if (business !== '' && business === businessKey(b.business)) same.push('business');
  return same;
}

/**
 * How probable it is that two records are one person, or null when nothing says so:
 *
 * | same                        | certainty | score |
 * |-----------------------------|-----------|-------|
 * | phone, name                 | sure      | 95    |
 * | phone, name but for spaces  | sure      | 90    |
 * | … and business              |           | +5    |
 * | name, business              | likely    | 75    |
 * | name but for spaces, business | likely  | 70    |
 * | phone, business             | perhaps   | 50    |
 * | phone                       | perhaps   | 40    |
 *
 * A name alone is never enough (three of a thousand people are called 김민수), nor is a business alone: colleagues
 * share it. Symmetric: which record is asked about changes nothing.
 */
export function likenessOf(a: Identity, b: Identity): Likeness | null {
  const same = samenessOf(a, b);
  const has = (one: Sameness) => same.includes(one);
  const named = has('name') || has('spacing');
  const spacing = has('spacing') ? 5 : 0;
  if (has('phone') && named) {
    return { certainty: 'sure', score: 95 - spacing + (has('business') ? 5 : 0), same };
  }
  if (named && has('business')) return { certainty: 'likely', score: 75 - spacing, same };
  if (has('phone')) return { certainty: 'perhaps', score: has('business') ? 50 : 40, same };
  return null;
}

interface Ranked extends Likeness {
  /** Orders those of one score: who came last comes first. */
  rank: number;
  no: number;
}

/** The likeliest first; among equals whoever came last. */
export function byLikeness(a: Ranked, b: Ranked): number {
  return b.score - a.score || b.rank - a.rank || b.no - a.no;
}
