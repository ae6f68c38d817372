import type { Place } from '#contract/accounts.ts';
import { fromJson, toInstant } from '#storage/codecs.ts';
import { runKnown } from '#storage/known-query.ts';
import type { AccountRow, SessionRow } from '#storage/schema.ts';
import type { Executor, Trx } from '../kernel/desk.ts';
import { roleList } from './role-list.ts';

const rolesOf = fromJson(roleList);

export async function hasAccounts(executor: Executor): Promise<boolean> {
  return (await executor.selectFrom('account').select('id').limit(1).executeTakeFirst()) !== undefined;
}

/** Whatever decides over all accounts of an institution takes turns here. */
export async function holdInstitution(trx: Trx, institutionId: string): Promise<void> {
  // Changes nothing: on PostgreSQL it holds the row until the commit, on SQLite writes take turns anyway.
  await trx
    .updateTable('institution')
    .set((row) => ({ name: row.ref('name') }))
    .where('id', '=', institutionId)
    .execute();
}

export async function accountById(executor: Executor, id: string): Promise<AccountRow | undefined> {
  return await executor.selectFrom('account').selectAll().where('id', '=', id).executeTakeFirst();
}

export async function accountByLogin(executor: Executor, login: string): Promise<AccountRow | undefined> {
  return await executor.selectFrom('account').selectAll().where('login', '=', login).executeTakeFirst();
}

/** Members of staff who work now, each with his branch. */
function working(executor: Executor) {
  return executor
    .selectFrom('staff')
    .innerJoin('branch', 'branch.id', 'staff.branch_id')
    .select([
      'staff.account_id',
      'staff.id as staff_id',
      'staff.name',
      'staff.title',
      'staff.roles',
      'branch.id as branch_id',
      'branch.name as branch',
    ])
    .where('staff.active', '=', 1)
    .orderBy('branch.created_at');
}

/** Where these accounts work now, each by its branches in the order they were opened. */
export async function placesOf(
  executor: Executor,
  accountIds: readonly string[],
): Promise<Map<string, Place[]>> {
  const found = new Map<string, Place[]>();
  if (accountIds.length === 0) return found;
  const rows = await working(executor)
    .where('staff.account_id', 'in', accountIds)
    .orderBy('branch.id')
    .execute();
  for (const row of rows) {
    const own = found.get(row.account_id ?? '') ?? [];
    own.push(toPlace(row));
    found.set(row.account_id ?? '', own);
  }
  return found;
}

/** Those who may become the first administrator, in the order of branches and seats. */
export async function foundersOf(executor: Executor): Promise<Place[]> {
  const rows = await working(executor).orderBy('staff.sort').orderBy('staff.id').execute();
  return rows.map(toPlace).filter(({ roles }) => roles.includes('manager') || roles.includes('admin'));
}

function toPlace(row: {
  staff_id: string;
  name: string;
  title: string;
  roles: string;
  branch_id: string;
  branch: string;
}): Place {
  const { staff_id: staffId, branch_id: branchId, name, title, branch } = row;
  return { branchId, branch, staffId, name, title, roles: rolesOf(row.roles) };
}

/** A member of staff with the session his account has at a seat, if any; asked before every call. */
export async function actorAt(executor: Executor, staffId: string, seatId: string | null) {
  const { rows } = await runKnown(executor, 'actor', [seatId, staffId], () =>
    executor
      .selectFrom('staff')
      .leftJoin('account', 'account.id', 'staff.account_id')
      .leftJoin('session', (join) =>
        join
          .onRef('session.account_id', '=', 'staff.account_id')
          .on('session.seat_id', '=', seatId)
          .on('session.ended_at', 'is', null),
      )
      .select([
        'staff.id',
        'staff.name',
        'staff.title',
        'staff.branch_id',
        'staff.department_id',
        'staff.roles',
        'staff.active',
        'staff.account_id',
        'account.must_change',
        'account.active as account_active',
        'session.id as session_id',
        'session.seen_at',
        'session.expires_at',
        'session.locked_at',
      ])
      .where('staff.id', '=', staffId)
      .compile(),
  );
  return rows[0];
}

export async function seatByToken(executor: Executor, tokenHash: string): Promise<string | null> {
  const row = await executor
    .selectFrom('seat')
    .select('id')
    .where('token_hash', '=', tokenHash)
    .executeTakeFirst();
  return row?.id ?? null;
}

/** The living sessions of a seat, the first signed in first. */
export async function sessionsAt(executor: Executor, seatId: string) {
  return await executor
    .selectFrom('session')
    .innerJoin('account', 'account.id', 'session.account_id')
    .selectAll('session')
    .select(['account.must_change', 'account.pin_hash'])
    .where('session.seat_id', '=', seatId)
    .where('session.ended_at', 'is', null)
    .orderBy('session.started_at')
    .orderBy('session.id')
    .execute();
}

