import { initialOf, isInitial, isSyllable, stagesOf, unitsOf } from './hangul.ts';
import { koreanGroups } from './phone.ts';

/** What a customer is found by; `phoneDigits` as `normalisePhone` gives them. */
export type SearchFields = {
  name: string | null;
  business: string | null;
  phoneDigits: string | null;
};

/**
 * The first letter of a token says what it is about, so kinds never collide:
 * the start of a name as far as it may be typed (ㄱ, 기, 김); two or three syllables of a name, the last as far as
 * it may be typed (김ㅁ, 김미, 김민, 김민ㅅ, 김민수); two or three initials of a name (ㄱㅁ, ㄱㅁㅅ); the first two
 * of a business; any two of its syllables; any three of its initials; a phone's first 3–7 digits, last 3 or 4 and
 * middle group (longer digits are rechecked).
 */
export const kinds = {
  nameStart: 'n',
  nameGram: 's',
  nameInitials: 'i',
  businessStart: 'o',
  businessPair: 'b',
  businessInitials: 'j',
  phoneFront: 'f',
  phoneBack: 'e',
  phoneMiddle: 'm',
} as const;

/** Longest front of a phone number that is a token of its own; longer ones are rechecked. */
export const PHONE_FRONT_MAX = 7;

const NAME_UNITS = 16;
const BUSINESS_UNITS = 16;

/** The units of a name that search knows. */
export function nameUnits(name: string): string[] {
  return unitsOf(name, NAME_UNITS);
}

const LEGAL_FORM =
  /\((?:주|유|합|사|재|자|주식|유한)\)|㈜|주식회사|유한책임회사|유한회사|합자회사|합명회사|사단법인|재단법인/gu;

/** The units of a business name that search knows, without its legal form: 주식회사 한밭, 한밭(주) and ㈜한밭 are 한밭. */
export function businessUnits(business: string, max = BUSINESS_UNITS): string[] {
  const all = business.slice(0, 400).normalize('NFC');
  const named = unitsOf(all.replace(LEGAL_FORM, ' '), max);
  return named.length > 0 ? named : unitsOf(all, max);
}

/** The rows of `customer_search` for one customer: sorted, each once; about 21 for a Korean name with a mobile number. */
export function searchTokens({ name, business, phoneDigits }: SearchFields): string[] {
  const tokens = new Set<string>();
  if (name !== null) addName(tokens, nameUnits(name));
  if (business !== null) addBusiness(tokens, businessUnits(business));
  if (phoneDigits !== null) addPhone(tokens, phoneDigits);
  return [...tokens].sort();
}

/** How a unit may stand at the end of what is typed: 민 as ㅁ, 미, 민. */
function endings(unit: string): string[] {
  return isSyllable(unit) ? [initialOf(unit), ...stagesOf(unit)] : [unit];
}

function addName(tokens: Set<string>, units: string[]): void {
  for (const [index, first] of units.entries()) {
    if (index === 0) for (const end of endings(first)) tokens.add(kinds.nameStart + end);
    const second = units[index + 1];
    if (second === undefined) return;
    for (const end of endings(second)) tokens.add(kinds.nameGram + first + end);
    addInitials(tokens, [first, second]);
    const third = units[index + 2];
    if (third === undefined) return;
    for (const end of endings(third)) tokens.add(kinds.nameGram + first + second + end);
    addInitials(tokens, [first, second, third]);
  }
}

/** Only grams with Hangul: those of other letters are found by the letters themselves. */
function addInitials(tokens: Set<string>, gram: string[]): void {
  if (gram.some((unit) => isSyllable(unit) || isInitial(unit)))
    tokens.add(kinds.nameInitials + gram.map(initialOf).join(''));
}

function addBusiness(tokens: Set<string>, units: string[]): void {
  const initials = units.map(initialOf);
  const [first, second] = units;
  if (first === undefined || second === undefined) return;
  tokens.add(kinds.businessStart + initials[0] + initials[1]);
  for (const end of endings(second)) tokens.add(kinds.businessStart + first + end);
  for (let index = 0; index + 1 < units.length; index += 1) {
    tokens.add(kinds.businessPair + units[index] + units[index + 1]);
    if (index + 2 < units.length)
      tokens.add(kinds.businessInitials + initials.slice(index, index + 3).join(''));
  }
}

function addPhone(tokens: Set<string>, digits: string): void {
  if (digits === '') return;
  for (let length = 3; length <= Math.min(PHONE_FRONT_MAX, digits.length); length += 1)
    tokens.add(kinds.phoneFront + digits.slice(0, length));
  for (const length of [3, 4])
    if (digits.length >= length) tokens.add(kinds.phoneBack + digits.slice(-length));
  const [front, middle] = koreanGroups(digits);
  if (front !== '' && middle !== '') tokens.add(kinds.phoneMiddle + middle);
}
