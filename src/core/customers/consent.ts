import type { Language, Sentence } from '#contract/rules.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import { sayLength } from '../standard/say-time.ts';
import { inLanguage, say } from '../standard/script.ts';
import { spokenLanguage } from '../standard/spoken-language.ts';

/** The sentence that asks for consent, from the pack's own purpose, items and keeping time, and the one for a refusal. */
export function sayConsent(pack: StandardPack, language: Language): { oral: Sentence; refused: Sentence } {
  const { purpose, items, retention } = pack.consent;
  const blanks = {
    consent_purpose: inLanguage(purpose, language, pack.language),
    consent_items: inLanguage(items, language, pack.language),
    retention: sayLength(retention.amount, retention.unit, spokenLanguage(pack, language)),
  };
  return {
    oral: say(pack, 'consent_oral', blanks, language),
    refused: say(pack, 'consent_refused', blanks, language),
  };
}
