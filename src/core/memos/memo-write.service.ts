import type { MemoState, PromiseState } from '#contract/memos.ts';
import type { MessageOutdated } from '#contract/messages.ts';
import type { PromiseRule, StandardPack } from '#contract/standard-pack.ts';
import { fromInstant, toInstant, toJson } from '#storage/codecs.ts';
import type { MemoRow, PromiseRow } from '#storage/schema.ts';
import { dropReminder } from '../bookings/booking-reminder.service.ts';
import { holdAgreedTime } from '../bookings/held-time.service.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { BOOKED_CALL, isForAgreedTime, judgedAt, type PromiseNow } from '../promises/promise.ts';
import { currentPromise, movePromise, type PromiseChange, promisesOf } from '../promises/promises.service.ts';
import { callOff, plan, planCallAgain } from '../promises/reminders.service.ts';
import { triesOf } from './call-steps.ts';
import { decide, isClosed, type MemoAction, type MemoNow } from './memo-states.ts';
import { changeMemo, eventsOf, insertMemoEvent, memoById } from './memos.repository.ts';
import { ruleOf } from './quote.service.ts';

export interface OnMemo {
  requestId: string;
  id: string;
  expectedVersion: number;
}

/** A memo as read for a change: its rows, and the rule of the pack it was made under. */
export interface InHand {
  desk: Desk;
  unit: UnitOfWork;
  row: MemoRow;
  /** The open promise, or the one the memo ended with. */
  promise: PromiseRow;
  pack: StandardPack;
  rule: PromiseRule;
  /** When the customer was tried; only for a call agreed for a time, which is judged by it. */
  tries: Date[];
}

/** One thing done to a memo, in the words of its history and of its evidence. */
export interface Done {
  action: MemoAction;
  event: string;
  note?: string;
  data?: Record<string, string | number | boolean | null>;
  /** Evidence about the memo itself: what happened, under which clause (the promise's unless given). */
  facts?: { event: string; clause?: string }[];
  /** On whose behalf, where the customer did it himself. */
  actorId?: string;
}

function asNow(row: MemoRow): MemoNow {
  return {
    state: row.state as MemoState,
    attempts: row.attempts,
    callAgainAt: fromInstant(row.call_again_at),
    handlerId: row.handler_id,
    intendedId: row.intended_id,
  };
}

function promiseNow(row: PromiseRow): PromiseNow {
  return { state: row.state as PromiseState, dueAt: fromInstant(row.due_at), lateReason: row.late_reason };
}

/** Reads a memo for a change; NOT_FOUND, or CONFLICT when it is not as the caller read it. */
export async function take(desk: Desk, unit: UnitOfWork, input: OnMemo): Promise<InHand> {
  const row = unit.own('memo', input.id, await memoById(unit.trx, input.id));
  await unit.expect('memo', row, input.expectedVersion, row.state);
  const pack = await desk.branches.pack(unit.trx, row.standard_id);
  const promise = currentPromise(await promisesOf(unit.trx, { type: 'memo', id: row.id }));
  const rule = ruleOf(pack, promise);
  const tries = isForAgreedTime(rule) ? triesOf(await eventsOf(unit.trx, row.id)) : [];
  return { desk, unit, row, promise, pack, rule, tries };
}

const TRIES = new Set<MemoAction['kind']>(['call_step', 'attempt']);

/** Whether one of the tries kept the agreed time. */
function isInTime(tries: readonly Date[], promise: PromiseNow, rule: PromiseRule): boolean {
  // Judged as if nobody ever answered: only a try can be in time then.
  const never = new Date(promise.dueAt.getTime() + 365 * 24 * 3_600_000);
  return judgedAt(tries, promise, rule, never) <= promise.dueAt;
}

/** Why a reminder of a booked call no longer holds, if it does not. */
function reminderOutdated({ state, dueAt, callerId }: PromiseChange): MessageOutdated | undefined {
  if (state !== undefined) return state === 'withdrawn' ? 'BOOKING_CANCELLED' : 'CALL_ENDED';
  if (dueAt !== undefined) return 'BOOKING_MOVED';
  return callerId === undefined ? undefined : 'CALL_HANDED_ON';
}

/** Decides and writes one action; answers with the memo's new version. */
export async function perform(inHand: InHand, done: Done) {
  const { unit, row, promise, rule, tries } = inHand;
  const before = promiseNow(promise);
  const behalf = done.actorId === undefined ? {} : { actorId: done.actorId };
  const decision = decide(asNow(row), before, done.action, {
    now: unit.now,
    judgedAt: judgedAt(tries, before, rule, unit.now),
    actorId: done.actorId ?? unit.actorId,
    rule,
    calendar: unit.branch.calendar,
  });
  if (!decision.ok) throw refuse(decision.reason, decision.field);
  const { memo, promise: change } = decision;
  const version = row.version + 1;
  const state = memo.state ?? (row.state as MemoState);
  await changeMemo(unit.trx, row.id, {
    version,
    state,
    closed_at: isClosed(state) ? (row.closed_at ?? unit.at) : null,
    ...(memo.attempts === undefined ? {} : { attempts: memo.attempts }),
    ...(memo.handlerId === undefined ? {} : { handler_id: memo.handlerId }),
    ...(memo.callAgainAt === undefined ? {} : { call_again_at: toInstant(memo.callAgainAt) }),
  });
  await insertMemoEvent(unit.trx, {
    id: newId(),
    memo_id: row.id,
    seq: version,
    kind: done.event,
    at: unit.at,
    actor_id: done.actorId ?? unit.actorId,
    note: done.note ?? '',
    data: toJson(done.data ?? {}),
  });
  const { callAgainAt } = memo;
  if (callAgainAt !== undefined && (callAgainAt !== null || row.call_again_at !== null)) {
    await planCallAgain(unit, { type: 'memo', id: row.id }, callAgainAt);
  }
  if (change !== null) await movePromise(unit, rule, promise, { ...change, ...behalf });
  const why = promise.promise === BOOKED_CALL && change !== null ? reminderOutdated(change) : undefined;
  if (why !== undefined) {
    const actorId = done.actorId ?? unit.actorId;
    const about = { pack: inHand.pack, memoId: row.id, why, actorId };
    const isDropped = await dropReminder(inHand.desk, unit, about);
    // The time to remind of it has passed already: another is written at once, in the name of who calls now.
    if (isDropped && why === 'CALL_HANDED_ON') {
      await plan(unit, { type: 'memo', id: row.id }, [{ kind: 'promise_customer', at: unit.now }]);
    }
    if (done.action.kind === 'interim') {
      await holdAgreedTime(unit, row.id, { at: done.action.newDueAt, officerId: row.handler_id });
    }
  }
  // Whoever is on the line at the agreed time keeps the promise: nobody is told that it is overdue.
  if (TRIES.has(done.action.kind) && isForAgreedTime(rule) && isInTime([...tries, unit.now], before, rule)) {
    await callOff(unit, { type: 'memo', id: row.id }, ['promise_manager']);
  }
  for (const fact of done.facts ?? []) {
    unit.fact({
      clause: fact.clause ?? promise.clause,
      standardId: row.standard_id,
      subject: { type: 'memo', id: row.id },
      event: fact.event,
      how: 'ticked',
      ...behalf,
    });
  }
  unit.touches('memo', row.id);
  unit.touches('customer', row.customer_id);
  return { entity: 'memo', id: row.id, version };
}
