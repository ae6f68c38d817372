import type { Callback, CustomerHit, CustomerView } from '#contract/customers.ts';
import { fromInstant } from '#storage/codecs.ts';
import type { CustomerRow } from '#storage/schema.ts';
import type { Call } from '../kernel/call.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { notFound, refuse } from '../kernel/refusals.ts';
import { mutate, type UnitOfWork } from '../kernel/unit-of-work.ts';
import type { CountryCode } from '../standard/country.ts';
import {
  callbacksOf,
  countEncounters,
  customerById,
  customersWithTokens,
  insertCustomer,
  liveCustomer,
  moveTo,
  nextNumber,
  type Place,
  visitsOf,
} from './customers.repository.ts';
import { normalisePhone } from './phone.ts';
import { planSearch } from './query.ts';
import type { SearchAlternative } from './reading.ts';
import type { SearchFields } from './tokens.ts';

/** How many a search shows. */
const TOP = 20;
const FIRST_PAGE = 60;
const LARGEST_PAGE = 1000;

function searchFields(row: CustomerRow) {
  return { name: row.name, business: row.business, phoneDigits: row.phone_digits };
}

/**
 * The newest customers of one reading: candidates come by token, the reading itself decides. Usually the first page
 * is enough; a reading rarer than its tokens is followed to the end, so nobody is missed.
 */
async function walk(
  executor: Executor,
  institutionId: string,
  reading: SearchAlternative,
): Promise<CustomerRow[]> {
  const found: CustomerRow[] = [];
  let place: Place | null = null;
  for (let size = FIRST_PAGE; found.length < TOP; size = Math.min(size * 4, LARGEST_PAGE)) {
    const page: CustomerRow[] = await customersWithTokens(executor, reading.tokens, place, size);
    found.push(
      ...page.filter((row) => row.institution_id === institutionId && reading.matches(searchFields(row))),
    );
    const last = page.at(-1);
    if (last === undefined || page.length < size) break;
    place = { rank: last.rank, no: last.no };
  }
  return found;
}

type CallbackRow = Awaited<ReturnType<typeof callbacksOf>>[number];

/** Callbacks as a branch may see them: of another one, its name stands for who of its staff it is (ADR 36). */
export async function callbacksSeenAt(
  desk: Desk,
  branchId: string,
  customerIds: readonly string[],
  limit: number,
): Promise<CallbackRow[]> {
  const { db } = desk.engine;
  const seen: CallbackRow[] = [];
  for (const row of await callbacksOf(db, customerIds, limit)) {
    if (row.branch_id === branchId) seen.push(row);
    else seen.push({ ...row, caller: (await desk.branches.get(db, row.branch_id)).name, closer: null });
  }
  return seen;
}

function toCallback(row: CallbackRow): Callback {
  return {
    memoId: row.memo_id,
    state: row.state as Callback['state'],
    madeAt: fromInstant(row.made_at),
    dueAt: fromInstant(row.due_at),
    closedAt: fromInstant(row.closed_at),
    by: row.closer ?? row.caller,
  };
}

/** A customer as a list shows him; `callbacks` of any customers, his own are picked. */
export function toHit(row: CustomerRow, callbacks: readonly CallbackRow[]): CustomerHit {
  const own = callbacks.filter((callback) => callback.customer_id === row.id);
  return {
    id: row.id,
    name: row.name,
    business: row.business,
    phone: row.phone,
    encounters: row.encounters,
    latestEncounterAt: fromInstant(row.latest_encounter_at),
    openPromises: own.filter((callback) => callback.state === 'open').length,
    callback: own[0] === undefined ? null : toCallback(own[0]),
  };
}

/** The top 20 by latest encounter for what was typed; nothing for too little. */
export async function searchCustomers(
  desk: Desk,
  input: { branchId: string; query: string },
): Promise<CustomerHit[]> {
  const { db } = desk.engine;
  const { institutionId, country } = await desk.branches.get(db, input.branchId);
  const plan = planSearch(input.query, country);
  if (plan === null) return [];
  const found = new Map<string, CustomerRow>();
  for (const reading of plan.alternatives) {
    for (const row of await walk(db, institutionId, reading)) found.set(row.id, row);
  }
  const rows = [...found.values()].sort((a, b) => b.rank - a.rank || b.no - a.no).slice(0, TOP);
  const ids = rows.map((row) => row.id);
  const callbacks = await callbacksSeenAt(desk, input.branchId, ids, 400);
  return rows.map((row) => toHit(row, callbacks));
}

