import type { MessageItem, MessagePlace, MessageSubject, MessageWhole } from '#contract/messages.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import { refusesTexts } from '../customers/customers.service.ts';
import { actorOf, type Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { notFound } from '../kernel/refusals.ts';
import type { TryResult } from './message.ts';
import { messageFields, messageItem } from './message-views.ts';
import {
  attemptsOf,
  countWaiting,
  lastPhoneOf,
  messageListed,
  messagesAbout,
  openMessages,
  settledMessages,
} from './messages.repository.ts';

const PAGE = 50;

export async function messagesOfSubject(
  desk: Desk,
  input: { branchId: string; subject: MessageSubject },
): Promise<MessageItem[]> {
  const rows = await messagesAbout(desk.engine.db, input.subject);
  return rows.filter((row) => row.branch_id === input.branchId).map(messageItem);
}

export async function outbox(
  desk: Desk,
  input: { branchId: string; show: 'open' | 'settled'; before: MessagePlace | null },
) {
  const { db } = desk.engine;
  const after = input.before && { at: toInstant(input.before.at), id: input.before.id };
  const read = input.show === 'open' ? openMessages : settledMessages;
  const rows = await read(db, input.branchId, PAGE + 1, after);
  const page = rows.slice(0, PAGE);
  const last = rows.length > PAGE ? page.at(-1) : undefined;
  const at = last && (input.show === 'open' ? last.made_at : last.settled_at);
  return {
    messages: page.map(messageItem),
    next: last === undefined || at == null ? null : { at: fromInstant(at), id: last.id },
  };
}

export async function waitingForMe(desk: Desk, call: Call, branchId: string) {
  return { mine: await countWaiting(desk.engine.db, branchId, actorOf(call).id) };
}

/** The message whole, with every try. */
export async function openMessage(
  desk: Desk,
  call: Call,
  input: { branchId: string; id: string },
): Promise<MessageWhole> {
  const { db } = desk.engine;
  const row = await messageListed(db, input.id);
  if (row === undefined || row.branch_id !== input.branchId) throw notFound('message', input.id);
  const tries = await attemptsOf(db, row.id);
  const last = await lastPhoneOf(db, actorOf(call).id);
  return {
    ...messageFields(row),
    title: row.title,
    text: row.text,
    note: row.note,
    textsRefused: row.despite_refusal === 0 && (await refusesTexts(db, row.customer_id)),
    failureDetail: row.failure_detail,
    usualPhone: last === 'own' ? 'own' : 'office',
    tries: tries.map((one) => ({
      no: one.no,
      startedAt: fromInstant(one.started_at),
      endedAt: fromInstant(one.ended_at),
      outcome: one.outcome as TryResult | null,
      detail: one.detail,
    })),
  };
}
