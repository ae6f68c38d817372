import { z } from 'zod';
import type { DueReason, PromiseState } from '#contract/memos.ts';
import type { DailyCallbackReport, DayResult, DueFigures, Movement } from '#contract/promises.ts';
import { fromInstant, fromJson, toInstant } from '#storage/codecs.ts';
import type { Branch } from '../kernel/desk.ts';
import { maskName } from '../privacy/mask.ts';
import { answerMinutes } from '../promises/promise.ts';
import type { WorkCalendar } from '../standard/calendar.ts';
import type { DayReport, OfficerFigures, ReportPromise } from './callback-report.ts';
import { minutesPast } from './callback-report.ts';
import { canonicalJson, sha256 } from './canonical-json.ts';

/**
 * A day's callback report as data, without a word of any language and without what depends on when it is looked at:
 * what a manager's signature is set under. Names are masked; how late an open promise is follows from its due time.
 * The same day gives the same content, and so the same hash, in every language and at every later time.
 */
export interface DayContent {
  form: 'maji/daily-callback/1';
  date: string;
  heading: {
    institution: string;
    branch: string;
    timeZone: string;
    boxes: string[];
    /** Pack and version in force. */
    standard: string;
  };
  /** Everybody named below, in the branch's order, as they were called then. */
  people: Named[];
  /** Purposes named below. */
  duties: Named[];
  movement: Movement;
  due: DueFigures;
  clauses: (DueFigures & { clause: string; standing: 'published' | 'in_house' })[];
  rows: ContentRow[];
  officers: (Omit<OfficerFigures, 'officer' | 'officerId'> & { id: string })[];
}

interface Named {
  id: string;
  name: string;
}

/** A promise of the day; instants are ISO text, people and the purpose are ids. */
export interface ContentRow {
  promiseId: string;
  memoId: string;
  clause: string;
  madeAt: string;
  carriedIn: boolean;
  customerName: string;
  duty: string | null;
  intended: string;
  answeredBy: string | null;
  originalDueAt: string;
  dueAt: string;
  dueReason: DueReason;
  closedAt: string | null;
  result: DayResult | null;
  state: PromiseState;
  dueToday: boolean;
  lateReason: string | null;
  lateAction: string | null;
}

/** Only texts written by {@link textOf} are ever read, and their hash is checked before. */
export const contentOfText = fromJson(z.custom<DayContent>());

export const textOf = (content: DayContent): string => canonicalJson(content);
export const hashOf = (content: DayContent): string => sha256(canonicalJson(content));

/** The content of a day from its promises and the figures made of them. */
export function dayContent(
  branch: Pick<Branch, 'institution' | 'name' | 'calendar' | 'reportBoxes' | 'pack'>,
  date: string,
  promises: readonly ReportPromise[],
  report: DayReport,
): DayContent {
  const byId = new Map(promises.map((one) => [one.id, one]));
  const shown = report.rows.map((row) => ({ row, promise: byId.get(row.promiseId) as ReportPromise }));
  const people = new Map<string, { name: string; sort: number }>();
  const duties = new Map<string, string>();
  for (const { promise, row } of shown) {
    const { intended, closedBy, dutyId } = promise;
    people.set(intended.id, { name: intended.label, sort: intended.sort });
    if (row.answeredBy !== null && closedBy !== null)
      people.set(closedBy.id, { name: closedBy.label, sort: closedBy.sort });
    if (dutyId !== null) duties.set(dutyId, promise.purpose);
  }
  return {
    form: 'maji/daily-callback/1',
    date,
    heading: {
      institution: branch.institution,
      branch: branch.name,
      timeZone: branch.calendar.timeZone,
      boxes: [...branch.reportBoxes],
      standard: `${branch.pack.id} ${branch.pack.version}`,
    },
    people: [...people]
      .sort(([a, one], [b, other]) => one.sort - other.sort || (a < b ? -1 : 1))
      .map(([id, { name }]) => ({ id, name })),
    duties: [...duties].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, name]) => ({ id, name })),
    movement: report.movement,
    due: report.due,
    clauses: report.byClause.map(({ label: _, ...clause }) => clause),
    rows: shown.map(({ row, promise }) => ({
      promiseId: row.promiseId,
      memoId: row.memoId,
      clause: row.clause,
      madeAt: toInstant(row.madeAt),
      carriedIn: row.carriedIn,
      customerName: maskName(row.customerName),
      duty: promise.dutyId,
      intended: promise.intended.id,
      answeredBy: row.answeredBy === null ? null : (promise.closedBy?.id ?? null),
      originalDueAt: toInstant(row.originalDueAt),
      dueAt: toInstant(row.dueAt),
      dueReason: row.dueReason,
      closedAt: toInstant(row.closedAt),
      result: row.result,
      state: row.state,
      dueToday: row.dueToday,
      // Nothing written and an empty text are the same on paper.
      lateReason: row.lateReason || null,
      lateAction: row.lateAction || null,
    })),
    officers: report.byOfficer.map(({ officer: _, officerId, ...figures }) => ({
      id: officerId,
      ...figures,
    })),
  };
}

