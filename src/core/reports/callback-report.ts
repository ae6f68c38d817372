import type { PromiseState } from '#contract/memos.ts';
import type { DayResult, DueFigures, Movement, ReportRow } from '#contract/promises.ts';
import type { WorkCalendar } from '../standard/calendar.ts';

/**
 * The figures of the daily callback report (일일 전화회신 처리 보고), from promises alone; issue 2 §7, ADR 0007.
 *
 * A promise belongs to day D's rows if it was open at some time during D (made on or before D, not closed before
 * it), or is due on D; one due on D that ended on an earlier day has `result: null` and counts in the due
 * figures only.
 *
 * - Movement, as of the end of D (today: of now): carriedIn + received = kept + late + broken + unreachable + open.
 *   received = made on D; carriedIn = made before D and open when D began; kept, late, broken, unreachable = closed
 *   on D; open = not closed by the end of D. So carriedIn(D + 1) = open(D).
 * - Due figures: the promises due on D as known when the report is made;
 *   rate = kept ÷ (kept + late + broken), open and unreachable shown apart.
 * - A month is the sum of its days up to today, for the flows and for the due figures; its carriedIn is the first
 *   day's and its open the last day's.
 * - Mean and longest are the whole minutes from memo to answer of those answered (kept or late) on D.
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
  customerName: string;
  phone: string;
  purpose: string;
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

/** Whole minutes from memo to answer; what every list and figure counts in. */
export function answerMinutes(madeAt: Date, closedAt: Date): number {
  return Math.max(0, Math.floor((closedAt.getTime() - madeAt.getTime()) / MINUTE_MS));
}

/** Minutes past due, a started one counted as whole, so that late is never “0 minutes”; null when in time. */
function minutesPast(dueAt: Date, at: Date): number | null {
  const past = at.getTime() - dueAt.getTime();
  return past > 0 ? Math.ceil(past / MINUTE_MS) : null;
}

/** The day it ended. A clock set back must not let a promise end before the day it began. */
function endedOn(promise: PromiseDates): string | null {
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

interface Answered {
  total: number;
  count: number;
  longest: number;
}

const noMovement = (): Movement => ({
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
const noAnswers = (): Answered => ({ total: 0, count: 0, longest: 0 });

function countAnswer(answered: Answered, promise: PromiseDates): void {
  if ((promise.state !== 'kept' && promise.state !== 'late') || promise.closedAt === null) return;
  const minutes = answerMinutes(promise.madeAt, promise.closedAt);
  answered.total += minutes;
  answered.count += 1;
  answered.longest = Math.max(answered.longest, minutes);
}

function withAnswers(movement: Movement, { total, count, longest }: Answered): Movement {
  if (count === 0) return movement;
  return { ...movement, meanMinutes: total / count, longestMinutes: longest };
}

/** Movement of `date`, and the answers counted in it. */
function movementOn(promises: readonly PromiseDates[], date: string): Movement {
  const movement = noMovement();
  const answered = noAnswers();
  for (const promise of promises) {
    const result = resultOn(promise, date);
    if (result === null) continue;
    movement[promise.madeDate === date ? 'received' : 'carriedIn'] += 1;
    movement[result] += 1;
    if (result !== 'open') countAnswer(answered, promise);
  }
  return withAnswers(movement, answered);
}

const nothingDue = (): Omit<DueFigures, 'rate'> => ({ kept: 0, late: 0, broken: 0, unreachable: 0, open: 0 });

/** Rate = kept ÷ (kept + late + broken); null when nothing has been judged. */
function withRate(figures: Omit<DueFigures, 'rate'>): DueFigures {
  const judged = figures.kept + figures.late + figures.broken;
  return { ...figures, rate: judged === 0 ? null : figures.kept / judged };
}

function dueFigures(due: readonly PromiseDates[]): DueFigures {
  const figures = nothingDue();
  for (const promise of due) figures[promise.state] += 1;
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
      return { officer: officer.label, ...movement, answeredByOthers };
    });
}

export interface MonthReport {
  month: string;
  days: { date: string; movement: Movement; due: DueFigures }[];
  movement: Movement;
  due: DueFigures;
}

/** Days of `month` (`YYYY-MM`) that have begun by `today`. */
export function daysOfMonth(month: string, today: string): string[] {
  const [year, number] = month.split('-').map(Number) as [number, number];
  const length = new Date(Date.UTC(year, number, 0)).getUTCDate();
  return Array.from({ length }, (_, index) => `${month}-${String(index + 1).padStart(2, '0')}`).filter(
    (date) => date <= today,
  );
}

/**
 * The report of a month up to `today`. `promises` may hold more than the month's. Each promise is looked
 * at once, however many days it was open.
 */
export function monthReport(promises: readonly PromiseDates[], month: string, today: string): MonthReport {
  const dates = daysOfMonth(month, today);
  const first = dates[0];
  if (first === undefined) return { month, days: [], movement: noMovement(), due: dueFigures([]) };
  const made = Map.groupBy(promises, ({ madeDate }) => madeDate);
  const due = Map.groupBy(promises, ({ dueDate }) => dueDate);
  const ended = Map.groupBy(promises, endedOn);
  let open = promises.filter((one) => one.madeDate < first && (endedOn(one) ?? first) >= first).length;
  const answeredInMonth = noAnswers();

  const days = dates.map((date) => {
    const movement = noMovement();
    const answered = noAnswers();
    movement.carriedIn = open;
    movement.received = made.get(date)?.length ?? 0;
    for (const promise of ended.get(date) ?? []) {
      movement[promise.state] += 1;
      countAnswer(answered, promise);
      countAnswer(answeredInMonth, promise);
    }
    const { kept, late, broken, unreachable } = movement;
    open += movement.received - kept - late - broken - unreachable;
    movement.open = open;
    return { date, movement: withAnswers(movement, answered), due: dueFigures(due.get(date) ?? []) };
  });

  return { month, days, movement: sumOfMovements(days, answeredInMonth), due: sumOfDue(days) };
}

const flows = ['received', 'kept', 'late', 'broken', 'unreachable'] as const;

function sumOfMovements(days: MonthReport['days'], answered: Answered): Movement {
  const sum = noMovement();
  for (const { movement } of days) for (const flow of flows) sum[flow] += movement[flow];
  sum.carriedIn = days[0]?.movement.carriedIn ?? 0;
  sum.open = days.at(-1)?.movement.open ?? 0;
  return withAnswers(sum, answered);
}

function sumOfDue(days: MonthReport['days']): DueFigures {
  const sum = nothingDue();
  const fields = Object.keys(sum) as (keyof typeof sum)[];
  for (const { due } of days) for (const field of fields) sum[field] += due[field];
  return withRate(sum);
}
