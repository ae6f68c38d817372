import type { DocumentCard, DocumentView } from '#contract/documents.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import { logReading } from '../audit/activity.service.ts';
import { refusesTexts } from '../customers/customers.service.ts';
import { type Actor, actorOf, type Call } from '../kernel/call.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { forbidden, notFound } from '../kernel/refusals.ts';
import { maskName, maskPhone } from '../privacy/mask.ts';
import { wordsAbout, wordsDue } from '../promises/interims.service.ts';
import { promisesOf } from '../promises/promises.service.ts';
import { staffRefs, toRef } from '../staff/staff.service.ts';
import { branchBlanks } from '../standard/branch-blanks.ts';
import type { WorkCalendar } from '../standard/calendar.ts';
import { promisedAnswer } from './document-promises.ts';
import type { Saying } from './document-sentences.ts';
import { currentStep, documentSteps, layOut } from './document-steps.ts';
import {
  documentCard,
  documentPromise,
  documentWord,
  eventView,
  type Members,
  stepView,
} from './document-views.ts';
import { layWords, sayingNext } from './document-words.ts';
import {
  closedDocuments,
  countDue,
  type DocumentCardRow,
  documentCardById,
  documentEventsOf,
  itemsOf,
  openDocumentPromises,
  openDocuments,
  openSteps,
  stepsOf,
} from './documents.repository.ts';

const CLOSED_SHOWN = 50;
const CLOSED_DAYS_MS = 7 * 24 * 60 * 60_000;

/** Those the customer knows nothing of first, the longest since they were checked, else since they came. */
function byNeed(a: DocumentCard, b: DocumentCard): number {
  const since = (card: DocumentCard) => (card.checkedAt ?? card.receivedAt).getTime();
  return Number(a.told) - Number(b.told) || since(a) - since(b) || (a.id < b.id ? -1 : 1);
}

/** By what runs out next; what has no time after what has one, what stands still last. */
function byDue(a: DocumentCard, b: DocumentCard): number {
  const at = ({ due }: DocumentCard) =>
    due === null || due.pausedAt !== null ? Number.MAX_SAFE_INTEGER : due.dueAt.getTime();
  return at(a) - at(b) || a.receivedAt.getTime() - b.receivedAt.getTime() || (a.id < b.id ? -1 : 1);
}

interface PressingBy {
  now: Date;
  endOfDay: Date;
}

const pressingBy = (calendar: WorkCalendar, now: Date): PressingBy => ({
  now,
  endOfDay: calendar.endOfDay(calendar.businessDate(now)),
});

/** Something is to be checked or told, the time of an answer has passed, or word in between is due today. */
function isPressing({ state, due, word }: DocumentCard, { now, endOfDay }: PressingBy): boolean {
  if (state === 'due') return true;
  if (due !== null && due.pausedAt === null && due.dueAt < now) return true;
  return word !== null && word.pausedAt === null && word.dueAt <= endOfDay;
}

async function cardsOf(
  desk: Desk,
  call: Pick<Call, 'language'>,
  rows: readonly DocumentCardRow[],
  branchId: string,
): Promise<DocumentCard[]> {
  const { db } = desk.engine;
  const members = await staffRefs(db, branchId);
  const marks = Map.groupBy(await openSteps(db, branchId), (mark) => mark.document_id);
  const promises = Map.groupBy(await openDocumentPromises(db, branchId), (row) => row.subject_id);
  const words = Map.groupBy(await wordsDue(db, branchId, 'document'), (row) => row.subject_id);
  return await Promise.all(
    rows.map(async (row) =>
      documentCard(row, {
        pack: await desk.branches.pack(db, row.standard_id),
        marks: marks.get(row.id) ?? [],
        promises: promises.get(row.id) ?? [],
        words: words.get(row.id) ?? [],
        members,
        language: call.language,
      }),
    ),
  );
}

