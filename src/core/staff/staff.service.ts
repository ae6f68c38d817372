import { z } from 'zod';
import { type Language, type Role, role } from '#contract/rules.ts';
import type { Presence, StaffEntry, StaffRef } from '#contract/staff.ts';
import { fromFlag, fromJson, toFlag, toJson } from '#storage/codecs.ts';
import { endSessionsIn, keepsAnAdministrator } from '../accounts/administrators.service.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Branch, Desk, Executor } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { PRESENT, presenceOfAbsence } from './presence.ts';
import {
  dutiesByStaff,
  openMemosByHandler,
  replaceDuties,
  runningAbsences,
  staffById,
  staffOfBranch,
} from './staff.repository.ts';

const rolesOf = fromJson(z.array(role));

/** A member of staff as the rules need him. */
export interface StaffMember extends StaffRef {
  active: boolean;
  roles: Role[];
  departmentId: string;
  substituteId: string | null;
  sort: number;
  version: number;
}

/** Everybody of a branch by id, in seat order. */
export async function staffRefs(executor: Executor, branchId: string): Promise<Map<string, StaffMember>> {
  const rows = await staffOfBranch(executor, branchId);
  return new Map(
    rows.map((row) => [
      row.id,
      {
        id: row.id,
        name: row.name,
        title: row.title,
        department: row.department,
        seat: row.seat,
        active: fromFlag(row.active),
        roles: rolesOf(row.roles),
        departmentId: row.department_id,
        substituteId: row.substitute_id,
        sort: row.sort,
        version: row.version,
      },
    ]),
  );
}

/** Who is in and who is away now; a person without a running absence is present. */
export async function presenceOf(
  executor: Executor,
  branch: Branch,
  staffIds: Iterable<string>,
  now: Date,
  language: Language,
): Promise<Map<string, Presence>> {
  const found = new Map<string, Presence>();
  for (const id of staffIds) found.set(id, PRESENT);
  for (const row of await runningAbsences(executor, branch.id, now)) {
    if (found.has(row.staff_id)) found.set(row.staff_id, presenceOfAbsence(branch.pack, row, language));
  }
  return found;
}

/** The contract's reference to a member of staff, without what only rules need. */
export function toRef(member: StaffMember): StaffRef {
  const { id, name, title, department, seat } = member;
  return { id, name, title, department, seat };
}

/** Everybody at the branch with presence, duties and open memos, in seat order. */
export async function directory(desk: Desk, call: Call, branchId: string): Promise<StaffEntry[]> {
  const { db } = desk.engine;
  const branch = await desk.branches.get(db, branchId);
  const members = await staffRefs(db, branchId);
  const presence = await presenceOf(db, branch, members.keys(), desk.clock.now(), call.language);
  const duties = await dutiesByStaff(db, branchId);
  const memos = new Map((await openMemosByHandler(db, branchId)).map((row) => [row.handler_id, row.open]));
  const photos = new Set(
    (await db.selectFrom('staff_photo').select('staff_id').orderBy('staff_id').execute()).map(
      (row) => row.staff_id,
    ),
  );
  return [...members.values()].map((member) => ({
    ...member,
    duties: duties.filter((row) => row.staff_id === member.id).map(({ id, name }) => ({ id, name })),
    presence: presence.get(member.id) ?? PRESENT,
    openMemos: memos.get(member.id) ?? 0,
    hasPhoto: photos.has(member.id),
  }));
}

export interface StaffInput {
  name: string;
  title: string;
  departmentId: string;
  seat: string;
  roles: Role[];
  substituteId: string | null;
  dutyIds: string[];
}

/** Refuses a department, substitute or duty of another branch, and oneself as substitute. */
async function checkInput(unit: UnitOfWork, input: StaffInput, self: string | null): Promise<void> {
  const { trx, branch } = unit;
  const department = await trx
    .selectFrom('department')
    .select('branch_id')
    .where('id', '=', input.departmentId)
    .executeTakeFirst();
  if (department?.branch_id !== branch.id) throw refuse('NOT_OF_BRANCH', 'departmentId');
  if (input.substituteId !== null) {
    const substitute = await staffById(trx, input.substituteId);
    if (substitute?.branch_id !== branch.id) throw refuse('NOT_OF_BRANCH', 'substituteId');
    if (input.substituteId === self) throw refuse('OWN_SUBSTITUTE', 'substituteId');
  }
  if (input.dutyIds.length > 0) {
    const known = await trx
      .selectFrom('duty')
      .select('id')
      .where('branch_id', '=', branch.id)
      .where('id', 'in', input.dutyIds)
      .orderBy('id')
      .execute();
    if (known.length !== new Set(input.dutyIds).size) throw refuse('NOT_OF_BRANCH', 'dutyIds');
  }
}

