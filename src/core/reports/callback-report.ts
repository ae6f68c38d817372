import type { PromiseState } from '#contract/memos.ts';
import type { DayResult, DueFigures, Movement, ReportRow } from '#contract/promises.ts';
import { answerMinutes } from '../promises/promise.ts';
import type { WorkCalendar } from '../standard/calendar.ts';

/**
 * The figures of the daily callback report (일일 전화회신 처리 보고), from promises alone; issue 2 §7, ADR 0007.
 *
 * A promise belongs to day D's rows if it was open at some time during D (made on or before D, not closed before
 * it), or is due on D; one due on D that ended on an earlier day has `result: null` and counts in the due
 * figures only.
 *
 * - Movement, as of the end of D (today: of now): carriedIn + received = kept + late + broken + unreachable + withdrawn + open.
 *   received = made on D; carriedIn = made before D and open when D began; kept, late, broken, unreachable = closed
 *   on D; open = not closed by the end of D. So carriedIn(D + 1) = open(D).
 * - Due figures: the promises due on D as known when the report is made;
 *   rate = kept ÷ (kept + late + broken), open and unreachable shown apart; one called off is no longer due.
 * - A month is the sum of its days up to today, for the flows and for the due figures; its carriedIn is the first
 *   day's and its open the last day's.
 * - Mean and longest are the whole minutes from memo to answer of those answered (kept or late) on D; a call booked for
 *   a time is no measure of how soon one answers.
 *
 * Dates are the branch's `YYYY-MM-DD`. Nothing here reads a clock or a store.
 */

/** What counting needs of a promise. */
export interface PromiseDates {
  madeAt: Date;
  madeDate: string;
  dueDate: string;
  state: PromiseState;
  closedAt: Date | null;
  closedDate: string | null;
  /** To be called at a time agreed with the customer. */
  agreed?: boolean;
}

/** An officer as the report names one; `sort` is the order of the branch's staff. */
export interface ReportPerson {
  id: string;
  label: string;
  sort: number;
}

/** What a row shows besides. */
export interface ReportPromise extends PromiseDates {
  id: string;
  memoId: string;
  clause: string;
  /** The standard it was promised under. */
  standardId: string;
  customerName: string;
  phone: string;
  purpose: string;
  /** The purpose itself; null where none was chosen. */
  dutyId: string | null;
  intended: ReportPerson;
  closedBy: ReportPerson | null;
  originalDueAt: Date;
  dueAt: Date;
  dueReason: ReportRow['dueReason'];
  lateReason: string | null;
  lateAction: string | null;
}

/** A clause callbacks count for: published to customers, or a target the branch set itself. */
export interface CountedClause {
  clause: string;
  label: string;
  standing: 'published' | 'in_house';
}

const MINUTE_MS = 60_000;

/** Minutes past due, a started one counted as whole, so that late is never “0 minutes”; null when in time. */
export function minutesPast(dueAt: Date, at: Date): number | null {
  const past = at.getTime() - dueAt.getTime();
  return past > 0 ? Math.ceil(past / MINUTE_MS) : null;
}

/** The day it ended. A clock set back must not let a promise end before the day it began. */
export function endedOn(promise: PromiseDates): string | null {
  const { state, closedDate, madeDate } = promise;
  if (state === 'open' || closedDate === null) return null;
  return closedDate < madeDate ? madeDate : closedDate;
}

/** What happened to a promise by the end of `date`; null when it was not open at any time of that day. */
export function resultOn(promise: PromiseDates, date: string): DayResult | null {
  const ended = endedOn(promise);
  if (promise.madeDate > date || (ended !== null && ended < date)) return null;
  return ended === date ? promise.state : 'open';
}

export interface Answered {
  total: number;
  count: number;
  longest: number;
}

export const noMovement = (): Movement => ({
  carriedIn: 0,
  received: 0,
  kept: 0,
  late: 0,
  broken: 0,
  unreachable: 0,
  open: 0,
  meanMinutes: null,
  longestMinutes: null,
});
export const noAnswers = (): Answered => ({ total: 0, count: 0, longest: 0 });

export function countAnswer(answered: Answered, promise: PromiseDates): void {
  if ((promise.state !== 'kept' && promise.state !== 'late') || promise.closedAt === null) return;
  if (promise.agreed === true) return;
  const minutes = answerMinutes(promise.madeAt, promise.closedAt);
  answered.total += minutes;
  answered.count += 1;
  answered.longest = Math.max(answered.longest, minutes);
}

export function withAnswers(movement: Movement, { total, count, longest }: Answered): Movement {
  if (count === 0) return movement;
  return { ...movement, meanMinutes: total / count, longestMinutes: longest };
}

/** Counts how a promise stands; what was called off is named only where there is one. */
export function countEnd(movement: Movement, result: DayResult): void {
  movement[result] = (movement[result] ?? 0) + 1;
}

/** Movement of `date`, and the answers counted in it. */
function movementOn(promises: readonly PromiseDates[], date: string): Movement {
  const movement = noMovement();
  const answered = noAnswers();
  for (const promise of promises) {
    const result = resultOn(promise, date);
    if (result === null) continue;
    movement[promise.madeDate === date ? 'received' : 'carriedIn'] += 1;
    countEnd(movement, result);
    if (result !== 'open') countAnswer(answered, promise);
  }
  return withAnswers(movement, answered);
}

