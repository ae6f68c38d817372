import { v7 } from 'uuid';
import { digest, newToken } from '#core/accounts/seats.ts';
import type { SeatHandle } from '#core/kernel/call.ts';
import type { Executor } from '#core/kernel/desk.ts';

/** As cheap as argon2id can be: what is tested with it is the desk, not the hash. */
export const cheapHash = { memoryCost: 8, timeCost: 1, parallelism: 1 };

const LONG_AGO = '2000-01-01T00:00:00.000Z';
const FAR = '2199-12-31T00:00:00.000Z';

/** A seat as a connection presents it. */
export function aSeat(token = newToken()): SeatHandle & { readonly value: string } {
  let value = token;
  return {
    get value() {
      return value;
    },
    token: () => value,
    give(next) {
      value = next;
    },
  };
}

/**
 * Somebody has signed in at the seat of this token, for as long as a test lasts: his session neither locks nor ends by
 * itself. He gets an account nobody could sign in to where he has none. Nothing for an id nobody has.
 */
export function admit(db: Executor, token: string, staffId: string): Promise<void> {
  // One after the other: many calls of one person at once make one account.
  const turn = (lines.get(db) ?? Promise.resolve()).then(() => letIn(db, token, staffId));
  lines.set(
    db,
    turn.catch(() => {}),
  );
  return turn;
}

const lines = new WeakMap<Executor, Promise<void>>();

async function letIn(db: Executor, token: string, staffId: string): Promise<void> {
  const member = await db.selectFrom('staff').selectAll().where('id', '=', staffId).executeTakeFirst();
  if (member === undefined) return;
  const accountId = member.account_id ?? v7();
  if (member.account_id === null) {
    const { institution_id } = await db
      .selectFrom('branch')
      .select('institution_id')
      .where('id', '=', member.branch_id)
      .executeTakeFirstOrThrow();
    const secrets = { password_hash: 'none', must_change: 0 as const, pin_hash: null, password_at: LONG_AGO };
    await db
      .insertInto('account')
      .values({
        id: accountId,
        institution_id,
        login: `somebody-${accountId}`,
        ...secrets,
        active: 1,
        created_at: LONG_AGO,
        version: 1,
      })
      .execute();
    await db.updateTable('staff').set({ account_id: accountId }).where('id', '=', staffId).execute();
  }
  const token_hash = digest(token);
  await db
    .insertInto('seat')
    .values({ id: v7(), token_hash, door: 'host', created_at: LONG_AGO })
    .onConflict((clash) => clash.column('token_hash').doNothing())
    .execute();
  const seat = await db
    .selectFrom('seat')
    .select('id')
    .where('token_hash', '=', token_hash)
    .executeTakeFirstOrThrow();
  const living = await db
    .selectFrom('session')
    .select('id')
    .where('seat_id', '=', seat.id)
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (living !== undefined) return;
  await db
    .insertInto('session')
    .values({
      id: v7(),
      seat_id: seat.id,
      account_id: accountId,
      started_at: LONG_AGO,
      seen_at: FAR,
      expires_at: FAR,
      locked_at: null,
      ended_at: null,
      pin_failures: 0,
    })
    .execute();
}

/** Everybody of a store by name, without asking the desk. */
export async function staffByName(db: Executor): Promise<Record<string, string>> {
  const rows = await db.selectFrom('staff').select(['id', 'name']).orderBy('id').execute();
  return Object.fromEntries(rows.map(({ id, name }) => [name, id]));
}
