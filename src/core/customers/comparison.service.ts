import type { ComparedCustomer, Comparison, JoiningView } from '#contract/customer-page.ts';
import { fromInstant } from '#storage/codecs.ts';
import type { CustomerRow } from '#storage/schema.ts';
import type { Desk, Executor } from '../kernel/desk.ts';
import { notFound } from '../kernel/refusals.ts';
import { customerById } from './customers.repository.ts';
import { customerInUse } from './customers.service.ts';
import { type Identity, likenessOf, samenessOf } from './duplicates.ts';
import { countMoved, countPromises, joinerNames, joiningsOf } from './joining.repository.ts';
import { takenOf } from './joining.service.ts';
import { changedSince, whyNotUndo } from './joining.ts';

const howOf = (how: string) => (how === 'written' ? ('written' as const) : ('oral' as const));
const identityOf = (row: CustomerRow): Identity => ({
  name: row.name,
  business: row.business,
  phoneDigits: row.phone_digits,
});

async function sideOf(executor: Executor, row: CustomerRow): Promise<ComparedCustomer> {
  const { id, version, name, business, phone, encounters } = row;
  return {
    ...{ id, version, name, business, phone, encounters },
    consentAt: fromInstant(row.consent_at),
    consentHow: howOf(row.consent_how),
    latestEncounterAt: fromInstant(row.latest_encounter_at),
    ...(await countPromises(executor, id)),
  };
}

/** Two records side by side; the middleware masks them where they are not revealed. */
export async function compareCustomers(
  desk: Desk,
  { branchId, id, otherId }: { branchId: string; id: string; otherId: string },
): Promise<Comparison> {
  const { db } = desk.engine;
  const { institutionId } = await desk.branches.get(db, branchId);
  const one = await customerInUse(db, institutionId, id);
  const other = await customerInUse(db, institutionId, otherId);
  const [a, b] = [identityOf(one), identityOf(other)];
  return {
    one: await sideOf(db, one),
    other: await sideOf(db, other),
    certainty: likenessOf(a, b)?.certainty ?? null,
    same: samenessOf(a, b),
  };
}

/** What was joined into a customer, the latest first, and what undoing it now would do. */
export async function joiningsView(desk: Desk, { branchId, id }: { branchId: string; id: string }) {
  const { db } = desk.engine;
  const { institutionId } = await desk.branches.get(db, branchId);
  const survivor = await customerInUse(db, institutionId, id);
  const rows = await joiningsOf(db, survivor.id);
  const names = await joinerNames(
    db,
    rows.map((row) => row.actor_id),
  );
  const joinings: JoiningView[] = [];
  for (const row of rows) {
    const joined = await customerById(db, row.joined_id);
    if (joined === undefined) throw notFound('customer', row.joined_id);
    const counts = await countMoved(db, row.id, survivor.id);
    joinings.push({
      id: row.id,
      version: row.version,
      joinedId: joined.id,
      name: joined.name,
      phone: joined.phone,
      consentAt: fromInstant(joined.consent_at),
      consentHow: howOf(joined.consent_how),
      at: fromInstant(row.at),
      by: names.get(row.actor_id) ?? '',
      moved: counts.map(({ table, moved, still }) => ({ entity: table, moved, back: still })),
      changed: changedSince(survivor, joined, takenOf(row.taken)),
      blocked: whyNotUndo(row, survivor, rows[0]),
    });
  }
  return { survivorVersion: survivor.version, joinings };
}