/** The papers of a branch or of the actor: what is due, what is in work, what was done lately. */
export async function listDocuments(
  desk: Desk,
  call: Call,
  input: { branchId: string; whose: 'branch' | 'mine' },
) {
  const { db } = desk.engine;
  const officerId = input.whose === 'mine' ? actorOf(call).id : null;
  const { pack, calendar } = await desk.branches.get(db, input.branchId);
  const by = pressingBy(calendar, desk.clock.now());
  const since = toInstant(new Date(desk.clock.now().getTime() - CLOSED_DAYS_MS));
  const open = await cardsOf(desk, call, await openDocuments(db, input.branchId, officerId), input.branchId);
  const closed = await closedDocuments(db, input.branchId, { officerId, since, limit: CLOSED_SHOWN });
  return {
    offered: documentSteps(pack).length > 0,
    due: open.filter((card) => isPressing(card, by)).sort(byNeed),
    inWork: open.filter((card) => !isPressing(card, by)).sort(byDue),
    done: await cardsOf(desk, call, closed, input.branchId),
  };
}

/** Papers somebody has in hand, with what they are about; what has to be done first, first. */
export async function openDocumentsOf(
  desk: Desk,
  call: Call,
  { branchId, staffId }: { branchId: string; staffId: string },
): Promise<{ document: DocumentCard; dutyId: string | null }[]> {
  const rows = await openDocuments(desk.engine.db, branchId, staffId);
  const dutyIds = new Map(rows.map((row) => [row.id, row.duty_id]));
  const open = await cardsOf(desk, call, rows, branchId);
  const isDue = ({ state }: DocumentCard) => state === 'due';
  return [...open.filter(isDue).sort(byNeed), ...open.filter((card) => !isDue(card)).sort(byDue)].map(
    (document) => ({ document, dutyId: dutyIds.get(document.id) ?? null }),
  );
}

/**
 * What must not be left silently: papers of any day with something to be checked or told, an answer that is overdue, or
 * word in between that is due today or was due before.
 */
export async function dueDocuments(desk: Desk, call: Call, branchId: string): Promise<DocumentCard[]> {
  const { db } = desk.engine;
  const by = pressingBy((await desk.branches.get(db, branchId)).calendar, desk.clock.now());
  const cards = await cardsOf(desk, call, await openDocuments(db, branchId, null), branchId);
  return cards.filter((card) => isPressing(card, by)).sort(byNeed);
}

export async function mineDueDocuments(desk: Desk, call: Call, input: { branchId: string }) {
  const { db } = desk.engine;
  const { calendar } = await desk.branches.get(db, input.branchId);
  const { now, endOfDay } = pressingBy(calendar, desk.clock.now());
  const by = { now: toInstant(now), endOfDay: toInstant(endOfDay) };
  return { due: await countDue(db, input.branchId, actorOf(call).id, by) };
}

/** Papers of this branch; NOT_FOUND for any other. */
export async function ownDocument(
  executor: Executor,
  branchId: string,
  id: string,
): Promise<DocumentCardRow> {
  const row = await documentCardById(executor, id);
  if (row === undefined || row.branch_id !== branchId) throw notFound('document', id);
  return row;
}

/** What its sentences are about. They are not masked by the middleware, so they are made masked here. */
export async function sayingOf(
  desk: Desk,
  executor: Executor,
  row: DocumentCardRow,
  who: { speakerId: string; members: Members; revealed: boolean; result?: string | null },
): Promise<Saying> {
  const branch = await desk.branches.get(executor, row.branch_id);
  const pack = await desk.branches.pack(executor, row.standard_id);
  const officer = who.members.get(row.officer_id);
  const speaker = who.members.get(who.speakerId) ?? officer;
  if (officer === undefined || speaker === undefined) throw notFound('staff', row.officer_id);
  return {
    pack,
    now: desk.clock.now(),
    calendar: branch.calendar,
    branch: branchBlanks(branch),
    speaker: toRef(speaker),
    officer: toRef(officer),
    customer: who.revealed ? row.customer_name : maskName(row.customer_name),
    phone: who.revealed ? row.phone : maskPhone(row.phone),
    title: row.title,
    duty: row.duty ?? '',
    items: await itemsOf(executor, row.id),
    receivedAt: fromInstant(row.received_at),
    due: promisedAnswer(pack, row, await promisesOf(executor, { type: 'document', id: row.id })),
    result: who.result ?? '',
  };
}

