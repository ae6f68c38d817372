import { ORPCError } from '@orpc/server';
import type { AccountEntry, Place } from '#contract/accounts.ts';
import { fromFlag, fromInstant, toFlag } from '#storage/codecs.ts';
import { isUniqueViolation } from '#storage/errors.ts';
import type { AccountRow } from '#storage/schema.ts';
import { logReading } from '../audit/activity.service.ts';
import { actorOf, type Call, type DoorContext } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { forbidden, notFound, refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork, type Written } from '../kernel/unit-of-work.ts';
import { accountsOfBranch } from './account-list.repository.ts';
import { accountById, accountByLogin, endSessions, forgetTries, placesOf } from './accounts.repository.ts';
import { endSessionsIn, keepsAnAdministrator } from './administrators.service.ts';
import { recordSignIn } from './door-log.ts';
import { passwordFault } from './password-rules.ts';
import { digest } from './seats.ts';

type At = Pick<DoorContext, 'door' | 'address'>;

/** Everybody of a branch, active or not, with his account. */
export async function listAccounts(desk: Desk, branchId: string): Promise<AccountEntry[]> {
  const { staff, sessions, latest, elsewhere } = await accountsOfBranch(
    desk.engine.db,
    branchId,
    desk.clock.now(),
  );
  return staff.map(({ staffId, account }) => ({
    staffId,
    account: account && {
      id: account.id,
      version: account.version,
      login: account.login,
      active: fromFlag(account.active),
      mustChange: fromFlag(account.must_change),
      hasPin: account.pin_hash !== null,
      sessions: sessions.get(account.id) ?? 0,
      lastSignInAt: fromInstant(latest.get(account.id) ?? null),
      elsewhere: elsewhere.get(account.id) ?? [],
    },
  }));
}

/** Somebody of this branch who has no account yet. */
async function withoutAccount(unit: UnitOfWork, staffId: string) {
  const row = await unit.trx.selectFrom('staff').selectAll().where('id', '=', staffId).executeTakeFirst();
  const member = unit.own('staff', staffId, row);
  if (member.account_id !== null) throw refuse('HAS_ACCOUNT', 'staffId');
  unit.touches('staff', member.id);
  return member;
}

async function give(
  unit: UnitOfWork,
  member: { id: string; version: number },
  accountId: string,
): Promise<void> {
  const version = member.version + 1;
  await unit.trx
    .updateTable('staff')
    .set({ account_id: accountId, version })
    .where('id', '=', member.id)
    .execute();
  unit.change('staff', member.id, version);
}

