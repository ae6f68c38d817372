import { toInstant } from '#storage/codecs.ts';
import { isUniqueViolation } from '#storage/errors.ts';
import type { BookingRow } from '#storage/schema-bookings.ts';
import { refuse } from '../kernel/refusals.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { bookingOfMemo, changeBooking } from './bookings.repository.ts';
import { busyTimes } from './busy.service.ts';
import { toMinute } from './slots.ts';

interface Time {
  at: Date;
  officerId: string;
}

/** A booking holds this time from now on, and no longer the one before. SLOT_TAKEN where another begins then. */
export async function holdTime(
  unit: UnitOfWork,
  row: BookingRow,
  { at, officerId }: Time,
  field: string,
): Promise<number> {
  const version = row.version + 1;
  try {
    await changeBooking(unit.trx, row.id, { officer_id: officerId, starts_at: toInstant(at), version });
  } catch (error) {
    if (isUniqueViolation(error)) throw refuse('SLOT_TAKEN', field);
    throw error;
  }
  unit.touches('booking', row.id);
  return version;
}

/**
 * A booked call was agreed anew while the customer was on the line: its slot is where it was agreed to, with whoever
 * calls then. Whether he is in is his to know; SLOT_TAKEN where another call is booked with him then.
 */
export async function holdAgreedTime(unit: UnitOfWork, memoId: string, agreed: Time): Promise<void> {
  const row = await bookingOfMemo(unit.trx, memoId);
  if (row?.state !== 'booked') return;
  const { officerId } = agreed;
  const at = toMinute(agreed.at);
  const until = new Date(at.getTime() + row.minutes * 60_000);
  const busy = await busyTimes(unit.trx, unit.branch, { now: unit.now, from: at, until }, row.id);
  const isTaken = busy.some(
    (one) =>
      one.why === 'booked' &&
      one.officerId === officerId &&
      one.start < until.getTime() &&
      one.end > at.getTime(),
  );
  if (isTaken) throw refuse('SLOT_TAKEN', 'newDueAt');
  unit.change('booking', row.id, await holdTime(unit, row, { at, officerId }, 'newDueAt'));
}
