import type { Means } from '#contract/documents.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import { fromInstant } from '#storage/codecs.ts';
import type { DocumentRow } from '#storage/schema-documents.ts';
import { refusesTexts } from '../customers/customers.service.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { phonedInstead } from '../messages/deeds.service.ts';
import { movePromise, openPromisesOf, promisesOf, rulesOf } from '../promises/promises.service.ts';
import { staffRefs } from '../staff/staff.service.ts';
import { checked, counted } from './check-document.service.ts';
import { needsResult } from './document-sentences.ts';
import { isSettled } from './document-steps.ts';
import type { Members } from './document-views.ts';
import {
  complete,
  dropTexts,
  dropWords,
  type InHand,
  keep,
  type Laid,
  laidOf,
  mark,
  momentOf,
  type OnDocument,
  receivedAt,
  take,
  wayOf,
  wordsOf,
} from './document-write.service.ts';
import { isWritten, meansOf } from './ways.ts';

/** A step that can be done now. DOCUMENT_CLOSED, STEP_UNKNOWN, ALREADY_DONE. */
export function openStep(inHand: InHand, id: string): Laid {
  if (inHand.row.state === 'ended') throw refuse('DOCUMENT_CLOSED');
  const words = wordsOf(inHand).filter(({ due }) => due.state === 'open');
  const step: Laid | undefined = [...laidOf(inHand), ...words].find((one) => one.id === id);
  if (step === undefined) throw refuse('STEP_UNKNOWN', 'step');
  if (isSettled(step)) throw refuse('ALREADY_DONE', 'step');
  return step;
}

interface StepInput extends OnDocument {
  step: string;
  occurredAt?: Date;
  lateReason?: string | null;
}

/** Ticks a step that is no notice (STEP_UNKNOWN for those); a check with what came as it was written down. */
export async function tickDocument(desk: Desk, call: Call, input: StepInput) {
  return await mutate(desk, call, 'documents.tick', input, async (unit) => {
    const inHand = await take(desk, unit, input);
    const step = openStep(inHand, input.step);
    if (step.kind === 'notice') throw refuse('STEP_UNKNOWN', 'step');
    const moment = momentOf(unit.now, input.occurredAt, receivedAt(inHand.row), 'occurredAt');
    if (step.kind === 'check') {
      await checked(inHand, moment, input.lateReason);
      const data = { ...counted(inHand.items), late: input.lateReason ?? null };
      return await keep(inHand, { kind: 'checked', data });
    }
    await complete(inHand, step, { ...moment, lateReason: input.lateReason ?? undefined });
    return await keep(inHand, { kind: 'step', data: { step: step.id, late: input.lateReason ?? null } });
  });
}

export interface TellInput extends StepInput {
  means: Means;
  result?: string | null;
}

/** A notice step and the means by which it may be done. MEANS_NOT_IN_STANDARD for another. */
export function noticeStep(
  inHand: InHand,
  input: { step: string; means: Means },
  { textsRefused = false }: { textsRefused?: boolean } = {},
): Laid {
  const step = openStep(inHand, input.step);
  const { rule } = step;
  if (step.kind !== 'notice' || rule === null) throw refuse('STEP_UNKNOWN', 'step');
  if (!possibleMeans({ ...inHand, textsRefused }, step).includes(input.means))
    throw refuse('MEANS_NOT_IN_STANDARD', 'means');
  return step;
}

interface Telling {
  pack: StandardPack;
  row: Pick<DocumentRow, 'way'>;
  textsRefused?: boolean;
}

/**
 * How the customer may be told; somebody who stands at the counter also in person that the papers are here, and who wants
 * no texts by telephone where the standard knows texts alone.
 */
export function possibleMeans({ pack, row, textsRefused = false }: Telling, step: Laid): Means[] {
  if (step.rule === null) return [];
  const named = meansOf(pack, step.rule, wayOf(row));
  const isHere = row.way === 'counter' && (step.acknowledges || (step.round > 0 && !step.isWord));
  const means: Means[] = isHere && !named.includes('in_person') ? ['in_person', ...named] : [...named];
  return textsRefused && means.every(isWritten) ? [...means, 'phone'] : means;
}

/** Nobody was told before the papers came; nor of the next word before the one it counts from. */
function notBefore(inHand: InHand, step: Laid): Date {
  const words = wordsOf(inHand);
  const word = words.find(({ id }) => id === step.id);
  if (word === undefined) return receivedAt(inHand.row);
  const { promise_id: promiseId, seq, since_at: since } = word.due;
  const before = words.find(({ due }) => due.promise_id === promiseId && due.seq === seq - 1);
  return fromInstant(before?.due.closed_at ?? since);
}

/** D1, D2, S1, and word in between: the customer was told. */
export async function tellCustomer(desk: Desk, call: Call, input: TellInput) {
  return await mutate(desk, call, 'documents.tell', input, async (unit) => {
    const inHand = await take(desk, unit, input);
    const textsRefused = await refusesTexts(unit.trx, inHand.row.customer_id);
    const step = noticeStep(inHand, input, { textsRefused });
    const moment = momentOf(unit.now, input.occurredAt, notBefore(inHand, step), 'occurredAt');
    const messageId = step.mark?.message_id ?? null;
    if (needsResult(step, inHand.pack) && !input.result) throw refuse('NEEDS_RESULT', 'result');
    await complete(inHand, step, {
      ...moment,
      means: input.means,
      messageId,
      lateReason: input.lateReason ?? undefined,
    });
    if (messageId !== null) await phonedInstead(desk, unit, messageId, moment);
    return await keep(inHand, {
      kind: 'step',
      note: input.result ?? '',
      data: { step: step.id, means: input.means, late: input.lateReason ?? null, word: step.isWord },
    });
  });
}

