import type { MemoFound } from '#contract/memos.ts';
import { matcherOf } from '../customers/customers.service.ts';
import type { Desk } from '../kernel/desk.ts';
import { staffRefs } from '../staff/staff.service.ts';
import { addDays } from '../standard/calendar.ts';
import { cardOf } from './memo-views.ts';
import { callersSince, cardsOf } from './memos.repository.ts';

const TOP = 20;
/** How far back closed memos are looked for, in days. */
const LOOKS_BACK_DAYS = 30;

/**
 * Memos about whoever was typed, saved as a customer or not, open or closed in the last 30 days; newest first, at
 * most 20. Names are matched here: a branch has some thousand memos in that time, so no search rows are kept for them.
 */
export async function findMemos(
  desk: Desk,
  { branchId, query }: { branchId: string; query: string },
): Promise<MemoFound[]> {
  const { db } = desk.engine;
  const { calendar, country } = await desk.branches.get(db, branchId);
  const matches = matcherOf(query, country);
  if (matches === null) return [];
  const since = addDays(calendar.businessDate(desk.clock.now()), -LOOKS_BACK_DAYS);
  const found = (await callersSince(db, branchId, since))
    .filter((row) =>
      matches({ name: row.customer_name, business: row.business, phoneDigits: row.phone_digits }),
    )
    .slice(0, TOP);
  const members = await staffRefs(db, branchId);
  const rows = await cardsOf(
    db,
    found.map(({ id }) => id),
  );
  return rows.map((row) => ({
    ...cardOf(row, members),
    closedBy: row.closed_by === null ? null : (members.get(row.closed_by)?.name ?? null),
  }));
}
