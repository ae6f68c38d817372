import { koreanGroups } from './phone.ts';
import type { Reading } from './reading.ts';
import { kinds, PHONE_FRONT_MAX } from './tokens.ts';

const FEWEST_DIGITS = 3;
/** No stored number is longer (E.164 allows 15 digits). */
const MOST_DIGITS = 16;
const DIGITS_AND_SIGNS = /^\+?[\d\s().\-–—‐/·]+$/u;
/** 0082 10…, 001 82 10…, 82 10…: the country first, without its plus. */
const KOREA_WITHOUT_PLUS = /^(?:00(?:[127]|\d{3})?82|82(?=0?1\d{8,}))(\d+)$/u;
const MOBILE_WITHOUT_ZERO = /^10\d{8}$/u;
const SERVICE_NUMBER = /^1[568]/u;

/**
 * The ways to understand typed digits as part of a phone number: its front, its back, or its middle group and on.
 * None for what holds anything but digits and the signs people put between them, or for fewer than three digits.
 */
export function phoneReadings(typed: string): Reading[] {
  if (!DIGITS_AND_SIGNS.test(typed)) return [];
  const digits = typed.replace(/\D/gu, '');
  const fronts = frontsOf(digits, typed.startsWith('+'));
  const readings = fronts.filter(isSearchable).map(frontReading);
  // Typed with its country, it can only be the front.
  const onlyFront = typed.startsWith('+') || !fronts.includes(digits);
  if (onlyFront || !isSearchable(digits)) return readings;
  return [...readings, backReading(digits), ...middleReadings(digits)];
}

/** The digits as stored numbers begin, 010…, however that front was typed: +82 10…, 0082 10…, 82 10…, 10…. */
function frontsOf(digits: string, abroad: boolean): string[] {
  const [, national] = (abroad ? /^82(\d*)$/u : KOREA_WITHOUT_PLUS).exec(digits) ?? [];
  if (national !== undefined)
    return SERVICE_NUMBER.test(national) ? [national, withTrunkZero(national)] : [withTrunkZero(national)];
  return !abroad && MOBILE_WITHOUT_ZERO.test(digits) ? [withTrunkZero(digits), digits] : [digits];
}

function isSearchable({ length }: string): boolean {
  return length >= FEWEST_DIGITS && length <= MOST_DIGITS;
}

function withTrunkZero(national: string): string {
  return national.startsWith('0') ? national : `0${national}`;
}

function frontReading(digits: string): Reading {
  return {
    key: `front ${digits}`,
    tokens: [kinds.phoneFront + digits.slice(0, PHONE_FRONT_MAX)],
    matches: ({ phoneDigits }) => phoneDigits?.startsWith(digits) ?? false,
  };
}

function backReading(digits: string): Reading {
  return {
    key: `back ${digits}`,
    tokens: [kinds.phoneBack + digits.slice(-4)],
    matches: ({ phoneDigits }) => phoneDigits?.endsWith(digits) ?? false,
  };
}

/** A middle group is three or four digits long; only a whole one is looked up. */
function middleReadings(digits: string): Reading[] {
  return [3, 4]
    .filter((length) => digits.length >= length)
    .map((length) => ({
      key: `middle ${length} ${digits}`,
      tokens: [kinds.phoneMiddle + digits.slice(0, length)],
      matches: ({ phoneDigits }) => {
        const [front, middle, back] = koreanGroups(phoneDigits ?? '');
        return front !== '' && middle.length === length && (middle + back).startsWith(digits);
      },
    }));
}
