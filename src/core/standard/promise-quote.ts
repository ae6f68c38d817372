import type { Language } from '#contract/rules.ts';
import { deadlineFor, type PromiseRule } from '#contract/standard-pack.ts';
import type { PromiseSource } from '#contract/standard-promises.ts';
import type { ScriptKey } from '#contract/standard-scripts.ts';
import { addDays, fallsIntoClosedTime, type WorkCalendar } from './calendar.ts';
import { dueAt } from './deadline.ts';
import { sayTime } from './say-time.ts';
import type { Blanks } from './script.ts';

const MINUTE_MS = 60_000;

export interface QuotePerson {
  id: string;
  name: string;
  title: string;
  department: string;
}

/** When an absent officer is expected back; null where nobody knows. */
export interface QuoteAbsence {
  returnsAt: Date | null;
}

export type AfterClosingChoice = 'before_closing' | 'next_morning';

export interface PromiseQuestion {
  now: Date;
  rule: PromiseRule;
  /** Where the request came from: a rule may promise a visitor another time than a caller. Direct unless given. */
  source?: PromiseSource;
  calendar: WorkCalendar;
  officer: QuotePerson;
  /** Null while the officer is in. */
  absence: QuoteAbsence | null;
  /** Colleagues who are in now, best first. The officer himself is ignored here. */
  present: readonly QuotePerson[];
  /** When the customer asked to be called; it becomes the due time. */
  preferredAt?: Date;
  /** What the customer chose when due fell outside office hours. */
  choice?: AfterClosingChoice;
  /** Language of the times in `blanks`; Korean unless given. */
  language?: Language;
}

export interface PromiseOffer {
  choice: AfterClosingChoice;
  dueAt: Date;
  callerId: string;
  substituted: boolean;
}

export interface PromiseQuote {
  ok: true;
  /** What the standard alone promises; kept whatever is agreed instead. */
  originalDueAt: Date;
  dueAt: Date;
  dueReason: 'standard' | 'preferred' | AfterClosingChoice;
  callerId: string;
  /** Someone other than the intended officer calls. */
  substituted: boolean;
  /** The officer cannot call in time and nobody else is in. */
  nobodyPresent: boolean;
  /** The agreed time lies outside office hours; allowed, but worth a second look. */
  outsideHours: boolean;
  /** Not empty while the customer has yet to choose. */
  offers: PromiseOffer[];
  scriptKey: ScriptKey;
  blanks: Blanks;
}

export interface PromiseQuoteProblem {
  ok: false;
  problem:
    | { code: 'preferred_not_a_time' }
    | { code: 'preferred_not_supported' }
    | { code: 'preferred_in_past'; now: Date }
    | { code: 'preferred_too_far'; latest: Date }
    | { code: 'choice_not_offered'; offered: AfterClosingChoice[] }
    | { code: 'no_deadline' };
}

/**
 * What can honestly be promised to a customer now: by when, and who will call (issue 2 §6; V4, P2).
 * An officer back after the due time, less than the rule's margin before it, or at an unknown time does not
 * call; the first colleague present does. The rule is applied to the time actually agreed.
 */
export function quotePromise(question: PromiseQuestion): PromiseQuote | PromiseQuoteProblem {
  const { now, rule, calendar, preferredAt, choice } = question;
  const deadline = deadlineFor(rule, question.source ?? 'direct');
  // A time still to be agreed, or never published, cannot be quoted from the rule.
  if (deadline === null) return refused({ code: 'no_deadline' });

  const originalDueAt = dueAt(deadline, now, calendar);
  if (preferredAt) {
    const problem = preferredProblem(preferredAt, now, rule, calendar);
    if (problem) return refused(problem);
    return quote(question, originalDueAt, preferredAt, 'preferred', []);
  }

  const offers = fallsIntoClosedTime(originalDueAt, calendar) ? afterClosingOffers(question) : [];
  if (!choice) return quote(question, originalDueAt, originalDueAt, 'standard', offers);
  const chosen = offers.find((offer) => offer.choice === choice);
  if (!chosen) return refused({ code: 'choice_not_offered', offered: offers.map((offer) => offer.choice) });
  return quote(question, originalDueAt, chosen.dueAt, choice, []);
}

const refused = (problem: PromiseQuoteProblem['problem']): PromiseQuoteProblem => ({ ok: false, problem });

function preferredProblem(
  preferredAt: Date,
  now: Date,
  rule: PromiseRule,
  calendar: WorkCalendar,
): PromiseQuoteProblem['problem'] | null {
  if (Number.isNaN(preferredAt.getTime())) return { code: 'preferred_not_a_time' };
  if (!rule.preferred_time?.moves_due) return { code: 'preferred_not_supported' };
  if (preferredAt <= now) return { code: 'preferred_in_past', now };
  const latest = calendar.endOfDay(addDays(calendar.businessDate(now), rule.preferred_time.within_days));
  return preferredAt > latest ? { code: 'preferred_too_far', latest } : null;
}

