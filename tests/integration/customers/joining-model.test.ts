import fc from 'fast-check';
import { expect, test } from 'vitest';
import { searchTokens } from '#core/customers/tokens.ts';
import { aCustomer, aVisitOf, giveVisit, joinInto, takeApart } from '#tests/builders/customers.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const RUNS = Number(process.env.MAJI_RUNS ?? 30);
const PEOPLE = 4;

type Field = 'name' | 'business' | 'phone';
const fields: readonly Field[] = ['name', 'business', 'phone'];

type Wish =
  | { do: 'join'; survivor: number; joined: number; take: Field[] }
  | { do: 'undo'; which: number }
  | { do: 'visit'; of: number }
  | { do: 'memo'; of: number }
  | { do: 'give'; which: number; to: number | null }
  | { do: 'edit'; of: number; field: Field; value: number };

const person = fc.integer({ min: 0, max: PEOPLE - 1 });
const any = fc.integer({ min: 0, max: 99 });
const wish: fc.Arbitrary<Wish> = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('join' as const),
      survivor: person,
      joined: person,
      take: fc.subarray([...fields]),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('undo' as const), which: any }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('visit' as const), of: person }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('memo' as const), of: person }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('give' as const), which: any, to: fc.option(person) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      of: person,
      field: fc.constantFrom(...fields),
      value: fc.integer({ min: 0, max: 2 }),
    }),
  },
);

const names = ['김민수', '김 민수', '이영희'];
const businesses = ['', '민수네분식', '(주)한밭'];
const phones = ['010-1234-2748', '010-9999-0001', '042-123-1190'];
const valueAt = (field: Field, at: number) =>
  ({ name: names, business: businesses, phone: phones })[field][at % 3] as string;

interface Joining {
  id: string;
  survivor: string;
  joined: string;
  taken: Field[];
  former: Record<Field, string>;
  moved: Set<string>;
  standing: boolean;
}

/** What ought to be, kept beside the store by rules of its own. */
class Model {
  /** Customer by encounter or memo. */
  readonly owner = new Map<string, string | null>();
  readonly values = new Map<string, Record<Field, string>>();
  readonly into = new Map<string, string>();
  readonly joinings: Joining[] = [];
  readonly visits: string[] = [];

  live(id: string): string {
    const next = this.into.get(id);
    return next === undefined ? id : this.live(next);
  }

  join(id: string, survivor: string, joined: string, take: Field[]): void {
    const own = this.values.get(survivor);
    const other = this.values.get(joined);
    if (!own || !other) throw new Error('nobody');
    const taken = take.filter((field) => own[field] !== other[field]);
    const moved = new Set([...this.owner].filter(([, who]) => who === joined).map(([thing]) => thing));
    this.joinings.push({ id, survivor, joined, taken, former: { ...own }, moved, standing: true });
    for (const thing of moved) this.owner.set(thing, survivor);
    for (const field of taken) own[field] = other[field];
    this.into.set(joined, survivor);
  }

  mayUndo(joining: Joining): string | null {
    if (!joining.standing) return 'JOINING_UNDONE';
    if (this.into.has(joining.survivor)) return 'JOINED_ON';
    const last = this.joinings.findLast((one) => one.standing && one.survivor === joining.survivor);
    return last === joining ? null : 'LATER_JOINING';
  }

  undo(joining: Joining): void {
    const own = this.values.get(joining.survivor);
    const other = this.values.get(joining.joined);
    if (!own || !other) throw new Error('nobody');
    for (const thing of joining.moved) {
      if (this.owner.get(thing) === joining.survivor) this.owner.set(thing, joining.joined);
    }
    for (const field of joining.taken) if (own[field] === other[field]) own[field] = joining.former[field];
    this.into.delete(joining.joined);
    joining.standing = false;
  }
}

async function stored(office: Office, ids: readonly string[]) {
  const { db } = office.frontDesk.desk.engine;
  const customers = await db
    .selectFrom('customer')
    .selectAll()
    .where('id', 'in', ids)
    .orderBy('no')
    .execute();
  const numbers = customers.map(({ no }) => no);
  const search = await db
    .selectFrom('customer_search')
    .selectAll()
    .where('customer_no', 'in', numbers)
    .orderBy('customer_no')
    .orderBy('token')
    .execute();
  const encounters = await db.selectFrom('encounter').select(['id', 'customer_id', 'opened_at']).execute();
  const memos = await db.selectFrom('memo').select(['id', 'customer_id']).execute();
  return { customers, search, encounters, memos };
}

type Stored = Awaited<ReturnType<typeof stored>>;

/** Without what only counts changes. */
const state = ({ customers, search, encounters, memos }: Stored) => ({
  customers: customers.map(({ version, ...rest }) => rest),
  search,
  owners: [...encounters, ...memos].map(({ id, customer_id }) => [id, customer_id]).sort(),
});

