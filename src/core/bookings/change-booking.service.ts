import type { BookingRow } from '#storage/schema-bookings.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { rebookMemo, withdrawMemo } from '../memos/booked-memo.service.ts';
import { dropOutdated } from '../messages/outdated.service.ts';
import { bookingById, changeBooking } from './bookings.repository.ts';
import { busyTimes } from './busy.service.ts';
import { holdTime } from './held-time.service.ts';
import { timeProblem, toMinute } from './slots.ts';

interface OnBooking {
  requestId: string;
  id: string;
  expectedVersion: number;
}

async function take(unit: UnitOfWork, input: OnBooking): Promise<BookingRow> {
  const row = unit.own('booking', input.id, await bookingById(unit.trx, input.id));
  await unit.expect('booking', row, input.expectedVersion, row.state);
  if (row.state !== 'booked') throw refuse('BOOKING_CANCELLED');
  return row;
}

export interface MoveInput extends OnBooking {
  at: Date;
  officerId: string;
  reason: string;
  lateReason: string | null;
}

/** The same promise at another time or with another officer; the memo's history keeps both times and why. */
export async function moveBooking(desk: Desk, call: Call, input: MoveInput) {
  return await mutate(desk, call, 'bookings.move', input, async (unit) => {
    const row = await take(unit, input);
    const at = toMinute(input.at);
    const { branch, now } = unit;
    const span = { now, from: at, until: new Date(at.getTime() + row.minutes * 60_000) };
    const busy = await busyTimes(unit.trx, branch, span, row.id);
    const problem = timeProblem(at, row.minutes, input.officerId, { calendar: branch.calendar, busy, now });
    if (problem !== null) throw refuse(problem, 'at');
    const { officerId, lateReason, reason: note } = input;
    await rebookMemo(desk, unit, { memoId: row.memo_id, at, officerId, lateReason, note });
    const version = await holdTime(unit, row, { at, officerId }, 'at');
    await dropTexts(desk, unit, row, { why: 'BOOKING_MOVED' });
    return { entity: 'booking', id: row.id, version };
  });
}

/** What was written about the call as it was agreed, and waits, no longer holds. */
async function dropTexts(
  desk: Desk,
  unit: UnitOfWork,
  row: BookingRow,
  outdating: Parameters<typeof dropOutdated>[3],
): Promise<void> {
  await dropOutdated(desk, unit, { type: 'booking', id: row.id }, outdating);
  await dropOutdated(desk, unit, { type: 'memo', id: row.memo_id }, outdating);
}

/** Calls a booking off within a mutation; `actorId` is on whose behalf, where the customer did it himself. */
export async function callOffBooking(
  desk: Desk,
  unit: UnitOfWork,
  row: BookingRow,
  how: { by: 'customer' | 'office'; reason: string; actorId?: string },
): Promise<number> {
  const { by, reason: note, actorId } = how;
  await withdrawMemo(desk, unit, {
    memoId: row.memo_id,
    by,
    note,
    ...(actorId === undefined ? {} : { actorId }),
  });
  const why = 'BOOKING_CANCELLED';
  await dropTexts(desk, unit, row, actorId === undefined ? { why } : { why, actorId });
  const version = row.version + 1;
  await changeBooking(unit.trx, row.id, {
    state: 'cancelled',
    cancelled_at: unit.at,
    cancelled_by: by,
    version,
  });
  unit.touches('booking', row.id);
  return version;
}

/** The office and the customer agreed that nobody calls. */
export async function cancelBooking(desk: Desk, call: Call, input: OnBooking & { reason: string }) {
  return await mutate(desk, call, 'bookings.cancel', input, async (unit) => {
    const row = await take(unit, input);
    const version = await callOffBooking(desk, unit, row, { by: 'office', reason: input.reason });
    return { entity: 'booking', id: row.id, version };
  });
}
