import { z } from 'zod';
import { officeHours } from '#contract/settings.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import { fromJson } from '#storage/codecs.ts';
import type { BranchRow } from '#storage/schema.ts';
import type { Branch, Branches, Executor } from '../kernel/desk.ts';
import { notFound } from '../kernel/refusals.ts';
import { createWorkCalendar, type OwnHoliday, type WorkCalendar } from '../standard/calendar.ts';
import { countryOf } from '../standard/country.ts';
import { parseAdopted } from '../standard/pack.ts';
import { regionOfZone } from '../standard/public-holidays.ts';
import { ownHolidays } from './holidays.repository.ts';

export const hoursOf = fromJson(officeHours);
export const boxesOf = fromJson(z.array(z.string()));

/** The calendar a branch's row and its own holidays make. */
export function calendarOf(
  row: Pick<BranchRow, 'time_zone' | 'office_hours' | 'holiday_region'>,
  extraHolidays: readonly OwnHoliday[],
): WorkCalendar {
  return createWorkCalendar({
    timeZone: row.time_zone,
    weekly: hoursOf(row.office_hours).map((day) =>
      day === null
        ? null
        : { open: day.open, close: day.close, ...(day.lunch === null ? {} : { lunch: day.lunch }) },
    ),
    publicHolidays: row.holiday_region ?? regionOfZone(row.time_zone),
    extraHolidays,
  });
}

/** Branches and adopted packs, read once and kept until `forget`. */
export class BranchMemory implements Branches {
  readonly #branches = new Map<string, Branch>();
  /** Counts `forget`, so that a row read before a change is not kept after it. */
  #age = 0;
  readonly #packs = new Map<string, StandardPack>();

  async get(executor: Executor, branchId: string): Promise<Branch> {
    const known = this.#branches.get(branchId);
    if (known !== undefined) return known;
    const age = this.#age;
    const row = await executor
      .selectFrom('branch')
      .innerJoin('institution', 'institution.id', 'branch.institution_id')
      .selectAll('branch')
      .select('institution.name as institution')
      .where('branch.id', '=', branchId)
      .executeTakeFirst();
    if (row === undefined) throw notFound('branch', branchId);
    const branch: Branch = {
      id: row.id,
      institutionId: row.institution_id,
      institution: row.institution,
      name: row.name,
      phone: row.phone,
      country: countryOf(row.holiday_region, row.time_zone),
      calendar: calendarOf(row, await ownHolidays(executor, branchId)),
      standardId: row.standard_id,
      pack: await this.pack(executor, row.standard_id),
      reportBoxes: boxesOf(row.report_boxes),
    };
    if (age === this.#age) this.#branches.set(branchId, branch);
    return branch;
  }

  async pack(executor: Executor, standardId: string): Promise<StandardPack> {
    const known = this.#packs.get(standardId);
    if (known !== undefined) return known;
    const row = await executor
      .selectFrom('standard')
      .select(['text', 'pack_id'])
      .where('id', '=', standardId)
      .executeTakeFirst();
    if (row === undefined) throw notFound('standard', standardId);
    const parsed = parseAdopted(row.text, row.pack_id);
    // Only packs that parsed are ever adopted, so this is a store somebody changed by hand.
    if (!parsed.ok) throw new Error(`the adopted standard ${standardId} no longer reads`);
    this.#packs.set(standardId, parsed.pack);
    return parsed.pack;
  }

  forget(): void {
    this.#age += 1;
    this.#branches.clear();
  }
}
