import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { Executor } from '../kernel/desk.ts';
import type { WorkCalendar } from '../standard/calendar.ts';

/** When somebody is said to be away; half open. */
export interface AwayTime {
  staffId: string;
  from: Date;
  until: Date;
}

/**
 * Who of a branch is said to be away at some time from `now` on. Without an expected return somebody is away for the
 * rest of the day it concerns: what nobody knows does not close the days after it.
 */
export async function awayTimes(
  executor: Executor,
  branchId: string,
  calendar: WorkCalendar,
  now: Date,
): Promise<AwayTime[]> {
  const rows = await executor
    .selectFrom('absence')
    .select(['staff_id', 'starts_at', 'returns_at'])
    .where('branch_id', '=', branchId)
    .where('ended_at', 'is', null)
    .where((where) => where.or([where('returns_at', 'is', null), where('returns_at', '>', toInstant(now))]))
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
  return rows.map((row) => {
    const from = fromInstant(row.starts_at);
    const last = from > now ? from : now;
    const until = fromInstant(row.returns_at) ?? calendar.endOfDay(calendar.businessDate(last));
    return { staffId: row.staff_id, from, until };
  });
}
