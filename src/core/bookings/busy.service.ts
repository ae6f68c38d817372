import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { Branch, Executor } from '../kernel/desk.ts';
import { awayTimes } from '../staff/absence-times.service.ts';
import { heldTimes } from './bookings.repository.ts';
import type { Busy } from './slots.ts';

const LONGEST_BOOKING_MS = 2 * 3_600_000;

/** When anybody of a branch cannot be booked between two moments: absences, and times already promised. */
export async function busyTimes(
  executor: Executor,
  branch: Pick<Branch, 'id' | 'calendar'>,
  span: { now: Date; from: Date; until: Date },
  exceptBookingId?: string,
): Promise<Busy[]> {
  const away = await awayTimes(executor, branch.id, branch.calendar, span.now);
  const since = new Date(span.from.getTime() - LONGEST_BOOKING_MS);
  const held = await heldTimes(executor, branch.id, toInstant(since), toInstant(span.until));
  return [
    ...away.map(
      ({ staffId, from, until }): Busy => ({
        officerId: staffId,
        start: from.getTime(),
        end: until.getTime(),
        why: 'away',
      }),
    ),
    ...held
      .filter(({ id }) => id !== exceptBookingId)
      .map((row): Busy => {
        const start = fromInstant(row.starts_at).getTime();
        return { officerId: row.officer_id, start, end: start + row.minutes * 60_000, why: 'booked' };
      }),
  ];
}
