import { sql } from 'kysely';
import { insertRows } from '#storage/insert-rows.ts';
import type { DueRow, NoticeRow } from '#storage/schema.ts';
import type { Executor, Trx } from '../kernel/desk.ts';

export async function insertDue(trx: Trx, rows: readonly DueRow[]): Promise<void> {
  await insertRows(trx, 'due', rows);
}

interface About {
  type: string;
  id: string;
  /** Every kind unless some are named. */
  kinds?: readonly string[];
}

/** Calls off what has not been said yet about a thing. */
export async function cancelDue(trx: Trx, { type, id, kinds }: About, at: string): Promise<void> {
  await trx
    .updateTable('due')
    .set({ cancelled_at: at })
    .where('subject_type', '=', type)
    .where('subject_id', '=', id)
    .where('fired_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds ?? []))
    .execute();
}

/** Takes back what has been said about a thing and nobody has seen yet. */
export async function cancelNotices(trx: Trx, { type, id, kinds }: About, at: string): Promise<void> {
  await trx
    .updateTable('notice')
    .set({ cancelled_at: at })
    .where('subject_type', '=', type)
    .where('subject_id', '=', id)
    .where('seen_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .$if(kinds !== undefined, (query) => query.where('kind', 'in', kinds ?? []))
    .execute();
}

/** When something has to be said next, at any branch. */
export async function nextDueAt(executor: Executor): Promise<string | null> {
  const row = await executor
    .selectFrom('due')
    .select('at')
    .where('fired_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .orderBy('at')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Branches with something to say by `at`. */
export async function branchesWithDue(executor: Executor, at: string): Promise<string[]> {
  const rows = await executor
    .selectFrom('due')
    .select('branch_id')
    .distinct()
    .where('fired_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('at', '<=', at)
    .orderBy('branch_id')
    .execute();
  return rows.map((row) => row.branch_id);
}

/** What has come due at a branch, oldest first. */
export async function dueBy(trx: Trx, branchId: string, at: string, limit: number): Promise<DueRow[]> {
  return await trx
    .selectFrom('due')
    .selectAll()
    .where('fired_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('at', '<=', at)
    .where('branch_id', '=', branchId)
    .orderBy('at')
    .orderBy('id')
    .limit(limit)
    .execute();
}

/** The memos not closed yet of those something is due about, with who has to act. */
export async function memosOfDue(trx: Trx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return await trx
    .selectFrom('memo')
    .select([
      'id',
      'handler_id as handlerId',
      'intended_id as intendedId',
      'taken_by as takerId',
      'duty_id as dutyId',
    ])
    .where('id', 'in', ids)
    .where('closed_at', 'is', null)
    .orderBy('id')
    .execute();
}

/** The promises still running of those something is due about, with who has to keep them. */
export async function promisesOfDue(trx: Trx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const rows = await trx
    .selectFrom('promise')
    .select(['id', 'caller_id as handlerId', 'intended_id as intendedId', 'intended_id as takerId'])
    .where('id', 'in', ids)
    .where('state', '=', 'open')
    .where('paused_at', 'is', null)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({ ...row, dutyId: null }));
}

export async function encountersOfDue(trx: Trx, ids: readonly string[]) {
  if (ids.length === 0) return [];
  return await trx
    .selectFrom('encounter')
    .select(['id', 'state', 'opened_by'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
}

/** Marks due rows as said, or as called off because the thing was settled meanwhile. */
export async function settleDue(
  trx: Trx,
  how: 'fired_at' | 'cancelled_at',
  ids: readonly string[],
  at: string,
): Promise<void> {
  if (ids.length === 0) return;
  await trx
    .updateTable('due')
    .set({ [how]: at })
    .where('id', 'in', ids)
    .execute();
}

export async function insertNotices(trx: Trx, rows: readonly NoticeRow[]): Promise<void> {
  await insertRows(trx, 'notice', rows);
}

/** What a person has not seen yet and is still true, oldest first. */
export async function unseenNotices(executor: Executor, branchId: string, staffId: string) {
  return await executor
    .selectFrom('notice')
    .leftJoin('memo', (join) =>
      join.onRef('memo.id', '=', 'notice.subject_id').on('notice.subject_type', '=', 'memo'),
    )
    .leftJoin('promise', (join) =>
      join
        .onRef('promise.subject_id', '=', 'notice.subject_id')
        .on('promise.subject_type', '=', 'memo')
        .on('promise.state', '=', 'open'),
    )
    .leftJoin('interim as word', (join) =>
      join.onRef('word.id', '=', 'notice.subject_id').on('notice.subject_type', '=', 'interim'),
    )
    .leftJoin('promise as kept', (join) =>
      join.on(
        'kept.id',
        '=',
        sql`case notice.subject_type when 'promise' then notice.subject_id else word.promise_id end`,
      ),
    )
    .leftJoin('encounter', (join) =>
      join.onRef('encounter.id', '=', 'notice.subject_id').on('notice.subject_type', '=', 'encounter'),
    )
    .leftJoin('message', (join) =>
      join.onRef('message.id', '=', 'notice.subject_id').on('notice.subject_type', '=', 'message'),
    )
    .leftJoin('customer', 'customer.id', 'encounter.customer_id')
    .leftJoin('staff', (join) =>
      join.on(
        'staff.id',
        '=',
        sql`coalesce(memo.handler_id, kept.caller_id, message.officer_id, encounter.handed_to, encounter.served_by)`,
      ),
    )
    .select([
      'notice.id',
      'notice.kind',
      'notice.subject_type',
      'notice.subject_id',
      'notice.at',
      'promise.due_at',
      'memo.call_again_at',
      'encounter.handed_over_at',
      'kept.subject_type as kept_type',
      'kept.subject_id as kept_of',
      'kept.due_at as kept_due_at',
      'word.due_at as word_due_at',
      'kept.standard_id as kept_standard',
      'kept.promise as kept_promise',
      'customer.name as visitor',
      'message.to_name as addressee',
      'staff.name as about',
    ])
    .where('notice.staff_id', '=', staffId)
    .where('notice.branch_id', '=', branchId)
    .where('notice.seen_at', 'is', null)
    .where('notice.cancelled_at', 'is', null)
    .orderBy('notice.at')
    .orderBy('notice.id')
    .limit(200)
    .execute();
}

/** Marks a person's notices seen; answers which of them were his. */
export async function markSeen(
  trx: Trx,
  staffId: string,
  ids: readonly string[],
  at: string,
): Promise<string[]> {
  const own = await trx
    .selectFrom('notice')
    .select(['id', 'seen_at'])
    .where('staff_id', '=', staffId)
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  const unseen = own.filter((row) => row.seen_at === null).map((row) => row.id);
  if (unseen.length > 0) {
    await trx.updateTable('notice').set({ seen_at: at }).where('id', 'in', unseen).execute();
  }
  return own.map((row) => row.id);
}