async function view(desk: Desk, call: Call, row: DocumentCardRow, actor: Actor, revealed: boolean) {
  const { db } = desk.engine;
  const members = await staffRefs(db, row.branch_id);
  const pack = await desk.branches.pack(db, row.standard_id);
  const marks = await stepsOf(db, row.id);
  const allWords = layWords(pack, await wordsAbout(db, 'document', row.id), marks);
  const words = allWords.filter(({ due }) => due.state === 'open');
  const promises = await promisesOf(db, { type: 'document', id: row.id });
  const saying = await sayingOf(desk, db, row, { speakerId: actor.id, members, revealed });
  const laid = layOut(pack, row.rounds, marks);
  const { language } = call;
  const textsRefused = await refusesTexts(db, row.customer_id);
  const ground = { row, promises, members, language, textsRefused };
  const steps = laid.map((step) => stepView(step, { ...ground, saying }));
  const labels = new Map(steps.map((step) => [step.id, step.label]));
  const isOpen = row.closed_at === null;
  const events = await documentEventsOf(db, row.id);
  const open = promises
    .filter(({ state }) => state === 'open')
    .sort((a, b) => (a.due_at < b.due_at ? -1 : 1));
  return {
    ...documentCard(row, {
      pack,
      marks,
      promises: open,
      words: words.map(({ due }) => due),
      members,
      language,
    }),
    email: row.email,
    note: row.note,
    dutyId: row.duty_id,
    textsRefused,
    recordedAt: fromInstant(row.recorded_at),
    itemList: saying.items.map((item) => ({
      id: item.id,
      name: item.name,
      how: item.how,
      cameAt: fromInstant(item.came_at),
    })),
    steps,
    currentStep: isOpen ? (currentStep(laid, row.state === 'waiting')?.id ?? null) : null,
    words: words.map((step) => ({
      ...documentWord(step.due),
      step: stepView(step, { ...ground, saying: sayingNext(saying, step.due.promise) }),
    })),
    promises: promises.map((promise) => documentPromise(promise, pack, language)),
    history: events.map((event) => eventView(event, members, labels)),
    revealed,
  } satisfies DocumentView;
}

/** Papers as anybody at the branch may read them: the middleware masks name and number. */
export async function getDocument(desk: Desk, call: Call, input: { branchId: string; id: string }) {
  const row = await ownDocument(desk.engine.db, input.branchId, input.id);
  return await view(desk, call, row, actorOf(call), false);
}

/** The logged reveal, for the officer and whoever took them in. FORBIDDEN for others; that is logged, too. */
export async function openDocument(desk: Desk, call: Call, input: { branchId: string; id: string }) {
  const actor = actorOf(call);
  const row = await ownDocument(desk.engine.db, input.branchId, input.id);
  if (row.officer_id !== actor.id && row.taken_by !== actor.id) {
    await logReading(desk, {
      branchId: actor.branchId,
      actorId: actor.id,
      source: call.source,
      action: 'documents.open',
      outcome: 'refused',
      subjects: [`document:${row.id}`],
      purpose: '',
    });
    throw forbidden('documents.open');
  }
  return await view(desk, call, row, actor, true);
}

/** What is missing and how to prepare it, for the customer to take along. NOT_FOUND when nothing is. */
export async function missingSheet(desk: Desk, input: { branchId: string; id: string }) {
  const { db } = desk.engine;
  const row = await ownDocument(db, input.branchId, input.id);
  const branch = await desk.branches.get(db, input.branchId);
  const pack = await desk.branches.pack(db, row.standard_id);
  const items = (await itemsOf(db, row.id)).filter((item) => item.came_at === null);
  if (items.length === 0) throw notFound('document', row.id);
  const officer = (await staffRefs(db, branch.id)).get(row.officer_id);
  if (officer === undefined) throw notFound('staff', row.officer_id);
  const step = documentSteps(pack).find(({ when }) => when === 'incomplete');
  return {
    documentId: row.id,
    institution: branch.institution,
    branch: branch.name,
    phone: branch.phone,
    customerName: row.customer_name,
    title: row.title || (row.duty ?? ''),
    officer: toRef(officer),
    receivedAt: fromInstant(row.received_at),
    madeAt: desk.clock.now(),
    clause: step?.clause ?? null,
    items: items.map(({ name, how }) => ({ name, how })),
  };
}
