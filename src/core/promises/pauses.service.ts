import type { DueReason } from '#contract/memos.ts';
import type { PromiseRule } from '#contract/standard-pack.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { PromiseRow } from '#storage/schema.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { pauseInterims, resumeInterims } from './interims.service.ts';
import { changePromise, closePause, insertPause, selectPauses } from './promises.repository.ts';
import { openPromise } from './recount.service.ts';
import { resumed } from './recount.ts';
import { callOff, plan, reminderSubject } from './reminders.service.ts';
import { remindersFor } from './reminders.ts';

/**
 * The clock of an open promise stands still from `at`: it is the customer's turn. Nobody is reminded meanwhile. One
 * that stands already, or is overdue, goes on as it is. Evidence: `promise_paused`.
 */
export async function pausePromise(
  unit: UnitOfWork,
  row: PromiseRow,
  event: string,
  at: Date,
): Promise<void> {
  if (row.paused_at !== null || at > fromInstant(row.due_at)) return;
  const before = (await selectPauses(unit.trx, row.id)).at(-1)?.until_at ?? row.made_at;
  const from = toInstant(at) < before ? before : toInstant(at);
  await insertPause(unit.trx, { promise_id: row.id, from_at: from, until_at: null, event });
  await changePromise(unit.trx, row.id, { version: row.version + 1, paused_at: from });
  await callOff(unit, reminderSubject(row));
  await pauseInterims(unit, row);
  keep(unit, row, 'promise_paused');
}

/**
 * The clock goes on from `at`: the due time is counted anew with the pause taken out, and its reminders with it. Evidence:
 * `promise_resumed`.
 */
export async function resumePromise(
  unit: UnitOfWork,
  rule: PromiseRule,
  row: PromiseRow,
  at: Date,
): Promise<void> {
  if (row.paused_at === null) return;
  const until = toInstant(at);
  await closePause(unit.trx, row.id, until < row.paused_at ? row.paused_at : until);
  const pauses = await selectPauses(unit.trx, row.id);
  const promise = openPromise(row, pauses);
  const due = resumed(promise, unit.branch.calendar);
  const reason: DueReason = due > promise.dueAt ? 'resumed' : (row.due_reason as DueReason);
  await changePromise(unit.trx, row.id, {
    version: row.version + 1,
    paused_at: null,
    due_at: toInstant(due),
    due_date: unit.branch.calendar.businessDate(due),
    due_reason: reason,
    due_before: null,
    reason_before: null,
  });
  await plan(unit, reminderSubject(row), remindersFor(rule, due));
  await resumeInterims(unit, rule, row, pauses);
  keep(unit, row, 'promise_resumed');
}

function keep(unit: UnitOfWork, row: PromiseRow, event: string): void {
  unit.change('promise', row.id, row.version + 1);
  unit.fact({
    clause: row.clause,
    standardId: row.standard_id,
    subject: { type: 'promise', id: row.id },
    event,
    how: 'clock',
  });
}