/** Leaves a step out. NOT_SKIPPABLE where the standard demands it and the customer can be told. */
export async function skipDocumentStep(
  desk: Desk,
  call: Call,
  input: OnDocument & { step: string; reason: string },
) {
  return await mutate(desk, call, 'documents.skip', input, async (unit) => {
    const inHand = await take(desk, unit, input);
    const step = openStep(inHand, input.step);
    if (!isSkippable(inHand, step)) throw refuse('NOT_SKIPPABLE', 'step');
    const messageId = step.mark?.message_id;
    await mark(inHand, step, 'skipped', { at: unit.now, how: 'ticked', reason: input.reason });
    if (messageId != null) await dropTexts(inHand, 'STEP_SKIPPED', messageId);
    if (step.rule !== null) {
      unit.fact({
        clause: step.rule.clause,
        standardId: inHand.row.standard_id,
        subject: { type: 'document', id: inHand.row.id },
        event: `${step.rule.records ?? step.step}.skipped`,
        how: 'ticked',
      });
    }
    // What was promised about it will not come any more; that is neither keeping nor breaking it.
    const event = step.rule?.records ?? step.step;
    const subject = { type: 'document', id: inHand.row.id } as const;
    for (const { promise, rule } of await openPromisesOf(unit.trx, inHand.pack, subject)) {
      if (rule.fulfilled_by === event) await movePromise(unit, rule, promise, { state: 'withdrawn' });
    }
    await dropWords(inHand);
    return await keep(inHand, { kind: 'skipped', note: input.reason, data: { step: step.id } });
  });
}

/** A means by which nobody could be told anything: no number, no address. */
const reaches = (row: InHand['row'], means: Means): boolean => {
  if (means === 'sms' || means === 'phone') return row.phone_digits !== '';
  return means !== 'email' || row.email !== '';
};

/** May be left out: as the standard says, or because the customer can be told by none of its means. */
export function isSkippable(inHand: Pick<InHand, 'pack' | 'row'>, step: Laid): boolean {
  const { rule, kind } = step;
  if (rule === null || kind === 'items' || kind === 'check' || step.isWord) return false;
  if (rule.skip_reasons.length > 0 || !rule.required) return true;
  return kind === 'notice' && !possibleMeans(inHand, step).some((means) => reaches(inHand.row, means));
}

type HandOnInput = OnDocument & { to: string; reason: string };

/** Another officer from now on. */
export async function handOn(desk: Desk, call: Call, input: HandOnInput) {
  return await mutate(desk, call, 'documents.handOn', input, async (unit) =>
    handDocumentOn(desk, unit, input, await staffRefs(unit.trx, unit.branch.id)),
  );
}

/** In a mutation that may do more: the promises are the other's to keep. ALREADY_HANDLER for the officer they have. */
export async function handDocumentOn(desk: Desk, unit: UnitOfWork, input: HandOnInput, members: Members) {
  const inHand = await take(desk, unit, input);
  const { row, pack } = inHand;
  if (row.closed_at !== null) throw refuse('DOCUMENT_CLOSED');
  const to = members.get(input.to);
  if (to === undefined) throw notFound('staff', input.to);
  if (!to.active) throw refuse('STAFF_INACTIVE', 'to');
  if (to.id === row.officer_id) throw refuse('ALREADY_HANDLER', 'to');
  // They name who is in charge.
  await dropTexts(inHand, 'DOCUMENT_HANDED_ON');
  const rules = rulesOf(pack);
  for (const promise of await promisesOf(unit.trx, { type: 'document', id: row.id })) {
    const rule = rules.get(promise.promise);
    if (promise.state === 'open' && rule !== undefined) {
      await movePromise(unit, rule, promise, { callerId: to.id });
    }
  }
  const data = { from: row.officer_id, to: to.id };
  return await keep(inHand, { kind: 'handed_on', note: input.reason, data }, { officer_id: to.id });
}

/**
 * Closes papers without the steps that are left. What is still promised is broken; while the customer's turn stopped
 * its clock nobody broke it: it is called off.
 */
export async function endDocument(desk: Desk, call: Call, input: OnDocument & { reason: string }) {
  return await mutate(desk, call, 'documents.end', input, async (unit) => {
    const inHand = await take(desk, unit, input);
    const { row, pack } = inHand;
    if (row.closed_at !== null) throw refuse('DOCUMENT_CLOSED');
    await dropTexts(inHand, 'DOCUMENT_ENDED');
    const rules = rulesOf(pack);
    for (const promise of await promisesOf(unit.trx, { type: 'document', id: row.id })) {
      const rule = rules.get(promise.promise);
      if (promise.state !== 'open' || rule === undefined) continue;
      const state = promise.paused_at === null ? 'broken' : 'withdrawn';
      await movePromise(unit, rule, promise, { state, lateReason: input.reason });
    }
    return await keep(inHand, { kind: 'ended', note: input.reason }, { state: 'ended' });
  });
}