export const nothingDue = (): Omit<DueFigures, 'rate'> => ({
  kept: 0,
  late: 0,
  broken: 0,
  unreachable: 0,
  open: 0,
});

/** Rate = kept ÷ (kept + late + broken); null when nothing has been judged. */
export function withRate(figures: Omit<DueFigures, 'rate'>): DueFigures {
  const judged = figures.kept + figures.late + figures.broken;
  return { ...figures, rate: judged === 0 ? null : figures.kept / judged };
}

export function dueFigures(due: readonly PromiseDates[]): DueFigures {
  const figures = nothingDue();
  for (const { state } of due) if (state !== 'withdrawn') figures[state] += 1;
  return withRate(figures);
}

export interface DayReport {
  movement: Movement;
  due: DueFigures;
  byClause: (DueFigures & CountedClause)[];
  rows: ReportRow[];
  byOfficer: OfficerFigures[];
}

export interface OfficerFigures extends Omit<Movement, 'longestMinutes'> {
  officer: string;
  officerId: string;
  /** Answered that day by somebody else than the officer the customer wanted. */
  answeredByOthers: number;
}

/**
 * The report of one day. `promises` may hold more than the day's: what does not belong to it is left out.
 * `clauses` are listed even when nothing fell under them; another one found in the data follows them.
 */
export function dayReport(
  promises: readonly ReportPromise[],
  date: string,
  now: Date,
  calendar: Pick<WorkCalendar, 'endOfDay'>,
  clauses: readonly CountedClause[],
): DayReport {
  const ofDay = promises.filter((one) => resultOn(one, date) !== null || one.dueDate === date);
  const due = ofDay.filter((one) => one.dueDate === date);
  const end = calendar.endOfDay(date);
  const asOf = now < end ? now : end;
  return {
    movement: movementOn(ofDay, date),
    due: dueFigures(due),
    byClause: figuresByClause(due, clauses),
    rows: ofDay.toSorted(byMaking).map((one) => rowOf(one, date, asOf)),
    byOfficer: figuresByOfficer(ofDay, date),
  };
}

function byMaking(a: ReportPromise, b: ReportPromise): number {
  return a.madeAt.getTime() - b.madeAt.getTime() || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

function rowOf(promise: ReportPromise, date: string, asOf: Date): ReportRow {
  const result = resultOn(promise, date);
  const { intended, closedBy, closedAt, state } = promise;
  const answered = state === 'kept' || state === 'late';
  return {
    promiseId: promise.id,
    memoId: promise.memoId,
    clause: promise.clause,
    madeAt: promise.madeAt,
    carriedIn: result !== null && promise.madeDate < date,
    customerName: promise.customerName,
    phone: promise.phone,
    purpose: promise.purpose,
    intended: intended.label,
    answeredBy: answered ? (closedBy?.label ?? null) : null,
    originalDueAt: promise.originalDueAt,
    dueAt: promise.dueAt,
    dueReason: promise.dueReason,
    closedAt,
    result,
    state,
    minutes:
      (result === 'kept' || result === 'late') && closedAt ? answerMinutes(promise.madeAt, closedAt) : null,
    lateMinutes: pastDue(promise, result, asOf),
    dueToday: promise.dueDate === date,
    lateReason: promise.lateReason,
    lateAction: promise.lateAction,
  };
}

function pastDue(promise: ReportPromise, result: DayResult | null, asOf: Date): number | null {
  if (result === 'open') return minutesPast(promise.dueAt, asOf);
  if (result !== 'late' || promise.closedAt === null) return null;
  return minutesPast(promise.dueAt, promise.closedAt);
}

function figuresByClause(
  due: readonly ReportPromise[],
  clauses: readonly CountedClause[],
): (DueFigures & CountedClause)[] {
  const known = new Set(clauses.map(({ clause }) => clause));
  const others = [...new Set(due.map(({ clause }) => clause))].filter((clause) => !known.has(clause)).sort();
  const unnamed = others.map((clause): CountedClause => ({ clause, label: clause, standing: 'published' }));
  return [...clauses, ...unnamed].map((counted) => ({
    ...counted,
    ...dueFigures(due.filter(({ clause }) => clause === counted.clause)),
  }));
}

function figuresByOfficer(ofDay: readonly ReportPromise[], date: string): OfficerFigures[] {
  const moving = ofDay.filter((one) => resultOn(one, date) !== null);
  const groups = Map.groupBy(moving, ({ intended }) => intended.id);
  return [...groups.values()]
    .map((own) => ({ own, officer: (own[0] as ReportPromise).intended }))
    .toSorted((a, b) => a.officer.sort - b.officer.sort || (a.officer.id < b.officer.id ? -1 : 1))
    .map(({ own, officer }) => {
      const { longestMinutes: _, ...movement } = movementOn(own, date);
      const answeredByOthers = own.filter(
        (one) =>
          ['kept', 'late'].includes(resultOn(one, date) ?? '') &&
          one.closedBy !== null &&
          one.closedBy.id !== officer.id,
      ).length;
      return { officer: officer.label, officerId: officer.id, ...movement, answeredByOthers };
    });
}
