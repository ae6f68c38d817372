import { sql } from 'kysely';
import { insertRows } from '#storage/insert-rows.ts';
import type {
  DocumentEventRow,
  DocumentItemRow,
  DocumentRow,
  DocumentStepRow,
} from '#storage/schema-documents.ts';
import type { Executor, Trx } from '../kernel/desk.ts';

export async function documentById(executor: Executor, id: string): Promise<DocumentRow | undefined> {
  return await executor.selectFrom('document').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Whose papers they are, as it was written down; null where nobody knows. */
export async function namesOfDocuments(executor: Executor, ids: readonly string[]) {
  const rows = await executor
    .selectFrom('document')
    .select(['id', 'customer_name'])
    .where('id', 'in', ids)
    .orderBy('id')
    .execute();
  return new Map(rows.map((row) => [row.id, row.customer_name === '' ? null : row.customer_name]));
}

export async function insertDocument(trx: Trx, row: DocumentRow, items: readonly DocumentItemRow[]) {
  await insertRows(trx, 'document', [row]);
  await insertRows(trx, 'document_item', items);
}

export async function changeDocument(
  trx: Trx,
  id: string,
  set: Partial<Omit<DocumentRow, 'id' | 'branch_id' | 'received_at'>>,
): Promise<void> {
  await trx.updateTable('document').set(set).where('id', '=', id).execute();
}

/** What belongs to some papers, in the order of the checklist. */
export async function itemsOf(executor: Executor, documentId: string): Promise<DocumentItemRow[]> {
  return await executor
    .selectFrom('document_item')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('sort')
    .orderBy('id')
    .execute();
}

export async function insertItems(trx: Trx, rows: readonly DocumentItemRow[]): Promise<void> {
  await insertRows(trx, 'document_item', rows);
}

/** Marks items as come, or (null) as missing. */
export async function setCame(trx: Trx, ids: readonly string[], at: string | null): Promise<void> {
  if (ids.length === 0) return;
  await trx.updateTable('document_item').set({ came_at: at }).where('id', 'in', ids).execute();
}

export async function stepsOf(executor: Executor, documentId: string): Promise<DocumentStepRow[]> {
  return await executor
    .selectFrom('document_step')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('step')
    .orderBy('round')
    .execute();
}

/** Nothing has been done about a step any more. */
export async function forgetStep(
  trx: Trx,
  { document_id, step, round }: Pick<DocumentStepRow, 'document_id' | 'step' | 'round'>,
): Promise<void> {
  await trx
    .deleteFrom('document_step')
    .where('document_id', '=', document_id)
    .where('step', '=', step)
    .where('round', '=', round)
    .execute();
}

/** Writes how a step stands now. */
export async function saveStep(trx: Trx, row: DocumentStepRow): Promise<void> {
  await forgetStep(trx, row);
  await insertRows(trx, 'document_step', [row]);
}

export async function insertDocumentEvent(trx: Trx, row: DocumentEventRow): Promise<void> {
  await insertRows(trx, 'document_event', [row]);
}

export async function documentEventsOf(executor: Executor, documentId: string): Promise<DocumentEventRow[]> {
  return await executor
    .selectFrom('document_event')
    .selectAll()
    .where('document_id', '=', documentId)
    .orderBy('seq')
    .orderBy('id')
    .execute();
}

function cards(executor: Executor) {
  return executor
    .selectFrom('document')
    .leftJoin('duty', 'duty.id', 'document.duty_id')
    .selectAll('document')
    .select((eb) => [
      'duty.name as duty',
      eb
        .selectFrom('document_item')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('document_item.document_id', '=', 'document.id')
        .as('items'),
      eb
        .selectFrom('document_item')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .whereRef('document_item.document_id', '=', 'document.id')
        .where('document_item.came_at', 'is', null)
        .as('missing'),
    ]);
}
export type DocumentCardRow = Awaited<ReturnType<typeof openDocuments>>[number];

/** Everything of a branch that is not closed, of any day. */
export async function openDocuments(executor: Executor, branchId: string, officerId: string | null) {
  let query = cards(executor)
    .where('document.branch_id', '=', branchId)
    .where('document.closed_at', 'is', null);
  if (officerId !== null) query = query.where('document.officer_id', '=', officerId);
  return await query.orderBy('document.received_at').orderBy('document.id').execute();
}

/** What was closed since, newest first. */
export async function closedDocuments(
  executor: Executor,
  branchId: string,
  { officerId, since, limit }: { officerId: string | null; since: string; limit: number },
): Promise<DocumentCardRow[]> {
  let query = cards(executor)
    .where('document.branch_id', '=', branchId)
    .where('document.closed_at', 'is not', null)
    .where('document.closed_at', '>=', since);
  if (officerId !== null) query = query.where('document.officer_id', '=', officerId);
  return await query
    .orderBy('document.closed_at', 'desc')
    .orderBy('document.id', 'desc')
    .limit(limit)
    .execute();
}

export async function documentCardById(executor: Executor, id: string): Promise<DocumentCardRow | undefined> {
  return await cards(executor).where('document.id', '=', id).executeTakeFirst();
}

/**
 * How many papers of an officer have something to be checked or told, an answer overdue since `now`, or word in between
 * due by the end of the day.
 */
export async function countDue(
  executor: Executor,
  branchId: string,
  officerId: string,
  by: { now: string; endOfDay: string },
): Promise<number> {
  const row = await executor
    .selectFrom('document')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('branch_id', '=', branchId)
    .where('closed_at', 'is', null)
    .where('officer_id', '=', officerId)
    .where(({ eb, or, exists, selectFrom }) =>
      or([
        eb('state', '=', 'due'),
        exists(
          selectFrom('promise')
            .leftJoin('interim', (join) =>
              join.onRef('interim.promise_id', '=', 'promise.id').on('interim.state', '=', sql.lit('open')),
            )
            .select('promise.id')
            .where('promise.subject_type', '=', 'document')
            .whereRef('promise.subject_id', '=', 'document.id')
            .where('promise.state', '=', 'open')
            .where('promise.paused_at', 'is', null)
            .where((due) =>
              due.or([due('promise.due_at', '<', by.now), due('interim.due_at', '<=', by.endOfDay)]),
            ),
        ),
      ]),
    )
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The steps of all papers of a branch that are not closed. */
export async function openSteps(executor: Executor, branchId: string): Promise<DocumentStepRow[]> {
  return await executor
    .selectFrom('document_step')
    .innerJoin('document', 'document.id', 'document_step.document_id')
    .selectAll('document_step')
    .where('document.branch_id', '=', branchId)
    .where('document.closed_at', 'is', null)
    .orderBy('document_step.document_id')
    .orderBy('document_step.step')
    .orderBy('document_step.round')
    .execute();
}

/** The open promises of a branch about papers, by due time. */
export async function openDocumentPromises(executor: Executor, branchId: string) {
  return await executor
    .selectFrom('promise')
    .selectAll()
    .where('branch_id', '=', branchId)
    // A literal, so that SQLite sees that the partial index fits.
    .where('state', '=', sql.lit('open'))
    .where('due_at', '>', '')
    .where('subject_type', '=', 'document')
    .orderBy('due_at')
    .orderBy('id')
    .execute();
}
