import { getCountryCallingCode } from 'libphonenumber-js';
import type { CountryCode } from '../standard/country.ts';
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
/** What is dialled before another country's code, where it is not 00. */
const ABROAD: Partial<Record<CountryCode, string>> = { US: '011', AU: '0011' };
/** A number of another country than Korea without its trunk zero has at least so many digits. */
const FEWEST_WITHOUT_ZERO = 9;
/** One country code for all who need no trunk zero. */
const AMERICA = '1';
const SERVICE_NUMBER = /^1[568]/u;

/**
 * The ways to understand typed digits as part of a phone number: its front, its back, or its middle group and on.
 * None for what holds anything but digits and the signs people put between them, or for fewer than three digits.
 * Numbers without a country code are of `country`, the branch's.
 */
export function phoneReadings(typed: string, country: CountryCode): Reading[] {
  if (!DIGITS_AND_SIGNS.test(typed)) return [];
  const digits = typed.replace(/\D/gu, '');
  const abroad = typed.startsWith('+');
  const fronts = country === 'KR' ? koreanFronts(digits, abroad) : frontsElsewhere(digits, abroad, country);
  const readings = fronts.filter(isSearchable).map(frontReading);
  // Typed with its country, it can only be the front.
  const onlyFront = abroad || !fronts.includes(digits);
  if (onlyFront || !isSearchable(digits)) return readings;
  return [...readings, backReading(digits), ...middleReadings(digits)];
}

/** The digits as stored numbers begin, 010…, however that front was typed: +82 10…, 0082 10…, 82 10…, 10…. */
function koreanFronts(digits: string, abroad: boolean): string[] {
  const [, national] = (abroad ? /^82(\d*)$/u : KOREA_WITHOUT_PLUS).exec(digits) ?? [];
  if (national !== undefined)
    return SERVICE_NUMBER.test(national) ? [national, withTrunkZero(national)] : [withTrunkZero(national)];
  return !abroad && MOBILE_WITHOUT_ZERO.test(digits) ? [withTrunkZero(digits), digits] : [digits];
}

/**
 * The same for another country: 01632…, however typed there: +44 1632…, 0044 1632…, 44 1632 960123, 1632 960123. With
 * its code as well, as it is kept by a branch elsewhere.
 */
function frontsElsewhere(digits: string, abroad: boolean, country: CountryCode): string[] {
  const code = getCountryCallingCode(country);
  const dialled = ABROAD[country] ?? '00';
  const isAmerican = code === AMERICA;
  const own = (national: string) => {
    const withCode = code + (isAmerican ? national : national.replace(/^0/u, ''));
    // Some numbers are written without the trunk zero, Australia's 1800….
    return [...new Set([isAmerican ? national : withTrunkZero(national), national, withCode])];
  };
  const international = (typed: string) => (typed.startsWith(code) ? own(typed.slice(code.length)) : [typed]);
  if (abroad) return international(digits);
  // 0018 may be the back of a number as well.
  if (digits.startsWith(dialled)) return [...international(digits.slice(dialled.length)), digits];
  const fewest = isAmerican ? 0 : FEWEST_WITHOUT_ZERO;
  if (digits.startsWith(code) && digits.length >= code.length + fewest)
    return [...own(digits.slice(code.length)), digits];
  return digits.startsWith('0') || digits.length >= fewest ? own(digits) : [digits];
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
