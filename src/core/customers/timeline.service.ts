import type { TimelineEntry, TimelinePlace } from '#contract/customer-page.ts';
import type { DocumentState, DocumentWay } from '#contract/documents.ts';
import type { MemoState, PromiseState } from '#contract/memos.ts';
import type { MessageKind, MessageState } from '#contract/messages.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { Desk } from '../kernel/desk.ts';
import { maskedText } from '../privacy/mask.ts';
import { customerInUse } from './customers.service.ts';
import {
  documentsAfter,
  encountersAfter,
  memosAfter,
  memosOfVisits,
  messagesAfter,
  promisesOfMemos,
} from './timeline.repository.ts';
import { PAGE, type Place, pageOf } from './timeline.ts';

type EncounterRow = Awaited<ReturnType<typeof encountersAfter>>[number];
type MemoRow = Awaited<ReturnType<typeof memosAfter>>[number];
type DocumentRow = Awaited<ReturnType<typeof documentsAfter>>[number];
type MessageRow = Awaited<ReturnType<typeof messagesAfter>>[number];
type PromiseRow = Awaited<ReturnType<typeof promisesOfMemos>>[number];

/** Own words may name people and business: another branch sees the duty alone. */
function encounterEntry(row: EncounterRow, own: boolean, memoId: string | null): TimelineEntry {
  return {
    kind: 'encounter',
    id: row.id,
    channel: row.channel,
    at: fromInstant(row.opened_at),
    branch: own ? null : row.branch,
    purpose: row.duty ?? (own ? row.purpose : ''),
    outcome: row.outcome,
    closed: row.closed_at !== null,
    servedBy: own ? row.served_by : null,
    memoId: own ? memoId : null,
  };
}

function memoEntry(row: MemoRow, own: boolean, promises: readonly PromiseRow[]): TimelineEntry {
  return {
    kind: 'memo',
    id: row.id,
    at: fromInstant(row.made_at),
    branch: own ? null : row.branch,
    duty: row.duty,
    inquiry: own ? row.inquiry : null,
    intended: own ? row.intended : null,
    state: row.state as MemoState,
    promises: promises.map((promise) => ({
      id: promise.id,
      state: promise.state as PromiseState,
      madeAt: fromInstant(promise.made_at),
      dueAt: fromInstant(promise.due_at),
      closedAt: fromInstant(promise.closed_at),
      by: own ? (promise.closer ?? promise.caller) : null,
    })),
  };
}

function documentEntry(row: DocumentRow, own: boolean): TimelineEntry {
  return {
    kind: 'document',
    id: row.id,
    at: fromInstant(row.received_at),
    branch: own ? null : row.branch,
    duty: row.duty,
    title: own ? row.title : null,
    way: row.way as DocumentWay,
    state: row.state as DocumentState,
    officer: own ? row.officer : null,
    missing: Number(row.missing ?? 0),
  };
}

function messageEntry(row: MessageRow, own: boolean): TimelineEntry {
  return {
    kind: 'message',
    id: row.id,
    at: fromInstant(row.made_at),
    branch: own ? null : row.branch,
    means: row.kind as MessageKind,
    state: row.state as MessageState,
    text: own ? maskedText(row.text, row.to_name, row.to_phone) : null,
    madeBy: own ? row.made_by : null,
  };
}

/**
 * Every encounter, memo with its promises, message and set of papers of a customer, of all branches of the institution,
 * newest first, a page
 * of 50. Of another branch: that it was, when, for what duty and how it ended.
 */
export async function timelineOf(
  desk: Desk,
  input: { branchId: string; id: string; before: TimelinePlace | null },
): Promise<{ entries: TimelineEntry[]; next: TimelinePlace | null }> {
  const { db } = desk.engine;
  const { institutionId } = await desk.branches.get(db, input.branchId);
  const customer = await customerInUse(db, institutionId, input.id);
  const after = input.before && { ...input.before, at: toInstant(input.before.at) };
  const encounters = await encountersAfter(db, customer.id, after, PAGE + 1);
  const memos = await memosAfter(db, customer.id, after, PAGE + 1);
  const documents = await documentsAfter(db, customer.id, after, PAGE + 1);
  const none = { encounter: null, memo: null, document: null, message: null };
  const messages = await messagesAfter(db, customer.id, after, PAGE + 1);
  const { page, next } = pageOf([
    ...encounters.map((row) => ({
      ...none,
      place: placeOf('encounter', row.opened_at, row.id),
      encounter: row,
    })),
    ...memos.map((row) => ({ ...none, place: placeOf('memo', row.made_at, row.id), memo: row })),
    ...documents.map((row) => ({
      ...none,
      place: placeOf('document', row.received_at, row.id),
      document: row,
    })),
    ...messages.map((row) => ({ ...none, place: placeOf('message', row.made_at, row.id), message: row })),
  ]);
  const promises = Map.groupBy(
    await promisesOfMemos(
      db,
      page.flatMap(({ memo }) => (memo === null ? [] : [memo.id])),
    ),
    (row) => row.memo_id,
  );
  const memoOf = await memosOfVisits(
    db,
    page.flatMap(({ encounter }) => (encounter === null ? [] : [encounter.id])),
  );
  const entries = page.flatMap(({ encounter, memo, document, message }): TimelineEntry[] => {
    if (encounter !== null) {
      const own = encounter.branch_id === input.branchId;
      return [encounterEntry(encounter, own, memoOf.get(encounter.id) ?? null)];
    }
    if (document !== null) return [documentEntry(document, document.branch_id === input.branchId)];
    if (message !== null) return [messageEntry(message, message.branch_id === input.branchId)];
    if (memo === null) return [];
    return [memoEntry(memo, memo.branch_id === input.branchId, promises.get(memo.id) ?? [])];
  });
  return { entries, next: next && { ...next, at: fromInstant(next.at) } };
}

const placeOf = (kind: Place['kind'], at: string, id: string): Place => ({ kind, at, id });
