import { toInstant } from '#storage/codecs.ts';
import type { Desk, Trx } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import { passwordFault } from './password-rules.ts';

/** The hash of a password many people share, as those of the demo branch do; refused (PASSWORD_…) like any other. */
export async function hashOfShared(desk: Desk, password: string): Promise<string> {
  const fault = passwordFault(password, '');
  if (fault !== null) throw refuse(fault, 'password');
  return await desk.passwords.hash(password);
}

/** An account for each of these people of a branch, named as they are there. */
export async function giveAccounts(
  trx: Trx,
  branchId: string,
  people: readonly { name: string; login: string }[],
  { hash, now }: { hash: string; now: Date },
): Promise<void> {
  const { institution_id } = await trx
    .selectFrom('branch')
    .select('institution_id')
    .where('id', '=', branchId)
    .executeTakeFirstOrThrow();
  const at = toInstant(now);
  for (const { name, login } of people) {
    const id = newId();
    const secrets = { password_hash: hash, must_change: 0 as const, pin_hash: null, password_at: at };
    await trx
      .insertInto('account')
      .values({ id, institution_id, login, ...secrets, active: 1, created_at: at, version: 1 })
      .execute();
    await trx
      .updateTable('staff')
      .set({ account_id: id })
      .where('branch_id', '=', branchId)
      .where('name', '=', name)
      .execute();
  }
}
