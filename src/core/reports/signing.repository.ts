import type { SignedReportPdfRow, SignedReportRow } from '#storage/schema.ts';
import type { Executor } from '../kernel/desk.ts';

/** The editions of a day, newest first. */
export async function editionsOfDay(executor: Executor, branchId: string, date: string) {
  return await executor
    .selectFrom('signed_report')
    .selectAll()
    .where('branch_id', '=', branchId)
    .where('date', '=', date)
    .orderBy('edition', 'desc')
    .execute();
}

export async function editionById(
  executor: Executor,
  branchId: string,
  id: string,
): Promise<SignedReportRow | undefined> {
  return await executor
    .selectFrom('signed_report')
    .selectAll()
    .where('id', '=', id)
    .where('branch_id', '=', branchId)
    .executeTakeFirst();
}

/** Numbers signed for the days `from` to `to`, by day and edition. */
export async function numbersOfDays(executor: Executor, branchId: string, from: string, to: string) {
  return await executor
    .selectFrom('signed_report')
    .select(['date', 'edition', 'year', 'no'])
    .where('branch_id', '=', branchId)
    .where('date', '>=', from)
    .where('date', '<=', to)
    .orderBy('date')
    .orderBy('edition')
    .execute();
}

/** The next number of a branch and year. Only inside the transaction that holds the branch's head is it the next. */
export async function nextNumber(executor: Executor, branchId: string, year: number): Promise<number> {
  const row = await executor
    .selectFrom('signed_report')
    .select(({ fn }) => fn.max('no').as('last'))
    .where('branch_id', '=', branchId)
    .where('year', '=', year)
    .executeTakeFirst();
  return (row?.last ?? 0) + 1;
}

/** What is known of PDFs, without their bytes. */
export async function pdfsOf(executor: Executor, reportIds: readonly string[]) {
  if (reportIds.length === 0) return [];
  return await executor
    .selectFrom('signed_report_pdf')
    .select(['report_id', 'hash', 'size', 'made_at'])
    .where('report_id', 'in', reportIds)
    .orderBy('report_id')
    .execute();
}

export async function pdfOf(executor: Executor, reportId: string): Promise<SignedReportPdfRow | undefined> {
  return await executor
    .selectFrom('signed_report_pdf')
    .selectAll()
    .where('report_id', '=', reportId)
    .executeTakeFirst();
}

/** The edition of a branch whose PDF has this hash. */
export async function editionOfPdf(executor: Executor, branchId: string, hash: string) {
  return await executor
    .selectFrom('signed_report_pdf')
    .innerJoin('signed_report', 'signed_report.id', 'signed_report_pdf.report_id')
    .selectAll('signed_report')
    .where('signed_report_pdf.hash', '=', hash)
    .where('signed_report.branch_id', '=', branchId)
    .executeTakeFirst();
}

/** Editions of any branch that have no PDF yet, in the order they were signed. */
export async function editionsWithoutPdf(executor: Executor) {
  return await executor
    .selectFrom('signed_report')
    .leftJoin('signed_report_pdf', 'signed_report_pdf.report_id', 'signed_report.id')
    .select(['signed_report.id', 'signed_report.branch_id'])
    .where('signed_report_pdf.report_id', 'is', null)
    .orderBy('signed_report.signed_at')
    .orderBy('signed_report.id')
    .execute();
}
