/**
 * Hangul as search sees it: a text is a row of *units* (letters and digits), and a unit can be recognised by its
 * initial consonant or by the keys typed so far. Plain arithmetic on code points, because a million customers
 * pass through here when the search table is built.
 */

const INITIALS: readonly string[] = [...'ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ'];
const FIRST = 0xac00;
const LAST = 0xd7a3;
const PER_VOWEL = 28;
const PER_INITIAL = 21 * PER_VOWEL;

/** Vowels made of two keys, by the vowel of the first key: ㅘ ㅙ ㅚ begin with ㅗ, ㅝ ㅞ ㅟ with ㅜ, ㅢ with ㅡ. */
const FIRST_VOWEL = new Map([
  [9, 8],
  [10, 8],
  [11, 8],
  [14, 13],
  [15, 13],
  [16, 13],
  [19, 18],
]);

const FINALS = [...' ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ'];

/** Two consonants on one key place, as an input method writes ㄱ and ㅅ typed in a row. */
const COMPOUND_CONSONANTS: Readonly<Record<string, readonly [string, string]>> = {
  ㄳ: ['ㄱ', 'ㅅ'],
  ㄵ: ['ㄴ', 'ㅈ'],
  ㄶ: ['ㄴ', 'ㅎ'],
  ㄺ: ['ㄹ', 'ㄱ'],
  ㄻ: ['ㄹ', 'ㅁ'],
  ㄼ: ['ㄹ', 'ㅂ'],
  ㄽ: ['ㄹ', 'ㅅ'],
  ㄾ: ['ㄹ', 'ㅌ'],
  ㄿ: ['ㄹ', 'ㅍ'],
  ㅀ: ['ㄹ', 'ㅎ'],
  ㅄ: ['ㅂ', 'ㅅ'],
};

export function isSyllable(unit: string): boolean {
  const code = unit.charCodeAt(0);
  return code >= FIRST && code <= LAST;
}

/** Whether a unit is a single consonant that can begin a syllable: ㄱ, ㄲ, … ㅎ. */
export function isInitial(unit: string): boolean {
  return INITIALS.includes(unit);
}

/** The initial consonant of a syllable; any other unit is its own. */
export function initialOf(unit: string): string {
  if (!isSyllable(unit)) return unit;
  return INITIALS[Math.floor((unit.charCodeAt(0) - FIRST) / PER_INITIAL)] as string;
}

/** What an input method shows while a syllable is typed, vowel onwards: 곽 → 고, 과, 곽. Any other unit: itself. */
export function stagesOf(unit: string): string[] {
  if (!isSyllable(unit)) return [unit];
  const offset = unit.charCodeAt(0) - FIRST;
  const final = offset % PER_VOWEL;
  const open = offset - final;
  const vowel = Math.floor((open % PER_INITIAL) / PER_VOWEL);
  const stages: number[] = [];
  const firstVowel = FIRST_VOWEL.get(vowel);
  if (firstVowel !== undefined) stages.push(open - (vowel - firstVowel) * PER_VOWEL);
  stages.push(open);
  const firstFinal = COMPOUND_CONSONANTS[FINALS[final] as string]?.[0];
  if (firstFinal !== undefined) stages.push(open + FINALS.indexOf(firstFinal));
  if (final > 0) stages.push(offset);
  return stages.map((stage) => String.fromCharCode(FIRST + stage));
}

/**
 * The ways to read a syllable's final consonant as the beginning of the next one, since an input method attaches
 * it before it knows: 밋 → 미ㅅ; 긳 → 긱ㅅ, 기ㄱㅅ. None for a syllable without a final.
 */
export function withFinalMovedOn(unit: string): string[][] {
  if (!isSyllable(unit)) return [];
  const offset = unit.charCodeAt(0) - FIRST;
  const final = FINALS[offset % PER_VOWEL] as string;
  if (final === ' ') return [];
  const open = offset - (offset % PER_VOWEL);
  const syllable = (withFinal: number) => String.fromCharCode(FIRST + open + withFinal);
  const pair = COMPOUND_CONSONANTS[final];
  if (!pair) return [[syllable(0), final]];
  return [
    [syllable(FINALS.indexOf(pair[0])), pair[1]],
    [syllable(0), ...pair],
  ];
}

const PLAIN_HANGUL = /^[가-힣]*$/;
const WIDE_OR_ENCLOSED = /[\u3200-\u33ff\uff01-\uffdc]/gu;
const LONE_INITIAL = /[\u1100-\u1112]/gu;

/** Full-width letters, ㈜ and the like in their plain form; composed (NFC); without invisible characters. */
export function foldWidth(text: string): string {
  return text
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(WIDE_OR_ENCLOSED, (wide) => wide.normalize('NFKC'))
    .normalize('NFC')
    .replace(LONE_INITIAL, (jamo) => INITIALS[jamo.charCodeAt(0) - 0x1100] as string);
}

/**
 * The units of a text, at most `max`: its letters and digits, lower-case, accents dropped, and compound
 * consonants as two (ㄳ → ㄱ, ㅅ). Spaces and signs are no units.
 */
export function unitsOf(text: string, max: number): string[] {
  // Most names and businesses are plain Hangul, and a recheck asks for hundreds of them.
  if (PLAIN_HANGUL.test(text)) return [...text.slice(0, max)];
  const plain = foldWidth(text.slice(0, 400))
    .toLowerCase()
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFC')
    .replaceAll('đ', 'd');
  const units: string[] = [];
  for (const character of plain) {
    if (units.length >= max) break;
    if (/[\p{L}\p{N}]/u.test(character)) units.push(...(COMPOUND_CONSONANTS[character] ?? [character]));
  }
  return units.slice(0, max);
}
