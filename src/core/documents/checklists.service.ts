import type { Checklist } from '#contract/documents.ts';
import { insertRows } from '#storage/insert-rows.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';

/** The checklist of every duty in use that has one, in the order of the duties. */
export async function checklists(desk: Desk, input: { branchId: string }): Promise<Checklist[]> {
  const rows = await desk.engine.db
    .selectFrom('duty_item')
    .innerJoin('duty', 'duty.id', 'duty_item.duty_id')
    .select(['duty_item.id', 'duty_item.duty_id', 'duty_item.name', 'duty_item.how'])
    .where('duty_item.branch_id', '=', input.branchId)
    .where('duty_item.active', '=', 1)
    .where('duty.active', '=', 1)
    .orderBy('duty.sort')
    .orderBy('duty.id')
    .orderBy('duty_item.sort')
    .orderBy('duty_item.id')
    .execute();
  return [...Map.groupBy(rows, (row) => row.duty_id)].map(([dutyId, items]) => ({
    dutyId,
    items: items.map(({ id, name, how }) => ({ id, name, how })),
  }));
}

export interface ChecklistInput {
  requestId: string;
  branchId: string;
  dutyId: string;
  items: { id?: string; name: string; how: string }[];
}

/**
 * Replaces one duty's checklist. Papers that have come keep what was asked of them. NOT_FOUND for a duty of another
 * branch, NOT_OF_BRANCH for an item of another duty.
 */
export async function saveChecklist(desk: Desk, call: Call, input: ChecklistInput) {
  return await mutate(desk, call, 'documents.saveChecklist', input, async (unit) => {
    const { trx, branch } = unit;
    const duty = await trx
      .selectFrom('duty')
      .select('branch_id')
      .where('id', '=', input.dutyId)
      .executeTakeFirst();
    if (duty?.branch_id !== branch.id) throw notFound('duty', input.dutyId);
    const known = await trx
      .selectFrom('duty_item')
      .select('id')
      .where('duty_id', '=', input.dutyId)
      .orderBy('id')
      .execute();
    const ids = new Set(known.map(({ id }) => id));
    if (input.items.some(({ id }) => id !== undefined && !ids.has(id)))
      throw refuse('NOT_OF_BRANCH', 'items');
    await trx.updateTable('duty_item').set({ active: 0 }).where('duty_id', '=', input.dutyId).execute();
    for (const [index, { id, name, how }] of input.items.entries()) {
      const values = { name, how, active: 1 as const, sort: index + 1 };
      if (id !== undefined) await trx.updateTable('duty_item').set(values).where('id', '=', id).execute();
      else {
        const row = { id: newId(), branch_id: branch.id, duty_id: input.dutyId, ...values };
        await insertRows(trx, 'duty_item', [row]);
      }
    }
    return { entity: 'checklist', id: input.dutyId, version: 1 };
  });
}
