import { fromFlag } from '#storage/codecs.ts';
import type { Desk } from '../kernel/desk.ts';
import { refuse } from '../kernel/refusals.ts';
import { systemWrite } from '../kernel/system-write.ts';
import { accountByLogin, forgetTries, hasAccounts, placesOf } from './accounts.repository.ts';
import { endSessionsIn } from './administrators.service.ts';
import { recordSignIn } from './door-log.ts';
import { passwordFault } from './password-rules.ts';
import { digest } from './seats.ts';
import { asLogin } from './sign-in.service.ts';

/** Every login of a store, for whoever stands at the machine: whose it is, where, and whether it may come in. */
export async function allLogins(desk: Desk) {
  const { db } = desk.engine;
  if (!(await hasAccounts(db))) return [];
  const rows = await db
    .selectFrom('account')
    .select(['id', 'login', 'active', 'must_change'])
    .orderBy('login')
    .execute();
  const places = await placesOf(
    db,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, login, active, must_change }) => ({
    login,
    active: fromFlag(active),
    mustChange: fromFlag(must_change),
    places: places.get(id) ?? [],
  }));
}

/**
 * A temporary password given at the machine itself, past every account: for the administrator who has lost his. The
 * account may come in again, its PIN, its sessions and the wait after wrong tries are gone, and the activity log tells
 * of it as done by the system. LOGIN_UNKNOWN, PASSWORD_…
 */
export async function regainAccount(desk: Desk, input: { login: string; temporary: string }): Promise<void> {
  const { db } = desk.engine;
  const account = await accountByLogin(db, asLogin(input.login));
  if (account === undefined) throw refuse('LOGIN_UNKNOWN', 'login');
  const fault = passwordFault(input.temporary, account.login);
  if (fault !== null) throw refuse(fault, 'temporary');
  const member = await db
    .selectFrom('staff')
    .select(['id', 'branch_id'])
    .where('account_id', '=', account.id)
    .orderBy('active', 'desc')
    .orderBy('id')
    .executeTakeFirst();
  if (member === undefined) throw refuse('LOGIN_UNKNOWN', 'login');
  const password_hash = await desk.passwords.hash(input.temporary);
  await systemWrite(desk, member.branch_id, 'accounts.regain', async (unit) => {
    const version = account.version + 1;
    await unit.trx
      .updateTable('account')
      .set({ password_hash, must_change: 1, pin_hash: null, active: 1, password_at: unit.at, version })
      .where('id', '=', account.id)
      .execute();
    await endSessionsIn(unit, account.id);
    await recordSignIn(
      unit.trx,
      { door: 'host', address: '127.0.0.1' },
      account.id,
      'password_reset',
      unit.at,
    );
    unit.touches('staff', member.id);
    unit.change('account', account.id, version);
  });
  await forgetTries(db, digest(account.login));
}
