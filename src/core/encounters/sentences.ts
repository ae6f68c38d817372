import type { Language } from '#contract/rules.ts';
import type { Presence, StaffRef } from '#contract/staff.ts';
import type { Segment, Situation, StandardPack } from '#contract/standard-pack.ts';
import { sayAbsence } from '../standard/absence-sentence.ts';
import type { WorkCalendar } from '../standard/calendar.ts';
import { sayLength } from '../standard/say-time.ts';
import { type Blanks, say } from '../standard/script.ts';
import { spokenLanguage } from '../standard/spoken-language.ts';
import { choiceOf, isSettled, type LaidStep } from './steps.ts';

/** Who and what a sentence at the counter is about. */
export interface Saying {
  pack: StandardPack;
  language: Language;
  now: Date;
  calendar: WorkCalendar;
  branch: Blanks;
  /** Who says it: reception, and after a hand-over whoever took the visit. */
  speaker: StaffRef | null;
  officer: StaffRef | null;
  officerPresence: Presence | null;
  /** Whoever helps in place of the officer sought. */
  colleague: StaffRef | null;
  waiting: boolean;
  /** Where a customer waits: the counter. */
  waitingPlace: string | null;
  duty: string | null;
  expectedMinutes: number | null;
}

/** V4: why the officer is away, as it may be told, and when he is back; empty for one who is here. */
export function absenceSentence(saying: Saying): Segment[] {
  const { officer, officerPresence: presence, pack, now, calendar, language } = saying;
  if (officer === null || presence?.state !== 'absent') return [];
  const told = { reason: presence.kind ?? '', ownWords: presence.told, returnsAt: presence.returnsAt };
  return sayAbsence(pack, officer, told, now, calendar, language).segments;
}

/** The sentence of a step in the situation at hand, blanks filled in the window's language. */
export function sentenceOf(step: LaidStep, saying: Saying): Segment[] {
  const absent = saying.officerPresence?.state === 'absent';
  if (step.rule.on === 'officer') {
    const chosen = chosenScript(step, saying);
    // Put through to a colleague instead, it is the colleague whom the caller hears of.
    const throughTo = isPutThrough(step) ? (saying.colleague ?? saying.officer) : saying.officer;
    if (chosen !== null) return fill(chosen, { ...saying, officer: throughTo });
    if (absent) return absenceSentence(saying);
  }
  const situation: Situation = absent ? 'officer_absent' : 'officer_present';
  const said = step.rule.says.find(({ when }) => when === undefined || when === situation);
  if (said === undefined) return [];
  const timed = said.script === 'purpose' && saying.duty !== null && saying.expectedMinutes !== null;
  return fill(timed ? 'purpose_with_time' : said.script, saying);
}

/** What was chosen about the officer has a sentence of its own. */
function chosenScript(step: LaidStep, saying: Saying): string | null {
  if (!isSettled(step)) return saying.waiting ? (choiceOf(step.rule, 'wait')?.says ?? null) : null;
  const choice = choiceOf(step.rule, step.mark?.reason ?? null);
  if (choice?.says === 'officer_present' && saying.colleague !== null) return 'officer_present_colleague';
  return choice?.says ?? null;
}

const isPutThrough = ({ rule, mark }: LaidStep): boolean =>
  choiceOf(rule, mark?.reason ?? null)?.needs === 'transfer';

function fill(script: string, saying: Saying): Segment[] {
  const { pack, language, speaker, officer, colleague, duty, expectedMinutes } = saying;
  const place = saying.waiting ? saying.waitingPlace : ((colleague ?? officer)?.seat ?? null);
  const blanks: Blanks = {
    ...saying.branch,
    ...(speaker && { name: speaker.name, title: speaker.title, department: speaker.department }),
    ...(officer && {
      officer: officer.name,
      officer_title: officer.title,
      officer_department: officer.department,
    }),
    ...(colleague && {
      colleague: colleague.name,
      colleague_title: colleague.title,
      colleague_department: colleague.department,
    }),
    ...(place && { place }),
    ...(duty && { purpose: duty }),
    ...(expectedMinutes && {
      processing_time: sayLength(expectedMinutes, 'minutes', spokenLanguage(pack, language)),
    }),
  };
  return say(pack, script, blanks, language);
}
