import type { Edition, PdfState, SigningDay, SigningMonth } from '#contract/signing.ts';
import { fromFlag, fromInstant, toFlag } from '#storage/codecs.ts';
import { insertRows } from '#storage/insert-rows.ts';
import type { SignedReportRow } from '#storage/schema.ts';
import type { Call } from '../kernel/call.ts';
import type { Branch, Desk, Executor } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { conflict, notFound, refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { canonicalJson, sha256 } from './canonical-json.ts';
import { dayAsItIs } from './day.service.ts';
import { contentOfText, type DayContent, textOf, underNamesOf } from './day-content.ts';
import { differences } from './differences.ts';
import { daysOfMonth } from './month-report.ts';
import type { PdfMaker } from './pdf-maker.ts';
import { unfinishedVisits } from './reports.repository.ts';
import type { SeenContents } from './seen-contents.ts';
import { signedWords } from './signed-words.ts';
import { editionById, editionsOfDay, nextNumber, numbersOfDays } from './signing.repository.ts';

interface OnDay {
  branchId: string;
  date: string;
}

/** An edition as lists and seals name it. */
export function editionOf(row: SignedReportRow): Edition {
  return {
    id: row.id,
    date: row.date,
    edition: row.edition,
    number: { year: row.year, no: row.no },
    signedAt: fromInstant(row.signed_at),
    signer: { name: row.signer_name, title: row.signer_title, department: row.signer_department },
    contentHash: row.content_hash,
  };
}

/** The edition of this branch; NOT_FOUND for any other. */
export async function ownEdition(executor: Executor, branchId: string, id: string): Promise<SignedReportRow> {
  const row = await editionById(executor, branchId, id);
  if (row === undefined) throw notFound('signed_report', id);
  return row;
}

/** Whose data a signed edition holds: the memos of its rows. */
export async function memosOnEdition(executor: Executor, branchId: string, id: string): Promise<string[]> {
  const row = await ownEdition(executor, branchId, id);
  return [...new Set(contentOfText(row.content).rows.map(({ memoId }) => memoId))].sort();
}

/** What the day says now that its newest edition does not; nothing for a day never signed. */
function changedSince(signed: SignedReportRow | undefined, now: DayContent) {
  if (signed === undefined) return [];
  const before = contentOfText(signed.content);
  return differences(before, underNamesOf(before, now));
}

/** The day has not closed yet; a day the branch is closed on ends at midnight. */
function isClosed({ calendar }: Branch, date: string, now: Date): boolean {
  return now >= (calendar.closesAt(date) ?? calendar.endOfDay(date));
}

/** A day as its signing stands: editions, what has changed since the newest, and what is still open in it. */
export async function signingDay(desk: Desk, pdfs: PdfMaker, call: Call, input: OnDay): Promise<SigningDay> {
  const { db } = desk.engine;
  const branch = await desk.branches.get(db, input.branchId);
  const now = desk.clock.now();
  const { date } = input;
  const { content } = await dayAsItIs(db, desk.branches, branch, date, now, call.language);
  const rows = await editionsOfDay(db, branch.id, date);
  const states: Map<string, PdfState> = await pdfs.statesOf(rows.map(({ id }) => id));
  return {
    date,
    ahead: date > branch.calendar.businessDate(now),
    closed: isClosed(branch, date, now),
    sealsPdf: pdfs.canMake,
    openPromises: content.rows.filter(({ result }) => result === 'open').length,
    openVisits: await unfinishedVisits(db, branch.id, date),
    editions: rows.map((row) => ({ ...editionOf(row), pdf: states.get(row.id) ?? { state: 'none' } })),
    changed: changedSince(rows[0], content),
  };
}

/** The days of a month up to today with their numbers, and the working days that ended without a signature. */
export async function signingMonth(
  desk: Desk,
  input: { branchId: string; month: string },
): Promise<SigningMonth> {
  const { db } = desk.engine;
  const branch = await desk.branches.get(db, input.branchId);
  const { calendar } = branch;
  const now = desk.clock.now();
  const dates = daysOfMonth(input.month, calendar.businessDate(now));
  const [first, last] = [dates[0], dates.at(-1)];
  if (first === undefined || last === undefined) return { days: [], gaps: [] };
  const signed = Map.groupBy(await numbersOfDays(db, branch.id, first, last), ({ date }) => date);
  // Days before the branch existed here owe nobody a signature.
  const began = await firstDay(db, branch);
  const days = dates.map((date) => {
    const editions = signed.get(date) ?? [];
    const newest = editions.at(-1);
    return {
      date,
      working: calendar.isWorkingDay(date),
      number: newest === undefined ? null : { year: newest.year, no: newest.no },
      editions: editions.length,
    };
  });
  const gaps = days
    .filter(({ date, working, number }) => working && number === null && date >= began)
    .map(({ date }) => date)
    .filter((date) => isClosed(branch, date, now));
  return { days, gaps };
}

/** The day the branch was set up, or of its first promise where data of earlier days came with it. */
async function firstDay(executor: Executor, branch: Branch): Promise<string> {
  const { created_at } = await executor
    .selectFrom('branch')
    .select('created_at')
    .where('id', '=', branch.id)
    .executeTakeFirstOrThrow();
  const promise = await executor
    .selectFrom('promise')
    .select('business_date')
    .where('branch_id', '=', branch.id)
    .where('subject_type', '=', 'memo')
    .orderBy('business_date')
    .limit(1)
    .executeTakeFirst();
  const setUp = branch.calendar.businessDate(fromInstant(created_at));
  return promise !== undefined && promise.business_date < setUp ? promise.business_date : setUp;
}

export interface SignInput extends OnDay {
  requestId: string;
  expectedHash: string;
}

/**
 * Freezes a day under the actor's signature: its content as canonical JSON, the next number of the branch and year, and
 * the head of the activity chain *before* the row of the signing itself. That row carries the number and the content's
 * hash as its purpose, so the chain goes on from what was signed.
 *
 * ALREADY_SIGNED when the newest edition says the same; CONFLICT when the day is not what `expectedHash` saw;
 * DAY_NOT_BEGUN for a day to come.
 */
export async function sign(desk: Desk, pdfs: PdfMaker, call: Call, input: SignInput) {
  const entry = { requestId: input.requestId, branchId: input.branchId, logged: '' };
  const receipt = await mutate(desk, call, 'signing.sign', entry, async (unit) => {
    const row = await signedRow(desk, unit, call, input);
    await insertRows(unit.trx, 'signed_report', [row]);
    for (const { memoId } of contentOfText(row.content).rows) unit.touches('memo', memoId);
    // Read by `mutate` when the work is done.
    entry.logged = signedWords(row);
    return { entity: 'signed_report', id: row.id, version: 1 };
  });
  pdfs.soon();
  return receipt;
}

async function signedRow(
  desk: Desk,
  unit: UnitOfWork,
  call: Call,
  input: SignInput,
): Promise<SignedReportRow> {
  const { trx, branch, now } = unit;
  const { date } = input;
  const today = branch.calendar.businessDate(now);
  if (date > today) throw refuse('DAY_NOT_BEGUN', 'date');
  const { content, standard } = await dayAsItIs(trx, desk.branches, branch, date, now, call.language);
  const [previous] = await editionsOfDay(trx, branch.id, date);
  if (previous !== undefined && changedSince(previous, content).length === 0) throw refuse('ALREADY_SIGNED');
  const text = textOf(content);
  const hash = sha256(text);
  if (hash !== input.expectedHash) {
    throw conflict({
      entity: 'signed_report',
      id: previous?.id ?? branch.id,
      version: previous?.edition ?? 1,
      state: 'changed',
      changedBy: null,
      changedAt: null,
    });
  }
  const year = Number(today.slice(0, 4));
  const head = unit.chainHead;
  const changes = previous === undefined ? [] : differences(contentOfText(previous.content), content);
  return {
    id: newId(),
    branch_id: branch.id,
    date,
    edition: (previous?.edition ?? 0) + 1,
    year,
    no: await nextNumber(trx, branch.id, year),
    standard_id: standard.id,
    language: call.language,
    signed_at: unit.at,
    ...(await signerOf(unit)),
    before_closing: toFlag(!isClosed(branch, date, now)),
    open_visits: await unfinishedVisits(trx, branch.id, date),
    content: text,
    content_hash: hash,
    activity_seq: head.seq,
    activity_hash: head.hash,
    corrects_id: previous?.id ?? null,
    differences: canonicalJson(changes),
  };
}

async function signerOf({ trx, actorId }: UnitOfWork) {
  const signer = await trx
    .selectFrom('staff')
    .innerJoin('department', 'department.id', 'staff.department_id')
    .select(['staff.name', 'staff.title', 'department.name as department'])
    .where('staff.id', '=', actorId)
    .executeTakeFirstOrThrow();
  return {
    signed_by: actorId,
    signer_name: signer.name,
    signer_title: signer.title,
    signer_department: signer.department,
  };
}

/** What the day says now that a report shown before did not. */
export async function changedSinceSeen(
  desk: Desk,
  seen: SeenContents,
  call: Call,
  input: OnDay & { hash: string },
) {
  const { db } = desk.engine;
  const branch = await desk.branches.get(db, input.branchId);
  const before = seen.find(branch.id, input.date, input.hash);
  if (before === undefined) return { known: false, differences: [] };
  const { content } = await dayAsItIs(db, desk.branches, branch, input.date, desk.clock.now(), call.language);
  return { known: true, differences: differences(before, content) };
}

export const beforeClosing = (row: SignedReportRow): boolean => fromFlag(row.before_closing);
