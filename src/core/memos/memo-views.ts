import type {
  DueReason,
  MemoCard,
  MemoEvent,
  MemoState,
  PromiseState,
  PromiseView,
} from '#contract/memos.ts';
import type { StaffRef } from '#contract/staff.ts';
import { fromInstant } from '#storage/codecs.ts';
import type { MemoEventRow, MemoRow, PromiseRow } from '#storage/schema.ts';
import { type StaffMember, toRef } from '../staff/staff.service.ts';
import type { CardRow } from './memos.repository.ts';

export type Members = ReadonlyMap<string, StaffMember>;

function refOf(members: Members, id: string): StaffRef {
  const member = members.get(id);
  if (member === undefined) throw new Error(`staff ${id} is not of the memo's branch`);
  return toRef(member);
}

export function promiseView(
  row: Pick<
    PromiseRow,
    | 'id'
    | 'version'
    | 'clause'
    | 'state'
    | 'made_at'
    | 'original_due_at'
    | 'due_at'
    | 'due_reason'
    | 'due_before'
    | 'closed_at'
    | 'late_reason'
    | 'late_action'
  >,
): PromiseView {
  return {
    id: row.id,
    version: row.version,
    clause: row.clause,
    state: row.state as PromiseState,
    madeAt: fromInstant(row.made_at),
    originalDueAt: fromInstant(row.original_due_at),
    dueAt: fromInstant(row.due_at),
    dueReason: row.due_reason as DueReason,
    dueBefore: fromInstant(row.due_before),
    closedAt: fromInstant(row.closed_at),
    lateReason: row.late_reason,
    lateAction: row.late_action,
  };
}

type MemoColumns = Pick<
  MemoRow,
  | 'id'
  | 'version'
  | 'state'
  | 'customer_id'
  | 'customer_name'
  | 'phone'
  | 'inquiry'
  | 'urgency'
  | 'intended_id'
  | 'handler_id'
  | 'taken_by'
  | 'attempts'
  | 'call_again_at'
  | 'made_at'
  | 'closed_at'
>;

/** A memo as its card shows it; names and numbers are whole, the middleware masks them. */
export function memoCard(
  row: MemoColumns,
  promise: PromiseView,
  duty: string | null,
  members: Members,
): MemoCard {
  return {
    id: row.id,
    version: row.version,
    state: row.state as MemoState,
    customerId: row.customer_id,
    customerName: row.customer_name,
    phone: row.phone,
    inquiry: row.inquiry,
    duty,
    urgency: row.urgency === 'urgent' ? 'urgent' : 'normal',
    intended: refOf(members, row.intended_id),
    handler: refOf(members, row.handler_id),
    takenBy: refOf(members, row.taken_by),
    attempts: row.attempts,
    callAgainAt: fromInstant(row.call_again_at),
    madeAt: fromInstant(row.made_at),
    closedAt: fromInstant(row.closed_at),
    promise,
  };
}

export function cardOf(row: CardRow, members: Members): MemoCard {
  const promise = promiseView({
    ...row,
    id: row.promise_id,
    version: row.promise_version,
    state: row.promise_state,
    made_at: row.promise_made_at,
    closed_at: row.promise_closed_at,
  });
  return memoCard(row, promise, row.duty, members);
}

/** Whose id a datum of an event is; shown by name. */
const PEOPLE = new Set(['from', 'to', 'caller']);

export function eventView(row: MemoEventRow, members: Members): MemoEvent {
  const data = JSON.parse(row.data) as MemoEvent['data'];
  for (const key of PEOPLE) {
    const value = data[key];
    if (typeof value === 'string') data[key] = members.get(value)?.name ?? value;
  }
  return {
    id: row.id,
    kind: row.kind,
    at: fromInstant(row.at),
    actor: members.get(row.actor_id)?.name ?? '',
    note: row.note,
    data,
  };
}
