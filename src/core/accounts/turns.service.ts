import { ORPCError } from '@orpc/server';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { Desk } from '../kernel/desk.ts';
import { refuse, refuseActor } from '../kernel/refusals.ts';
import { lockOthers, sessionOfStaff, updateSession } from './accounts.repository.ts';
import { logAtDoor } from './door-log.ts';
import { seatOf } from './seats.service.ts';
import { PIN_TRIES } from './session-rules.ts';
import type { DoorCall } from './sign-in.service.ts';
import { underGuard } from './tries.ts';

/** The living session of somebody at this seat; SIGNED_OUT where there is none today. */
async function sessionHere(desk: Desk, call: DoorCall, staffId: string) {
  const seatId = await seatOf(desk, call.context.seat);
  const session = seatId === null ? undefined : await sessionOfStaff(desk.engine.db, seatId, staffId);
  if (session === undefined || fromInstant(session.expires_at) <= desk.clock.now())
    throw refuseActor('SIGNED_OUT');
  return session;
}

type SessionHere = Awaited<ReturnType<typeof sessionHere>>;

/** The same, null where there is none; what keeps the store from answering is told as it is. */
async function sessionIfHere(desk: Desk, call: DoorCall, staffId: string): Promise<SessionHere | null> {
  try {
    return await sessionHere(desk, call, staffId);
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'UNKNOWN_ACTOR') return null;
    throw error;
  }
}

/** Whether the PIN is right. Five wrong ones end the session: then only the password helps. */
async function pinIsRight(desk: Desk, call: DoorCall, session: SessionHere, pin: string): Promise<boolean> {
  if (session.pin_hash === null) throw refuse('NO_PIN', 'pin');
  const { db } = desk.engine;
  // Counted before it is checked, by the store itself, so that many at once are many.
  const counted = await db
    .updateTable('session')
    .set((row) => ({ pin_failures: row('pin_failures', '+', 1) }))
    .where('id', '=', session.id)
    .where('pin_failures', '<', PIN_TRIES)
    .returning('pin_failures')
    .executeTakeFirst();
  const right = counted !== undefined && (await desk.passwords.isRight(session.pin_hash, pin));
  if (right) return true;
  const isOver = counted === undefined || counted.pin_failures >= PIN_TRIES;
  await db.transaction().execute(async (trx) => {
    if (isOver) await updateSession(trx, session.id, { ended_at: toInstant(desk.clock.now()) });
    await logAtDoor(desk, trx, call, {
      accountId: session.account_id,
      kind: 'wrong_pin',
      action: 'accounts.unlock',
      outcome: 'refused',
    });
  });
  if (!isOver) return false;
  desk.seats.ended([session.seat_id]);
  throw refuseActor('SIGNED_OUT');
}

export type UnlockWith = { kind: 'pin'; pin: string } | { kind: 'password'; password: string };

/** Back from the lock screen, or one's turn at the counter, after a full sign-in that day. WRONG_PIN, WRONG_CREDENTIALS. */
export async function unlock(desk: Desk, call: DoorCall, input: { staffId: string; with: UnlockWith }) {
  const session = await sessionHere(desk, call, input.staffId);
  const { with: given } = input;
  if (given.kind === 'pin') {
    const { pin } = given;
    const right = await desk.passwords.inLine(() => pinIsRight(desk, call, session, pin));
    if (!right) throw refuse('WRONG_PIN', 'pin');
  } else {
    await underGuard(desk, call, {
      login: session.login,
      accountId: session.account_id,
      action: 'accounts.unlock',
      isRight: () => desk.passwords.isRight(session.password_hash, given.password),
    });
  }
  await desk.engine.db.transaction().execute(async (trx) => {
    const at = toInstant(desk.clock.now());
    await updateSession(trx, session.id, { locked_at: null, seen_at: at, pin_failures: 0 });
    await lockOthers(trx, session.seat_id, session.account_id, at);
    await logAtDoor(desk, trx, call, {
      accountId: session.account_id,
      kind: given.kind,
      action: 'accounts.unlock',
      outcome: 'allowed',
    });
  });
  return { accountId: session.account_id };
}

/** The person leaves the window to somebody else, or to nobody. Harmless when nobody is there. */
export async function lock(desk: Desk, call: DoorCall, { staffId }: { staffId: string }) {
  const session = await sessionIfHere(desk, call, staffId);
  if (session === null) return { locked: false };
  await updateSession(desk.engine.db, session.id, { locked_at: toInstant(desk.clock.now()) });
  return { locked: true };
}

/** Ends the session of somebody at this seat; those of others there go on. Harmless when there is none. */
export async function signOut(desk: Desk, call: DoorCall, { staffId }: { staffId: string }) {
  const session = await sessionIfHere(desk, call, staffId);
  if (session === null) return { ended: false };
  await desk.engine.db.transaction().execute(async (trx) => {
    await updateSession(trx, session.id, { ended_at: toInstant(desk.clock.now()) });
    await logAtDoor(desk, trx, call, {
      accountId: session.account_id,
      kind: 'signed_out',
      action: 'accounts.signOut',
      outcome: 'allowed',
    });
  });
  desk.seats.ended([session.seat_id]);
  return { ended: true };
}

/** How often a sign of the person is written at most (milliseconds). */
const SEEN_EVERY = 20_000;

/** The person at this window did something. */
export async function stillHere(desk: Desk, call: DoorCall, { staffId }: { staffId: string }) {
  const session = await sessionHere(desk, call, staffId);
  const now = desk.clock.now();
  if (Math.abs(now.getTime() - fromInstant(session.seen_at).getTime()) >= SEEN_EVERY) {
    await updateSession(desk.engine.db, session.id, { seen_at: toInstant(now) });
  }
  return { seenAt: now };
}
