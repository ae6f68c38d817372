import { sql } from 'kysely';
import { insertRows } from '#storage/insert-rows.ts';
import type { ApiKeyRow, BookingRow, BookingSettingRow } from '#storage/schema-bookings.ts';
import type { Executor, Trx } from '../kernel/desk.ts';

export async function settingRow(
  executor: Executor,
  branchId: string,
): Promise<BookingSettingRow | undefined> {
  return await executor
    .selectFrom('booking_setting')
    .selectAll()
    .where('branch_id', '=', branchId)
    .executeTakeFirst();
}

export async function keepSetting(trx: Trx, row: BookingSettingRow): Promise<void> {
  const { branch_id: _, ...set } = row;
  await trx
    .insertInto('booking_setting')
    .values(row)
    .onConflict((conflict) => conflict.column('branch_id').doUpdateSet(set))
    .execute();
}

export async function insertBooking(trx: Trx, row: BookingRow): Promise<void> {
  await insertRows(trx, 'booking', [row]);
}

export async function changeBooking(trx: Trx, id: string, set: Partial<BookingRow>): Promise<void> {
  await trx.updateTable('booking').set(set).where('id', '=', id).execute();
}

export async function bookingById(executor: Executor, id: string): Promise<BookingRow | undefined> {
  return await executor.selectFrom('booking').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function bookingOfMemo(executor: Executor, memoId: string): Promise<BookingRow | undefined> {
  return await executor.selectFrom('booking').selectAll().where('memo_id', '=', memoId).executeTakeFirst();
}

export async function bookingByNumber(executor: Executor, number: string): Promise<BookingRow | undefined> {
  return await executor.selectFrom('booking').selectAll().where('number', '=', number).executeTakeFirst();
}

/** Times that are held between two moments; a booking is at most two hours long, so it began no earlier than that. */
export async function heldTimes(executor: Executor, branchId: string, from: string, until: string) {
  return await executor
    .selectFrom('booking')
    .select(['id', 'officer_id', 'starts_at', 'minutes'])
    .where('branch_id', '=', branchId)
    .where('state', '=', sql.lit('booked'))
    .where('starts_at', '>=', from)
    .where('starts_at', '<', until)
    .orderBy('starts_at')
    .orderBy('id')
    .execute();
}

/** Which lines of a file are bookings already, with the time each was first promised for. */
export async function importedBefore(executor: Executor, branchId: string, keys: readonly string[]) {
  if (keys.length === 0) return [];
  return await executor
    .selectFrom('booking')
    .innerJoin('promise', (join) =>
      join.onRef('promise.subject_id', '=', 'booking.memo_id').on('promise.subject_type', '=', 'memo'),
    )
    .select(['booking.id', 'booking.import_key', 'promise.original_due_at'])
    .where('booking.branch_id', '=', branchId)
    .where('booking.import_key', 'in', keys)
    .where('promise.promise', '=', 'booked_call')
    .orderBy('promise.made_at')
    .execute();
}

/** How many calls somebody with this number still has booked. */
export async function openBookingsOfNumber(
  executor: Executor,
  branchId: string,
  digits: string,
  now: string,
) {
  const rows = await executor
    .selectFrom('booking')
    .innerJoin('memo', 'memo.id', 'booking.memo_id')
    .select('booking.id')
    .where('booking.branch_id', '=', branchId)
    .where('booking.state', '=', sql.lit('booked'))
    .where('booking.starts_at', '>', now)
    .where('memo.phone_digits', '=', digits)
    .orderBy('booking.id')
    .execute();
  return rows.length;
}

function cards(executor: Executor) {
  return executor
    .selectFrom('booking')
    .innerJoin('memo', 'memo.id', 'booking.memo_id')
    .innerJoin('promise', (join) =>
      join
        .onRef('promise.subject_id', '=', 'booking.memo_id')
        .on('promise.subject_type', '=', 'memo')
        .on('promise.promise', '=', 'booked_call'),
    )
    .leftJoin('duty', 'duty.id', 'booking.duty_id')
    .select([
      'booking.id',
      'booking.version',
      'booking.branch_id',
      'booking.memo_id',
      'booking.number',
      'booking.source',
      'booking.starts_at',
      'booking.minutes',
      'booking.state',
      'booking.officer_id',
      'booking.duty_id',
      'booking.language',
      'duty.name as duty',
      'memo.handler_id',
      'memo.standard_id',
      'memo.customer_id',
      'memo.customer_name',
      'memo.phone',
      'memo.inquiry',
      'memo.state as memo_state',
      'promise.state as promise_state',
      'promise.due_at',
      'promise.late_reason',
    ]);
}
export type BookingCardRow = Awaited<ReturnType<typeof bookingsBetween>>[number];

/** Bookings of a branch in order of time; `until` is not among them. */
export async function bookingsBetween(executor: Executor, branchId: string, from: string, until: string) {
  return await cards(executor)
    .where('booking.branch_id', '=', branchId)
    .where('booking.starts_at', '>=', from)
    .where('booking.starts_at', '<', until)
    .orderBy('booking.starts_at')
    .orderBy('booking.id')
    .execute();
}

export async function bookingCardById(executor: Executor, id: string): Promise<BookingCardRow | undefined> {
  return await cards(executor).where('booking.id', '=', id).executeTakeFirst();
}

export async function keysOf(executor: Executor, branchId: string) {
  return await executor
    .selectFrom('api_key')
    .innerJoin('staff', 'staff.id', 'api_key.created_by')
    .selectAll('api_key')
    .select('staff.name as creator')
    .where('api_key.branch_id', '=', branchId)
    .orderBy('api_key.created_at', 'desc')
    .orderBy('api_key.id')
    .execute();
}

export async function keyByHash(executor: Executor, hash: string): Promise<ApiKeyRow | undefined> {
  return await executor.selectFrom('api_key').selectAll().where('hash', '=', hash).executeTakeFirst();
}

export async function keyById(executor: Executor, id: string): Promise<ApiKeyRow | undefined> {
  return await executor.selectFrom('api_key').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function insertKey(trx: Trx, row: ApiKeyRow): Promise<void> {
  await insertRows(trx, 'api_key', [row]);
}

export async function revoke(
  trx: Trx,
  id: string,
  set: Pick<ApiKeyRow, 'revoked_at' | 'revoked_by' | 'version'>,
) {
  await trx.updateTable('api_key').set(set).where('id', '=', id).execute();
}
