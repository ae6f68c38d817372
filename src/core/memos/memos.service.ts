import type { MemoView } from '#contract/memos.ts';
import { fromInstant } from '#storage/codecs.ts';
import type { MemoRow } from '#storage/schema.ts';
import { logReading } from '../audit/activity.service.ts';
import { type Actor, actorOf, type Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { forbidden, notFound } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { maskName, maskPhone } from '../privacy/mask.ts';
import { isForAgreedTime, isOverdue, judgedAt } from '../promises/promise.ts';
import { currentPromise, promisesOf } from '../promises/promises.service.ts';
import { staffRefs } from '../staff/staff.service.ts';
import { branchBlanks } from '../standard/branch-blanks.ts';
import { sayTime } from '../standard/say-time.ts';
import { say } from '../standard/script.ts';
import { spokenLanguage } from '../standard/spoken-language.ts';
import { callLines, sayLateBy, ticked, triesOf } from './call-steps.ts';
import { attemptsBeforeUnreachable } from './memo-states.ts';
import { eventView, memoCard, promiseView } from './memo-views.ts';
import { perform, take } from './memo-write.service.ts';
import { dutyById, eventsOf, memoById } from './memos.repository.ts';
import { ruleOf } from './quote.service.ts';

async function ownMemo(desk: Desk, branchId: string, id: string): Promise<MemoRow> {
  const row = await memoById(desk.engine.db, id);
  if (row === undefined || row.branch_id !== branchId) throw notFound('memo', id);
  return row;
}

/** A memo with its whole history. Sentences are not masked by the middleware, so they are made masked here. */
async function view(
  desk: Desk,
  call: Call,
  row: MemoRow,
  actor: Actor,
  revealed: boolean,
): Promise<MemoView> {
  const { db } = desk.engine;
  const members = await staffRefs(db, row.branch_id);
  const pack = await desk.branches.pack(db, row.standard_id);
  const promises = await promisesOf(db, { type: 'memo', id: row.id });
  const events = await eventsOf(db, row.id);
  const duty = row.duty_id === null ? null : ((await dutyById(db, row.duty_id))?.name ?? null);
  const current = currentPromise(promises);
  const promise = promiseView(current);
  const now = desk.clock.now();
  const rule = ruleOf(pack, current);
  const judged = judgedAt(triesOf(events), promise, rule, now);
  const late = isOverdue(promise, judged);
  const officer = members.get(row.intended_id);
  const branch = await desk.branches.get(db, row.branch_id);
  const blanks = {
    ...branchBlanks(branch),
    name: actor.name,
    title: actor.title,
    department: members.get(actor.id)?.department ?? '',
    officer: officer?.name ?? '',
    officer_title: officer?.title ?? '',
    officer_department: officer?.department ?? '',
    customer: revealed ? row.customer_name : maskName(row.customer_name),
    phone: revealed ? row.phone : maskPhone(row.phone),
    purpose: duty ?? '',
    late_by: sayLateBy(promise.dueAt, now, spokenLanguage(pack, call.language)),
  };
  const lines = callLines(pack, ticked(events), late, blanks, call.language);
  return {
    ...memoCard(row, promise, duty, members),
    business: row.business,
    encounterId: row.encounter_id,
    earlier: promises.filter((one) => one.id !== current.id).map(promiseView),
    history: events.map((event) => eventView(event, members)),
    callSteps: lines,
    revealed,
    calledInTime: isForAgreedTime(rule) && judged < now && judged <= promise.dueAt ? judged : null,
    unreachableAfter: attemptsBeforeUnreachable(rule),
    unreachableText: say(pack, 'unreachable_text', blanks, call.language),
  };
}

/** A memo as anybody at the branch may read it: the middleware masks name and number. */
export async function getMemo(desk: Desk, call: Call, input: { branchId: string; id: string }) {
  const row = await ownMemo(desk, input.branchId, input.id);
  return await view(desk, call, row, actorOf(call), false);
}

/**
 * The logged reveal, for whoever handles the memo and the officer it was meant for: whole name and number. A new
 * memo opened by its handler becomes seen. FORBIDDEN for others; that is logged, too.
 */
export async function openMemo(desk: Desk, call: Call, input: { requestId: string; id: string }) {
  const actor = actorOf(call);
  const row = await ownMemo(desk, actor.branchId, input.id);
  if (row.handler_id !== actor.id && row.intended_id !== actor.id) {
    await logReading(desk, {
      branchId: actor.branchId,
      actorId: actor.id,
      source: call.source,
      action: 'memos.open',
      outcome: 'refused',
      subjects: [`memo:${row.id}`],
      purpose: '',
    });
    throw forbidden('memos.open');
  }
  if (row.state !== 'new' || row.handler_id !== actor.id) return await view(desk, call, row, actor, true);
  await mutate(desk, call, 'memos.open', input, async (unit) => {
    // Whoever else touched it meanwhile has seen it as well.
    const now = unit.own('memo', row.id, await memoById(unit.trx, row.id));
    if (now.state !== 'new' || now.handler_id !== actor.id) {
      return { entity: 'memo', id: now.id, version: now.version };
    }
    const inHand = await take(desk, unit, { ...input, expectedVersion: now.version });
    return await perform(inHand, { action: { kind: 'see' }, event: 'seen' });
  });
  return await view(desk, call, await ownMemo(desk, actor.branchId, row.id), actor, true);
}

/** The customer's slip: who calls and by when, to print or to read out. */
export async function memoSlip(desk: Desk, call: Call, input: { branchId: string; id: string }) {
  const { db } = desk.engine;
  const row = await ownMemo(desk, input.branchId, input.id);
  const branch = await desk.branches.get(db, input.branchId);
  const pack = await desk.branches.pack(db, row.standard_id);
  const members = await staffRefs(db, branch.id);
  const promise = currentPromise(await promisesOf(db, { type: 'memo', id: row.id }));
  const card = memoCard(row, promiseView(promise), null, members);
  const { intended, handler } = card;
  const dueAt = fromInstant(promise.due_at);
  const blanks = {
    ...branchBlanks(branch),
    officer: intended.name,
    officer_title: intended.title,
    officer_department: intended.department,
    colleague: handler.name,
    colleague_title: handler.title,
    colleague_department: handler.department,
    customer: maskName(row.customer_name),
    phone: maskPhone(row.phone),
    due: sayTime(dueAt, desk.clock.now(), branch.calendar, spokenLanguage(pack, call.language)),
  };
  const sentence = (script: string) => say(pack, script, blanks, call.language);
  const title = sentence('slip_title');
  const promised = sentence(intended.id === handler.id ? 'slip_promise' : 'slip_promise_substitute');
  const contact = sentence('slip_contact');
  const unreached = sentence('slip_unreached');
  const spoken = [promised, unreached, contact].filter((part) => part.length > 0);
  return {
    memoId: row.id,
    institution: branch.institution,
    branch: branch.name,
    customerName: row.customer_name,
    phone: row.phone,
    caller: handler,
    dueAt,
    madeAt: fromInstant(row.made_at),
    say: spoken.flatMap((part, index) => (index === 0 ? part : [{ text: ' ' }, ...part])),
    title,
    promise: promised,
    contact,
    unreached,
    clause: promise.clause,
  };
}
