import { toInstant } from '#storage/codecs.ts';
import type { Desk } from '../kernel/desk.ts';
import { notFound } from '../kernel/refusals.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { staffRefs } from '../staff/staff.service.ts';
import { perform, take } from './memo-write.service.ts';

/** What is done to the memo of a booking, in the mutation that changes the booking. */
export interface OnBookedMemo {
  memoId: string;
  /** On whose behalf, where the customer did it himself. */
  actorId?: string;
  note: string;
}

const memoVersion = async (unit: UnitOfWork, memoId: string): Promise<number> =>
  (await unit.trx.selectFrom('memo').select('version').where('id', '=', memoId).executeTakeFirst())
    ?.version ?? 0;

/** The memo as it is now: whoever holds the booking's version holds its memo's. */
async function inHandOf(desk: Desk, unit: UnitOfWork, memoId: string) {
  const expectedVersion = await memoVersion(unit, memoId);
  return await take(desk, unit, { requestId: '', id: memoId, expectedVersion });
}

/** The same promise at another time, with whoever calls then; the history keeps both times and why. */
export async function rebookMemo(
  desk: Desk,
  unit: UnitOfWork,
  input: OnBookedMemo & { at: Date; officerId: string; lateReason: string | null },
): Promise<void> {
  const inHand = await inHandOf(desk, unit, input.memoId);
  const to = (await staffRefs(unit.trx, unit.branch.id)).get(input.officerId);
  if (to === undefined) throw notFound('staff', input.officerId);
  const { promise, row } = inHand;
  const written = await perform(inHand, {
    action: { kind: 'rebook', to, newDueAt: input.at, lateReason: input.lateReason },
    event: 'rebooked',
    note: input.note,
    data: {
      before: promise.due_at,
      due: toInstant(input.at),
      from: row.handler_id,
      to: to.id,
      late: input.lateReason,
    },
    facts: [{ event: 'booking_moved' }],
    ...(input.actorId === undefined ? {} : { actorId: input.actorId }),
  });
  unit.change('memo', written.id, written.version);
}

/** Called off: nothing is owed any more. BOOKING_OVERDUE once the time has passed without a call. */
export async function withdrawMemo(
  desk: Desk,
  unit: UnitOfWork,
  input: OnBookedMemo & { by: 'customer' | 'office' },
): Promise<void> {
  const inHand = await inHandOf(desk, unit, input.memoId);
  const written = await perform(inHand, {
    action: { kind: 'withdraw' },
    event: 'withdrawn',
    note: input.note,
    data: { by: input.by },
    facts: [{ event: 'booking_cancelled' }],
    ...(input.actorId === undefined ? {} : { actorId: input.actorId }),
  });
  unit.change('memo', written.id, written.version);
}
