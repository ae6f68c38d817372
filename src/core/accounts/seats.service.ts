import { toInstant } from '#storage/codecs.ts';
import type { SeatHandle } from '../kernel/call.ts';
import type { Desk, Trx } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import { seatByToken } from './accounts.repository.ts';
import { digest, newToken } from './seats.ts';

/**
 * Which seat a connection is at. It stays there for the moment until the door has closed it, when the token is renewed:
 * a socket keeps the one it was opened with.
 */
const known = new WeakMap<SeatHandle, { token: string; seatId: string }>();

/** The seat a call comes from; null where nobody has signed in yet. */
export async function seatOf(desk: Desk, handle: SeatHandle): Promise<string | null> {
  const token = handle.token();
  if (token === null) return null;
  const before = known.get(handle);
  if (before?.token === token) return before.seatId;
  const seatId = await seatByToken(desk.engine.db, digest(token));
  if (seatId !== null) known.set(handle, { token, seatId });
  return seatId;
}

/** A seat with a token of its own, made at every sign-in (R19). `hand` gives it over once the transaction has ended. */
export async function renewSeat(
  desk: Desk,
  trx: Trx,
  { handle, seatId, door, now }: { handle: SeatHandle; seatId: string | null; door: string; now: Date },
): Promise<{ seatId: string; hand: () => void }> {
  const { give } = handle;
  if (give === undefined) throw refuse('NOT_OVER_A_SOCKET');
  const token = newToken();
  const token_hash = digest(token);
  const id = seatId ?? newId();
  if (seatId === null) {
    await trx
      .insertInto('seat')
      .values({ id, token_hash, door, created_at: toInstant(now) })
      .execute();
  } else {
    await trx.updateTable('seat').set({ token_hash }).where('id', '=', id).execute();
  }
  return {
    seatId: id,
    hand() {
      give(token);
      known.set(handle, { token, seatId: id });
      desk.seats.renewed(id, token);
    },
  };
}
