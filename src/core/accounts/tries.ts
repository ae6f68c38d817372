import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { Desk } from '../kernel/desk.ts';
import { refuse, tryLater } from '../kernel/refusals.ts';
import { block, blockedUntil, countRefused, countTry, forgetTries } from './accounts.repository.ts';
import { type AtDoor, logAtDoor } from './door-log.ts';
import { digest } from './seats.ts';
import { delayAfter, FAILURES_KEPT, LONGEST_DELAY } from './session-rules.ts';

/** What is to be checked: who is meant by what was typed, and whether the answer is right. */
export interface Try {
  /** As typed, in the form logins are stored in. */
  login: string;
  accountId: string | null;
  action: string;
  isRight: () => Promise<boolean>;
}

/**
 * R20: checks a password under the guard of its login. Throws TRY_LATER while it is blocked and WRONG_CREDENTIALS for
 * a wrong one, the same whether there is such an account or not. Tries are counted before they are checked, but not
 * one that cannot be checked because too many are waiting.
 */
export async function underGuard(desk: Desk, at: AtDoor, attempt: Try): Promise<void> {
  await desk.passwords.inLine(() => countedAndChecked(desk, at, attempt));
}

async function countedAndChecked(
  desk: Desk,
  at: AtDoor,
  { login, accountId, action, isRight }: Try,
): Promise<void> {
  const key = digest(login);
  const now = desk.clock.now();
  const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);
  const failures = await desk.engine.db.transaction().execute(async (trx) => {
    const counted = await countTry(trx, key, {
      now,
      forgottenBefore: later(-FAILURES_KEPT),
      blockedAtMost: later(LONGEST_DELAY),
    });
    // One row for a block: a machine that goes on trying would bury what the log and the history are read for.
    if (counted === null && (await countRefused(trx, key)) === 1) {
      await logAtDoor(desk, trx, at, { accountId, kind: 'refused_too_early', action, outcome: 'refused' });
    }
    if (counted !== null && delayAfter(counted) > 0) {
      await block(trx, key, toInstant(later(delayAfter(counted))));
    }
    return counted;
  });
  if (failures === null) {
    const until = fromInstant(await blockedUntil(desk.engine.db, key));
    throw tryLater(Math.max(1, Math.ceil(((until?.getTime() ?? 0) - now.getTime()) / 1000)));
  }
  if (await isRight()) {
    await forgetTries(desk.engine.db, key);
    return;
  }
  await desk.engine.db
    .transaction()
    .execute((trx) =>
      logAtDoor(desk, trx, at, { accountId, kind: 'wrong_password', action, outcome: 'refused' }),
    );
  throw refuse('WRONG_CREDENTIALS', 'password');
}