/** A manager can neither make an administrator nor take one's rights away. */
function onlyAdministrators(call: Call, before: readonly Role[], after: readonly Role[]): void {
  if (before.includes('admin') === after.includes('admin')) return;
  if (!actorOf(call).roles.includes('admin')) throw refuse('ADMIN_ONLY', 'roles');
}

/** Somebody must be left who may change settings. */
async function keepsAManager(unit: UnitOfWork, without: string): Promise<void> {
  const members = await staffRefs(unit.trx, unit.branch.id);
  const left = [...members.values()].some(
    (member) =>
      member.id !== without &&
      member.active &&
      (member.roles.includes('manager') || member.roles.includes('admin')),
  );
  if (!left) throw refuse('LAST_MANAGER', 'roles');
}

export async function addStaff(
  desk: Desk,
  call: Call,
  input: StaffInput & { requestId: string; branchId: string },
) {
  return await mutate(desk, call, 'staff.add', input, async (unit) => {
    await checkInput(unit, input, null);
    onlyAdministrators(call, [], input.roles);
    const id = newId();
    const last = await unit.trx
      .selectFrom('staff')
      .select((row) => row.fn.max('sort').as('sort'))
      .where('branch_id', '=', unit.branch.id)
      .executeTakeFirst();
    await unit.trx
      .insertInto('staff')
      .values({
        id,
        branch_id: unit.branch.id,
        department_id: input.departmentId,
        name: input.name,
        title: input.title,
        seat: input.seat,
        roles: toJson(input.roles),
        substitute_id: input.substituteId,
        active: toFlag(true),
        sort: (last?.sort ?? 0) + 1,
        version: 1,
        account_id: null,
      })
      .execute();
    await replaceDuties(unit.trx, id, input.dutyIds);
    unit.touches('staff', id);
    return { entity: 'staff', id, version: 1 };
  });
}

export interface OnStaff {
  requestId: string;
  id: string;
  expectedVersion: number;
}

/** Somebody of this branch, as the caller read him; NOT_FOUND or CONFLICT otherwise. */
export async function ownStaff(unit: UnitOfWork, input: OnStaff) {
  const row = unit.own('staff', input.id, await staffById(unit.trx, input.id));
  await unit.expect('staff', row, input.expectedVersion, row.active === 1 ? 'active' : 'inactive');
  unit.touches('staff', row.id);
  return row;
}

export async function changeStaff(desk: Desk, call: Call, input: StaffInput & OnStaff) {
  return await mutate(desk, call, 'staff.change', input, async (unit) => {
    const row = await ownStaff(unit, input);
    await checkInput(unit, input, row.id);
    const before = rolesOf(row.roles);
    onlyAdministrators(call, before, input.roles);
    if (!input.roles.includes('manager') && !input.roles.includes('admin')) await keepsAManager(unit, row.id);
    if (before.includes('admin') && !input.roles.includes('admin')) {
      await keepsAnAdministrator(unit, { staffId: row.id });
    }
    const isSame = before.length === input.roles.length && before.every((one) => input.roles.includes(one));
    if (!isSame) await endSessionsIn(unit, row.account_id);
    const version = row.version + 1;
    await unit.trx
      .updateTable('staff')
      .set({
        department_id: input.departmentId,
        name: input.name,
        title: input.title,
        seat: input.seat,
        roles: toJson(input.roles),
        substitute_id: input.substituteId,
        version,
      })
      .where('id', '=', row.id)
      .execute();
    await replaceDuties(unit.trx, row.id, input.dutyIds);
    return { entity: 'staff', id: row.id, version };
  });
}

export async function setStaffActive(desk: Desk, call: Call, input: OnStaff & { active: boolean }) {
  return await mutate(desk, call, 'staff.setActive', input, async (unit) => {
    const row = await ownStaff(unit, input);
    onlyAdministrators(call, rolesOf(row.roles), []);
    if (!input.active) {
      await keepsAManager(unit, row.id);
      await keepsAnAdministrator(unit, { staffId: row.id });
      await endSessionsIn(unit, row.account_id);
    }
    const version = row.version + 1;
    await unit.trx
      .updateTable('staff')
      .set({ active: toFlag(input.active), version })
      .where('id', '=', row.id)
      .execute();
    return { entity: 'staff', id: row.id, version };
  });
}
