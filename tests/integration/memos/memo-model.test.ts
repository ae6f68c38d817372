import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { MemoView } from '#contract/memos.ts';
import { decide, isClosed, type MemoAction, type MemoNow } from '#core/memos/memo-states.ts';
import { callbackRule } from '#core/memos/quote.service.ts';
import type { PromiseNow } from '#core/promises/promise.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const RUNS = Number(process.env.MAJI_RUNS ?? 40);
const MINUTE = 60_000;
const OPENING = '2026-11-20T00:00:00.000Z';
const people = ['박서연', '최민호', '이지훈'];

/** One wish of one person after a pause; `minutes` is when he wants to call again, or promises to. */
interface Wish {
  kind: Exclude<MemoAction['kind'], 'see' | 'call_step' | 'rebook' | 'withdraw'>;
  by: string;
  to: string;
  pause: number;
  minutes: number;
  why: string | null;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom(
    'take_over',
    'hand_on',
    'attempt',
    'attempt',
    'interim',
    'answer',
    'unreachable',
    'close_unanswered',
    'explain_late',
    'reopen',
  ),
  by: fc.constantFrom(...people),
  to: fc.constantFrom(...people),
  pause: fc.integer({ min: 0, max: 20 }),
  minutes: fc.integer({ min: -5, max: 90 }),
  why: fc.constantFrom(null, '현장 점검'),
});

function asAction({ kind, to, minutes, why }: Wish, now: Date, office: Office): MemoAction {
  const at = new Date(now.getTime() + minutes * MINUTE);
  switch (kind) {
    case 'hand_on':
      return { kind, to: { id: office.staff[to] ?? '', active: true } };
    case 'attempt':
      return { kind, result: 'call_again', callAgainAt: at };
    case 'interim':
      return { kind, newDueAt: at, lateReason: why };
    case 'answer':
      return { kind, lateReason: why, lateAction: null };
    case 'unreachable':
      return { kind, lateReason: why };
    case 'close_unanswered':
      return { kind, reason: why ?? '고객 요청' };
    case 'explain_late':
      return { kind, reason: why ?? '출장', action: '' };
    default:
      return { kind };
  }
}

/** The same wish through the front desk; the reason where it is refused. */
async function ask(office: Office, memo: MemoView, by: string, action: MemoAction): Promise<string | null> {
  const { memos } = office.as(by);
  const base = { requestId: requestId(), id: memo.id, expectedVersion: memo.version };
  const sent = () => {
    switch (action.kind) {
      case 'take_over':
        return memos.takeOver(base);
      case 'hand_on':
        return memos.handOn({ ...base, to: action.to.id, reason: '업무 분담' });
      case 'attempt':
        return memos.logAttempt({
          ...base,
          result: action.result,
          callAgainAt: action.callAgainAt,
          note: '',
        });
      case 'interim':
        return memos.interim({
          ...base,
          said: '확인 중',
          newDueAt: action.newDueAt,
          lateReason: action.lateReason,
        });
      case 'answer':
        return memos.answer({ ...base, said: '답변', lateReason: action.lateReason, lateAction: null });
      case 'unreachable':
        return memos.unreachable({ ...base, textSent: true, note: '', lateReason: action.lateReason });
      case 'close_unanswered':
        return memos.closeUnanswered({ ...base, reason: action.reason });
      case 'explain_late':
        return memos.explainLate({ ...base, reason: action.reason, action: action.action });
      case 'reopen':
        return memos.reopen({ ...base, reason: '다시 문의' });
      default:
        throw new Error(action.kind);
    }
  };
  try {
    await sent();
    return null;
  } catch (error) {
    const { data } = error as { data?: { reason?: string } };
    if (data?.reason === undefined) throw error;
    return data.reason;
  }
}

const memoNow = (view: MemoView): MemoNow => ({
  state: view.state,
  attempts: view.attempts,
  callAgainAt: view.callAgainAt,
  handlerId: view.handler.id,
  intendedId: view.intended.id,
});

const promiseNow = ({ promise }: MemoView): PromiseNow => ({
  state: promise.state,
  dueAt: promise.dueAt,
  lateReason: promise.lateReason,
});

eachEngine((name, open) => {
  test('what the store holds after any sequence of actions is what the rules say', async () => {
    const office = await anOffice(await open(), { now: OPENING });
    const { desk } = office.frontDesk;
    const branch = await desk.branches.get(desk.engine.db, office.branchId);
    const rule = callbackRule(branch.pack);
    const seed = Number(process.env.MAJI_SEED ?? Date.now() % 2 ** 31);
    process.stdout.write(`memo model on ${name}: ${RUNS} sequences, seed ${seed}\n`);
    let done = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: 4, maxLength: 10 }), async (wishes) => {
        office.clock.set(OPENING);
        let view = await aMemo(office);
        const ended: string[] = [];
        for (const one of wishes) {
          office.clock.pass(one.pause);
          const now = office.clock.now();
          const action = asAction(one, now, office);
          const said = decide(memoNow(view), promiseNow(view), action, {
            now,
            actorId: office.staff[one.by] ?? '',
            rule,
            calendar: branch.calendar,
          });
          const refused = await ask(office, view, one.by, action);
          const after = await office.as(one.by).memos.get({ branchId: office.branchId, id: view.id });
          if (!said.ok) {
            expect(refused).toBe(said.reason);
            expect(after.version).toBe(view.version);
            continue;
          }
          done += 1;
          expect(refused).toBeNull();
          const memo = { ...memoNow(view), ...said.memo };
          expect(memoNow(after)).toEqual(memo);
          expect(after.version).toBe(view.version + 1);
          expect(after.closedAt).toEqual(isClosed(memo.state) ? now : null);
          if (action.kind === 'reopen') {
            ended.push(view.promise.id);
            expect(promiseNow(after)).toEqual({
              state: 'open',
              dueAt: new Date(now.getTime() + 60 * MINUTE),
              lateReason: null,
            });
          } else {
            const { state, dueAt, lateReason } = { ...promiseNow(view), ...said.promise };
            expect(promiseNow(after)).toEqual({ state, dueAt, lateReason });
            expect(after.promise.closedAt).toEqual(state === 'open' ? null : now);
          }
          // Nothing that ended is ever touched again.
          expect(after.earlier.map((one) => one.id)).toEqual(ended);
          view = after;
        }
        const pending = await desk.engine.db
          .selectFrom('due')
          .select('kind')
          .where('subject_id', '=', view.id)
          .where('fired_at', 'is', null)
          .where('cancelled_at', 'is', null)
          .execute();
        if (isClosed(view.state)) expect(pending).toEqual([]);
      }),
      { numRuns: RUNS, seed },
    );
    expect(done).toBeGreaterThan(RUNS);
    await office.close();
  });
});
