import { id, localDate } from '#contract/fields.ts';
import type { ClosingCheck, DailyCallbackReport } from '#contract/promises.ts';
import { fromInstant } from '#storage/codecs.ts';
import { dueDocuments, ownDocument } from '../documents/documents.service.ts';
import { unclosed } from '../encounters/encounters.service.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { handedOnBy } from '../memos/board.service.ts';
import { isOverdue, needsLateReason } from '../promises/promise.ts';
import { visitPrinted, visitsAwaited } from '../site-visits/closing.service.ts';
import { staffRefs } from '../staff/staff.service.ts';
import { inLanguage } from '../standard/script.ts';
import { dayAsItIs } from './day.service.ts';
import { daysOfMonth, type MonthReport, monthReport } from './month-report.ts';
import { memosOnReport, openPromises, promiseDatesOfDays, settledVisits } from './reports.repository.ts';
import type { SeenContents } from './seen-contents.ts';
import { memosOnEdition } from './signing.service.ts';

/** The daily callback report of a branch; `masked` says what the middleware is about to do with it. */
export async function dailyCallback(
  desk: Desk,
  seen: SeenContents,
  call: Call,
  input: { branchId: string; date: string },
  masked: boolean,
): Promise<DailyCallbackReport> {
  const { db } = desk.engine;
  const actor = actorOf(call);
  const branch = await desk.branches.get(db, input.branchId);
  const now = desk.clock.now();
  const day = await dayAsItIs(db, desk.branches, branch, input.date, now, call.language);
  const { content, report } = day;
  const { calendar } = branch;
  const { pack } = day.standard;
  return {
    institution: branch.institution,
    branch: branch.name,
    date: input.date,
    timeZone: calendar.timeZone,
    boxes: branch.reportBoxes,
    standard: `${inLanguage(pack.name, call.language, pack.language)} ${pack.version}`,
    madeAt: now,
    madeBy: `${actor.name} ${actor.title}`.trim(),
    masked,
    contentHash: seen.keep(branch.id, content),
    ...report,
  };
}

/** The days of a month up to today, and their sum. */
export async function month(desk: Desk, input: { branchId: string; month: string }): Promise<MonthReport> {
  const { db } = desk.engine;
  const { calendar } = await desk.branches.get(db, input.branchId);
  const today = calendar.businessDate(desk.clock.now());
  const days = daysOfMonth(input.month, today);
  const [first, last] = [days[0], days.at(-1)];
  if (first === undefined || last === undefined) return monthReport([], input.month, today);
  return monthReport(await promiseDatesOfDays(db, input.branchId, first, last), input.month, today);
}

/** 마감 점검: visits and promises still open, of any day, what is missing in them, and papers nobody has been told of. */
export async function closingCheck(
  desk: Desk,
  call: Call,
  input: { branchId: string },
): Promise<ClosingCheck> {
  const { db } = desk.engine;
  const now = desk.clock.now();
  const { encounters } = await unclosed(desk, call, input.branchId);
  const settled = await settledVisits(db, input.branchId);
  const visits: ClosingCheck['encounters'] = encounters.map((card) => ({
    id: card.id,
    channel: card.channel,
    openedAt: card.openedAt,
    customerName: card.customer?.name ?? null,
    servedBy: `${card.servedBy.name} ${card.servedBy.title}`.trim(),
    step: card.step,
    hasOutcome: settled.has(card.id),
  }));
  const promises: ClosingCheck['promises'] = [];
  const open = await openPromises(db, input.branchId);
  const handed = await handedOnBy(
    db,
    open.map((row) => ({ id: row.memo_id, handlerId: row.handler_id })),
    await staffRefs(db, input.branchId),
  );
  for (const row of open) {
    const pack = await desk.branches.pack(db, row.standard_id);
    const promise = { state: 'open' as const, dueAt: fromInstant(row.due_at), lateReason: row.late_reason };
    const rule = pack.promises[row.promise];
    promises.push({
      memoId: row.memo_id,
      memoVersion: row.memo_version,
      customerName: row.customer_name,
      handler: `${row.handler_name} ${row.handler_title}`.trim(),
      dueAt: promise.dueAt,
      overdue: isOverdue(promise, now),
      needsReason: rule !== undefined && needsLateReason(promise, rule, now),
      handedOn: handed.get(row.memo_id) ?? null,
    });
  }
  const today = (await desk.branches.get(db, input.branchId)).calendar.businessDate(now);
  return {
    encounters: visits,
    promises,
    documents: await dueDocuments(desk, call, input.branchId),
    siteVisits: await visitsAwaited(desk, input.branchId, today),
  };
}

export interface PrintedInput {
  requestId: string;
  branchId: string;
  document: 'daily_callback' | 'slip' | 'signed_report' | 'missing_items' | 'site_visit';
  /** The date of a daily report, the edition of a signed report, else what it is about: memo, papers, site visit. */
  subject: string;
  masked: boolean;
}

/**
 * Logs that a document left this window, with whose data was on it: the memos of a report's rows, or the slip's own.
 * SUBJECT_INVALID for a subject that is neither a date nor an id.
 */
export async function printed(desk: Desk, call: Call, input: PrintedInput) {
  const logged = `${input.document} ${input.subject} ${input.masked ? 'masked' : 'unmasked'}`;
  return await mutate(desk, call, 'reports.printed', { ...input, logged }, async (unit) => {
    if (input.document === 'missing_items') await documentPrinted(unit, input.subject);
    else if (input.document === 'site_visit') await visitPrinted(unit, input.subject);
    else for (const memoId of await memosPrinted(unit, input)) unit.touches('memo', memoId);
    return { entity: 'print', id: newId(), version: 1 };
  });
}

async function documentPrinted(unit: UnitOfWork, subject: string): Promise<void> {
  if (!id.safeParse(subject).success) throw refuse('SUBJECT_INVALID', 'subject');
  const { customer_id } = await ownDocument(unit.trx, unit.branch.id, subject);
  unit.touches('document', subject);
  unit.touches('customer', customer_id);
}

async function memosPrinted(unit: UnitOfWork, { document, subject }: PrintedInput): Promise<string[]> {
  if (document === 'daily_callback') {
    if (!localDate.safeParse(subject).success) throw refuse('SUBJECT_INVALID', 'subject');
    return await memosOnReport(unit.trx, unit.branch.id, subject);
  }
  if (!id.safeParse(subject).success) throw refuse('SUBJECT_INVALID', 'subject');
  if (document === 'signed_report') return await memosOnEdition(unit.trx, unit.branch.id, subject);
  const memo = await unit.trx
    .selectFrom('memo')
    .select('id')
    .where('id', '=', subject)
    .where('branch_id', '=', unit.branch.id)
    .executeTakeFirst();
  if (memo === undefined) throw notFound('memo', subject);
  return [memo.id];
}
