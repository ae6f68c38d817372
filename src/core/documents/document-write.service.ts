import type { DocumentState, DocumentWay, Means } from '#contract/documents.ts';
import type { Known } from '#contract/encounters.ts';
import type { MessageOutdated } from '#contract/messages.ts';
import type { StandardPack } from '#contract/standard-pack.ts';
import { fromInstant, toInstant, toJson } from '#storage/codecs.ts';
import type { DocumentItemRow, DocumentRow, DocumentStepRow } from '#storage/schema-documents.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { refuse } from '../kernel/refusals.ts';
import type { UnitOfWork } from '../kernel/unit-of-work.ts';
import { dropOutdated } from '../messages/outdated.service.ts';
import { happened } from '../promises/events.service.ts';
import { type WordRow, wordsAbout } from '../promises/interims.service.ts';
import { type LaidStep, layOut, stateOf } from './document-steps.ts';
import { layWords } from './document-words.ts';
import {
  changeDocument,
  documentById,
  forgetStep,
  insertDocumentEvent,
  itemsOf,
  saveStep,
  stepsOf,
} from './documents.repository.ts';
import { acknowledgedEvent, answeredEvent, clauseByWay, eventByWay, sourcesOf } from './ways.ts';

export interface OnDocument {
  requestId: string;
  id: string;
  expectedVersion: number;
}

/** Papers as read for a change; the marks and items are those of the moment, kept up by what writes them. */
export interface InHand {
  desk: Desk;
  unit: UnitOfWork;
  row: DocumentRow;
  pack: StandardPack;
  items: DocumentItemRow[];
  marks: DocumentStepRow[];
  /** Words in between that are or were due, as they were when it was read. */
  words: readonly WordRow[];
}

export type Laid = LaidStep<DocumentStepRow>;

/** When something happened, and how that is known. */
export interface Moment {
  at: Date;
  how: Known;
}

/** Clocks of two machines differ; a time this far ahead is taken as now. */
const CLOCK_SKEW_MS = 2 * 60_000;

/** The moment a person says something happened: now, or earlier and then marked so. TIME_IN_FUTURE, TIME_IMPOSSIBLE. */
export function momentOf(
  now: Date,
  occurredAt: Date | undefined,
  notBefore: Date | null,
  field: string,
): Moment {
  if (occurredAt === undefined) return { at: now, how: 'ticked' };
  if (occurredAt.getTime() > now.getTime() + CLOCK_SKEW_MS) throw refuse('TIME_IN_FUTURE', field);
  if (notBefore !== null && occurredAt < notBefore) throw refuse('TIME_IMPOSSIBLE', field);
  return { at: occurredAt < now ? occurredAt : now, how: 'afterwards' };
}

/** Reads papers for a change; NOT_FOUND, CONFLICT when they are not as the caller read them. */
export async function take(desk: Desk, unit: UnitOfWork, input: OnDocument): Promise<InHand> {
  const inHand = await read(desk, unit, input.id);
  await unit.expect('document', inHand.row, input.expectedVersion, inHand.row.state);
  return inHand;
}

/** The same whatever version it has: for what follows from something else. */
export async function read(desk: Desk, unit: UnitOfWork, id: string): Promise<InHand> {
  const row = unit.own('document', id, await documentById(unit.trx, id));
  const pack = await desk.branches.pack(unit.trx, row.standard_id);
  return {
    desk,
    unit,
    row,
    pack,
    items: await itemsOf(unit.trx, id),
    marks: await stepsOf(unit.trx, id),
    words: await wordsAbout(unit.trx, 'document', id),
  };
}

export const wayOf = (row: Pick<DocumentRow, 'way'>): DocumentWay => row.way as DocumentWay;

export const laidOf = ({ pack, row, marks }: Pick<InHand, 'pack' | 'row' | 'marks'>): Laid[] =>
  layOut(pack, row.rounds, marks);

/** Words in between as steps, also those given. */
export const wordsOf = ({ pack, words, marks }: Pick<InHand, 'pack' | 'words' | 'marks'>) =>
  layWords(pack, words, marks);

export const missingOf = (items: readonly DocumentItemRow[]): DocumentItemRow[] =>
  items.filter((item) => item.came_at === null);

export interface Telling {
  clauses?: readonly string[];
  lateReason?: string | null | undefined;
  /** When the text that said it was written. */
  writtenAt?: Date | undefined;
}

/** Says to the promises what happened to the papers; texts of word in between about one that ended by it are dropped. */
export async function happen(
  inHand: InHand,
  event: string,
  moment: Moment,
  { clauses = [], lateReason, writtenAt }: Telling = {},
): Promise<void> {
  const { unit, row, pack } = inHand;
  const [source, otherwise] = sourcesOf(wayOf(row));
  await happened(unit, {
    subject: { type: 'document', id: row.id },
    source,
    otherwise,
    standardId: row.standard_id,
    pack,
    event,
    clauses,
    how: moment.how,
    occurredAt: moment.at,
    officerId: row.officer_id,
    ...(lateReason === undefined ? {} : { lateReason }),
    ...(writtenAt === undefined ? {} : { writtenAt }),
  });
  await dropWords(inHand);
}

/** Texts of word in between about promises that are over: nobody hears "not yet" after the answer. */
export async function dropWords(inHand: InHand): Promise<void> {
  const written = wordsOf(inHand).flatMap(({ due, mark: known }) =>
    known?.message_id == null ? [] : [{ promiseId: due.promise_id, messageId: known.message_id }],
  );
  if (written.length === 0) return;
  const words = await wordsAbout(inHand.unit.trx, 'document', inHand.row.id);
  const open = new Set(words.filter(({ state }) => state === 'open').map((word) => word.promise_id));
  for (const { promiseId, messageId } of written)
    if (!open.has(promiseId)) await dropTexts(inHand, 'ANSWERED', messageId);
}

