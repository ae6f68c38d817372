import type { HolidayEffect, HolidayList } from '#contract/holidays.ts';
import { fromInstant } from '#storage/codecs.ts';
import { isUniqueViolation } from '#storage/errors.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { recountBranch, recountOpen } from '../promises/recount.service.ts';
import { staffRefs } from '../staff/staff.service.ts';
import { addDays, type OwnHoliday, type WorkCalendar } from '../standard/calendar.ts';
import { calendarOf } from './branches.ts';
import {
  branchHours,
  holidayById,
  holidaysFrom,
  insertHoliday,
  markWithdrawn,
  ownHolidays,
} from './holidays.repository.ts';

/** How far ahead a day may be declared, and public holidays are listed. */
const FURTHEST_DAYS = 2 * 366;
const LISTED_DAYS = 366;

/** The branch's own days to come, and the public ones of the next twelve months. */
export async function listHolidays(desk: Desk, branchId: string): Promise<HolidayList> {
  const { db } = desk.engine;
  const { calendar } = await desk.branches.get(db, branchId);
  const today = calendar.businessDate(desk.clock.now());
  const rows = await holidaysFrom(db, branchId, today);
  const own = new Set(rows.map((row) => row.date));
  const known: HolidayList['known'] = [];
  for (let date = today, left = LISTED_DAYS; left > 0; date = addDays(date, 1), left--) {
    const name = calendar.holidayName(date);
    if (name !== null && !own.has(date)) known.push({ date, name });
  }
  return {
    own: rows.map((row) => ({
      id: row.id,
      version: row.version,
      date: row.date,
      name: row.name,
      closesAt: row.closes_at,
      declaredAt: fromInstant(row.declared_at),
      declaredBy: row.declarer,
    })),
    known,
    knownUntil: calendar.knownUntil,
  };
}

interface Day {
  date: string;
  closesAt: string | null;
}

/** The branch's calendar with its own days changed. */
async function calendarWith(
  executor: Executor,
  branchId: string,
  change: (own: OwnHoliday[]) => OwnHoliday[],
): Promise<WorkCalendar> {
  const row = await branchHours(executor, branchId);
  if (row === undefined) throw notFound('branch', branchId);
  return calendarOf(row, change(await ownHolidays(executor, branchId)));
}

const declaring = (executor: Executor, branchId: string, day: Day, name: string) =>
  calendarWith(executor, branchId, (own) => [...own, { ...day, name }]);

const withdrawing = (executor: Executor, branchId: string, date: string) =>
  calendarWith(executor, branchId, (own) => own.filter((one) => one.date !== date));

/** Refuses a day that cannot be declared: past, too far off, a holiday already, a half day that closes nothing. */
function checkDay(calendar: WorkCalendar, day: Day, now: Date): void {
  const today = calendar.businessDate(now);
  if (day.date < today) throw refuse('TIME_IN_PAST', 'date');
  if (day.date > addDays(today, FURTHEST_DAYS)) throw refuse('TIME_IMPOSSIBLE', 'date');
  if (calendar.holidayName(day.date) !== null) throw refuse('ALREADY_HOLIDAY', 'date');
}

/** A half day has to close between opening and closing of that day. */
function checkHalf(before: WorkCalendar, after: WorkCalendar, day: Day): void {
  if (day.closesAt === null) return;
  const closes = [before, after].map((calendar) => calendar.closesAt(day.date)?.getTime());
  if (closes[1] === undefined || closes[0] === closes[1]) throw refuse('TIME_IMPOSSIBLE', 'closesAt');
}

/** What declaring a day, or withdrawing one, would do. */
export async function holidayEffect(
  desk: Desk,
  call: Call,
  input: Day & { branchId: string; withdraws: string | null },
): Promise<HolidayEffect> {
  const { db } = desk.engine;
  const { branchId } = actorOf(call);
  if (input.branchId !== branchId) throw notFound('branch', input.branchId);
  const { calendar: old } = await desk.branches.get(db, branchId);
  let changed: WorkCalendar;
  if (input.withdraws === null) {
    checkDay(old, input, desk.clock.now());
    changed = await declaring(db, branchId, input, '');
    checkHalf(old, changed, input);
  } else {
    const row = await holidayById(db, input.withdraws);
    if (row?.branch_id !== branchId) throw notFound('holiday', input.withdraws);
    changed = await withdrawing(db, branchId, row.date);
  }
  const { moves, agreed } = await recountOpen(desk, db, branchId, { old, new: changed });
  const members = await staffRefs(db, branchId);
  return {
    moved: moves.map(({ row, interim, to }) => ({
      promiseId: row.id,
      interim: interim !== null,
      handler: members.get(row.caller_id)?.name ?? '',
      dueAt: fromInstant((interim ?? row).due_at),
      newDueAt: to,
    })),
    agreed,
  };
}

export interface DeclareInput extends Day {
  requestId: string;
  branchId: string;
  name: string;
}

/** Declares a day and moves what it moves. NOT_FOUND for another branch than the actor's own. */
export async function declareHoliday(desk: Desk, call: Call, input: DeclareInput) {
  const { branchId, date, name, closesAt } = input;
  if (branchId !== actorOf(call).branchId) throw notFound('branch', branchId);
  try {
    const receipt = await mutate(desk, call, 'settings.declareHoliday', input, async (unit) => {
      const { calendar } = unit.branch;
      checkDay(calendar, input, unit.now);
      const changed = await declaring(unit.trx, branchId, { date, closesAt }, name);
      checkHalf(calendar, changed, input);
      const id = newId();
      await insertHoliday(unit.trx, {
        id,
        branch_id: branchId,
        date,
        name,
        closes_at: closesAt,
        declared_at: unit.at,
        declared_by: unit.actorId,
        withdrawn_at: null,
        withdrawn_by: null,
        version: 1,
      });
      await recountBranch(desk, unit, changed, { kind: 'holiday_declared', date, name });
      return { entity: 'holiday', id, version: 1 };
    });
    desk.branches.forget();
    return receipt;
  } catch (error) {
    // A half day is declared already.
    if (isUniqueViolation(error)) throw refuse('ALREADY_HOLIDAY', 'date');
    throw error;
  }
}

/** Takes a day back that has not passed. */
export async function withdrawHoliday(
  desk: Desk,
  call: Call,
  input: { requestId: string; id: string; expectedVersion: number },
) {
  const receipt = await mutate(desk, call, 'settings.withdrawHoliday', input, async (unit) => {
    const row = unit.own('holiday', input.id, await holidayById(unit.trx, input.id));
    const state = row.withdrawn_at === null ? 'declared' : 'withdrawn';
    await unit.expect('holiday', row, input.expectedVersion, state);
    if (state === 'withdrawn') throw notFound('holiday', row.id);
    if (row.date < unit.branch.calendar.businessDate(unit.now)) throw refuse('TIME_IN_PAST');
    const changed = await withdrawing(unit.trx, unit.branch.id, row.date);
    await markWithdrawn(unit.trx, row, unit.at, unit.actorId);
    await recountBranch(desk, unit, changed, { kind: 'holiday_withdrawn', date: row.date, name: row.name });
    return { entity: 'holiday', id: row.id, version: row.version + 1 };
  });
  desk.branches.forget();
  return receipt;
}
