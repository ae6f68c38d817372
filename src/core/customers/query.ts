import { convertQwertyToHangul } from 'es-hangul';
import type { CountryCode } from '../standard/country.ts';
import { foldWidth, initialOf, isInitial, isSyllable, stagesOf, withFinalMovedOn } from './hangul.ts';
import { phoneReadings } from './phone-query.ts';
import type { Reading, SearchAlternative } from './reading.ts';
import { mostSelectiveFirst } from './selectivity.ts';
import { businessUnits, kinds, nameUnits, type SearchFields } from './tokens.ts';

/** A customer is found who matches any alternative; the likeliest reading comes first. */
export type SearchPlan = { alternatives: readonly SearchAlternative[] };

/**
 * What to look up for what was typed, or null when it is too little to search by. Understands initial consonants
 * (ㄱㅁㅅ), a part of a name, both together (김ㅁㅅ), a last syllable still being composed (김미, 김밋), a business
 * name, Latin letters, Hangul typed with the keyboard in English mode (rla → 김), phone digits from the front, the
 * middle or the back in any spelling, and a name with digits (김 2748).
 *
 * One unit is matched with the beginning of a name; a business needs two from its beginning, or two whole
 * syllables, or three units; a phone number three digits.
 */
export function planSearch(raw: string, country: CountryCode): SearchPlan | null {
  const typed = foldWidth(raw.slice(0, 200)).trim();
  const found = new Map<string, SearchAlternative>();
  const add = (readings: Reading[]) => {
    for (const { key, ...reading } of readings)
      if (!found.has(key)) found.set(key, { ...reading, tokens: mostSelectiveFirst(reading.tokens) });
  };

  if (/\p{L}/u.test(typed)) {
    for (const text of [typed, ...inEnglishMode(typed)]) {
      add(textReadings(text));
      const parts = apart(text);
      if (parts) add(bothOf(textReadings(parts.text), phoneReadings(parts.number, country)));
    }
  } else {
    add(phoneReadings(typed, country));
    add(businessReadings(typed));
  }
  return found.size > 0 ? { alternatives: [...found.values()] } : null;
}

function textReadings(text: string): Reading[] {
  return [...patternsOf(nameUnits(text)).filter(isEnough).map(nameReading), ...businessReadings(text)];
}

