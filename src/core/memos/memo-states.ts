import type { MemoState } from '#contract/memos.ts';
import type { PromiseRule } from '#contract/standard-pack.ts';
import {
  agreedTimeProblem,
  answeredAs,
  isOverdue,
  needsLateReason,
  type PromiseNow,
} from '../promises/promise.ts';
import type { PromiseChange } from '../promises/promises.service.ts';
import type { WorkCalendar } from '../standard/calendar.ts';

/** A memo as its rules need it. `intendedId` never changes: the memo stays on that officer's record. */
export interface MemoNow {
  state: MemoState;
  attempts: number;
  callAgainAt: Date | null;
  handlerId: string;
  readonly intendedId: string;
}

export type AttemptResult = 'no_answer' | 'busy' | 'call_again';

export type MemoAction =
  | { kind: 'see' }
  | { kind: 'take_over' }
  | { kind: 'hand_on'; to: { id: string; active: boolean } }
  | { kind: 'attempt'; result: AttemptResult; callAgainAt: Date | null }
  | { kind: 'interim'; newDueAt: Date; lateReason: string | null }
  | { kind: 'answer'; lateReason: string | null; lateAction: string | null }
  | { kind: 'unreachable'; lateReason: string | null }
  | { kind: 'close_unanswered'; reason: string }
  | { kind: 'explain_late'; reason: string; action: string }
  | { kind: 'call_step'; done: boolean }
  | { kind: 'rebook'; to: { id: string; active: boolean }; newDueAt: Date; lateReason: string | null }
  | { kind: 'withdraw' }
  | { kind: 'reopen' };

export type MemoRefusal =
  | 'MEMO_CLOSED'
  | 'MEMO_NOT_CLOSED'
  | 'NOT_HANDLER'
  | 'ALREADY_HANDLER'
  | 'STAFF_INACTIVE'
  | 'NEEDS_TIME'
  | 'TIME_IN_PAST'
  | 'TIME_IMPOSSIBLE'
  | 'NEEDS_REASON'
  | 'NOT_OVERDUE'
  | 'TOO_FEW_ATTEMPTS'
  | 'STEP_DONE'
  | 'BOOKING_OVERDUE';

export interface MemoSituation {
  now: Date;
  /** What the promise is judged at, see `judgedAt`; now unless given. */
  judgedAt?: Date;
  actorId: string;
  rule: PromiseRule;
  calendar: Pick<WorkCalendar, 'businessDate' | 'endOfDay'>;
}

export interface MemoStep {
  ok: true;
  memo: Partial<Omit<MemoNow, 'intendedId'>>;
  promise: PromiseChange | null;
}

export type MemoDecision = MemoStep | { ok: false; reason: MemoRefusal; field: string | null };

const CLOSED: readonly MemoState[] = ['answered', 'unreachable', 'unanswered', 'withdrawn'];

export function isClosed(state: MemoState): boolean {
  return CLOSED.includes(state);
}

/** What the pack asks before somebody may be called unreachable; one attempt where it says nothing. */
export function attemptsBeforeUnreachable(rule: PromiseRule): number {
  return rule.unreachable?.min_attempts ?? 1;
}

const refused = (reason: MemoRefusal, field: string | null = null): MemoDecision => ({
  ok: false,
  reason,
  field,
});

const step = (memo: MemoStep['memo'], promise: PromiseChange | null = null): MemoStep => ({
  ok: true,
  memo,
  promise,
});

/**
 * The life of a memo and its promise: new → seen → in contact → answered, unreachable or unanswered, and open
 * again by a second promise. Says what changes, or why not; changes nothing itself.
 */
export function decide(
  memo: MemoNow,
  promise: PromiseNow,
  action: MemoAction,
  situation: MemoSituation,
): MemoDecision {
  if (action.kind === 'reopen') {
    if (!isClosed(memo.state)) return refused('MEMO_NOT_CLOSED');
    // Whoever reopens his own memo has seen it; another's is new to its handler.
    const state = memo.handlerId === situation.actorId ? 'seen' : 'new';
    return step({ state, attempts: 0, callAgainAt: null });
  }
  if (isClosed(memo.state)) return refused('MEMO_CLOSED');
  switch (action.kind) {
    case 'see':
      return step(memo.state === 'new' ? { state: 'seen' } : {});
    case 'take_over':
      if (memo.handlerId === situation.actorId) return refused('ALREADY_HANDLER');
      return step({ handlerId: situation.actorId }, { callerId: situation.actorId });
    case 'hand_on':
      if (!action.to.active) return refused('STAFF_INACTIVE', 'to');
      if (memo.handlerId === action.to.id) return refused('ALREADY_HANDLER', 'to');
      return step({ handlerId: action.to.id }, { callerId: action.to.id });
    case 'close_unanswered':
      return step({ state: 'unanswered', callAgainAt: null }, { state: 'broken', lateReason: action.reason });
    case 'withdraw':
      // What has been missed stays missed, whoever calls it off afterwards.
      if (isOverdue(promise, situation.judgedAt ?? situation.now)) return refused('BOOKING_OVERDUE');
      return step({ state: 'withdrawn', callAgainAt: null }, { state: 'withdrawn' });
    case 'rebook':
      return rebook(memo, promise, action, situation);
    case 'explain_late':
      if (!isOverdue(promise, situation.now)) return refused('NOT_OVERDUE');
      return step({}, { lateReason: action.reason, lateAction: action.action });
    default:
      // Only those who may see the whole number call: others take the memo over first.
      if (situation.actorId !== memo.handlerId && situation.actorId !== memo.intendedId) {
        return refused('NOT_HANDLER');
      }
      return call(memo, promise, action, situation);
  }
}