/** An account for somebody of this branch, with a password that he changes when he first signs in. */
export async function createAccount(
  desk: Desk,
  call: Call,
  input: { requestId: string; staffId: string; login: string; temporary: string },
) {
  const fault = passwordFault(input.temporary, input.login);
  if (fault !== null) throw refuse(fault, 'temporary');
  const password_hash = await desk.passwords.hash(input.temporary);
  try {
    return await mutate(desk, call, 'accounts.create', input, async (unit) => {
      const member = await withoutAccount(unit, input.staffId);
      const id = newId();
      await unit.trx
        .insertInto('account')
        .values({
          id,
          institution_id: unit.branch.institutionId,
          login: input.login,
          password_hash,
          must_change: 1,
          pin_hash: null,
          active: 1,
          created_at: unit.at,
          password_at: unit.at,
          version: 1,
        })
        .execute();
      await give(unit, member, id);
      return { entity: 'account', id, version: 1 };
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw refuse('LOGIN_TAKEN', 'login');
    throw error;
  }
}

/** Somebody of this branch is the same person as one of another branch: he signs in once for both. */
export async function attachAccount(
  desk: Desk,
  call: Call,
  input: { requestId: string; staffId: string; login: string },
) {
  try {
    return await mutate(desk, call, 'accounts.attach', input, async (unit) => {
      const member = await withoutAccount(unit, input.staffId);
      const account = await accountByLogin(unit.trx, input.login);
      if (account?.institution_id !== unit.branch.institutionId) throw refuse('LOGIN_UNKNOWN', 'login');
      await give(unit, member, account.id);
      const version = await nextVersion(unit, account, {});
      return { entity: 'account', id: account.id, version };
    });
  } catch (error) {
    if (isUniqueViolation(error)) throw refuse('HAS_ACCOUNT', 'login');
    throw error;
  }
}

async function nextVersion(
  unit: UnitOfWork,
  account: AccountRow,
  change: Partial<AccountRow>,
): Promise<number> {
  const version = account.version + 1;
  await unit.trx
    .updateTable('account')
    .set({ ...change, version })
    .where('id', '=', account.id)
    .execute();
  return version;
}

export interface OnAccount {
  requestId: string;
  accountId: string;
  expectedVersion: number;
}

/**
 * An account of somebody of this branch, as the caller read it; NOT_FOUND or CONFLICT otherwise. FORBIDDEN where its
 * owner also works at a branch the caller does not administer: with his password one could act there.
 */
async function ownAccount(
  unit: UnitOfWork,
  call: Call,
  action: string,
  { accountId, expectedVersion }: OnAccount,
): Promise<AccountRow> {
  const row = await accountById(unit.trx, accountId);
  const member = await unit.trx
    .selectFrom('staff')
    .select('id')
    .where('account_id', '=', accountId)
    .where('branch_id', '=', unit.branch.id)
    .executeTakeFirst();
  if (row === undefined || member === undefined) throw notFound('account', accountId);
  const caller = actorOf(call).accountId;
  const places = await placesOf(unit.trx, caller === null ? [accountId] : [accountId, caller]);
  const administered = (places.get(caller ?? '') ?? []).filter(({ roles }) => roles.includes('admin'));
  const isHis = ({ branchId }: Place) => administered.some((one) => one.branchId === branchId);
  const elsewhere = (places.get(accountId) ?? []).filter(({ branchId }) => branchId !== unit.branch.id);
  if (!elsewhere.every(isHis)) throw forbidden(action);
  const state = row.active === 1 ? 'active' : 'inactive';
  await unit.expect('account', row, expectedVersion, state);
  unit.touches('staff', member.id);
  return row;
}

/** A mutation of such an account; that somebody may not is in the log, as refusals by the access rules are. */
async function onAccount(
  desk: Desk,
  call: Call,
  action: string,
  input: OnAccount & { logged?: string },
  work: (unit: UnitOfWork, account: AccountRow) => Promise<Written>,
) {
  try {
    return await mutate(desk, call, action, input, async (unit) =>
      work(unit, await ownAccount(unit, call, action, input)),
    );
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'FORBIDDEN') {
      const { id: actorId, branchId } = actorOf(call);
      const { source } = call;
      const subjects = [`account:${input.accountId}`];
      const reading = { branchId, actorId, source, action, subjects, purpose: '' };
      await logReading(desk, { ...reading, outcome: 'refused' });
    }
    throw error;
  }
}

/** A password for somebody who has lost his: he changes it at the next sign-in, and his PIN is gone. */
export async function resetPassword(
  desk: Desk,
  call: Call,
  at: At,
  input: OnAccount & { temporary: string },
) {
  const login = (await accountById(desk.engine.db, input.accountId))?.login ?? '';
  const fault = passwordFault(input.temporary, login);
  if (fault !== null) throw refuse(fault, 'temporary');
  const password_hash = await desk.passwords.hash(input.temporary);
  return await onAccount(desk, call, 'accounts.reset', input, async (unit, account) => {
    const version = await nextVersion(unit, account, {
      password_hash,
      must_change: 1,
      pin_hash: null,
      password_at: unit.at,
    });
    // Whoever locked himself out by trying comes in with the new one at once.
    await forgetTries(unit.trx, digest(account.login));
    await endSessionsIn(unit, account.id);
    await recordSignIn(unit.trx, at, account.id, 'password_reset', unit.at);
    return { entity: 'account', id: account.id, version };
  });
}

export async function setAccountActive(
  desk: Desk,
  call: Call,
  at: At,
  input: OnAccount & { active: boolean },
) {
  return await onAccount(desk, call, 'accounts.setActive', input, async (unit, account) => {
    if (!input.active) {
      await keepsAnAdministrator(unit, { accountId: account.id });
      await endSessionsIn(unit, account.id);
      await recordSignIn(unit.trx, at, account.id, 'ended_by_admin', unit.at);
    }
    const version = await nextVersion(unit, account, { active: toFlag(input.active) });
    return { entity: 'account', id: account.id, version };
  });
}

/** Ends somebody's sessions everywhere; he may sign in again. */
export async function endAllSessions(desk: Desk, call: Call, at: At, input: OnAccount & { why?: string }) {
  const logged = input.why ?? '';
  return await onAccount(desk, call, 'accounts.endSessions', { ...input, logged }, async (unit, account) => {
    for (const seat of await endSessions(unit.trx, account.id, unit.at)) unit.endedSeats.add(seat);
    await recordSignIn(unit.trx, at, account.id, 'ended_by_admin', unit.at);
    const version = await nextVersion(unit, account, {});
    return { entity: 'account', id: account.id, version };
  });
}
