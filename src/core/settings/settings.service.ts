import type { BranchSettings, OfficeHours, StandardText } from '#contract/settings.ts';
import { fromFlag, fromInstant, toJson } from '#storage/codecs.ts';
import { isForeignKeyViolation } from '#storage/errors.ts';
import { normalisePhone } from '../customers/phone.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Desk, Trx } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { recountBranch } from '../promises/recount.service.ts';
import type { CountryCode } from '../standard/country.ts';
import { inLanguage } from '../standard/script.ts';
import { boxesOf, calendarOf, hoursOf } from './branches.ts';
import { branchHours, ownHolidays } from './holidays.repository.ts';
import type { PackSource } from './pack-shelf.ts';

/** Everything about a branch that its screens and its settings page show. */
export async function branchSettings(
  desk: Desk,
  call: Call,
  source: PackSource,
  branchId: string,
): Promise<BranchSettings> {
  const { db } = desk.engine;
  const branch = await desk.branches.get(db, branchId);
  const row = await db.selectFrom('branch').selectAll().where('id', '=', branchId).executeTakeFirst();
  if (row === undefined) throw notFound('branch', branchId);
  const standard = await db
    .selectFrom('standard')
    .selectAll()
    .where('id', '=', row.standard_id)
    .executeTakeFirstOrThrow();
  const named = (table: 'counter' | 'department') =>
    db
      .selectFrom(table)
      .select(['id', 'name'])
      .where('branch_id', '=', branchId)
      .orderBy('sort')
      .orderBy('id')
      .execute();
  const duties = await db
    .selectFrom('duty')
    .selectAll()
    .where('branch_id', '=', branchId)
    .orderBy('sort')
    .orderBy('id')
    .execute();
  return {
    id: row.id,
    version: row.version,
    institution: branch.institution,
    name: row.name,
    phone: row.phone,
    timeZone: row.time_zone,
    officeHours: hoursOf(row.office_hours),
    reportBoxes: boxesOf(row.report_boxes),
    counters: await named('counter'),
    departments: await named('department'),
    duties: duties.map((duty) => ({
      id: duty.id,
      name: duty.name,
      expectedMinutes: duty.expected_minutes,
      active: fromFlag(duty.active),
    })),
    standard: {
      id: standard.id,
      packId: standard.pack_id,
      packVersion: standard.pack_version,
      name: inLanguage(branch.pack.name, call.language, branch.pack.language),
      hash: standard.hash,
      adoptedAt: fromInstant(standard.adopted_at),
      channels: Object.keys(branch.pack.channels),
      problems: source.problems,
    },
    holidaysKnownUntil: Number((branch.calendar.knownUntil ?? '9999').slice(0, 4)),
  };
}

/** When a branch is open; of the branch set up first unless one is named. NOT_FOUND where there is none. */
export async function openingOf(
  desk: Desk,
  branchId?: string,
): Promise<{ branchId: string; officeHours: OfficeHours; timeZone: string }> {
  const rows = desk.engine.db.selectFrom('branch').select(['id', 'office_hours', 'time_zone']);
  const row = await (branchId === undefined
    ? rows.orderBy('created_at').orderBy('id').limit(1)
    : rows.where('id', '=', branchId)
  ).executeTakeFirst();
  if (row === undefined) throw notFound('branch', branchId ?? '');
  return { branchId: row.id, officeHours: hoursOf(row.office_hours), timeZone: row.time_zone };
}

/** Every clause of the standard in force, grouped as it was published. */
export async function standardTextOf(
  desk: Desk,
  call: Pick<Call, 'language'>,
  branchId: string,
): Promise<StandardText> {
  const { pack } = await desk.branches.get(desk.engine.db, branchId);
  const told = (text: Record<string, string>) => inLanguage(text, call.language, pack.language);
  return {
    groups: pack.groups.map((group) => ({
      id: group.id,
      title: told(group.title),
      clauses: pack.clauses
        .filter((clause) => clause.group === group.id)
        .map(({ id, kind, title, text }) => ({ id, kind, title: told(title), text: told(text) })),
    })),
  };
}

interface Item {
  id?: string;
  name: string;
}

export interface SettingsInput {
  requestId: string;
  id: string;
  expectedVersion: number;
  name: string;
  /** Left out: as it is. */
  phone?: string | null;
  officeHours: OfficeHours;
  reportBoxes: string[];
  counters: Item[];
  departments: Item[];
  duties: (Item & { expectedMinutes: number | null })[];
}

