import type { MessageFailure, MessageKind } from '#contract/messages.ts';
import { normalisePhone, textAddress } from '../customers/phone.ts';
import type { Call } from '../kernel/call.ts';
import { actorOf } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate, wasAnswered } from '../kernel/unit-of-work.ts';
import type { CountryCode } from '../standard/country.ts';
import { deliver } from './deliver.ts';
import { kindsOf, settingsOf } from './sender-settings.ts';
import { senderById, updateSender } from './senders.repository.ts';
import { senderInHand } from './senders.service.ts';
import type { Messaging } from './transport.ts';

export interface TestInput {
  requestId: string;
  branchId: string;
  id: string;
  expectedVersion: number;
  kind: MessageKind;
  to: string;
}

/** What a test says; the words are the front desk's own, since no clause asks for it. */
const TEST = {
  ko: (branch: string) => `[${branch}] 맞이에서 보낸 시험 문자입니다.`,
  en: (branch: string) => `[${branch}] This is a test from Maji.`,
};

/**
 * Sends a test at once and keeps how it went. The key is the request's own id, so that a repeat of the call is no second
 * message where the channel recognises it.
 */
export async function testSender(desk: Desk, call: Call, messaging: Messaging | null, input: TestInput) {
  if (messaging === null) throw refuse('SENDERS_NOT_HERE');
  const { db } = desk.engine;
  const branch = await desk.branches.get(db, actorOf(call).branchId);
  const row = await senderById(db, input.id);
  if (row === undefined || row.branch_id !== branch.id) throw notFound('sender', input.id);
  const to = testAddress(input, branch.country);
  const settings = settingsOf(row);
  // Looked at before anything goes: a repeat is answered as the first time, and sends nothing.
  if (await wasAnswered(desk, input.requestId)) throw refuse('REQUEST_REUSED');
  if (row.removed_at !== null || row.version !== input.expectedVersion) throw refuse('NOT_POSSIBLE');
  if (!kindsOf(settings).includes(input.kind)) throw refuse('SENDER_NOT_FOR_THIS', 'kind');
  const text = TEST[call.language](branch.name);
  const outgoing = { key: input.requestId, kind: input.kind, to, title: branch.institution, text, ref: null };
  const sent = await deliver(messaging, { settings, secretRef: row.secret_ref }, outgoing, async () => {});
  const failure: MessageFailure | null = sent.result === 'sent' ? null : sent.failure;
  const receipt = await mutate(desk, call, 'messages.testSender', input, async (unit) => {
    const now = await senderInHand(unit, input);
    const version = now.version + 1;
    await updateSender(unit.trx, now.id, { tested_at: unit.at, test_failure: failure, version });
    return { entity: 'sender', id: now.id, version };
  });
  return { ...receipt, failure, detail: sent.result === 'sent' ? '' : sent.detail };
}

function testAddress({ kind, to }: TestInput, country: CountryCode): string {
  if (kind === 'email') {
    if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/u.test(to)) throw refuse('EMAIL_INVALID', 'to');
    return to;
  }
  const phone = normalisePhone(to, country);
  if (!phone.ok || phone.extension !== null) throw refuse('PHONE_INVALID', 'to');
  return textAddress(phone, country);
}
