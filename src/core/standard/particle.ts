import { hasBatchim, josa } from 'es-hangul';

/** Korean particles a sentence may leave open, each written as the pair it is chosen from. */
export const PARTICLES = ['은/는', '이/가', '을/를', '와/과', '으로/로', '이나/나', '이라/라'] as const;
export type Particle = (typeof PARTICLES)[number];

const UNDECIDED: Record<Particle, string> = {
  '은/는': '은(는)',
  '이/가': '이(가)',
  '을/를': '을(를)',
  '와/과': '와(과)',
  '으로/로': '(으)로',
  '이나/나': '(이)나',
  '이라/라': '(이)라',
};

const DIGITS = ['영', '일', '이', '삼', '사', '오', '육', '칠', '팔', '구'] as const;
const LETTERS: Record<string, string> = { l: '엘', m: '엠', n: '엔', r: '알' };

export function isParticle(text: string): text is Particle {
  return (PARTICLES as readonly string[]).includes(text);
}

/** A syllable that ends as the English word does when read aloud in Korean (Smith 스미스, Kim 킴, Mark 마크). */
function soundOfLatin(word: string): string {
  const lower = word.toLowerCase();
  const last = lower.at(-1) ?? '';
  // Abbreviations are read letter by letter: SMS 에스엠에스, PDF 피디에프, FM 에프엠.
  if (word.length === 1 || word === word.toUpperCase()) return LETTERS[last] ?? '이';
  if (/le?$/.test(lower)) return '엘';
  if (/(?:[mn]e?|ng)$/.test(lower)) return '엔';
  if (/(?:^|[^aeiou])[aeiou](?:[kptb]|ck)$/.test(lower)) return '엠';
  return '이';
}

/** A Hangul syllable ending as `text` does when spoken, or null where that cannot be known (hanja, symbols). */
function lastSound(text: string): string | null {
  const spoken = text
    .normalize('NFC')
    // A particle agrees with the word before a closing bracket's content: 김민수(대표)는 → 김민수는.
    .replace(/(?<=\S)\s*[([][^()[\]]*[)\]]\s*$/u, '')
    .replace(/[\s"'”’」』)\]》〉.,!?·]+$/u, '');
  const last = spoken.at(-1);
  if (!last) return null;
  if (last >= '가' && last <= '힣') return last;
  if (last >= '0' && last <= '9') return DIGITS[Number(last)] ?? null;
  const word = /[A-Za-z]+$/.exec(spoken)?.[0];
  if (word) return soundOfLatin(word);
  return last === '%' ? '트' : null;
}

/** The form of `particle` that follows `before`; both forms, as in print, where it cannot be known. */
export function chooseParticle(before: string, particle: Particle): string {
  const sound = lastSound(before);
  if (sound === null) return UNDECIDED[particle];
  if (particle === '이라/라') return hasBatchim(sound) ? '이라' : '라';
  return josa.pick(sound, particle);
}