/**
 * A later content under the names of an earlier one: a person promoted, a purpose or the branch called otherwise, a
 * clause added to the standard make no day another day. Whatever is not known to the earlier one stays as it is.
 */
export function underNamesOf(signed: DayContent, now: DayContent): DayContent {
  return {
    ...now,
    heading: signed.heading,
    people: renamed(signed.people, now.people),
    duties: renamed(signed.duties, now.duties),
    clauses: clausesOf(signed, now),
    officers: now.officers.toSorted((a, b) => rank(signed, a.id) - rank(signed, b.id)),
  };
}

function renamed(signed: readonly Named[], now: readonly Named[]): Named[] {
  const still = new Set(now.map(({ id }) => id));
  const known = signed.filter(({ id }) => still.has(id));
  const before = new Set(known.map(({ id }) => id));
  return [...known, ...now.filter(({ id }) => !before.has(id))];
}

function rank({ people }: DayContent, id: string): number {
  const at = people.findIndex((one) => one.id === id);
  return at === -1 ? people.length : at;
}

const NOTHING_DUE = { kept: 0, late: 0, broken: 0, unreachable: 0, open: 0, rate: null };

function clausesOf(signed: DayContent, now: DayContent): DayContent['clauses'] {
  const current = new Map(now.clauses.map((one) => [one.clause, one]));
  const known = signed.clauses.map(({ clause, standing }) => ({
    ...(current.get(clause) ?? NOTHING_DUE),
    clause,
    standing,
  }));
  const before = new Set(known.map(({ clause }) => clause));
  const counts = ({ kept, late, broken, unreachable, open }: DueFigures) =>
    kept + late + broken + unreachable + open > 0;
  return [...known, ...now.clauses.filter((one) => !before.has(one.clause) && counts(one))];
}

/** What a content says nothing about, given when it is drawn. */
export interface Reading {
  /** The standard's name and version, in the reader's language. */
  standard: string;
  clauseLabel: (clause: string) => string;
  madeAt: Date;
  madeBy: string;
}

/** The report a content stands for, as the paper draws it. Minutes are counted up to `madeAt`, or the end of the day. */
export function reportOf(
  content: DayContent,
  calendar: Pick<WorkCalendar, 'endOfDay'>,
  reading: Reading,
): DailyCallbackReport {
  const { heading, date } = content;
  const names = new Map([...content.people, ...content.duties].map(({ id, name }) => [id, name]));
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  const end = calendar.endOfDay(date);
  const asOf = reading.madeAt < end ? reading.madeAt : end;
  return {
    institution: heading.institution,
    branch: heading.branch,
    date,
    timeZone: heading.timeZone,
    boxes: heading.boxes,
    standard: reading.standard,
    madeAt: reading.madeAt,
    madeBy: reading.madeBy,
    masked: true,
    contentHash: hashOf(content),
    movement: content.movement,
    due: content.due,
    byClause: content.clauses.map((one) => ({ ...one, label: reading.clauseLabel(one.clause) })),
    rows: content.rows.map((row) => ({
      ...row,
      ...minutesOf(row, asOf),
      madeAt: fromInstant(row.madeAt),
      phone: '',
      purpose: nameOf(row.duty) ?? '',
      intended: nameOf(row.intended) ?? '',
      answeredBy: nameOf(row.answeredBy),
      originalDueAt: fromInstant(row.originalDueAt),
      dueAt: fromInstant(row.dueAt),
      closedAt: fromInstant(row.closedAt),
    })),
    byOfficer: content.officers.map(({ id, ...figures }) => ({ officer: nameOf(id) ?? '', ...figures })),
  };
}

function minutesOf(row: ContentRow, asOf: Date) {
  const { result } = row;
  const closedAt = fromInstant(row.closedAt);
  const dueAt = fromInstant(row.dueAt);
  const answered = (result === 'kept' || result === 'late') && closedAt !== null;
  const until = result === 'open' ? asOf : result === 'late' ? closedAt : null;
  return {
    minutes: answered ? answerMinutes(fromInstant(row.madeAt), closedAt) : null,
    lateMinutes: until === null ? null : minutesPast(dueAt, until),
  };
}
