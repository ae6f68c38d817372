import type { Duplicate } from '#contract/customer-page.ts';
import type { CustomerRow } from '#storage/schema.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { customersWithTokens } from './customers.repository.ts';
import { callbacksSeenAt, customerInUse, toHit } from './customers.service.ts';
import { byLikeness, type Identity, likenessOf } from './duplicates.ts';
import { normalisePhone } from './phone.ts';
import { mostSelectiveFirst } from './selectivity.ts';
import { searchTokens } from './tokens.ts';

const TOP = 10;
/** Newest customers read for one way of being the same; a number or a business shared by more is no person's own. */
const MOST = 100;

const identityOf = (row: CustomerRow): Identity => ({
  name: row.name,
  business: row.business,
  phoneDigits: row.phone_digits,
});

/** By number, then by name and business together, through the search rows: never by reading customers. */
async function candidates(executor: Executor, { name, business, phoneDigits }: Identity) {
  const none = { name: null, business: null, phoneDigits: null };
  const ways = [
    phoneDigits === '' ? [] : searchTokens({ ...none, phoneDigits }),
    business === ''
      ? []
      : [...searchTokens({ ...none, name }), ...searchTokens({ ...none, name: null, business })],
  ];
  const rows: CustomerRow[] = [];
  for (const tokens of ways) {
    if (tokens.length === 0) continue;
    rows.push(...(await customersWithTokens(executor, mostSelectiveFirst(tokens), null, MOST)));
  }
  return rows;
}

async function likeOnes(
  desk: Desk,
  branchId: string,
  identity: Identity,
  self: string | null,
): Promise<Duplicate[]> {
  const executor = desk.engine.db;
  const { institutionId } = await desk.branches.get(executor, branchId);
  const found = new Map<string, CustomerRow>();
  for (const row of await candidates(executor, identity)) {
    if (row.institution_id === institutionId && row.id !== self) found.set(row.id, row);
  }
  const likely = [...found.values()]
    .flatMap((row) => {
      const likeness = likenessOf(identity, identityOf(row));
      return likeness === null ? [] : [{ ...likeness, row, rank: row.rank, no: row.no }];
    })
    .sort(byLikeness)
    .slice(0, TOP);
  const ids = likely.map(({ row }) => row.id);
  const callbacks = await callbacksSeenAt(desk, branchId, ids, 400);
  return likely.map(({ row, certainty, same }) => ({ ...toHit(row, callbacks), certainty, same: [...same] }));
}

/** Other records that may be this customer, the likeliest first, at most ten. */
export async function duplicatesOf(desk: Desk, { branchId, id }: { branchId: string; id: string }) {
  const { db } = desk.engine;
  const { institutionId } = await desk.branches.get(db, branchId);
  const row = await customerInUse(db, institutionId, id);
  return await likeOnes(desk, branchId, identityOf(row), row.id);
}

/** Records that may be somebody about to be saved; a number not yet whole says nothing. */
export async function likeThis(
  desk: Desk,
  input: { branchId: string; name: string; business: string; phone: string },
) {
  const { country } = await desk.branches.get(desk.engine.db, input.branchId);
  const phone = normalisePhone(input.phone, country);
  const { name, business } = input;
  const identity = { name, business, phoneDigits: phone.ok ? phone.digits : '' };
  return await likeOnes(desk, input.branchId, identity, null);
}