/** The same promise at another time; one missed already needs the reason and stays late, as after a word in between. */
function rebook(
  memo: MemoNow,
  promise: PromiseNow,
  { to, newDueAt, lateReason }: Extract<MemoAction, { kind: 'rebook' }>,
  situation: MemoSituation,
): MemoDecision {
  const { now, rule, calendar, judgedAt = now } = situation;
  if (!to.active) return refused('STAFF_INACTIVE', 'officerId');
  const problem = agreedTimeProblem(newDueAt, now, rule, calendar);
  if (problem) return refused(problem, 'at');
  const missed = judgedAt > promise.dueAt && promise.lateReason === null;
  if (missed && lateReason === null && needsLateReason(promise, rule, judgedAt)) {
    return refused('NEEDS_REASON', 'lateReason');
  }
  const other = memo.handlerId !== to.id;
  return step(
    { callAgainAt: null, ...(other ? { handlerId: to.id, state: 'new' } : {}) },
    {
      dueAt: newDueAt,
      dueReason: 'agreed',
      ...(other ? { callerId: to.id } : {}),
      ...(missed ? { lateReason: lateReason ?? '' } : {}),
    },
  );
}

type CallAction = Extract<
  MemoAction,
  { kind: 'attempt' | 'interim' | 'answer' | 'unreachable' | 'call_step' }
>;

function call(
  memo: MemoNow,
  promise: PromiseNow,
  action: CallAction,
  { now, rule, calendar, judgedAt = now }: MemoSituation,
): MemoDecision {
  switch (action.kind) {
    case 'attempt': {
      const { result, callAgainAt } = action;
      if (result === 'call_again' && callAgainAt === null) return refused('NEEDS_TIME', 'callAgainAt');
      const problem = callAgainAt && agreedTimeProblem(callAgainAt, now, rule, calendar);
      if (problem) return refused(problem, 'callAgainAt');
      return step({ state: 'in_contact', attempts: memo.attempts + 1, callAgainAt });
    }
    case 'call_step':
      return action.done ? refused('STEP_DONE', 'step') : step({ state: 'in_contact' });
    case 'interim': {
      const problem = agreedTimeProblem(action.newDueAt, now, rule, calendar);
      if (problem) return refused(problem, 'newDueAt');
      // Otherwise a later agreement would make a missed promise look kept.
      const missed = judgedAt > promise.dueAt && promise.lateReason === null;
      if (missed && action.lateReason === null && needsLateReason(promise, rule, judgedAt)) {
        return refused('NEEDS_REASON', 'lateReason');
      }
      return step(
        { state: 'in_contact', callAgainAt: null },
        {
          dueAt: action.newDueAt,
          dueReason: 'interim',
          ...(missed ? { lateReason: action.lateReason ?? '' } : {}),
        },
      );
    }
    case 'answer': {
      if (action.lateReason === null && needsLateReason(promise, rule, judgedAt)) {
        return refused('NEEDS_REASON', 'lateReason');
      }
      const state = answeredAs(promise, judgedAt);
      const late = {
        ...(action.lateReason === null ? {} : { lateReason: action.lateReason }),
        ...(action.lateAction === null ? {} : { lateAction: action.lateAction }),
      };
      return step(
        { state: 'answered', callAgainAt: null },
        state === 'late' ? { state, ...late } : { state },
      );
    }
    case 'unreachable': {
      if (memo.attempts < attemptsBeforeUnreachable(rule)) return refused('TOO_FEW_ATTEMPTS');
      // Nobody reached after the hour is no excuse for not having tried within it.
      const owed = needsLateReason(promise, rule, judgedAt);
      if (owed && action.lateReason === null) return refused('NEEDS_REASON', 'lateReason');
      return step(
        { state: 'unreachable', callAgainAt: null },
        { state: 'unreachable', ...(owed ? { lateReason: action.lateReason ?? '' } : {}) },
      );
    }
  }
}
