import type { SessionState } from '#contract/accounts.ts';

const MINUTE_MS = 60_000;
/** Without a sign of the person for so long a session is locked (R19; milliseconds). */
export const IDLE_LOCK = 10 * MINUTE_MS;
/** After so long the person signs in anew, whatever he did (R19; milliseconds). */
export const LONGEST_SESSION = 8 * 60 * MINUTE_MS;
/** After so many wrong PINs only the password helps. */
export const PIN_TRIES = 5;

/** Failures before the first delay; each further one doubles it (R20). */
const FREE_FAILURES = 4;
const FIRST_DELAY = 5000;
export const LONGEST_DELAY = 15 * MINUTE_MS;
/** Failures older than this are forgotten (milliseconds). */
export const FAILURES_KEPT = 24 * 60 * MINUTE_MS;

/** How long nobody may try a login after its n-th failure in a row (milliseconds). */
export function delayAfter(failures: number): number {
  if (failures <= FREE_FAILURES) return 0;
  return Math.min(FIRST_DELAY * 2 ** (failures - FREE_FAILURES - 1), LONGEST_DELAY);
}

/** When a session begun at `start` ends by itself: after eight hours, or with the branch's day. */
export function sessionEnd(
  start: Date,
  calendar: { businessDate(at: Date): string; endOfDay(date: string): Date },
): Date {
  const longest = start.getTime() + LONGEST_SESSION;
  return new Date(Math.min(longest, calendar.endOfDay(calendar.businessDate(start)).getTime()));
}

export interface SessionTimes {
  seenAt: Date;
  expiresAt: Date;
  lockedAt: Date | null;
  mustChange: boolean;
}

/** What a session that was not ended allows at `now`; null when its time is over. A clock set back locks nobody. */
export function sessionStateAt(session: SessionTimes, now: Date): SessionState | null {
  if (now >= session.expiresAt) return null;
  if (session.lockedAt !== null || now.getTime() - session.seenAt.getTime() > IDLE_LOCK) return 'locked';
  return session.mustChange ? 'must_change' : 'ready';
}
