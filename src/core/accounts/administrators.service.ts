import { fromJson } from '#storage/codecs.ts';
import { refuse } from '../kernel/refusals.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { endSessions, holdInstitution } from './accounts.repository.ts';
import { roleList } from './role-list.ts';

const rolesOf = fromJson(roleList);

/** Refuses (LAST_ADMIN) to take the last one away who can administer the institution. */
export async function keepsAnAdministrator(
  unit: UnitOfWork,
  without: { accountId: string } | { staffId: string },
): Promise<void> {
  // Two branches could each take the other's administrator away at the same moment.
  await holdInstitution(unit.trx, unit.branch.institutionId);
  const rows = await unit.trx
    .selectFrom('staff')
    .innerJoin('account', 'account.id', 'staff.account_id')
    .select(['staff.id', 'staff.roles', 'account.id as account_id'])
    .where('account.institution_id', '=', unit.branch.institutionId)
    .where('account.active', '=', 1)
    .where('staff.active', '=', 1)
    .orderBy('staff.id')
    .execute();
  const administrators = rows.filter((row) => rolesOf(row.roles).includes('admin'));
  const isWithout = (row: (typeof rows)[number]) =>
    'accountId' in without ? row.account_id === without.accountId : row.id === without.staffId;
  if (administrators.some(isWithout) && administrators.every(isWithout)) throw refuse('LAST_ADMIN', 'roles');
}

/** R19: somebody whose rights have changed signs in anew; his open windows end with the commit. */
export async function endSessionsIn(unit: UnitOfWork, accountId: string | null): Promise<void> {
  if (accountId === null) return;
  for (const seat of await endSessions(unit.trx, accountId, unit.at)) unit.endedSeats.add(seat);
}
