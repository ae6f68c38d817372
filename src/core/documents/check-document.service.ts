import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { DocumentItemRow } from '#storage/schema-documents.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import { dropOutdated } from '../messages/outdated.service.ts';
import { answeredAs } from '../promises/promise.ts';
import { movePromise, promisesOf, rulesOf } from '../promises/promises.service.ts';
import { isSettled } from './document-steps.ts';
import {
  complete,
  dropTexts,
  happen,
  type InHand,
  keep,
  type Laid,
  laidOf,
  type Moment,
  mark,
  missingOf,
  momentOf,
  type OnDocument,
  receivedAt,
  type Telling,
  take,
} from './document-write.service.ts';
import { insertItems, setCame } from './documents.repository.ts';

export interface CheckInput extends OnDocument {
  items: { id: string; came: boolean }[];
  added: { name: string; how: string; came: boolean }[];
  occurredAt?: Date;
  lateReason?: string | null;
}

/** The step that tells the customer what is missing this time; undefined where nothing has been found missing yet. */
const tellingStep = (inHand: InHand): Laid | undefined =>
  laidOf(inHand).findLast((step) => step.round === inHand.row.rounds && step.round > 0);

/**
 * Something is missing: it is told in a step of its own, unless the customer has yet to be told of the last time. A text
 * that could not be called back tells him of that time alone.
 */
async function insufficient(inHand: InHand, moment: Moment, telling: Telling): Promise<void> {
  const told = tellingStep(inHand);
  if (told !== undefined && !isSettled(told) && told.mark?.state !== 'sending') return;
  inHand.row.rounds += 1;
  await happen(inHand, 'documents_found_insufficient', moment, telling);
}

/** A text about what is missing names other items than it should: what still is missing is told anew. */
async function outdateList(inHand: InHand): Promise<void> {
  const step = tellingStep(inHand);
  const messageId = step === undefined || isSettled(step) ? null : step.mark?.message_id;
  if (messageId != null && missingOf(inHand.items).length > 0)
    await dropTexts(inHand, 'ITEMS_CHANGED', messageId);
}

/**
 * All is there before the customer was told that something was missing: nothing is left to tell. What was promised
 * about telling it has come about by itself, in time or not.
 */
async function complement(inHand: InHand, moment: Moment): Promise<void> {
  const { desk, unit, row, pack } = inHand;
  const step = tellingStep(inHand);
  if (step === undefined || isSettled(step)) return;
  const messageId = step.mark?.message_id;
  await mark(inHand, step, 'skipped', moment);
  if (messageId != null) {
    const about = { type: 'document', id: row.id } as const;
    await dropOutdated(desk, unit, about, { why: 'ITEMS_COMPLETE', only: messageId });
  }
  const rules = rulesOf(pack);
  for (const promise of await promisesOf(unit.trx, { type: 'document', id: row.id })) {
    const rule = rules.get(promise.promise);
    if (promise.state !== 'open' || rule === undefined) continue;
    if (rule.fulfilled_by !== (step.rule?.records ?? step.step)) continue;
    const now = {
      state: 'open',
      dueAt: fromInstant(promise.due_at),
      lateReason: promise.late_reason,
    } as const;
    await movePromise(unit, rule, promise, { state: answeredAs(now, moment.at), closedAt: moment.at });
  }
}

/** Why it is late, as somebody said it; left out where nobody did, so that it is asked for. */
const reasonOf = (late: string | null | undefined): Telling =>
  late === undefined || late === null ? {} : { lateReason: late };

/** They were looked through: the check of the standard or our own, and what is missing. */
export async function checked(inHand: InHand, moment: Moment, late?: string | null): Promise<void> {
  const { row } = inHand;
  const telling = reasonOf(late);
  if (row.checked_at === null) {
    row.checked_at = toInstant(moment.at);
    const step = laidOf(inHand).find(({ kind }) => kind === 'check');
    if (step === undefined) await happen(inHand, 'documents_checked', moment, telling);
    else await complete(inHand, step, { ...moment, ...telling });
    if (missingOf(inHand.items).length > 0) await insufficient(inHand, moment, telling);
  }
}

