import type { Language } from '#contract/rules.ts';
import type { StandardPack } from '#contract/standard-pack.ts';

/** The language a standard is written in, as Maji speaks it. */
export const ownLanguage = ({ language }: Pick<StandardPack, 'language'>): Language =>
  language.split('-')[0] === 'ko' ? 'ko' : 'en';

/**
 * The language sentences are said in: the window's where the pack has it, else the pack's own. Times and lengths that
 * are filled into them follow it, so that nobody hears half a sentence in each.
 */
export function spokenLanguage(
  pack: Pick<StandardPack, 'language' | 'scripts'>,
  language: Language,
): Language {
  const known = pack.scripts.greeting ?? {};
  if (Object.hasOwn(known, language)) return language;
  return ownLanguage(pack);
}