function compare(model: Model, ids: readonly string[], found: Stored): void {
  const { customers, search, encounters, memos } = found;
  for (const row of customers) {
    const live = !model.into.has(row.id);
    expect(row.joined_into).toBe(model.into.get(row.id) ?? null);
    const { name, business, phone } = row;
    expect({ name, business, phone }).toEqual(model.values.get(row.id));
    expect(row.phone_digits).toBe(phone.replaceAll('-', ''));
    const own = encounters.filter(({ customer_id }) => customer_id === row.id);
    expect(row.encounters).toBe(own.length);
    const latest =
      own
        .map(({ opened_at }) => opened_at)
        .sort()
        .at(-1) ?? null;
    expect(row.latest_encounter_at).toBe(latest);
    expect(row.rank).toBe(latest === null ? 0 : Date.parse(latest));
    const tokens = live ? searchTokens({ name, business, phoneDigits: row.phone_digits }) : [];
    expect(search.filter(({ customer_no }) => customer_no === row.no)).toEqual(
      tokens
        .map((token) => ({ token, rank: row.rank, customer_no: row.no }))
        .sort((a, b) => Buffer.compare(Buffer.from(a.token), Buffer.from(b.token))),
    );
  }
  // Everything belongs to nobody or to exactly one customer in use.
  const owners = new Map([...encounters, ...memos].map(({ id, customer_id }) => [id, customer_id]));
  for (const [thing, owner] of model.owner) {
    expect(owners.get(thing)).toBe(owner);
    if (owner !== null) expect(model.into.has(owner)).toBe(false);
  }
  for (const id of ids) expect(model.live(id)).toBeTruthy();
}

/** Does one wish in the store and in the model. */
async function grant(office: Office, model: Model, ids: readonly string[], one: Wish): Promise<void> {
  const { branchId } = office;
  const { customers } = office.as('이지훈');
  const idOf = (index: number) => ids[index] as string;
  const liveOf = (index: number) => model.live(idOf(index));
  switch (one.do) {
    case 'join': {
      const [survivor, joined] = [liveOf(one.survivor), liveOf(one.joined)];
      const keep = Object.fromEntries(one.take.map((field) => [field, 'joined' as const]));
      if (survivor === joined) {
        await expect(joinInto(office, { survivor, joined, keep })).rejects.toMatchObject({
          data: { reason: 'SAME_CUSTOMER' },
        });
        return;
      }
      const before = await stored(office, ids);
      const first = await joinInto(office, { survivor, joined, keep });
      // Undone at once, everything is as it was.
      await takeApart(office, survivor, first);
      expect(state(await stored(office, ids))).toEqual(state(before));
      model.join(await joinInto(office, { survivor, joined, keep }), survivor, joined, one.take);
      return;
    }
    case 'undo': {
      const joining = model.joinings[one.which % Math.max(model.joinings.length, 1)];
      if (!joining) return;
      const reason = model.mayUndo(joining);
      const { survivorVersion } = await customers.joinings({ branchId, id: joining.survivor });
      const wanted = customers.undoJoin({
        requestId: requestId(),
        branchId,
        id: joining.id,
        expectedVersion: 1,
        survivorVersion,
      });
      if (reason !== null) {
        await expect(wanted).rejects.toMatchObject({ code: 'REFUSED', data: { reason } });
        return;
      }
      await wanted;
      model.undo(joining);
      return;
    }
    case 'visit': {
      office.clock.pass(1);
      // Named by whatever id a window still shows.
      const id = await aVisitOf(office, idOf(one.of));
      model.visits.push(id);
      model.owner.set(id, liveOf(one.of));
      return;
    }
    case 'memo': {
      const { id } = await aMemo(office, { customerId: idOf(one.of), customerName: null, phone: null });
      model.owner.set(id, liveOf(one.of));
      return;
    }
    case 'give': {
      const id = model.visits[one.which % Math.max(model.visits.length, 1)];
      if (id === undefined) return;
      await giveVisit(office, id, one.to === null ? null : idOf(one.to));
      model.owner.set(id, one.to === null ? null : liveOf(one.to));
      return;
    }
    case 'edit': {
      const id = liveOf(one.of);
      const { version, name, business, phone } = await customers.reveal({ branchId, id });
      const value = valueAt(one.field, one.value);
      await customers.edit({
        ...{ requestId: requestId(), branchId, id, expectedVersion: version, name, business, phone },
        [one.field]: value,
      });
      const own = model.values.get(id);
      if (own) own[one.field] = value;
    }
  }
}

eachEngine((name, open) => {
  test('whatever is joined, undone, added and corrected, everything belongs to one customer in use', async () => {
    const office = await anOffice(await open(), { now: '2026-11-20T00:10:00.000Z' });
    const seed = Number(process.env.MAJI_SEED ?? Date.now() % 2 ** 31);
    process.stdout.write(`joining model on ${name}: ${RUNS} sequences, seed ${seed}\n`);
    let joined = 0;
    let undone = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(wish, { minLength: 6, maxLength: 16 }), async (wishes) => {
        office.clock.set('2026-11-20T00:10:00.000Z');
        const model = new Model();
        const ids: string[] = [];
        for (let at = 0; at < PEOPLE; at += 1) {
          const values = {
            name: valueAt('name', at),
            business: valueAt('business', at),
            phone: valueAt('phone', at),
          };
          const id = await aCustomer(office, values);
          ids.push(id);
          model.values.set(id, values);
          const visit = await aVisitOf(office, id);
          model.visits.push(visit);
          model.owner.set(visit, id);
          office.clock.pass(1);
        }
        for (const one of wishes) {
          await grant(office, model, ids, one);
          compare(model, ids, await stored(office, ids));
        }
        joined += model.joinings.length;
        undone += model.joinings.filter(({ standing }) => !standing).length;
      }),
      { numRuns: RUNS, seed },
    );
    expect(joined).toBeGreaterThan(RUNS / 2);
    expect(undone).toBeGreaterThan(0);
    await office.close();
  });
});
