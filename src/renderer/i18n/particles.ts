import { josa } from 'es-hangul';

/** The pairs of particles a translation can ask for: `{{name, iga}}` → 박서연이, 이지호가. */
export const particles = {
  eunneun: '은/는',
  iga: '이/가',
  eulreul: '을/를',
  gwawa: '와/과',
  euro: '으로/로',
} as const;

export type Particle = keyof typeof particles;

/** How a figure or a Latin letter is read aloud at the end of a word, so that its final consonant is known. */
const readings: Record<string, string> = {
  '0': '영',
  '1': '일',
  '2': '이',
  '3': '삼',
  '4': '사',
  '5': '오',
  '6': '육',
  '7': '칠',
  '8': '팔',
  '9': '구',
  L: '엘',
  M: '엠',
  N: '엔',
  R: '알',
};

/** The word with the particle that fits its last sound; brackets after it are not read (민수네(본점) → 네). */
export function withParticle(word: string, particle: Particle): string {
  const spoken = word.replace(/\s*\([^)]*\)\s*$/u, '').trimEnd();
  const last = spoken.at(-1);
  if (last === undefined) return word;
  const read = readings[last.toUpperCase()] ?? last;
  // Masked names (김○수) and signs have no sound of their own: read them as if open.
  const sound = /[가-힣]/u.test(read) ? read : '아';
  return word + josa(sound, particles[particle]).slice(sound.length);
}