/** The living session at a seat of the account behind a member of staff. */
export async function sessionOfStaff(executor: Executor, seatId: string, staffId: string) {
  return await executor
    .selectFrom('staff')
    .innerJoin('account', 'account.id', 'staff.account_id')
    .innerJoin('session', 'session.account_id', 'account.id')
    .selectAll('session')
    .select([
      'account.login',
      'account.password_hash',
      'account.pin_hash',
      'account.must_change',
      'staff.branch_id',
    ])
    .where('staff.id', '=', staffId)
    .where('session.seat_id', '=', seatId)
    .where('session.ended_at', 'is', null)
    .executeTakeFirst();
}

/** Ends every living session of an account, but for one seat's; answers with the seats that lost one. */
export async function endSessions(
  trx: Trx,
  accountId: string,
  at: string,
  butAtSeat: string | null = null,
): Promise<string[]> {
  let living = trx
    .selectFrom('session')
    .select(['id', 'seat_id'])
    .where('account_id', '=', accountId)
    .where('ended_at', 'is', null);
  if (butAtSeat !== null) living = living.where('seat_id', '!=', butAtSeat);
  const rows = await living.orderBy('id').execute();
  if (rows.length > 0) {
    const ids = rows.map(({ id }) => id);
    await trx.updateTable('session').set({ ended_at: at }).where('id', 'in', ids).execute();
  }
  return rows.map((row) => row.seat_id);
}

/** One person at a time works at a seat: the others come back by PIN or password. */
export async function lockOthers(trx: Trx, seatId: string, accountId: string, at: string): Promise<void> {
  await trx
    .updateTable('session')
    .set({ locked_at: at })
    .where('seat_id', '=', seatId)
    .where('account_id', '!=', accountId)
    .where('ended_at', 'is', null)
    .where('locked_at', 'is', null)
    .execute();
}

export async function updateSession(
  executor: Executor,
  id: string,
  change: Partial<Pick<SessionRow, 'seen_at' | 'locked_at' | 'ended_at' | 'pin_failures'>>,
): Promise<void> {
  await executor.updateTable('session').set(change).where('id', '=', id).execute();
}

/**
 * Counts one try for a login before it is checked, so that many at once cannot slip past. Answers with the number of
 * tries since the last right one, or null while the login is blocked.
 */
export async function countTry(
  trx: Trx,
  loginKey: string,
  { now, forgottenBefore, blockedAtMost }: { now: Date; forgottenBefore: Date; blockedAtMost: Date },
): Promise<number | null> {
  const at = toInstant(now);
  await trx.deleteFrom('sign_in_guard').where('at', '<', toInstant(forgottenBefore)).execute();
  const row = await trx
    .insertInto('sign_in_guard')
    .values({ login_key: loginKey, failures: 1, blocked_until: at, refused: 0, at })
    .onConflict((clash) =>
      clash
        .column('login_key')
        .doUpdateSet((old) => ({ failures: old('sign_in_guard.failures', '+', 1), refused: 0, at }))
        // A block further away than any delay was set before the clock went back.
        .where((old) =>
          old.or([
            old('sign_in_guard.blocked_until', '<=', at),
            old('sign_in_guard.blocked_until', '>', toInstant(blockedAtMost)),
          ]),
        ),
    )
    .returning('failures')
    .executeTakeFirst();
  return row?.failures ?? null;
}

/** Counts a try that came while the login was blocked; answers with how many there were since the last failure. */
export async function countRefused(trx: Trx, loginKey: string): Promise<number> {
  const row = await trx
    .updateTable('sign_in_guard')
    .set((old) => ({ refused: old('refused', '+', 1) }))
    .where('login_key', '=', loginKey)
    .returning('refused')
    .executeTakeFirst();
  return row?.refused ?? 0;
}

export async function block(trx: Trx, loginKey: string, until: string): Promise<void> {
  await trx
    .updateTable('sign_in_guard')
    .set({ blocked_until: until })
    .where('login_key', '=', loginKey)
    .execute();
}

export async function blockedUntil(executor: Executor, loginKey: string): Promise<string | null> {
  const row = await executor
    .selectFrom('sign_in_guard')
    .select('blocked_until')
    .where('login_key', '=', loginKey)
    .executeTakeFirst();
  return row?.blocked_until ?? null;
}

export async function forgetTries(executor: Executor, loginKey: string): Promise<void> {
  await executor.deleteFrom('sign_in_guard').where('login_key', '=', loginKey).execute();
}

export async function signInsOf(executor: Executor, accountId: string, limit: number) {
  return await executor
    .selectFrom('sign_in')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
}
