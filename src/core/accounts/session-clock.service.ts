import type { SessionState } from '#contract/accounts.ts';
import { fromFlag, fromInstant, toInstant } from '#storage/codecs.ts';
import type { Desk } from '../kernel/desk.ts';
import { updateSession } from './accounts.repository.ts';
import { sessionStateAt } from './session-rules.ts';

export interface StoredSession {
  id: string;
  seat_id: string;
  seen_at: string;
  expires_at: string;
  locked_at: string | null;
  must_change: number | null;
}

/**
 * What a living session allows now; null when its time is over. R8: what the clock has once locked or ended is written
 * down, so that it stays so when the clock goes back; and a person seen later than now is seen now, so that the ten
 * minutes do not grow by as much as the clock went back.
 */
export async function sessionStateNow(desk: Desk, session: StoredSession): Promise<SessionState | null> {
  const now = desk.clock.now();
  const at = toInstant(now);
  const { db } = desk.engine;
  const state = sessionStateAt(
    {
      seenAt: fromInstant(session.seen_at),
      expiresAt: fromInstant(session.expires_at),
      lockedAt: fromInstant(session.locked_at),
      mustChange: fromFlag(session.must_change === 1 ? 1 : 0),
    },
    now,
  );
  if (state === null) {
    await updateSession(db, session.id, { ended_at: at });
    desk.seats.ended([session.seat_id]);
  } else if (state === 'locked' && session.locked_at === null) {
    await updateSession(db, session.id, { locked_at: at });
  } else if (session.seen_at > at && session.seen_at < session.expires_at) {
    await updateSession(db, session.id, { seen_at: at });
  }
  return state;
}
