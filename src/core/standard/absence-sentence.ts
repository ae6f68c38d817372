import type { Language } from '#contract/rules.ts';
import type { AbsenceReason, Segment, StandardPack } from '#contract/standard-pack.ts';
import type { ScriptKey } from '#contract/standard-scripts.ts';
import type { WorkCalendar } from './calendar.ts';
import { sayTime } from './say-time.ts';
import { inLanguage, say } from './script.ts';
import { spokenLanguage } from './spoken-language.ts';

export interface AbsenceToTell {
  /** Id of one of the pack's `absence_reasons`; one it no longer has is told as a private one. */
  reason: string;
  /** What the officer wrote; told only where the reason takes own words. */
  ownWords?: string;
  /** Null where nobody knows. A time already past is not told. */
  returnsAt: Date | null;
}

const SENTENCES: Record<AbsenceReason['form'], { known: ScriptKey; unknown: ScriptKey }> = {
  during: { known: 'officer_absent_during_return', unknown: 'officer_absent_during_unknown' },
  private: { known: 'officer_absent_private_return', unknown: 'officer_absent_private_unknown' },
  own_words: { known: 'officer_absent_own_words_return', unknown: 'officer_absent_own_words_unknown' },
};

/** What a customer is told about an officer who is away (V4). A private reason never reaches the sentence. */
export function sayAbsence(
  pack: StandardPack,
  officer: { name: string; title: string },
  absence: AbsenceToTell,
  now: Date,
  calendar: WorkCalendar,
  language: Language,
): { scriptKey: ScriptKey; segments: Segment[] } {
  const reason = pack.absence_reasons.find((one) => one.id === absence.reason);
  const form = reason?.form ?? 'private';
  const returns = absence.returnsAt && absence.returnsAt > now ? absence.returnsAt : null;
  const scriptKey = SENTENCES[form][returns ? 'known' : 'unknown'];
  const blanks = {
    officer: officer.name,
    officer_title: officer.title,
    ...(returns ? { until: sayTime(returns, now, calendar, spokenLanguage(pack, language)) } : {}),
    ...(reason && form !== 'private' ? { reason: toldReason(pack, reason, absence.ownWords, language) } : {}),
  };
  return { scriptKey, segments: say(pack, scriptKey, blanks, language) };
}

/** The words for a list or a display: 외근, 회의, or 자리를 비움 for a private reason. */
export function toldReason(
  pack: StandardPack,
  reason: AbsenceReason,
  ownWords: string | undefined,
  language: Language,
): string {
  const words = reason.form === 'own_words' ? ownWords?.trim() : '';
  return words || inLanguage(reason.told, language, pack.language);
}
