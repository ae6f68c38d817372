import type { Language, Sentence } from '#contract/rules.ts';
import type { StaffRef } from '#contract/staff.ts';
import type { ChannelStep, StandardPack } from '#contract/standard-pack.ts';
import type { Branch } from '../kernel/desk.ts';
import { maskName, maskPhone } from '../privacy/mask.ts';
import { branchBlanks } from '../standard/branch-blanks.ts';
import { sayLength, sayTime } from '../standard/say-time.ts';
import { type Blanks, plain, say } from '../standard/script.ts';
import { spokenLanguage } from '../standard/spoken-language.ts';
import type { NamedVisitRow } from './site-visits.repository.ts';

/** Who and what the sentences of a visit are about. */
export interface VisitSaying {
  row: NamedVisitRow;
  branch: Branch;
  pack: StandardPack;
  officer: StaffRef;
  language: Language;
  now: Date;
  /** The time agreed, or being agreed. */
  at: Date | null;
  /** How late the officer will be (minutes), or is; null where he is not. */
  lateMinutes: number | null;
  /** Names and numbers whole; sentences are not masked by the middleware. */
  revealed: boolean;
}

/** A length as it is said: 20분, 1시간, 1시간 30분. */
function sayMinutes(minutes: number, language: Language): string {
  if (minutes < 60) return sayLength(minutes, 'minutes', language);
  const hours = sayLength(Math.floor(minutes / 60), 'hours', language);
  return minutes % 60 === 0 ? hours : `${hours} ${sayLength(minutes % 60, 'minutes', language)}`;
}

/** What a sentence about a visit fills in; a time not agreed yet stays a gap. */
export function visitBlanks(saying: VisitSaying): Blanks {
  const { row, branch, pack, officer, now, at, lateMinutes, revealed } = saying;
  const language = spokenLanguage(pack, saying.language);
  return {
    ...branchBlanks(branch),
    name: officer.name,
    title: officer.title,
    department: officer.department,
    officer: officer.name,
    officer_title: officer.title,
    officer_department: officer.department,
    customer: revealed ? row.customer_name : maskName(row.customer_name),
    phone: revealed ? row.phone : maskPhone(row.phone),
    purpose: row.duty ?? row.purpose,
    address: row.address,
    ...(at === null ? {} : { agreed_at: sayTime(at, now, branch.calendar, language) }),
    ...(lateMinutes === null ? {} : { late_by: sayMinutes(lateMinutes, language) }),
  };
}

/** A text to the customer; who he is is not filled in, because the window may see it only masked. */
export function writeText(script: string, saying: VisitSaying): string {
  const { customer: _, phone: __, ...blanks } = visitBlanks(saying);
  const language = saying.pack.language;
  return plain(say(saying.pack, script, blanks, language));
}

/** The sentence of a step; the first whose situation fits. */
export function sayStep(rule: ChannelStep, saying: VisitSaying): Sentence {
  const isLate = saying.lateMinutes !== null;
  const said = rule.says.find(({ when }) => when === undefined || (when === 'late' && isLate));
  return said === undefined ? [] : say(saying.pack, said.script, visitBlanks(saying), saying.language);
}
