import { toFlag, toJson } from '#storage/codecs.ts';
import { headOfNewBranch } from '../audit/activity.service.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { callable } from './settings.service.ts';

export interface NewBranchInput {
  requestId: string;
  branchId: string;
  name: string;
  phone: string | null;
  counters: string[];
  departments: string[];
}

/**
 * Another branch of the institution in the same store: it begins with the hours, the duties, the report boxes and the
 * standard of the branch it is opened from. Whoever opens it administers it, so that he can go there and add its staff.
 */
export async function openBranch(desk: Desk, call: Call, input: NewBranchInput) {
  const actor = actorOf(call);
  const receipt = await mutate(desk, call, 'settings.openBranch', input, async (unit) => {
    const { trx, branch } = unit;
    const phone = callable(input.phone, branch.country);
    const from = await trx
      .selectFrom('branch')
      .selectAll()
      .where('id', '=', branch.id)
      .executeTakeFirstOrThrow();
    const twin = await trx
      .selectFrom('branch')
      .select('id')
      .where('institution_id', '=', from.institution_id)
      .where('name', '=', input.name)
      .executeTakeFirst();
    if (twin !== undefined) throw refuse('NAME_TAKEN', 'name');
    const id = newId();
    await trx
      .insertInto('branch')
      .values({ ...from, id, name: input.name, phone, created_at: unit.at, version: 1 })
      .execute();
    await trx.insertInto('branch_head').values(headOfNewBranch(id)).execute();
    const numbered = (names: readonly string[]) =>
      names.map((name, index) => ({ id: newId(), branch_id: id, name, sort: index + 1 }));
    await trx.insertInto('counter').values(numbered(input.counters)).execute();
    const departments = numbered([...new Set(input.departments)]);
    await trx.insertInto('department').values(departments).execute();
    const duties = await trx
      .selectFrom('duty')
      .selectAll()
      .where('branch_id', '=', branch.id)
      .where('active', '=', 1)
      .orderBy('sort')
      .orderBy('id')
      .execute();
    if (duties.length > 0) {
      const own = duties.map((duty) => ({ ...duty, id: newId(), branch_id: id }));
      await trx.insertInto('duty').values(own).execute();
    }
    await trx
      .insertInto('staff')
      .values({
        id: newId(),
        branch_id: id,
        department_id: departments[0]?.id ?? '',
        name: actor.name,
        title: actor.title,
        seat: '',
        roles: toJson(['admin']),
        substitute_id: null,
        active: toFlag(true),
        sort: 1,
        version: 1,
        account_id: actor.accountId,
      })
      .execute();
    return { entity: 'branch', id, version: 1 };
  });
  desk.branches.forget();
  return receipt;
}
