import type { Means } from '#contract/documents.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { refuse } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { enqueueMessage } from '../messages/messages.service.ts';
import { staffRefs } from '../staff/staff.service.ts';
import { plain } from '../standard/script.ts';
import { noticeStep } from './document-actions.service.ts';
import { needsResult, scriptOf, sentenceOf } from './document-sentences.ts';
import { isSettled } from './document-steps.ts';
import { sayingNext } from './document-words.ts';
import {
  clauseOf,
  complete,
  type InHand,
  keep,
  type Laid,
  laidOf,
  mark,
  missingOf,
  type OnDocument,
  read,
  take,
  unmark,
  wayOf,
  wordsOf,
} from './document-write.service.ts';
import { documentCardById } from './documents.repository.ts';
import { sayingOf } from './documents.service.ts';
import { isWritten } from './ways.ts';

type MessageHandler = NonNullable<Desk['messageHandlers']['document']>;

export interface SendInput extends OnDocument {
  step: string;
  means: Means;
  lateReason?: string | null;
  result?: string | null;
  text: string | null;
  despiteRefusal?: boolean | undefined;
}

/**
 * Puts the text of a step into the outbox; the step is done when it has gone (`documentMessageSettled`).
 * MEANS_NOT_IN_STANDARD for what is no message, ON_ITS_WAY where one is under way, NEEDS_RESULT where the text says
 * what came of it, and what the outbox refuses.
 */
export async function sendNotice(desk: Desk, call: Call, input: SendInput) {
  return await mutate(desk, call, 'documents.send', input, async (unit) => {
    const inHand = await take(desk, unit, input);
    const { row, pack } = inHand;
    const step = noticeStep(inHand, input);
    const { rule } = step;
    if (!isWritten(input.means) || rule === null) throw refuse('MEANS_NOT_IN_STANDARD', 'means');
    if (step.mark?.state === 'sending') throw refuse('ON_ITS_WAY', 'step');
    if (needsResult(step, pack) && input.text === null && !input.result)
      throw refuse('NEEDS_RESULT', 'result');
    const template = scriptOf(step, input.means) ?? '';
    const text = input.text ?? (await written(inHand, input, step));
    const messageId = await enqueueMessage(unit, {
      kind: input.means,
      template,
      text,
      to: {
        customerId: row.customer_id,
        name: row.customer_name,
        phone: row.phone === '' ? null : row.phone,
        email: row.email === '' ? null : row.email,
      },
      subject: { type: 'document', id: row.id },
      clause: clauseOf(step, pack, wayOf(row)) ?? rule.clause,
      standardId: row.standard_id,
      // Its evidence is the step's, written with it.
      event: null,
      officerId: row.officer_id,
      despiteRefusal: input.despiteRefusal,
    });
    await mark(inHand, step, 'sending', {
      at: unit.now,
      how: 'ticked',
      means: input.means,
      messageId,
      lateReason: input.lateReason ?? null,
    });
    return await keep(inHand, {
      kind: 'sent',
      note: input.result ?? '',
      data: { step: step.id, means: input.means, word: step.isWord },
    });
  });
}

async function written(inHand: InHand, input: SendInput, step: Laid): Promise<string> {
  const { desk, unit, row } = inHand;
  const card = await documentCardById(unit.trx, row.id);
  if (card === undefined) return '';
  const members = await staffRefs(unit.trx, unit.branch.id);
  const who = { speakerId: unit.actorId, members, revealed: true, result: input.result ?? null };
  const saying = await sayingOf(desk, unit.trx, card, who);
  const word = wordsOf(inHand).find(({ id }) => id === step.id);
  const said = word === undefined ? saying : sayingNext(saying, word.due.promise);
  return plain(sentenceOf(step, input.means, said, 'ko'));
}

/**
 * A message about papers went, or did not: the step is done, waits for somebody to telephone, or is to be done again as
 * if nothing had been written, where the text no longer held. One that went and did not arrive leaves its step to a
 * telephone as well, whatever it was evidence of. Nobody is there to be asked why it is late.
 */
export const documentMessageSettled: MessageHandler = async (desk, unit, message) => {
  const { id, subject, outcome, isOutdated, at, how, actorId, madeAt } = message;
  const inHand = await read(desk, unit, subject.id);
  const words = wordsOf(inHand);
  const steps: Laid[] = [...laidOf(inHand), ...words];
  const step = steps.find(({ mark: known }) => known?.message_id === id);
  if (step === undefined) return;
  // It went and did not arrive: the customer has not been told after all.
  const isUndone = outcome === 'failed' && step.mark?.state === 'done' && isWritten(step.mark.means as Means);
  // Told by telephone meanwhile.
  if (isSettled(step) && !isUndone) return;
  // What it said was missing has come all the same.
  if (isUndone && step.round > 0 && !step.isWord && missingOf(inHand.items).length === 0) return;
  // Word given before, or about a promise that is over, is not given once more.
  const isOver = words.some((word) => word.id === step.id && word.due.state !== 'open');
  if (isUndone && step.acknowledges) inHand.row.told = 0;
  const means = step.mark?.means as Means | null;
  const data = { step: step.id, means: outcome === 'phoned' ? 'phone' : means, word: step.isWord };
  const written = await unit.onBehalfOf(actorId, async () => {
    if (outcome === 'sent' || outcome === 'phoned') {
      const lateReason = step.mark?.late_reason ?? null;
      const doing = { at, how, means: data.means, messageId: id, lateReason };
      if (isOver) await mark(inHand, step, 'done', doing);
      else await complete(inHand, step, { ...doing, writtenAt: madeAt });
      return await keep(inHand, { kind: 'step', data });
    }
    if (outcome === 'dropped' && isOutdated) await unmark(inHand, step);
    else {
      const { late_reason: lateReason } = step.mark ?? {};
      await mark(inHand, step, 'failed', { at, how, means, messageId: id, lateReason });
    }
    const kind = outcome === 'dropped' ? 'dropped' : isUndone ? 'undelivered' : 'failed';
    return await keep(inHand, { kind, data });
  });
  unit.change(written.entity, written.id, written.version);
};
