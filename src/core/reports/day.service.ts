import type { StandardPack } from '#contract/standard-pack.ts';
import type { Branch, Branches, Executor } from '../kernel/desk.ts';
import { type DayReport, dayReport, type ReportPromise } from './callback-report.ts';
import { clausesOfDay } from './counted-clauses.ts';
import { type DayContent, dayContent } from './day-content.ts';
import { promisesOfDay } from './reports.repository.ts';
import { editionsOfDay } from './signing.repository.ts';

export interface Day {
  report: DayReport;
  content: DayContent;
  /** The standard the day is reported under. */
  standard: { id: string; pack: StandardPack };
}

/** A day of a branch at `now`: the report as it is read, its labels in `language`, and what a signature would freeze. */
export async function dayAsItIs(
  executor: Executor,
  branches: Branches,
  branch: Branch,
  date: string,
  now: Date,
  language: string,
): Promise<Day> {
  const found = await promisesOfDay(executor, branch.id, date);
  const isPast = date < branch.calendar.businessDate(now);
  const id = isPast ? await standardOfPast(executor, branch, date, found) : branch.standardId;
  const packs = new Map([[branch.standardId, branch.pack]]);
  for (const needed of [id, ...found.map(({ standardId }) => standardId)]) {
    if (!packs.has(needed)) packs.set(needed, await branches.pack(executor, needed));
  }
  const pack = packs.get(id) ?? branch.pack;
  const { promises, clauses } = clausesOfDay(pack, found, packs, language);
  const report = dayReport(promises, date, now, branch.calendar, clauses);
  return {
    report,
    content: dayContent({ ...branch, pack }, date, promises, report),
    standard: { id, pack },
  };
}

/** A day that is over stays under the standard it was signed under, or the one its last promise was made under. */
async function standardOfPast(
  executor: Executor,
  branch: Branch,
  date: string,
  found: readonly ReportPromise[],
): Promise<string> {
  const [newest] = await editionsOfDay(executor, branch.id, date);
  const last = found.filter(({ madeDate }) => madeDate === date).at(-1);
  return newest?.standard_id ?? last?.standardId ?? branch.standardId;
}