/** Renames, orders and adds; what is left out is deleted, or refused (IN_USE) when something points at it. */
async function replaceItems(
  trx: Trx,
  table: 'counter' | 'department',
  branchId: string,
  items: readonly Item[],
) {
  const kept = items.flatMap((item) => (item.id === undefined ? [] : [item.id]));
  const existing = await trx
    .selectFrom(table)
    .select('id')
    .where('branch_id', '=', branchId)
    .orderBy('id')
    .execute();
  const known = new Set(existing.map((row) => row.id));
  if (kept.some((id) => !known.has(id))) throw refuse('NOT_OF_BRANCH', `${table}s`);
  for (const { id } of existing) {
    if (kept.includes(id)) continue;
    const used =
      table === 'counter'
        ? await trx
            .selectFrom('encounter')
            .select('id')
            .where('counter_id', '=', id)
            .limit(1)
            .executeTakeFirst()
        : await trx
            .selectFrom('staff')
            .select('id')
            .where('department_id', '=', id)
            .limit(1)
            .executeTakeFirst();
    if (used !== undefined) throw refuse('IN_USE', `${table}s`);
    await trx.deleteFrom(table).where('id', '=', id).execute();
  }
  for (const [index, { id, name }] of items.entries()) {
    if (id === undefined) {
      await trx
        .insertInto(table)
        .values({ id: newId(), branch_id: branchId, name, sort: index + 1 })
        .execute();
    } else {
      await trx
        .updateTable(table)
        .set({ name, sort: index + 1 })
        .where('id', '=', id)
        .execute();
    }
  }
}

async function replaceDutyList(trx: Trx, branchId: string, duties: SettingsInput['duties']) {
  const kept = duties.flatMap((duty) => (duty.id === undefined ? [] : [duty.id]));
  let retire = trx.updateTable('duty').set({ active: 0 }).where('branch_id', '=', branchId);
  if (kept.length > 0) retire = retire.where('id', 'not in', kept);
  await retire.execute();
  for (const [index, { id, name, expectedMinutes }] of duties.entries()) {
    const values = { name, expected_minutes: expectedMinutes, active: 1 as const, sort: index + 1 };
    if (id === undefined) {
      await trx
        .insertInto('duty')
        .values({ id: newId(), branch_id: branchId, ...values })
        .execute();
    } else {
      const result = await trx
        .updateTable('duty')
        .set(values)
        .where('id', '=', id)
        .where('branch_id', '=', branchId)
        .executeTakeFirst();
      if (result.numUpdatedRows === 0n) throw refuse('NOT_OF_BRANCH', 'duties');
    }
  }
}

/** A branch's number as people write it; refused (PHONE_…) when nobody could call it. */
export function callable(phone: string | null, country: CountryCode): string | null {
  if (phone === null) return null;
  const read = normalisePhone(phone, country);
  if (!read.ok) throw refuse(read.code, 'phone');
  return read.national;
}

/** Other office hours count every open promise anew, in the transaction that changes them. */
async function recountHours(desk: Desk, unit: UnitOfWork, officeHours: OfficeHours): Promise<void> {
  const { id, calendar } = unit.branch;
  const row = await branchHours(unit.trx, id);
  if (row === undefined) throw notFound('branch', id);
  if (toJson(hoursOf(row.office_hours)) === toJson(officeHours)) return;
  const changed = calendarOf({ ...row, office_hours: toJson(officeHours) }, await ownHolidays(unit.trx, id));
  const date = calendar.businessDate(unit.now);
  await recountBranch(desk, unit, changed, { kind: 'hours_changed', date, name: '' });
}

/** Saves the branch's page as a whole. NOT_FOUND for another branch than the actor's own. */
export async function saveSettings(desk: Desk, call: Call, input: SettingsInput) {
  if (input.id !== actorOf(call).branchId) throw notFound('branch', input.id);
  if (input.officeHours.every((day) => day === null)) throw refuse('TIME_IMPOSSIBLE', 'officeHours');
  try {
    const receipt = await mutate(
      desk,
      call,
      'settings.save',
      { ...input, branchId: input.id },
      async (unit) => {
        const row = await unit.trx
          .selectFrom('branch')
          .select(['id', 'id as branch_id', 'version'])
          .where('id', '=', input.id)
          .executeTakeFirst();
        const branch = unit.own('branch', input.id, row);
        await unit.expect('branch', branch, input.expectedVersion, 'active');
        const version = branch.version + 1;
        await recountHours(desk, unit, input.officeHours);
        await unit.trx
          .updateTable('branch')
          .set({
            name: input.name,
            ...(input.phone === undefined ? {} : { phone: callable(input.phone, unit.branch.country) }),
            office_hours: toJson(input.officeHours),
            report_boxes: toJson(input.reportBoxes),
            version,
          })
          .where('id', '=', input.id)
          .execute();
        await replaceItems(unit.trx, 'counter', input.id, input.counters);
        await replaceItems(unit.trx, 'department', input.id, input.departments);
        await replaceDutyList(unit.trx, input.id, input.duties);
        return { entity: 'branch', id: input.id, version };
      },
    );
    desk.branches.forget();
    return receipt;
  } catch (error) {
    if (isForeignKeyViolation(error)) throw refuse('IN_USE');
    throw error;
  }
}
