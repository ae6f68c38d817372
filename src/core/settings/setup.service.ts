import { sql } from 'kysely';
import type { Role } from '#contract/rules.ts';
import type { OfficeHours } from '#contract/settings.ts';
import { toInstant, toJson } from '#storage/codecs.ts';
import { headOfNewBranch } from '../audit/activity.service.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import { UnitOfWork } from '../kernel/unit-of-work.ts';
import { countryOf } from '../standard/country.ts';
import { inLanguage } from '../standard/script.ts';
import { keepPack } from './adoption.service.ts';
import type { PackSource } from './pack-shelf.ts';
import { callable } from './settings.service.ts';

export interface SetupInput {
  requestId: string;
  /** The pack chosen; left out: the usual one. */
  packHash?: string;
  institution: string;
  branch: string;
  phone?: string | null;
  counters: string[];
  officeHours: OfficeHours;
  duties: string[];
  staff: { name: string; title: string; department: string; seat: string; role: Role }[];
}

/** Where a pack says nothing, as packs written before they could. */
const USUAL = { boxes: ['담당', '팀장', '지점장'], timeZone: 'Asia/Seoul' };

/** The first start: institution, branch, counters, hours and staff in one transaction. ALREADY_SET_UP the second time. */
export async function setUpBranch(desk: Desk, call: Call, source: PackSource, input: SetupInput) {
  const file = input.packHash === undefined ? source.usual() : source.byHash(input.packHash);
  if (file === null) throw refuse(input.packHash === undefined ? 'PACK_WRONG' : 'PACK_GONE');
  const { branch_defaults: defaults, language } = file.pack;
  const boxes = defaults?.report_boxes?.map((box) => inLanguage(box, language, language));
  if (!input.staff.some((person) => person.role === 'manager' || person.role === 'admin')) {
    throw refuse('NEEDS_MANAGER', 'staff');
  }
  if (input.officeHours.every((day) => day === null)) throw refuse('TIME_IMPOSSIBLE', 'officeHours');
  const timeZone = defaults?.time_zone ?? USUAL.timeZone;
  const phone = callable(input.phone ?? null, countryOf(null, timeZone));
  const now = desk.clock.now();
  const branchId = newId();
  const receipt = await desk.engine.db.transaction().execute(async (trx) => {
    // SQLite writes one at a time anyway; on PostgreSQL two first pages would not see each other's branch.
    if (desk.engine.kind === 'postgres') await sql`lock table institution in exclusive mode`.execute(trx);
    const first = await trx
      .selectFrom('idempotency')
      .selectAll()
      .where('request_id', '=', input.requestId)
      .executeTakeFirst();
    if (first !== undefined) return { id: first.entity_id, version: first.version, seq: first.seq };
    const other = await trx.selectFrom('branch').select('id').limit(1).executeTakeFirst();
    if (other !== undefined) throw refuse('ALREADY_SET_UP');

    const institutionId = newId();
    const at = toInstant(now);
    await trx
      .insertInto('institution')
      .values({ id: institutionId, name: input.institution, created_at: at })
      .execute();
    const standardId = await keepPack(trx, institutionId, file, now);
    await trx
      .insertInto('branch')
      .values({
        id: branchId,
        institution_id: institutionId,
        name: input.branch,
        phone,
        time_zone: timeZone,
        standard_id: standardId,
        office_hours: toJson(input.officeHours),
        report_boxes: toJson(boxes ?? USUAL.boxes),
        created_at: at,
        version: 1,
        holiday_region: null,
      })
      .execute();
    const head = headOfNewBranch(branchId);
    await trx.insertInto('branch_head').values(head).execute();
    const numbered = (names: readonly string[]) =>
      names.map((name, index) => ({ id: newId(), branch_id: branchId, name, sort: index + 1 }));
    await trx.insertInto('counter').values(numbered(input.counters)).execute();
    const departments = numbered([...new Set(input.staff.map((person) => person.department))]);
    await trx.insertInto('department').values(departments).execute();
    if (input.duties.length > 0) {
      const duties = numbered(input.duties).map((duty) => ({
        ...duty,
        expected_minutes: null,
        active: 1 as const,
      }));
      await trx.insertInto('duty').values(duties).execute();
    }
    const people = input.staff.map((person, index) => ({
      id: newId(),
      branch_id: branchId,
      department_id: departments.find(({ name }) => name === person.department)?.id ?? '',
      name: person.name,
      title: person.title,
      seat: person.seat,
      roles: toJson([person.role]),
      substitute_id: null,
      active: 1 as const,
      sort: index + 1,
      version: 1,
      account_id: null,
    }));
    await trx.insertInto('staff').values(people).execute();

    const founder = people.find((_, index) => ['manager', 'admin'].includes(input.staff[index]?.role ?? ''));
    const branch = await desk.branches.get(trx, branchId);
    const unit = new UnitOfWork(trx, branch, { own: head, others: [] }, founder?.id ?? '', now);
    const seq = unit.change('branch', branchId, 1);
    await trx
      .insertInto('idempotency')
      .values({
        request_id: input.requestId,
        procedure: 'setup.create',
        actor_id: unit.actorId,
        entity: 'branch',
        entity_id: branchId,
        version: 1,
        seq,
        at,
      })
      .execute();
    await unit.finish({ action: 'setup.create', source: call.source, purpose: '' });
    return { id: branchId, version: 1, seq };
  });
  desk.branches.forget();
  return receipt;
}
