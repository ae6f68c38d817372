import { isInitial } from './hangul.ts';
import { kinds } from './tokens.ts';

/** Rough shares of all people; only their order matters. */
const SURNAMES: Readonly<Record<string, number>> = {
  김: 0.21,
  이: 0.15,
  박: 0.08,
  최: 0.05,
  정: 0.05,
  강: 0.02,
  조: 0.02,
  윤: 0.02,
  장: 0.02,
  임: 0.02,
};
const INITIALS: Readonly<Record<string, number>> = {
  ㄱ: 0.2,
  ㅇ: 0.2,
  ㅈ: 0.13,
  ㅅ: 0.13,
  ㅎ: 0.1,
  ㅁ: 0.07,
  ㅂ: 0.07,
  ㄷ: 0.04,
  ㄴ: 0.04,
  ㅊ: 0.04,
  ㄹ: 0.03,
  ㅌ: 0.01,
  ㅍ: 0.01,
  ㅋ: 0.01,
};

/** More would cost a look-up a row and hardly rule anybody out; what they would have said is rechecked anyway. */
const MOST_TOKENS = 4;

/**
 * The tokens to look up, at most four: first the one that fewest customers are likely to have, which is read; the
 * others only confirm. A token said by a longer one of its kind is left out.
 */
export function mostSelectiveFirst(tokens: readonly string[]): readonly string[] {
  return tokens
    .filter((token) => !tokens.some((other) => says(other, token)))
    .map((token) => ({ token, share: shareOf(token) }))
    .sort((a, b) => a.share - b.share || (a.token < b.token ? -1 : 1))
    .slice(0, MOST_TOKENS)
    .map(({ token }) => token);
}

/** Whoever has 김민수 or ㄱㅁㅅ has 민수 or ㅁㅅ too. */
function says(longer: string, token: string): boolean {
  const gram = token[0] === kinds.nameGram || token[0] === kinds.nameInitials;
  return gram && longer !== token && longer[0] === token[0] && longer.includes(token.slice(1), 1);
}

/** About which share of the customers has a token. */
function shareOf(token: string): number {
  const kind = token[0];
  const rest = token.slice(1);
  switch (kind) {
    case kinds.phoneFront:
      // 010 begins nearly every number, and says nothing.
      return 10 ** (3 - Math.max(3, rest.length));
    case kinds.phoneBack:
    case kinds.phoneMiddle:
      return 10 ** -rest.length;
    default:
      return [...rest].reduce((share, unit, index) => share * shareOfUnit(unit, index), 1);
  }
}

function shareOfUnit(unit: string, index: number): number {
  if (isInitial(unit)) return INITIALS[unit] ?? 0.002;
  return (index === 0 ? SURNAMES[unit] : undefined) ?? 0.01;
}