/** What came and what is missing. DOCUMENT_CLOSED for what was ended, NOT_FOUND for an item of other papers, NEEDS_REASON. */
export async function checkDocument(desk: Desk, call: Call, input: CheckInput) {
  return await mutate(desk, call, 'documents.check', input, async (unit) => {
    const inHand = await take(desk, unit, input);
    const { row } = inHand;
    if (row.state === 'ended') throw refuse('DOCUMENT_CLOSED');
    known(
      inHand,
      input.items.map(({ id }) => id),
    );
    const moment = momentOf(unit.now, input.occurredAt, receivedAt(row), 'occurredAt');
    const before = missingOf(inHand.items).length;
    const found = await changeItems(inHand, input, toInstant(moment.at));
    if (found.changed) await outdateList(inHand);
    const telling = reasonOf(input.lateReason);
    if (row.checked_at === null) await checked(inHand, moment, input.lateReason);
    else {
      const after = missingOf(inHand.items).length;
      if (found.newlyMissing) await insufficient(inHand, moment, telling);
      else if (before > 0 && after === 0) await happen(inHand, 'missing_items_received', moment, telling);
    }
    if (missingOf(inHand.items).length === 0) await complement(inHand, moment);
    return await keep(
      inHand,
      { kind: 'checked', data: { ...counted(inHand.items), late: input.lateReason ?? null } },
      { checked_at: row.checked_at },
    );
  });
}

/** Refuses items of other papers. */
function known({ items }: InHand, ids: readonly string[]): void {
  const own = new Set(items.map(({ id }) => id));
  const other = ids.find((id) => !own.has(id));
  if (other !== undefined) throw notFound('document_item', other);
}

/** How many came and how many are missing. */
export const counted = (items: readonly DocumentItemRow[]) => ({
  came: items.length - missingOf(items).length,
  missing: missingOf(items).length,
});

/** Writes which items came; says whether anything did, and whether one that had come, or one that is new, is missing. */
async function changeItems(
  inHand: InHand,
  input: CheckInput,
  at: string,
): Promise<{ changed: boolean; newlyMissing: boolean }> {
  const { unit, row } = inHand;
  const byId = new Map(inHand.items.map((item) => [item.id, item]));
  const came: string[] = [];
  const missing: string[] = [];
  for (const { id, came: isThere } of input.items) {
    const item = byId.get(id);
    if (item === undefined) continue;
    if (isThere && item.came_at === null) came.push(id);
    if (!isThere && item.came_at !== null) missing.push(id);
  }
  await setCame(unit.trx, came, at);
  await setCame(unit.trx, missing, null);
  const added = input.added.map(
    ({ name, how, came: isThere }, index): DocumentItemRow => ({
      id: newId(),
      document_id: row.id,
      sort: inHand.items.length + index + 1,
      name,
      how,
      came_at: isThere ? at : null,
    }),
  );
  await insertItems(unit.trx, added);
  inHand.items = [
    ...inHand.items.map((item) => {
      if (came.includes(item.id)) return { ...item, came_at: at };
      return missing.includes(item.id) ? { ...item, came_at: null } : item;
    }),
    ...added,
  ];
  return {
    changed: came.length > 0 || missing.length > 0 || added.length > 0,
    newlyMissing: missing.length > 0 || added.some((item) => item.came_at === null),
  };
}

/** What was missing came. What still is missing is told once more. NOTHING_MISSING where none of it was, NEEDS_REASON. */
export async function itemsReceived(
  desk: Desk,
  call: Call,
  input: OnDocument & { itemIds: string[]; occurredAt?: Date; lateReason?: string | null },
) {
  return await mutate(desk, call, 'documents.itemsReceived', input, async (unit) => {
    const inHand = await take(desk, unit, input);
    const { row } = inHand;
    if (row.state === 'ended') throw refuse('DOCUMENT_CLOSED');
    known(inHand, input.itemIds);
    const missing = new Set(missingOf(inHand.items).map(({ id }) => id));
    const unknown = input.itemIds.find((id) => !missing.has(id));
    if (unknown !== undefined) throw refuse('NOTHING_MISSING', 'itemIds');
    const moment = momentOf(unit.now, input.occurredAt, receivedAt(row), 'occurredAt');
    const at = toInstant(moment.at);
    await setCame(unit.trx, input.itemIds, at);
    const came = new Set(input.itemIds);
    inHand.items = inHand.items.map((item) => (came.has(item.id) ? { ...item, came_at: at } : item));
    await outdateList(inHand);
    const telling = reasonOf(input.lateReason);
    await happen(inHand, 'missing_items_received', moment, telling);
    if (missingOf(inHand.items).length === 0) await complement(inHand, moment);
    else await insufficient(inHand, moment, telling);
    const names = inHand.items.filter((item) => came.has(item.id)).map((item) => item.name);
    const left = missingOf(inHand.items).length;
    return await keep(inHand, {
      kind: 'items_received',
      note: names.join(', '),
      data: {
        missing: left,
        afterwards: moment.how === 'afterwards',
        late: input.lateReason ?? null,
      },
    });
  });
}
