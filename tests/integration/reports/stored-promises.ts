import type { ReportPromise } from '#core/reports/callback-report.ts';
import { toInstant } from '#storage/codecs.ts';
import type { Executor } from '#storage/engines/engine.ts';
import type { MemoRow, PromiseRow } from '#storage/schema.ts';
import { requestId } from '#tests/builders/office.ts';

export interface Stored {
  memoId: string;
  promiseId: string;
}

/** A branch to store into; `staff` by name, in the order officers are counted in. */
export interface Place {
  branchId: string;
  staff: Record<string, string>;
  dutyIds: readonly string[];
}

/** Puts promises, each with a memo of its own, into a branch's store as they are. */
export async function store(
  db: Executor,
  office: Place,
  promises: readonly ReportPromise[],
): Promise<Stored[]> {
  const { id: standardId } = await db.selectFrom('standard').select('id').executeTakeFirstOrThrow();
  const staff = Object.values(office.staff);
  const memos: MemoRow[] = [];
  const rows: PromiseRow[] = [];
  const ids = promises.map(() => ({ memoId: requestId(), promiseId: requestId() }));
  for (const [index, promise] of promises.entries()) {
    const { memoId, promiseId } = ids[index] as Stored;
    const common = { branch_id: office.branchId, standard_id: standardId, version: 1 };
    const made = { made_at: toInstant(promise.madeAt), business_date: promise.madeDate };
    const intended = staff[promise.intended.sort] ?? '';
    memos.push({
      ...common,
      ...made,
      id: memoId,
      encounter_id: null,
      customer_id: null,
      customer_name: promise.customerName,
      business: '',
      phone: promise.phone,
      phone_digits: promise.phone.replaceAll(/\D/g, ''),
      duty_id: office.dutyIds[0] ?? null,
      inquiry: '만기 연장이 되는지 물으셨습니다',
      intended_id: intended,
      handler_id: intended,
      taken_by: staff[0] ?? '',
      urgency: 'normal',
      state: promise.state === 'open' ? 'new' : 'answered',
      attempts: 0,
      call_again_at: null,
      closed_at: toInstant(promise.closedAt),
    });
    rows.push({
      ...common,
      ...made,
      id: promiseId,
      promise: 'callback',
      clause: promise.clause,
      subject_type: 'memo',
      subject_id: memoId,
      counting: 'elapsed',
      amount: 1,
      unit: 'hours',
      original_due_at: toInstant(promise.originalDueAt),
      due_at: toInstant(promise.dueAt),
      due_date: promise.dueDate,
      due_reason: promise.dueReason,
      intended_id: intended,
      caller_id: intended,
      state: promise.state,
      closed_at: toInstant(promise.closedAt),
      closed_date: promise.closedDate,
      closed_by: promise.closedBy === null ? null : (staff[promise.closedBy.sort] ?? null),
      late_reason: promise.lateReason,
      late_action: promise.lateAction,
      due_before: null,
      reason_before: null,
      paused_at: null,
    });
  }
  for (let from = 0; from < rows.length; from += 200) {
    await db
      .insertInto('memo')
      .values(memos.slice(from, from + 200))
      .execute();
    await db
      .insertInto('promise')
      .values(rows.slice(from, from + 200))
      .execute();
  }
  return ids;
}
