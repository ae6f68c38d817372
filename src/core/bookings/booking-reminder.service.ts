import { ORPCError } from '@orpc/server';
import type { MessageOutdated } from '#contract/messages.ts';
import type { Language } from '#contract/rules.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import { fromInstant } from '#storage/codecs.ts';
import type { Desk } from '../kernel/desk.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { enqueueMessage } from '../messages/messages.service.ts';
import { dropOutdated } from '../messages/outdated.service.ts';
import { staffRefs } from '../staff/staff.service.ts';
import { branchBlanks } from '../standard/branch-blanks.ts';
import { sayTime } from '../standard/say-time.ts';
import { plain, say } from '../standard/script.ts';
import { spokenLanguage } from '../standard/spoken-language.ts';
import { bookingCardById, bookingOfMemo } from './bookings.repository.ts';

/** The step of a standard whose text reminds the customer of a booked call; undefined where it has none. */
const reminderStep = (pack: StandardPack) => pack.channels.booking?.steps.find(({ on }) => on === 'notice');

/**
 * Writes the text that reminds a customer of his booked call into the outbox, in the name of whoever calls. False where
 * the standard has none, the time has passed, or nothing can be written to the number he left.
 */
export async function remindCustomer(desk: Desk, unit: UnitOfWork, memoId: string): Promise<boolean> {
  const { trx, branch, now } = unit;
  const booking = await bookingOfMemo(trx, memoId);
  const card = booking && (await bookingCardById(trx, booking.id));
  if (card === undefined || card.state !== 'booked' || card.promise_state !== 'open') return false;
  const pack = await desk.branches.pack(trx, card.standard_id);
  const step = reminderStep(pack);
  const script = step?.says[0]?.script;
  const officer = (await staffRefs(trx, branch.id)).get(card.handler_id);
  const at = fromInstant(card.due_at);
  if (step === undefined || script === undefined || officer === undefined || at <= now) return false;
  const language = spokenLanguage(pack, card.language as Language);
  const blanks = {
    ...branchBlanks(branch),
    customer: card.customer_name,
    agreed_at: sayTime(at, now, branch.calendar, language),
    officer: officer.name,
    officer_title: officer.title,
    officer_department: officer.department,
  };
  try {
    await enqueueMessage(unit, {
      kind: 'sms',
      template: script,
      text: plain(say(pack, script, blanks, language)),
      to: { customerId: card.customer_id, name: card.customer_name, phone: card.phone, email: null },
      subject: { type: 'memo', id: memoId },
      clause: step.clause,
      standardId: card.standard_id,
      event: step.records ?? step.id,
      officerId: officer.id,
    });
    return true;
  } catch (error) {
    // A number that takes no text is called all the same.
    if (error instanceof ORPCError && error.code === 'REFUSED') return false;
    throw error;
  }
}

/**
 * The call was made, called off, moved or handed on: a reminder of it that has not gone does not go any more. Answers
 * whether one was dropped.
 */
export async function dropReminder(
  desk: Desk,
  unit: UnitOfWork,
  {
    pack,
    memoId,
    ...outdating
  }: { pack: StandardPack; memoId: string; why: MessageOutdated; actorId: string },
): Promise<boolean> {
  const template = reminderStep(pack)?.says[0]?.script;
  if (template === undefined) return false;
  return await dropOutdated(desk, unit, { type: 'memo', id: memoId }, { ...outdating, template });
}
