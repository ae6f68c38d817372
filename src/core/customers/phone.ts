import {
  type CountryCode,
  getCountryCallingCode,
  type PhoneNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js';

/** Why a text is no phone number that can be called; the interface translates it. */
export type PhoneCode =
  | 'PHONE_TOO_SHORT'
  | 'PHONE_TOO_LONG'
  | 'PHONE_AREA_CODE_MISSING'
  | 'PHONE_NOT_A_NUMBER'
  | 'PHONE_INVALID';

export type NormalisedPhone = {
  ok: true;
  /** `+821012345678`. */
  e164: string;
  /** As people write it: `010-1234-5678`; a foreign number in its international form. */
  national: string;
  /** The digits that identify the number, however it was typed: `01012345678`; abroad with the country code. */
  digits: string;
  extension: string | null;
};

const IGNORED = /\p{Default_Ignorable_Code_Point}/gu;
const EXTENSION =
  /(?:\s*(?:내선|구내|교환|ext(?:ension)?|#|;|,|x)[\s.:=번]*(\d{1,6})\s*번?|\s*\((\d{1,5})\))\s*$/iu;
/** 00, or a Korean carrier's 001, 00700…, before Korea's own country code. */
const PREFIX_OF_KOREA = /^(?:tel:\s*)?00(?:[127]|300|365|700|727|755|770)?[\s-]*82(?=[\s-]*0?[\s-]*[1-9])/iu;

/** What most people type, and what the library would only confirm, fifty times as slowly. */
const PLAIN_MOBILE = /^010[- .]?(\d{4})[- .]?(\d{4})$/;

function plainMobile([, middle, back]: RegExpExecArray): NormalisedPhone {
  return {
    ok: true,
    e164: `+8210${middle}${back}`,
    national: `010-${middle}-${back}`,
    digits: `010${middle}${back}`,
    extension: null,
  };
}

/**
 * Reads a phone number however it is typed (hyphens, dots, spaces, full-width digits, +82, a lost leading 0, an
 * extension), so that the same number always gives the same digits (R12). One without a country code is of `country`,
 * the branch's. In Korea numbers are grouped as people write them, safe numbers (0507-…) and service numbers (1588-…) too.
 */
export function normalisePhone(
  raw: string,
  country: CountryCode,
): NormalisedPhone | { ok: false; code: PhoneCode } {
  if (raw.length > 100) return { ok: false, code: 'PHONE_TOO_LONG' };
  const mobile = country === 'KR' ? PLAIN_MOBILE.exec(raw) : null;
  if (mobile !== null) return plainMobile(mobile);
  const typed = raw.normalize('NFKC').replace(IGNORED, '').trim();
  const withExtension = EXTENSION.exec(typed);
  const extension = withExtension?.[1] ?? withExtension?.[2] ?? null;
  const alone = withExtension ? typed.slice(0, withExtension.index) : typed;
  const number = (country === 'KR' ? alone.replace(PREFIX_OF_KOREA, '+82') : alone).replace(/^tel:/iu, '');

  if (!/\d/.test(number) || /\p{L}/u.test(number)) return { ok: false, code: 'PHONE_NOT_A_NUMBER' };
  const length = number.replace(/\D/g, '').length;
  if (length < 7) return { ok: false, code: 'PHONE_TOO_SHORT' };
  if (length > 15) return { ok: false, code: 'PHONE_TOO_LONG' };

  const parsed = parsePhoneNumberFromString(number, country);
  if (!parsed) return { ok: false, code: 'PHONE_NOT_A_NUMBER' };
  const home = parsed.countryCallingCode === getCountryCallingCode(country);
  const readOwn = country === 'KR' ? readKorean : readHome;
  const read = home ? readOwn(parsed, number) : readAbroad(parsed);
  return read.ok ? { ...read, extension } : read;
}

type Read = Omit<NormalisedPhone, 'extension'> | { ok: false; code: PhoneCode };

const SERVICE_NUMBER = /^1[568]\d{6}$/;

function readKorean(parsed: PhoneNumber, typed: string): Read {
  const significant = parsed.nationalNumber;
  if (SERVICE_NUMBER.test(significant))
    return {
      ok: true,
      e164: parsed.number,
      national: `${significant.slice(0, 4)}-${significant.slice(4)}`,
      digits: significant,
    };
  // A local number without its area code, 123-4567 or 2123-4567, could be anywhere in the country.
  const hasAreaCode = /^\D*(?:0|82)/.test(typed) && significant.startsWith('2');
  if (significant.length <= 8 && !hasAreaCode) return { ok: false, code: 'PHONE_AREA_CODE_MISSING' };
  const mobileOfWrongLength = significant.startsWith('10') && significant.length !== 10;
  if (mobileOfWrongLength || !parsed.isPossible() || !/^[1-8]\d{7,10}$/.test(significant))
    return { ok: false, code: 'PHONE_INVALID' };
  const digits = `0${significant}`;
  const [front, middle, back] = koreanGroups(digits);
  if (middle.length < 3 || middle.length > 4) return { ok: false, code: 'PHONE_INVALID' };
  return { ok: true, e164: parsed.number, national: `${front}-${middle}-${back}`, digits };
}

/** A number with its area code has more digits, but for a few that are known to be whole (0800 1111). */
const LOCAL_DIGITS = 8;

function readHome(parsed: PhoneNumber, typed: string): Read {
  // Whether a number is in use is not asked: lists of those lag behind, and leave out the ones kept for examples.
  const isLocal = parsed.nationalNumber.length <= LOCAL_DIGITS && !/^\D*0|\+/.test(typed);
  if (isLocal && !parsed.isValid()) return { ok: false, code: 'PHONE_AREA_CODE_MISSING' };
  if (!parsed.isPossible()) return { ok: false, code: 'PHONE_INVALID' };
  const national = parsed.formatNational();
  return { ok: true, e164: parsed.number, national, digits: national.replace(/\D/g, '') };
}

function readAbroad(parsed: PhoneNumber): Read {
  if (!parsed.isPossible()) return { ok: false, code: 'PHONE_INVALID' };
  const international = parsed.formatInternational();
  return { ok: true, e164: parsed.number, national: international, digits: parsed.number.slice(1) };
}

/**
 * The three groups of a Korean number's digits: 010|1234|5678, 02|123|4567, 0507|1234|5678, 1588||1234.
 * Digits that do not begin like a Korean number have no front: all but the last four are their middle.
 */
export function koreanGroups(digits: string): readonly [front: string, middle: string, back: string] {
  const front = SERVICE_NUMBER.test(digits)
    ? digits.slice(0, 4)
    : (/^(?:02|050\d|0\d\d)/.exec(digits)?.[0] ?? '');
  return [front, digits.slice(front.length, -4), digits.slice(Math.max(front.length, digits.length - 4))];
}

/** A number as people write it, and as it is matched. */
export interface CallableNumber {
  shown: string;
  digits: string;
}

/** A number that can be called, its extension kept; null for any other. */
export function callableNumber(typed: string, country: CountryCode): CallableNumber | null {
  const phone = normalisePhone(typed, country);
  if (!phone.ok) return null;
  const { national, extension, digits } = phone;
  return { shown: extension === null ? national : `${national} #${extension}`, digits };
}

/** What a text is sent to: E.164, but in Korea a Korean number's digits as its carriers take them. */
export function textAddress({ e164, digits }: NormalisedPhone, country: CountryCode): string {
  return country === 'KR' && e164.startsWith('+82') ? digits : e164;
}
