import type { DueReason } from '#contract/memos.ts';
import type { PromiseRule } from '#contract/standard-pack.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { InterimRow, PromisePauseRow, PromiseRow } from '#storage/schema.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { fallsIntoClosedTime, type WorkCalendar } from '../standard/calendar.ts';
import { nextInterims } from './interims.repository.ts';
import { moveInterim, openInterim } from './interims.service.ts';
import { rulesOf } from './promise-rules.ts';
import { changePromise, selectOpenPauses, selectOpenPromises } from './promises.repository.ts';
import { isAgreed, type OpenPromise, recounted } from './recount.ts';
import { callOff, plan, reminderSubject } from './reminders.service.ts';
import { remindersFor } from './reminders.ts';
import type { CalendarChange, SubjectType } from './subjects.types.ts';

/** A promise that a changed calendar moves, or the next word in between about one. */
export interface Move {
  row: PromiseRow;
  rule: PromiseRule;
  /** The word that moves; null where it is the promise itself. */
  interim: InterimRow | null;
  to: Date;
}

export interface Recount {
  /** The next due first. */
  moves: Move[];
  /** Times agreed with a customer that fall into time closed by the new calendar and open by the old. */
  agreed: number;
}

/** What another calendar would do to every open promise of a branch. */
export async function recountOpen(
  desk: Desk,
  executor: Executor,
  branchId: string,
  calendars: { old: WorkCalendar; new: WorkCalendar },
): Promise<Recount> {
  const now = desk.clock.now();
  const recount: Recount = { moves: [], agreed: 0 };
  const pauses = await selectOpenPauses(executor, branchId);
  const words = await nextInterims(executor, branchId);
  for (const row of await selectOpenPromises(executor, branchId)) {
    const promise = openPromise(row, pauses.get(row.id) ?? []);
    const rule = rulesOf(await desk.branches.pack(executor, row.standard_id)).get(row.promise);
    if (rule === undefined || row.paused_at !== null) continue;
    const to = recounted(promise, rule, calendars.new, now);
    if (to !== null) recount.moves.push({ row, rule, interim: null, to });
    const interim = words.get(row.id);
    if (interim !== undefined && rule.interim !== undefined) {
      const word = openInterim(interim, rule, pauses.get(row.id) ?? []);
      const wordTo = recounted(word, rule, calendars.new, now);
      if (wordTo !== null) recount.moves.push({ row, rule, interim, to: wordTo });
    }
    const falls = (calendar: WorkCalendar) => fallsIntoClosedTime(promise.dueAt, calendar);
    if (
      isAgreed(promise.firstReason) &&
      promise.dueAt > now &&
      falls(calendars.new) &&
      !falls(calendars.old)
    ) {
      recount.agreed += 1;
    }
  }
  return recount;
}

/** A stored promise as counting it anew needs it; a pause that runs is left out. */
export function openPromise(row: PromiseRow, pauses: readonly PromisePauseRow[]): OpenPromise {
  return {
    counting: row.counting,
    amount: row.amount,
    unit: row.unit,
    madeAt: fromInstant(row.made_at),
    dueAt: fromInstant(row.due_at),
    firstDueAt: fromInstant(row.due_before ?? row.due_at),
    firstReason: (row.reason_before ?? row.due_reason) as DueReason,
    pauses: pauses.flatMap(({ from_at, until_at }) =>
      until_at === null ? [] : [{ from: fromInstant(from_at), until: fromInstant(until_at) }],
    ),
  };
}

/** Counts what is open anew, in the transaction that changes the calendar, and says in each thing's history why. */
export async function recountBranch(
  desk: Desk,
  unit: UnitOfWork,
  changed: WorkCalendar,
  change: CalendarChange,
): Promise<void> {
  const calendars = { old: unit.branch.calendar, new: changed };
  const { moves } = await recountOpen(desk, unit.trx, unit.branch.id, calendars);
  for (const move of moves) {
    if (move.interim === null) await movePromiseBy(unit, move, changed, change);
    else await moveInterim(unit, move.rule, move.interim, move.to, changed);
    await desk.subjects[move.row.subject_type as SubjectType].noteMoved(unit, move, change);
  }
}

/**
 * Moves a promise because the calendar was changed. Back at its first due time it is what it was before. Reminders
 * move with it; a call agreed with the customer stays planned. Evidence: `promise_moved`.
 */
async function movePromiseBy(
  unit: UnitOfWork,
  { row, rule, to }: Move,
  calendar: WorkCalendar,
  { kind }: CalendarChange,
): Promise<void> {
  const first = { due: row.due_before ?? row.due_at, reason: row.reason_before ?? row.due_reason };
  const isBack = toInstant(to) === first.due;
  await changePromise(unit.trx, row.id, {
    version: row.version + 1,
    due_at: toInstant(to),
    due_date: calendar.businessDate(to),
    due_reason: isBack ? first.reason : kind === 'hours_changed' ? kind : 'holiday_declared',
    due_before: isBack ? null : first.due,
    reason_before: isBack ? null : first.reason,
  });
  unit.change('promise', row.id, row.version + 1);
  const subject = reminderSubject(row);
  await callOff(unit, subject, ['promise_officer', 'promise_substitute', 'promise_manager']);
  await plan(unit, subject, remindersFor(rule, to));
  unit.fact({
    clause: row.clause,
    standardId: row.standard_id,
    subject: { type: 'promise', id: row.id },
    event: 'promise_moved',
    how: 'clock',
  });
}
