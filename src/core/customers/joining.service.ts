import { z } from 'zod';
import { fromInstant, fromJson, toJson } from '#storage/codecs.ts';
import type { CustomerJoiningRow, CustomerRow } from '#storage/schema.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import { countEncounters, customerById, rewriteCustomer } from './customers.repository.ts';
import {
  insertJoining,
  joiningById,
  joiningsOf,
  markUndone,
  moveAll,
  moveBack,
} from './joining.repository.ts';
import {
  type CustomerValues,
  type Keep,
  takenFields,
  valuesAfter,
  valuesUndone,
  whyNotUndo,
} from './joining.ts';

export const takenOf = fromJson(z.array(z.enum(['name', 'business', 'phone', 'consent', 'texts'])));

export const formerOf = (row: CustomerJoiningRow): CustomerValues => ({
  name: row.former_name,
  business: row.former_business,
  phone: row.former_phone,
  phone_digits: row.former_phone_digits,
  consent_at: row.former_consent_at,
  consent_how: row.former_consent_how,
  texts_refused_at: row.former_texts_refused_at,
});

export interface JoinInput {
  requestId: string;
  branchId: string;
  survivor: { id: string; expectedVersion: number };
  joined: { id: string; expectedVersion: number };
  keep: Keep;
}

/** A customer of this institution as read, joined or not. */
async function read(unit: UnitOfWork, id: string): Promise<CustomerRow> {
  const row = await customerById(unit.trx, id);
  if (row?.institution_id !== unit.branch.institutionId) throw notFound('customer', id);
  return row;
}

/** Where a customer stands in the search, by the encounters he has now. */
async function standing(unit: UnitOfWork, id: string) {
  const { encounters, latest } = await countEncounters(unit.trx, id);
  return {
    encounters,
    latest_encounter_at: latest,
    rank: fromInstant(latest)?.getTime() ?? 0,
  };
}

/** Both records have changed, for every branch that may show them. */
function tell(unit: UnitOfWork, ...rows: CustomerRow[]): void {
  for (const row of rows) {
    unit.touches('customer', row.id);
    unit.change('customer', row.id, row.version + 1);
    unit.changeEverywhere('customer', row.id, row.version + 1);
  }
}

/**
 * Makes one of two records of one person. The joined one stays as it was, out of the search, and leads to the
 * survivor; everything that named it names the survivor. SAME_CUSTOMER for one record twice, CUSTOMER_JOINED for one
 * joined already; CONFLICT when either has changed since it was read.
 */
export async function joinCustomers(desk: Desk, call: Call, input: JoinInput) {
  return await mutate(
    desk,
    call,
    'customers.join',
    input,
    async (unit) => {
      const { trx, branch } = unit;
      if (input.survivor.id === input.joined.id) throw refuse('SAME_CUSTOMER');
      const survivor = await read(unit, input.survivor.id);
      const joined = await read(unit, input.joined.id);
      if (survivor.joined_into !== null || joined.joined_into !== null) throw refuse('CUSTOMER_JOINED');
      await unit.expect('customer', survivor, input.survivor.expectedVersion, 'in_use');
      await unit.expect('customer', joined, input.joined.expectedVersion, 'in_use');
      const taken = takenFields(survivor, joined, input.keep);
      const id = newId();
      await insertJoining(trx, {
        id,
        institution_id: branch.institutionId,
        branch_id: branch.id,
        survivor_id: survivor.id,
        joined_id: joined.id,
        survivor_version: survivor.version + 1,
        taken: toJson(taken),
        former_name: survivor.name,
        former_business: survivor.business,
        former_phone: survivor.phone,
        former_phone_digits: survivor.phone_digits,
        former_consent_at: survivor.consent_at,
        former_consent_how: survivor.consent_how,
        former_texts_refused_at: survivor.texts_refused_at,
        at: unit.at,
        actor_id: unit.actorId,
        undone_at: null,
        undone_by: null,
        version: 1,
      });
      await moveAll(trx, id, joined.id, survivor.id);
      await rewriteCustomer(trx, survivor, {
        ...survivor,
        ...valuesAfter(survivor, joined, taken),
        ...(await standing(unit, survivor.id)),
        version: survivor.version + 1,
      });
      await rewriteCustomer(trx, joined, {
        ...joined,
        ...(await standing(unit, joined.id)),
        joined_into: survivor.id,
        version: joined.version + 1,
      });
      tell(unit, survivor, joined);
      return { entity: 'joining', id, version: 1 };
    },
    { holding: 'institution' },
  );
}

export interface UndoInput {
  requestId: string;
  branchId: string;
  id: string;
  expectedVersion: number;
  survivorVersion: number;
}

/**
 * Takes a joining apart: what it moved and still is there goes back, what came after it stays, values changed since
 * stay changed. Refused with JOINING_UNDONE, JOINED_ON or LATER_JOINING; CONFLICT when the survivor has changed since
 * it was told what undoing would do.
 */
export async function undoJoining(desk: Desk, call: Call, input: UndoInput) {
  return await mutate(
    desk,
    call,
    'customers.undoJoin',
    input,
    async (unit) => {
      const { trx, branch } = unit;
      const row = await joiningById(trx, input.id);
      if (row?.institution_id !== branch.institutionId) throw notFound('joining', input.id);
      const survivor = await read(unit, row.survivor_id);
      const joined = await read(unit, row.joined_id);
      const [latest] = await joiningsOf(trx, survivor.id);
      const reason = whyNotUndo(row, survivor, latest);
      if (reason !== null) throw refuse(reason);
      await unit.expect('joining', row, input.expectedVersion, 'joined');
      await unit.expect('customer', survivor, input.survivorVersion, 'in_use');
      await moveBack(trx, row.id, survivor.id, joined.id);
      await rewriteCustomer(trx, survivor, {
        ...survivor,
        ...valuesUndone(survivor, formerOf(row), joined, takenOf(row.taken)),
        ...(await standing(unit, survivor.id)),
        version: survivor.version + 1,
      });
      await rewriteCustomer(trx, joined, {
        ...joined,
        ...(await standing(unit, joined.id)),
        joined_into: null,
        version: joined.version + 1,
      });
      await markUndone(trx, row.id, unit.at, unit.actorId);
      tell(unit, survivor, joined);
      return { entity: 'joining', id: row.id, version: row.version + 1 };
    },
    { holding: 'institution' },
  );
}
