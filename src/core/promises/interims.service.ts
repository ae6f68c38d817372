import type { PromiseRule } from '#contract/standard-pack.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { InterimRow, PromisePauseRow, PromiseRow } from '#storage/schema.ts';
import { newId } from '../kernel/ids.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import type { WorkCalendar } from '../standard/calendar.ts';
import type { Interval } from '../standard/pauses.ts';
import { givenAs, leftAs, nextWordAt } from './interim.ts';
import { changeInterim, insertInterim, nextInterim } from './interims.repository.ts';
import { selectPauses } from './promises.repository.ts';
import { type OpenPromise, resumed } from './recount.ts';
import { cancelNotices } from './reminders.repository.ts';
import { callOff, plan, type ReminderSubject } from './reminders.service.ts';
import { interimRemindersFor } from './reminders.ts';

type Promised = Pick<PromiseRow, 'id' | 'standard_id' | 'clause' | 'paused_at'>;

const about = (row: Pick<InterimRow, 'id'>): ReminderSubject => ({ type: 'interim', id: row.id });

/** From now on word in between is due about a promise, where its rule wants any; the first counts from `since`. */
export async function beginInterims(unit: UnitOfWork, rule: PromiseRule, promise: Promised, since: Date) {
  await begin(unit, rule, promise, { since, seq: 1 });
}

async function begin(
  unit: UnitOfWork,
  rule: PromiseRule,
  promise: Promised,
  { since, seq }: { since: Date; seq: number },
): Promise<void> {
  if (rule.interim === undefined) return;
  const { calendar } = unit.branch;
  const pauses = ended(await selectPauses(unit.trx, promise.id));
  const due = nextWordAt(rule.interim, since, calendar, pauses);
  const row: InterimRow = {
    id: newId(),
    branch_id: unit.branch.id,
    promise_id: promise.id,
    standard_id: promise.standard_id,
    clause: promise.clause,
    seq,
    since_at: toInstant(since),
    original_due_at: toInstant(due),
    due_at: toInstant(due),
    due_date: calendar.businessDate(due),
    due_before: null,
    state: 'open',
    closed_at: null,
    version: 1,
  };
  await insertInterim(unit.trx, row);
  unit.change('interim', row.id, 1);
  if (promise.paused_at === null) await plan(unit, about(row), interimRemindersFor(rule, due));
}

/**
 * Word was given: judged by when the clock stood where the promise stands still. The next one counts from it, or from
 * when its text was written, which says by when the customer hears again. Evidence: `interim_kept`, `interim_late`.
 */
export async function wordGiven(
  unit: UnitOfWork,
  rule: PromiseRule,
  promise: PromiseRow,
  { at, writtenAt = at }: { at: Date; writtenAt?: Date | undefined },
): Promise<void> {
  const row = await nextInterim(unit.trx, promise.id);
  if (row === undefined) return;
  const since = fromInstant(row.since_at);
  const judged = promise.paused_at === null ? at : fromInstant(promise.paused_at);
  await end(unit, row, givenAs(fromInstant(row.due_at), judged), at);
  await begin(unit, rule, promise, { since: writtenAt < since ? since : writtenAt, seq: row.seq + 1 });
}

/** The promise ended, and with it the word still to come. Evidence: `interim_missed` where it was due before. */
export async function endInterims(unit: UnitOfWork, promise: PromiseRow, at: Date): Promise<void> {
  const row = await nextInterim(unit.trx, promise.id);
  if (row === undefined) return;
  const judged = promise.paused_at === null ? at : fromInstant(promise.paused_at);
  await end(unit, row, leftAs(fromInstant(row.due_at), judged), at);
}

async function end(
  unit: UnitOfWork,
  row: InterimRow,
  state: 'kept' | 'late' | 'missed' | 'not_due',
  at: Date,
): Promise<void> {
  await changeInterim(unit.trx, row.id, { version: row.version + 1, state, closed_at: toInstant(at) });
  unit.change('interim', row.id, row.version + 1);
  await callOff(unit, about(row));
  if (state !== 'not_due') keep(unit, row, `interim_${state}`);
}

