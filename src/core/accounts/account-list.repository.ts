import { toInstant } from '#storage/codecs.ts';
import type { AccountRow } from '#storage/schema.ts';
import type { Executor } from '../kernel/desk.ts';

/** Everybody of a branch in seat order with his account, where he is signed in now, and where he works besides. */
export async function accountsOfBranch(executor: Executor, branchId: string, now: Date) {
  const members = await executor
    .selectFrom('staff')
    .select(['id', 'account_id'])
    .where('branch_id', '=', branchId)
    .orderBy('sort')
    .orderBy('id')
    .execute();
  const ids = members.flatMap((row) => (row.account_id === null ? [] : [row.account_id]));
  const accounts = new Map<string, AccountRow>();
  const sessions = new Map<string, number>();
  const latest = new Map<string, string>();
  const elsewhere = new Map<string, string[]>();
  if (ids.length > 0) {
    for (const row of await executor
      .selectFrom('account')
      .selectAll()
      .where('id', 'in', ids)
      .orderBy('id')
      .execute()) {
      accounts.set(row.id, row);
    }
    for (const row of await executor
      .selectFrom('session')
      .select((of) => ['account_id', of.fn.countAll<number>().as('open')])
      .where('account_id', 'in', ids)
      .where('ended_at', 'is', null)
      .where('expires_at', '>', toInstant(now))
      .groupBy('account_id')
      .orderBy('account_id')
      .execute()) {
      sessions.set(row.account_id, Number(row.open));
    }
    for (const row of await executor
      .selectFrom('sign_in')
      .select((of) => ['account_id', of.fn.max('at').as('at')])
      .where('account_id', 'in', ids)
      .where('kind', 'in', ['password', 'pin'])
      .groupBy('account_id')
      .orderBy('account_id')
      .execute()) {
      latest.set(row.account_id, row.at);
    }
    for (const row of await executor
      .selectFrom('staff')
      .innerJoin('branch', 'branch.id', 'staff.branch_id')
      .select(['staff.account_id', 'branch.name'])
      .where('staff.account_id', 'in', ids)
      .where('staff.branch_id', '!=', branchId)
      .where('staff.active', '=', 1)
      .orderBy('branch.created_at')
      .orderBy('branch.id')
      .execute()) {
      const accountId = row.account_id ?? '';
      elsewhere.set(accountId, [...(elsewhere.get(accountId) ?? []), row.name]);
    }
  }
  const staff = members.map(({ id, account_id }) => ({
    staffId: id,
    account: account_id === null ? null : (accounts.get(account_id) ?? null),
  }));
  return { staff, sessions, latest, elsewhere };
}