function afterClosingOffers(question: PromiseQuestion): PromiseOffer[] {
  const { now, rule, calendar } = question;
  const terms = rule.after_closing;
  if (!terms) return [];
  const today = calendar.businessDate(now);
  const closes = calendar.closesAt(today);
  const opens = calendar.opensAt(today);
  const offer = (choice: AfterClosingChoice, due: Date): PromiseOffer => ({
    choice,
    dueAt: due,
    ...callerFor(question, due),
  });

  return terms.offers.flatMap((choice) => {
    if (choice === 'before_closing') {
      const latestStart = closes && closes.getTime() - terms.before_closing_needs_minutes * MINUTE_MS;
      const inTime = closes && opens && now >= opens && latestStart !== null && now.getTime() <= latestStart;
      return inTime ? [offer(choice, closes)] : [];
    }
    const opensStillToday = opens && now < opens;
    const morning = opensStillToday ? opens : calendar.opensAt(calendar.nextWorkingDay(today));
    return morning
      ? [offer(choice, new Date(morning.getTime() + terms.next_morning_minutes * MINUTE_MS))]
      : [];
  });
}

interface Caller {
  callerId: string;
  substituted: boolean;
}

/** Who can keep a promise due then. */
function callerFor({ now, officer, absence, present, rule }: PromiseQuestion, due: Date): Caller {
  const colleague = present.find((person) => person.id !== officer.id);
  if (!colleague || officerInTime(absence, now, due, rule))
    return { callerId: officer.id, substituted: false };
  return { callerId: colleague.id, substituted: true };
}

function officerInTime(absence: QuoteAbsence | null, now: Date, due: Date, rule: PromiseRule): boolean {
  if (!absence) return true;
  const returns = knownReturn(absence, now);
  return (
    returns !== null && returns.getTime() + (rule.substitute_margin_minutes ?? 0) * MINUTE_MS <= due.getTime()
  );
}

/** A return time that has passed while the officer is still away is no longer known. */
function knownReturn(absence: QuoteAbsence, now: Date): Date | null {
  const { returnsAt } = absence;
  return returnsAt && returnsAt > now ? returnsAt : null;
}

function quote(
  question: PromiseQuestion,
  originalDueAt: Date,
  due: Date,
  dueReason: PromiseQuote['dueReason'],
  offers: PromiseOffer[],
): PromiseQuote {
  const { now, calendar, absence, rule } = question;
  const caller = callerFor(question, due);
  const nobodyPresent = !caller.substituted && !officerInTime(absence, now, due, rule);
  const quoted = { ...caller, nobodyPresent, dueReason, offers };
  return {
    ok: true,
    originalDueAt,
    dueAt: due,
    ...quoted,
    outsideHours: fallsIntoClosedTime(due, calendar),
    scriptKey: sentenceFor(question, quoted),
    // Worked out only when somebody says the sentence: saving the memo asks for the same quote without it.
    get blanks() {
      return blanksFor(question, due, caller, offers);
    },
  };
}

function sentenceFor(
  { absence, now }: PromiseQuestion,
  quoted: Pick<PromiseQuote, 'substituted' | 'nobodyPresent' | 'dueReason' | 'offers'>,
): ScriptKey {
  const { substituted, dueReason, offers } = quoted;
  // The question names nobody: before closing and next morning may well be kept by different people.
  if (offers.length > 1) return 'memo_after_closing';
  if (offers[0]) {
    return offers[0].choice === 'before_closing' ? 'memo_before_closing_only' : 'memo_next_morning_only';
  }
  if (quoted.nobodyPresent) return 'memo_nobody_present';
  if (dueReason === 'preferred') return substituted ? 'memo_substitute_preferred' : 'memo_officer_preferred';
  if (!substituted) return 'memo_officer';
  return absence && knownReturn(absence, now) ? 'memo_substitute' : 'memo_substitute_unknown';
}

function blanksFor(question: PromiseQuestion, due: Date, caller: Caller, offers: PromiseOffer[]): Blanks {
  const { officer, absence, present, now, calendar, language = 'ko' } = question;
  const time = (instant: Date) => sayTime(instant, now, calendar, language);
  const colleague = present.find((person) => person.id === caller.callerId);
  const returns = absence && knownReturn(absence, now);
  const blanks: Blanks = {
    officer: officer.name,
    officer_title: officer.title,
    officer_department: officer.department,
    due: time(due),
  };
  if (returns) blanks.until = time(returns);
  if (caller.substituted && colleague) {
    blanks.colleague = colleague.name;
    blanks.colleague_title = colleague.title;
    blanks.colleague_department = colleague.department;
  }
  for (const offer of offers) blanks[offer.choice] = time(offer.dueAt);
  return blanks;
}
