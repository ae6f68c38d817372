import { toInstant } from '#storage/codecs.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { staffRefs } from '../staff/staff.service.ts';
import { callSteps, ticked } from './call-steps.ts';
import type { AttemptResult } from './memo-states.ts';
import type { Members } from './memo-views.ts';
import { type Done, type InHand, type OnMemo, perform, take } from './memo-write.service.ts';
import { eventsOf } from './memos.repository.ts';

function act(
  desk: Desk,
  call: Call,
  procedure: string,
  input: OnMemo,
  done: (inHand: InHand) => Done | Promise<Done>,
) {
  return mutate(desk, call, procedure, input, async (unit) => {
    const inHand = await take(desk, unit, input);
    return await perform(inHand, await done(inHand));
  });
}

/** A colleague takes the memo over; it stays on the intended officer's record. */
export async function takeOver(desk: Desk, call: Call, input: OnMemo) {
  return await act(desk, call, 'memos.takeOver', input, ({ row }) => ({
    action: { kind: 'take_over' },
    event: 'taken_over',
    data: { from: row.handler_id },
  }));
}

/** Hands the memo on to somebody active of the branch, with a reason. */
export async function handOn(desk: Desk, call: Call, input: HandOnInput) {
  return await mutate(desk, call, 'memos.handOn', input, async (unit) =>
    handMemoOn(desk, unit, input, await staffRefs(unit.trx, unit.branch.id)),
  );
}

export type HandOnInput = OnMemo & { to: string; reason: string };

/** One memo handed on in a mutation that may do more; refused before anything of it is written. */
export async function handMemoOn(desk: Desk, unit: UnitOfWork, input: HandOnInput, members: Members) {
  const inHand = await take(desk, unit, input);
  const to = members.get(input.to);
  if (to === undefined) throw notFound('staff', input.to);
  return await perform(inHand, {
    action: { kind: 'hand_on', to: { id: to.id, active: to.active } },
    event: 'handed_on',
    note: input.reason,
    data: { from: inHand.row.handler_id, to: to.id },
  });
}

export interface AttemptInput extends OnMemo {
  result: AttemptResult;
  callAgainAt: Date | null;
  note: string;
}

/** A call that reached nobody, or only so far: the promise stays open and its due time stays. */
export async function logAttempt(desk: Desk, call: Call, input: AttemptInput) {
  const { result, callAgainAt } = input;
  return await act(desk, call, 'memos.logAttempt', input, () => ({
    action: { kind: 'attempt', result, callAgainAt },
    event: 'attempt',
    note: input.note,
    data: { result, again: toInstant(callAgainAt) },
    facts: [{ event: 'attempt' }],
  }));
}

export interface InterimInput extends OnMemo {
  said: string;
  newDueAt: Date;
  lateReason?: string | null;
}

/** Something was said, the rest is promised by a newly agreed time. */
export async function interim(desk: Desk, call: Call, input: InterimInput) {
  const { newDueAt, lateReason = null } = input;
  return await act(desk, call, 'memos.interim', input, ({ promise }) => ({
    action: { kind: 'interim', newDueAt, lateReason },
    event: 'interim',
    note: input.said,
    data: { before: promise.due_at, due: toInstant(newDueAt), late: lateReason },
    facts: [{ event: 'interim' }],
  }));
}

export interface AnswerInput extends OnMemo {
  said: string;
  lateReason: string | null;
  lateAction: string | null;
}

/** The answer: the promise is kept, or late (NEEDS_REASON). */
export async function answer(desk: Desk, call: Call, input: AnswerInput) {
  const { lateReason, lateAction } = input;
  return await act(desk, call, 'memos.answer', input, ({ rule }) => ({
    action: { kind: 'answer', lateReason, lateAction },
    event: 'answered',
    note: input.said,
    data: { late: lateReason },
    facts: [{ event: rule.fulfilled_by }],
  }));
}

/** Nobody could be reached, after the attempts the pack asks for and with the text sent. */
export async function unreachable(
  desk: Desk,
  call: Call,
  input: OnMemo & { note: string; lateReason?: string | null },
) {
  const { lateReason = null } = input;
  return await act(desk, call, 'memos.unreachable', input, ({ row }) => ({
    action: { kind: 'unreachable', lateReason },
    event: 'unreachable',
    note: input.note,
    data: { attempts: row.attempts, text_sent: true, late: lateReason },
    facts: [{ event: 'text_sent' }],
  }));
}

/** Closed without an answer: the promise is broken. */
export async function closeUnanswered(desk: Desk, call: Call, input: OnMemo & { reason: string }) {
  return await act(desk, call, 'memos.closeUnanswered', input, () => ({
    action: { kind: 'close_unanswered', reason: input.reason },
    event: 'unanswered',
    note: input.reason,
  }));
}

/** Why an overdue promise is not answered yet. */
export async function explainLate(
  desk: Desk,
  call: Call,
  input: OnMemo & { reason: string; action: string },
) {
  return await act(desk, call, 'memos.explainLate', input, () => ({
    action: { kind: 'explain_late', reason: input.reason, action: input.action },
    event: 'late_reason',
    note: input.reason,
    data: { action: input.action },
  }));
}

/** Ticks a line of the callback checklist (P4). UNKNOWN_STEP for one the pack does not have. */
export async function tickCall(desk: Desk, call: Call, input: OnMemo & { step: string }) {
  return await act(desk, call, 'memos.tickCall', input, async ({ unit, row, pack }) => {
    const step = callSteps(pack).find((one) => one.id === input.step);
    if (step === undefined) throw refuse('UNKNOWN_STEP', 'step');
    const done = ticked(await eventsOf(unit.trx, row.id)).has(step.id);
    return {
      action: { kind: 'call_step', done },
      event: 'call_step',
      data: { step: step.id },
      facts: [{ event: step.records ?? step.id, clause: step.clause }],
    };
  });
}
