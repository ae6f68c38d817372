import type { Branch, Executor } from '../kernel/desk.ts';
import { type DayReport, dayReport } from './callback-report.ts';
import { countedClauses } from './counted-clauses.ts';
import { type DayContent, dayContent } from './day-content.ts';
import { promisesOfDay } from './reports.repository.ts';

/** A day of a branch at `now`: the report as it is read, its labels in `language`, and what a signature would freeze. */
export async function dayAsItIs(
  executor: Executor,
  branch: Branch,
  date: string,
  now: Date,
  language: string,
): Promise<{ report: DayReport; content: DayContent }> {
  const promises = await promisesOfDay(executor, branch.id, date);
  const report = dayReport(promises, date, now, branch.calendar, countedClauses(branch.pack, language));
  return { report, content: dayContent(branch, date, promises, report) };
}
