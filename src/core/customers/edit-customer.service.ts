import type { Call } from '../kernel/call.ts';
import type { Desk } from '../kernel/desk.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate } from '../kernel/unit-of-work.ts';
import type { CountryCode } from '../standard/country.ts';
import { customerById, rewriteCustomer } from './customers.repository.ts';
import { customerInUse } from './customers.service.ts';
import { normalisePhone } from './phone.ts';

/** Name and number whole: the logged reveal. */
export async function revealCustomer(desk: Desk, { branchId, id }: { branchId: string; id: string }) {
  const { db } = desk.engine;
  const { institutionId } = await desk.branches.get(db, branchId);
  const { name, business, phone, version, ...row } = await customerInUse(db, institutionId, id);
  return { id: row.id, version, name, business, phone };
}

export interface EditInput {
  requestId: string;
  branchId: string;
  id: string;
  expectedVersion: number;
  name: string;
  business: string;
  phone: string;
  textsRefused?: boolean | undefined;
}

/**
 * Corrects name, business and number, and whether he wants texts; the rows the customer is found by follow. What memos
 * and reports already say stays as it was written. An unusable number is refused with its reason (PHONE_…), a record
 * that was joined into another with CUSTOMER_JOINED.
 */
export async function editCustomer(desk: Desk, call: Call, input: EditInput) {
  return await mutate(
    desk,
    call,
    'customers.edit',
    input,
    async (unit) => {
      const { institutionId } = unit.branch;
      const row = await customerById(unit.trx, input.id);
      if (row?.institution_id !== institutionId) throw notFound('customer', input.id);
      if (row.joined_into !== null) throw refuse('CUSTOMER_JOINED');
      await unit.expect('customer', row, input.expectedVersion, 'in_use');
      const phone = numberOf(input.phone, row, unit.branch.country);
      const version = row.version + 1;
      const { name, business, textsRefused = row.texts_refused_at !== null } = input;
      const texts_refused_at = textsRefused ? (row.texts_refused_at ?? unit.at) : null;
      const after = { ...row, name, business, ...phone, texts_refused_at, version };
      await rewriteCustomer(unit.trx, row, after);
      unit.touches('customer', row.id);
      unit.changeEverywhere('customer', row.id, version);
      return { entity: 'customer', id: row.id, version };
    },
    { holding: 'institution' },
  );
}

/** The number typed; one left as it is stays as it is, however it was once read. */
function numberOf(typed: string, row: { phone: string; phone_digits: string }, country: CountryCode) {
  if (typed === row.phone) return { phone: row.phone, phone_digits: row.phone_digits };
  const phone = normalisePhone(typed, country);
  if (!phone.ok) throw refuse(phone.code, 'phone');
  return { phone: phone.national, phone_digits: phone.digits };
}