/** The event a step leaves; word in between is of one promise, whatever way the papers came. */
export function eventOf({ kind, rule, step, isWord }: Laid, way: DocumentWay): string {
  if (kind === 'check') return 'documents_checked';
  const event = rule?.records ?? step;
  return isWord ? event : eventByWay(event, way);
}

/** The clause a step counts for; null for the product's own check. */
export function clauseOf({ rule, isWord }: Laid, pack: StandardPack, way: DocumentWay): string | null {
  if (rule === null) return null;
  return isWord ? rule.clause : clauseByWay(pack, rule, way);
}

/** How a step was done: by which means, which message. */
export interface Doing extends Moment {
  means?: Means | null;
  messageId?: string | null;
  lateReason?: string | null | undefined;
  /** When its text was written, which went at another time. */
  writtenAt?: Date;
}

/** Writes how a step stands now. */
export async function mark(
  inHand: InHand,
  step: Laid,
  state: 'done' | 'skipped' | 'sending' | 'failed',
  doing: Doing & { reason?: string },
): Promise<void> {
  const { unit, row } = inHand;
  const written: DocumentStepRow = {
    document_id: row.id,
    step: step.step,
    round: step.round,
    state,
    at: toInstant(doing.at),
    how: doing.how,
    means: doing.means ?? null,
    message_id: doing.messageId ?? null,
    reason: doing.reason ?? null,
    late_reason: doing.lateReason ?? null,
    actor_id: unit.actorId,
  };
  await saveStep(unit.trx, written);
  inHand.marks = [
    ...inHand.marks.filter((one) => one.step !== step.step || one.round !== step.round),
    written,
  ];
}

/** A step is to be done as if nothing had been done about it. */
export async function unmark(inHand: InHand, step: Laid): Promise<void> {
  await forgetStep(inHand.unit.trx, { document_id: inHand.row.id, step: step.step, round: step.round });
  inHand.marks = inHand.marks.filter((one) => one.step !== step.step || one.round !== step.round);
}

/**
 * The texts about papers that wait no longer hold, or the one of a step: they are dropped, and their steps are to be
 * done again.
 */
export async function dropTexts(inHand: InHand, why: MessageOutdated, only?: string): Promise<void> {
  const { desk, unit, row } = inHand;
  await dropOutdated(
    desk,
    unit,
    { type: 'document', id: row.id },
    only === undefined ? { why } : { why, only },
  );
  // Each leaves its line in the history: a version of its own, and no mark.
  const { row: now, marks } = await read(desk, unit, row.id);
  row.version = now.version;
  inHand.marks = marks;
}

/**
 * A step is done: its mark, its event under its clause, and what Maji itself says of it, so that promises start and
 * end by it. REFUSED with NEEDS_REASON where a promise it ends late wants a reason.
 */
export async function complete(inHand: InHand, step: Laid, doing: Doing): Promise<void> {
  const { row, pack } = inHand;
  const way = wayOf(row);
  const { rule } = step;
  const clause = clauseOf(step, pack, way);
  const own = eventOf(step, way);
  const choice = rule?.choices.find(({ id }) => id === doing.means);
  const events = new Set([own, ...(choice?.records ?? [])]);
  const also = new Set<string>();
  if (step.acknowledges) also.add(acknowledgedEvent(way));
  if (step.answers) also.add(answeredEvent(way));
  if (step.round > 0 && !step.isWord) also.add('missing_items_notice_sent');
  await mark(inHand, step, 'done', doing);
  if (step.acknowledges) row.told = 1;
  const { lateReason, writtenAt } = doing;
  const telling = { clauses: clause === null ? [] : [clause], lateReason, writtenAt };
  for (const event of events) await happen(inHand, event, doing, telling);
  for (const event of also) {
    if (!events.has(event)) await happen(inHand, event, doing, { lateReason });
  }
}

export interface Told {
  kind: string;
  note?: string;
  data?: Record<string, string | number | boolean | null>;
}

/** Writes the papers as they stand after a change, with a line of their history; answers what the mutation leaves. */
export async function keep(inHand: InHand, told: Told, set: Partial<DocumentRow> = {}) {
  const { unit } = inHand;
  Object.assign(inHand.row, set);
  const { row } = inHand;
  const version = row.version + 1;
  const isEnded = row.state === 'ended';
  const state: DocumentState = isEnded ? 'ended' : stateOf(laidOf(inHand), missingOf(inHand.items).length);
  const isClosed = isEnded || state === 'done';
  await changeDocument(unit.trx, row.id, {
    ...set,
    told: row.told,
    rounds: row.rounds,
    checked_at: row.checked_at,
    state,
    closed_at: isClosed ? (row.closed_at ?? unit.at) : null,
    version,
  });
  await history(unit, row.id, version, told);
  unit.touches('document', row.id);
  unit.touches('customer', row.customer_id);
  return { entity: 'document', id: row.id, version };
}

/** One line of the history of some papers. */
export async function history(unit: UnitOfWork, documentId: string, seq: number, told: Told): Promise<void> {
  await insertDocumentEvent(unit.trx, {
    id: newId(),
    document_id: documentId,
    seq,
    kind: told.kind,
    at: unit.at,
    actor_id: unit.actorId,
    note: told.note ?? '',
    data: toJson(told.data ?? {}),
  });
}

export const receivedAt = (row: DocumentRow): Date => fromInstant(row.received_at);
