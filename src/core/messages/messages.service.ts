import type { MessageKind, MessageSubject } from '#contract/messages.ts';
import { countText } from '#contract/sms-text.ts';
import { refusesTexts } from '../customers/customers.service.ts';
import { normalisePhone } from '../customers/phone.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import { SYSTEM_ACTOR } from '../kernel/system-write.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import type { CountryCode } from '../standard/country.ts';
import { GAP } from '../standard/script.ts';
import { insertMessage } from './messages.repository.ts';
import { kindsOfSender } from './sender-settings.ts';
import { defaultSender, senderById } from './senders.repository.ts';

export interface MessageInput {
  kind: MessageKind;
  /** A script of the pack. */
  template: string;
  /** Filled, and as the person left it. */
  text: string;
  /** Of an e-mail; the institution's name unless given. */
  title?: string;
  to: { customerId: string | null; name: string; phone: string | null; email: string | null };
  subject: MessageSubject;
  clause: string;
  standardId: string;
  /** The fact written once it has gone, such as `receipt_notice_sent`; null: none. */
  event: string | null;
  /** In whose name it goes, and who has to phone where it does not go. */
  officerId: string;
  /** Left out: the branch's usual sender for this kind; null: by hand. */
  senderId?: string | null;
  /** It goes although the customer wants no texts; somebody has said so. */
  despiteRefusal?: boolean | undefined;
}

/**
 * Puts a message into the outbox, in the caller's own transaction; answers its id. By hand it waits for somebody to
 * confirm it, else the branch's sender takes it after the commit. REFUSED: EMPTY or PHONE_INVALID for a number that
 * cannot be written to, EMPTY for an address, CHARACTER_NOT_SENDABLE, TEXT_TOO_LONG_TO_SEND, TEXT_HAS_GAPS,
 * SENDER_NOT_FOR_THIS, TEXTS_REFUSED for a customer who wants none.
 */
export async function enqueueMessage(unit: UnitOfWork, input: MessageInput): Promise<string> {
  const { trx, branch } = unit;
  const to = addressee(input, branch.country);
  checkText(input.kind, input.text);
  const isRefused = await refusesTexts(trx, input.to.customerId);
  if (isRefused && input.despiteRefusal !== true) throw refuse('TEXTS_REFUSED', 'despiteRefusal');
  const senderId = await senderFor(unit, input);
  const id = newId();
  await insertMessage(trx, {
    id,
    branch_id: branch.id,
    standard_id: input.standardId,
    clause: input.clause,
    template: input.template,
    kind: input.kind,
    title: input.kind === 'email' ? input.title || branch.institution : '',
    text: input.text,
    customer_id: input.to.customerId,
    to_name: input.to.name,
    to_phone: to.phone,
    to_email: to.email,
    about_type: input.subject.type,
    about_id: input.subject.id,
    event: input.event,
    officer_id: input.officerId,
    made_by: unit.actorId === SYSTEM_ACTOR ? input.officerId : unit.actorId,
    made_at: unit.at,
    business_date: branch.calendar.businessDate(unit.now),
    sender_id: senderId,
    state: senderId === null ? 'by_hand' : 'queued',
    send_key: newId(),
    attempts: 0,
    tries_from: 0,
    next_at: senderId === null ? null : unit.at,
    claimed_by: null,
    provider_ref: null,
    failure: null,
    failure_detail: '',
    settled_at: null,
    settled_by: null,
    phone_owner: null,
    note: '',
    outdated: null,
    delivery: null,
    delivery_asks: 0,
    delivery_next_at: null,
    delivery_at: null,
    despite_refusal: isRefused ? 1 : 0,
    version: 1,
  });
  unit.change('message', id, 1);
  unit.touches('message', id);
  unit.touches('customer', input.to.customerId);
  if (senderId !== null) unit.plansLater = true;
  return id;
}

/** The number as people write it, or the address; whichever the kind needs is there. */
function addressee(
  { kind, to }: MessageInput,
  country: CountryCode,
): { phone: string | null; email: string | null } {
  if (kind === 'email') {
    if (to.email === null || to.email === '') throw refuse('EMPTY', 'email');
    const phone = normalisePhone(to.phone ?? '', country);
    return { phone: phone.ok ? phone.national : null, email: to.email };
  }
  if (to.phone === null || to.phone === '') throw refuse('EMPTY', 'phone');
  const phone = normalisePhone(to.phone, country);
  if (!phone.ok || phone.extension !== null) throw refuse('PHONE_INVALID', 'phone');
  return { phone: phone.national, email: to.email };
}

/** What carriers cannot take is never changed behind the person's back: it is refused and named on the screen. */
function checkText(kind: MessageKind, text: string): void {
  if (text.trim() === '') throw refuse('EMPTY', 'text');
  if (text.includes(GAP)) throw refuse('TEXT_HAS_GAPS', 'text');
  if (kind === 'email') return;
  const { form, unsendable } = countText(text);
  if (unsendable.length > 0) throw refuse('CHARACTER_NOT_SENDABLE', 'text');
  if (form === null) throw refuse('TEXT_TOO_LONG_TO_SEND', 'text');
}

async function senderFor(unit: UnitOfWork, { kind, senderId }: MessageInput): Promise<string | null> {
  if (senderId === undefined) return (await defaultSender(unit.trx, unit.branch.id, kind))?.id ?? null;
  if (senderId === null) return null;
  const sender = unit.own('sender', senderId, await senderById(unit.trx, senderId));
  if (sender.removed_at !== null || !kindsOfSender(sender).includes(kind))
    throw refuse('SENDER_NOT_FOR_THIS', 'senderId');
  return sender.id;
}
