import type { Language, Sentence } from '#contract/rules.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import { inLanguage, say } from '../standard/script.ts';

type Unit = StandardPack['consent']['retention']['unit'];

const korean: Record<Unit, string> = { days: '일', months: '개월', years: '년' };
const english: Record<Unit, string> = { days: 'day', months: 'month', years: 'year' };

/** The sentence that asks for consent, from the pack's own purpose, items and keeping time, and the one for a refusal. */
export function sayConsent(pack: StandardPack, language: Language): { oral: Sentence; refused: Sentence } {
  const { purpose, items, retention } = pack.consent;
  const blanks = {
    consent_purpose: inLanguage(purpose, language, pack.language),
    consent_items: inLanguage(items, language, pack.language),
    retention: sayRetention(retention, language),
  };
  return {
    oral: say(pack, 'consent_oral', blanks, language),
    refused: say(pack, 'consent_refused', blanks, language),
  };
}

function sayRetention({ amount, unit }: { amount: number; unit: Unit }, language: Language): string {
  if (language === 'ko') return `${amount}${korean[unit]}`;
  return `${amount} ${english[unit]}${amount === 1 ? '' : 's'}`;
}
