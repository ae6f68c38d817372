import type { DueReason } from '#contract/memos.ts';
import { deadlineFor, type PromiseRule, type StandardPack } from '#contract/standard-pack.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { PromiseRow } from '#storage/schema.ts';
import type { Executor } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { endInterims, handOnInterims } from './interims.service.ts';
import type { PromiseSource } from './promise.ts';
import { rulesOf } from './promise-rules.ts';
import { changePromise, closePause, insertPromise, selectPromises } from './promises.repository.ts';
import { cancelNotices } from './reminders.repository.ts';
import { callOff, plan, reminderSubject } from './reminders.service.ts';
import { remindersFor } from './reminders.ts';
import type { PromiseSubject } from './subjects.types.ts';

export interface NewPromise {
  subject: PromiseSubject;
  /** Name of the rule in the pack. */
  promise: string;
  standardId: string;
  clause: string;
  source: PromiseSource;
  intendedId: string;
  callerId: string;
  /** Now unless given. */
  madeAt?: Date;
  originalDueAt: Date;
  dueAt: Date;
  dueReason: DueReason;
  /** On whose behalf, where nobody of the staff made it. */
  actorId?: string;
}

export interface PromiseChange {
  state?: 'kept' | 'late' | 'broken' | 'unreachable' | 'withdrawn';
  /** When it ended; now unless given. */
  closedAt?: Date;
  dueAt?: Date;
  dueReason?: DueReason;
  lateReason?: string;
  lateAction?: string;
  callerId?: string;
  /** On whose behalf, where the customer did it himself. */
  actorId?: string;
}

/** Every promise made about a thing, the first one first. */
export async function promisesOf(executor: Executor, subject: PromiseSubject): Promise<PromiseRow[]> {
  return await selectPromises(executor, subject.type, subject.id);
}

/** The open promises about a thing with the rule of the pack each follows; one the pack has no rule for is left out. */
export async function openPromisesOf(
  executor: Executor,
  pack: StandardPack,
  subject: PromiseSubject,
): Promise<{ promise: PromiseRow; rule: PromiseRule }[]> {
  const rules = rulesOf(pack);
  return (await promisesOf(executor, subject)).flatMap((promise) => {
    const rule = rules.get(promise.promise);
    return promise.state === 'open' && rule !== undefined ? [{ promise, rule }] : [];
  });
}

/** The promise that counts now: the open one, else the last. */
export function currentPromise(promises: readonly PromiseRow[]): PromiseRow {
  const current = promises.find((one) => one.state === 'open') ?? promises.at(-1);
  if (current === undefined) throw new Error('nothing was promised');
  return current;
}

/** How a promise to come at a time agreed is stored: it is not counted. */
const AGREED = { counting: 'agreed', amount: 0, unit: '' } as const;

/** Writes a promise with its reminders and its evidence; answers its id. */
export async function makePromise(unit: UnitOfWork, rule: PromiseRule, made: NewPromise): Promise<string> {
  const { branch } = unit;
  const id = newId();
  const deadline = deadlineFor(rule, made.source) ?? (made.dueReason === 'agreed' ? AGREED : null);
  if (deadline === null) throw new RangeError(`the rule ${made.promise} promises no time`);
  await insertPromise(unit.trx, {
    id,
    branch_id: branch.id,
    standard_id: made.standardId,
    promise: made.promise,
    clause: made.clause,
    subject_type: made.subject.type,
    subject_id: made.subject.id,
    counting: deadline.counting,
    amount: deadline.amount,
    unit: deadline.unit,
    made_at: toInstant(made.madeAt ?? unit.now),
    business_date: branch.calendar.businessDate(made.madeAt ?? unit.now),
    original_due_at: toInstant(made.originalDueAt),
    due_at: toInstant(made.dueAt),
    due_date: branch.calendar.businessDate(made.dueAt),
    due_reason: made.dueReason,
    intended_id: made.intendedId,
    caller_id: made.callerId,
    state: 'open',
    closed_at: null,
    closed_date: null,
    closed_by: null,
    late_reason: null,
    late_action: null,
    version: 1,
    due_before: null,
    reason_before: null,
    paused_at: null,
  });
  const about = reminderSubject({ id, subject_type: made.subject.type, subject_id: made.subject.id });
  await plan(unit, about, remindersFor(rule, made.dueAt));
  unit.change('promise', id, 1);
  unit.fact({
    clause: made.clause,
    standardId: made.standardId,
    subject: { type: 'promise', id },
    event: 'promise_made',
    how: 'clock',
    ...(made.actorId === undefined ? {} : { actorId: made.actorId }),
  });
  return id;
}

/** Whoever had to call need not any more; whoever has it now is told what the other had been told already. */
async function tellNewCaller(unit: UnitOfWork, rule: PromiseRule, row: PromiseRow, callerId: string) {
  const subject = reminderSubject(row);
  await cancelNotices(unit.trx, { ...subject, kinds: ['promise_officer', 'call_again'] }, unit.at);
  if (callerId === unit.actorId) return;
  const missed = remindersFor(rule, fromInstant(row.due_at)).filter(
    ({ kind, at }) => kind === 'promise_officer' && at <= unit.now,
  );
  await plan(unit, subject, missed);
}

/**
 * Writes what became of a promise. A new due time has new reminders, an ended promise none; its end is evidence
 * (`promise_kept`, `promise_late`, `promise_broken`, `promise_unreachable`).
 */
export async function movePromise(
  unit: UnitOfWork,
  rule: PromiseRule,
  row: PromiseRow,
  change: PromiseChange,
): Promise<void> {
  const { calendar } = unit.branch;
  const { state, dueAt, dueReason = row.due_reason, closedAt = unit.now } = change;
  await changePromise(unit.trx, row.id, {
    version: row.version + 1,
    ...(change.callerId === undefined ? {} : { caller_id: change.callerId }),
    ...(change.lateReason === undefined ? {} : { late_reason: change.lateReason }),
    ...(change.lateAction === undefined ? {} : { late_action: change.lateAction }),
    ...(dueAt === undefined
      ? {}
      : {
          due_at: toInstant(dueAt),
          due_date: calendar.businessDate(dueAt),
          due_reason: dueReason,
          due_before: null,
          reason_before: null,
        }),
    ...(state === undefined
      ? {}
      : {
          state,
          closed_at: toInstant(closedAt),
          closed_date: calendar.businessDate(closedAt),
          // Null where the customer took it back himself.
          closed_by: change.actorId === undefined ? unit.actorId : null,
          paused_at: null,
        }),
  });
  if (state !== undefined && row.paused_at !== null) await closePause(unit.trx, row.id, unit.at);
  unit.change('promise', row.id, row.version + 1);
  const subject = reminderSubject(row);
  if (dueAt !== undefined || state !== undefined) await callOff(unit, subject);
  else if (change.callerId !== undefined) await tellNewCaller(unit, rule, row, change.callerId);
  if (dueAt !== undefined) await plan(unit, subject, remindersFor(rule, dueAt));
  if (state === undefined) {
    if (change.callerId !== undefined) await handOnInterims(unit, rule, row, change.callerId);
    return;
  }
  await endInterims(unit, row, closedAt);
  unit.fact({
    clause: row.clause,
    standardId: row.standard_id,
    subject: { type: 'promise', id: row.id },
    event: `promise_${state}`,
    how: 'clock',
    ...(change.actorId === undefined ? {} : { actorId: change.actorId }),
  });
}

/** The rules of a pack by the name promises are stored under, for features that end one by themselves. */
export { rulesOf } from './promise-rules.ts';
