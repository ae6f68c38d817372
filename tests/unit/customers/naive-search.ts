import { disassemble, getChoseong } from 'es-hangul';

/**
 * The search rules once more, as plainly as they can be said and by other means (es-hangul, strings, no tokens):
 * what the planned search finds must be exactly what this finds.
 */
const INITIAL = /^[ㄱ-ㅎ]$/u;
const SYLLABLE = /^[가-힣]$/u;

const initial = (unit: string) => (SYLLABLE.test(unit) ? getChoseong(unit) : unit);

function fits(element: string, unit: string | undefined, last: boolean): boolean {
  if (unit === undefined) return false;
  if (INITIAL.test(element)) return initial(unit) === element;
  if (element === unit) return true;
  return (
    last &&
    SYLLABLE.test(element) &&
    SYLLABLE.test(unit) &&
    disassemble(unit).startsWith(disassemble(element))
  );
}

function foundAt(elements: string[], units: string[], start: number): boolean {
  return elements.every((element, index) =>
    fits(element, units[start + index], index === elements.length - 1),
  );
}

/** `[typed, starts at the beginning only]`: as typed, and with the last final consonant moved on. */
function readings(query: string): [string[], boolean][] {
  const typed = [...query];
  const all: [string[], boolean][] = [[typed, typed.length === 1]];
  let at = typed.length - 1;
  while (at >= 0 && INITIAL.test(typed[at] as string)) at -= 1;
  const syllable = typed[at];
  if (syllable === undefined || !SYLLABLE.test(syllable)) return all;
  const keys = [...disassemble(syllable)];
  const vowels = keys.filter((key) => /[ㅏ-ㅣ]/u.test(key)).length;
  const finals = keys.slice(1 + vowels);
  for (let moved = 1; moved <= finals.length; moved += 1) {
    const kept = keys.slice(0, keys.length - moved).join('');
    // The syllable made of those keys, found by trying every one.
    const open = SYLLABLES.get(kept);
    if (open)
      all.push([[...typed.slice(0, at), open, ...finals.slice(-moved), ...typed.slice(at + 1)], at === 0]);
  }
  return all;
}

const SYLLABLES = new Map<string, string>();
for (let code = 0xac00; code <= 0xd7a3; code += 1) {
  const syllable = String.fromCharCode(code);
  SYLLABLES.set(disassemble(syllable), syllable);
}

const tooVague = ([first, second, third]: string[]) =>
  INITIAL.test(first ?? '') && second !== undefined && !INITIAL.test(second) && third === undefined;

export function nameIsFound(query: string, name: string): boolean {
  const units = [...name];
  return readings(query).some(([elements, fromStart]) => {
    if (tooVague(elements)) return false;
    return units.some((_, start) => (start === 0 || !fromStart) && foundAt(elements, units, start));
  });
}

export function businessIsFound(query: string, business: string): boolean {
  const units = [...business];
  return readings(query).some(([elements, fromStart]) => {
    if (elements.length < 2 || tooVague(elements)) return false;
    if (elements.length > 2)
      return units.some((_, start) => (start === 0 || !fromStart) && foundAt(elements, units, start));
    if (foundAt(elements, units, 0)) return true;
    return (
      !fromStart && !elements.some((element) => INITIAL.test(element)) && business.includes(elements.join(''))
    );
  });
}

/** For stored Korean numbers grouped `front-middle-back`, and digits typed without a country. */
export function phoneIsFound(digits: string, [front, middle, back]: [string, string, string]): boolean {
  if (digits.length < 3) return false;
  const all = front + middle + back;
  if (all.startsWith(digits) || all.endsWith(digits)) return true;
  return digits.length >= middle.length && (middle + back).startsWith(digits);
}