/** `김 2748`, `2748 김`: a text and at least three digits of a phone. */
function apart(typed: string): { text: string; number: string } | null {
  const [, text, number] = /^(.*\p{L}[^\d+(]*)([+(]?\d[\d\s().\-–]*)$/u.exec(typed) ?? [];
  if (text !== undefined && number !== undefined) return { text, number };
  const [, front, back] = /^([+(]?\d[\d\s().\-–]*)(\p{L}.*)$/u.exec(typed) ?? [];
  return front !== undefined && back !== undefined ? { text: back, number: front } : null;
}

function bothOf(texts: Reading[], phones: Reading[]): Reading[] {
  return texts.flatMap((text) =>
    phones.map((phone) => ({
      key: `${text.key}+${phone.key}`,
      tokens: [...text.tokens, ...phone.tokens],
      matches: (candidate: SearchFields) => text.matches(candidate) && phone.matches(candidate),
    })),
  );
}

/** The Hangul that the typed keys would have given; none where they make no syllables or initials. */
function inEnglishMode(typed: string): string[] {
  if (!/[a-z]/iu.test(typed)) return [];
  const keys = new Set([typed, typed.toLowerCase()]);
  return [...keys]
    .map((text) => convertQwertyToHangul(text))
    .filter((text) => /[가-힣ㄱ-ㅎ]/u.test(text) && !/[ㅏ-ㅣ]/u.test(text));
}

/** Units to find next to each other; `fromStart`: at the beginning only. */
type Pattern = { elements: string[]; fromStart: boolean };

/**
 * The units as typed, and readings in which the final consonant of the last syllable begins the next one: an
 * input method shows 김밋 on the way to 김미수, and 임ㅅ for 이ㅁㅅ.
 */
function patternsOf(units: string[]): Pattern[] {
  if (units.length === 0) return [];
  const typed = { elements: units, fromStart: units.length === 1 };
  const at = units.findLastIndex((unit) => !isInitial(unit));
  const moved = withFinalMovedOn(units[at] ?? '').map((split) => ({
    elements: [...units.slice(0, at), ...split, ...units.slice(at + 1)],
    // Otherwise a search for the surname 민 would be full of 김미나.
    fromStart: at === 0,
  }));
  return [typed, ...moved];
}

/** An initial with one syllable after it, ㄱ민, says too little to be looked up quickly; with any third unit it does. */
function isEnough({ elements: [first, second, third] }: Pattern): boolean {
  const initialThenSyllable =
    first !== undefined && isInitial(first) && second !== undefined && !isInitial(second);
  return first !== undefined && !(initialThenSyllable && third === undefined);
}

/** Whether a unit is what was typed for it: an initial, the unit itself, or (last) a syllable on its way to it. */
function isTypedAs(unit: string, element: string, last: boolean): boolean {
  if (isInitial(element)) return initialOf(unit) === element;
  return unit === element || (last && isSyllable(element) && stagesOf(unit).includes(element));
}

function holds(units: string[], { elements, fromStart }: Pattern, exact = false): boolean {
  const lastStart = fromStart ? 0 : units.length - elements.length;
  for (let start = 0; start <= lastStart; start += 1) {
    const fits = elements.every((element, index) => {
      const unit = units[start + index];
      if (unit === undefined) return false;
      return exact ? unit === element : isTypedAs(unit, element, index === elements.length - 1);
    });
    if (fits) return true;
  }
  return false;
}

function nameReading(pattern: Pattern): Reading {
  return {
    key: `name ${pattern.fromStart} ${pattern.elements.join('')}`,
    tokens: nameTokens(pattern),
    matches: ({ name }) => name !== null && holds(nameUnits(name), pattern),
  };
}

function nameTokens({ elements, fromStart }: Pattern): string[] {
  const tokens = new Set<string>();
  if (fromStart) tokens.add(kinds.nameStart + elements[0]);
  for (const [index, first] of elements.entries()) {
    const second = elements[index + 1];
    const third = elements[index + 2];
    if (second === undefined) break;
    const whole = !isInitial(first);
    if (third !== undefined && whole && !isInitial(second)) {
      tokens.add(kinds.nameGram + first + second + third);
      continue;
    }
    if (whole) tokens.add(kinds.nameGram + first + second);
    else if (elements.length === 2) tokens.add(kinds.nameInitials + first + second);
    if (third !== undefined) tokens.add(kinds.nameInitials + initials([first, second, third]));
  }
  return [...tokens];
}

function businessReadings(text: string): Reading[] {
  return patternsOf(businessUnits(text))
    .filter(isEnough)
    .flatMap((pattern) => {
      const { elements, fromStart } = pattern;
      const [first, second] = elements;
      if (first === undefined || second === undefined) return [];
      if (elements.length > 2) return [businessReading('within', pattern, businessTokens(elements))];
      const typed = first + second;
      const start = businessReading('start', { elements, fromStart: true }, [kinds.businessStart + typed]);
      if (fromStart || elements.some(isInitial)) return [start];
      return [start, businessReading('pair', pattern, [kinds.businessPair + typed], true)];
    });
}

function businessReading(kind: string, pattern: Pattern, tokens: string[], exact = false): Reading {
  return {
    key: `business ${kind} ${pattern.fromStart} ${pattern.elements.join('')}`,
    tokens,
    matches: ({ business }) => business !== null && holds(businessUnits(business), pattern, exact),
  };
}

function businessTokens(elements: string[]): string[] {
  const tokens = new Set<string>();
  for (let index = 0; index + 1 < elements.length; index += 1) {
    const [first, second, third] = elements.slice(index, index + 3) as [string, string, string?];
    if (third !== undefined) tokens.add(kinds.businessInitials + initials([first, second, third]));
    // The last syllable may still be on its way, and only whole pairs are stored.
    const secondIsWhole = third !== undefined || !isSyllable(second);
    if (!isInitial(first) && !isInitial(second) && secondIsWhole)
      tokens.add(kinds.businessPair + first + second);
  }
  return [...tokens];
}

function initials(elements: string[]): string {
  return elements.map(initialOf).join('');
}