/** Whoever has the promise now is told what the other had been told of its word already; the other need not act. */
export async function handOnInterims(unit: UnitOfWork, rule: PromiseRule, promise: PromiseRow, to: string) {
  const row = await nextInterim(unit.trx, promise.id);
  if (row === undefined) return;
  await cancelNotices(unit.trx, { ...about(row), kinds: ['interim_officer'] }, unit.at);
  if (to === unit.actorId || promise.paused_at !== null) return;
  const missed = interimRemindersFor(rule, fromInstant(row.due_at)).filter(
    ({ kind, at }) => kind === 'interim_officer' && at <= unit.now,
  );
  await plan(unit, about(row), missed);
}

/** While it is the customer's turn nobody is reminded of word either. */
export async function pauseInterims(unit: UnitOfWork, promise: PromiseRow): Promise<void> {
  const row = await nextInterim(unit.trx, promise.id);
  if (row !== undefined) await callOff(unit, about(row));
}

/** Word is due again: counted anew with the pauses taken out, as the promise itself. What was missed stays missed. */
export async function resumeInterims(
  unit: UnitOfWork,
  rule: PromiseRule,
  promise: PromiseRow,
  pauses: readonly PromisePauseRow[],
): Promise<void> {
  const row = await nextInterim(unit.trx, promise.id);
  if (row === undefined || rule.interim === undefined) return;
  const due = resumed(openInterim(row, rule, pauses), unit.branch.calendar);
  await changeInterim(unit.trx, row.id, {
    version: row.version + 1,
    due_at: toInstant(due),
    due_date: unit.branch.calendar.businessDate(due),
    due_before: null,
  });
  unit.change('interim', row.id, row.version + 1);
  await plan(unit, about(row), interimRemindersFor(rule, due));
}

/** Moves a word because the calendar was changed; its first due time is kept. Evidence: `interim_moved`. */
export async function moveInterim(
  unit: UnitOfWork,
  rule: PromiseRule,
  row: InterimRow,
  to: Date,
  calendar: WorkCalendar,
): Promise<void> {
  const first = row.due_before ?? row.due_at;
  await changeInterim(unit.trx, row.id, {
    version: row.version + 1,
    due_at: toInstant(to),
    due_date: calendar.businessDate(to),
    due_before: toInstant(to) === first ? null : first,
  });
  unit.change('interim', row.id, row.version + 1);
  await callOff(unit, about(row));
  await plan(unit, about(row), interimRemindersFor(rule, to));
  keep(unit, row, 'interim_moved');
}

/** A stored word as counting it anew needs it. */
export function openInterim(
  row: InterimRow,
  { interim }: PromiseRule,
  pauses: readonly PromisePauseRow[],
): OpenPromise {
  if (interim === undefined) throw new RangeError('a rule without word in between');
  return {
    ...interim.every,
    madeAt: fromInstant(row.since_at),
    dueAt: fromInstant(row.due_at),
    firstDueAt: fromInstant(row.due_before ?? row.due_at),
    firstReason: 'standard',
    pauses: ended(pauses),
  };
}

/** The pauses that are over; one that runs is counted once the promise goes on. */
function ended(pauses: readonly PromisePauseRow[]): Interval[] {
  return pauses.flatMap(({ from_at, until_at }) =>
    until_at === null ? [] : [{ from: fromInstant(from_at), until: fromInstant(until_at) }],
  );
}

function keep(unit: UnitOfWork, row: InterimRow, event: string): void {
  unit.fact({
    clause: row.clause,
    standardId: row.standard_id,
    subject: { type: 'promise', id: row.promise_id },
    event,
    how: 'clock',
  });
}

/** What is or was due about things, for the features they belong to. */
export { nextWordAt } from './interim.ts';
export { type WordRow, wordsAbout, wordsDue } from './interims.repository.ts';