/** Whether somebody is meant by what was typed, by the rules of the search; null for too little. */
export function matcherOf(query: string, country: CountryCode): ((who: SearchFields) => boolean) | null {
  const plan = planSearch(query, country);
  return plan && ((who) => plan.alternatives.some((reading) => reading.matches(who)));
}

/**
 * The customer in use that an id leads to: himself, or whoever took his place in a joining. NOT_FOUND for one of
 * another institution.
 */
export async function customerInUse(
  executor: Executor,
  institutionId: string,
  id: string,
): Promise<CustomerRow> {
  const row = await liveCustomer(executor, id);
  if (row?.institution_id !== institutionId) throw notFound('customer', id);
  return row;
}

/**
 * One customer with the last visits and every earlier outcome that matters now; the id of a joined one leads to
 * whoever took his place, as the reply's own id says.
 */
export async function customerView(
  desk: Desk,
  { branchId, id }: { branchId: string; id: string },
): Promise<CustomerView> {
  const { db } = desk.engine;
  const { institutionId } = await desk.branches.get(db, branchId);
  const row = await customerInUse(db, institutionId, id);
  const callbacks = await callbacksSeenAt(desk, branchId, [row.id], 100);
  const visits = await visitsOf(db, row.id, 5);
  return {
    ...toHit(row, callbacks),
    version: row.version,
    consentAt: fromInstant(row.consent_at),
    consentHow: row.consent_how === 'written' ? 'written' : 'oral',
    textsRefusedAt: fromInstant(row.texts_refused_at),
    visits: await Promise.all(
      visits.map(async (visit) => {
        const own = visit.branch_id === branchId;
        return {
          id: visit.id,
          channel: visit.channel,
          openedAt: fromInstant(visit.opened_at),
          purpose: visit.duty ?? (own ? visit.purpose : ''),
          servedBy: own ? visit.served_by : (await desk.branches.get(db, visit.branch_id)).name,
          outcome: visit.outcome,
        };
      }),
    ),
    callbacks: callbacks
      .slice(0, 5)
      .map((callback) => ({ ...toCallback(callback), duty: callback.duty ?? '' })),
  };
}

/** Whether a customer wants no texts; nobody known has refused nothing. */
export async function refusesTexts(executor: Executor, customerId: string | null): Promise<boolean> {
  if (customerId === null) return false;
  return (await customerById(executor, customerId))?.texts_refused_at != null;
}

export interface CustomerInput {
  requestId: string;
  branchId: string;
  name: string;
  business: string;
  phone: string;
  consent: { given: true; how: 'oral' | 'written' };
}

/** Keeps a customer who has agreed to it. An unusable number is refused with its reason (PHONE_…). */
export async function addCustomer(desk: Desk, call: Call, input: CustomerInput) {
  return await mutate(desk, call, 'customers.add', input, async (unit) => {
    const phone = normalisePhone(input.phone, unit.branch.country);
    if (!phone.ok) throw refuse(phone.code, 'phone');
    const id = newId();
    await insertCustomer(unit.trx, {
      id,
      institution_id: unit.branch.institutionId,
      no: await nextNumber(unit.trx, unit.branch.institutionId),
      name: input.name,
      business: input.business,
      phone: phone.national,
      phone_digits: phone.digits,
      consent_at: unit.at,
      consent_how: input.consent.how,
      rank: 0,
      latest_encounter_at: null,
      encounters: 0,
      created_at: unit.at,
      version: 1,
      joined_into: null,
      texts_refused_at: null,
    });
    unit.touches('customer', id);
    return { entity: 'customer', id, version: 1 };
  });
}

/**
 * Puts a customer where his latest encounter belongs, once an encounter has been given to him or taken off him.
 * Counted anew, so that one chosen by mistake is right as well.
 */
export async function touchCustomer(unit: UnitOfWork, customerId: string): Promise<void> {
  const row = await customerById(unit.trx, customerId);
  if (row === undefined || row.institution_id !== unit.branch.institutionId)
    throw notFound('customer', customerId);
  const counted = await countEncounters(unit.trx, customerId);
  await moveTo(unit.trx, row, counted, fromInstant(counted.latest)?.getTime() ?? 0);
  unit.touches('customer', customerId);
  unit.change('customer', customerId, row.version + 1);
}
