import type { DocumentCard, DocumentView } from '#contract/documents.ts';
import { fromInstant, toInstant } from '#storage/codecs.ts';
import { logReading } from '../audit/activity.service.ts';
import { refusesTexts } from '../customers/customers.service.ts';
import { type Actor, actorOf, type Call } from '../kernel/call.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { forbidden, notFound } from '../kernel/refusals.ts';
import { maskName, maskPhone } from '../privacy/mask.ts';
import { promisesOf } from '../promises/promises.service.ts';
import { staffRefs, toRef } from '../staff/staff.service.ts';
import { branchBlanks } from '../standard/branch-blanks.ts';
import { promisedAnswer } from './document-promises.ts';
import type { Saying } from './document-sentences.ts';
import { currentStep, documentSteps, layOut } from './document-steps.ts';
import { documentCard, documentPromise, eventView, type Members, stepView } from './document-views.ts';
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
  return await Promise.all(
    rows.map(async (row) =>
      documentCard(row, {
        pack: await desk.branches.pack(db, row.standard_id),
        marks: marks.get(row.id) ?? [],
        promises: promises.get(row.id) ?? [],
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
  const { pack } = await desk.branches.get(db, input.branchId);
  const since = toInstant(new Date(desk.clock.now().getTime() - CLOSED_DAYS_MS));
  const open = await cardsOf(desk, call, await openDocuments(db, input.branchId, officerId), input.branchId);
  const closed = await closedDocuments(db, input.branchId, { officerId, since, limit: CLOSED_SHOWN });
  return {
    offered: documentSteps(pack).length > 0,
    due: open.filter(({ state }) => state === 'due').sort(byNeed),
    inWork: open.filter(({ state }) => state !== 'due').sort(byDue),
    done: await cardsOf(desk, call, closed, input.branchId),
  };
}

/** What must not be left silently: papers of any day with something to be checked or told. */
export async function dueDocuments(desk: Desk, call: Call, branchId: string): Promise<DocumentCard[]> {
  const rows = await openDocuments(desk.engine.db, branchId, null);
  const due = rows.filter(({ state }) => state === 'due');
  return (await cardsOf(desk, call, due, branchId)).sort(byNeed);
}

export async function mineDueDocuments(desk: Desk, call: Call, input: { branchId: string }) {
  return { due: await countDue(desk.engine.db, input.branchId, actorOf(call).id) };
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
  const promises = await promisesOf(db, { type: 'document', id: row.id });
  const saying = await sayingOf(desk, db, row, { speakerId: actor.id, members, revealed });
  const laid = layOut(pack, row.rounds, marks);
  const { language } = call;
  const steps = laid.map((step) => stepView(step, { row, saying, promises, members, language }));
  const labels = new Map(steps.map((step) => [step.id, step.label]));
  const isOpen = row.closed_at === null;
  const events = await documentEventsOf(db, row.id);
  const open = promises
    .filter(({ state }) => state === 'open')
    .sort((a, b) => (a.due_at < b.due_at ? -1 : 1));
  return {
    ...documentCard(row, { pack, marks, promises: open, members, language }),
    email: row.email,
    note: row.note,
    dutyId: row.duty_id,
    textsRefused: await refusesTexts(db, row.customer_id),
    recordedAt: fromInstant(row.recorded_at),
    itemList: saying.items.map((item) => ({
      id: item.id,
      name: item.name,
      how: item.how,
      cameAt: fromInstant(item.came_at),
    })),
    steps,
    currentStep: isOpen ? (currentStep(laid, row.state === 'waiting')?.id ?? null) : null,
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
