import { createRouterClient } from '@orpc/server';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { headers } from '#contract/rules.ts';
import { createFrontDesk } from '#core/app.ts';
import { verifyActivity } from '#core/audit/activity.service.ts';
import type { StorageEngine } from '#storage/engines/engine.ts';
import { insertRows } from '#storage/insert-rows.ts';
import { migrate } from '#storage/migrate.ts';
import { migrations } from '#storage/migrations/all.ts';
import { daejeonPack, StandingClock } from '#tests/builders/office.ts';
import { twoBranches } from '#tests/builders/two-branches.ts';
import { eachEngine } from '#tests/support/postgres.ts';
import { aSeat, cheapHash } from '#tests/support/seats.ts';

/** The tables of the first migration, each after those it points at. */
const tables = [
  'institution',
  'standard',
  'branch',
  'branch_head',
  'counter',
  'department',
  'staff',
  'staff_photo',
  'duty',
  'staff_duty',
  'absence',
  'customer',
  'customer_search',
  'encounter',
  'encounter_step',
  'memo',
  'memo_event',
  'promise',
  'fact',
  'change',
  'idempotency',
  'due',
  'notice',
  'draft',
  'activity',
] as const;

type Row = Record<string, unknown>;

/** Which columns each of these tables has now. */
async function columnsOf(engine: StorageEngine): Promise<Map<string, string[]>> {
  const found = await engine.db.introspection.getTables();
  return new Map(found.map(({ name, columns }) => [name, columns.map((column) => column.name)]));
}

async function rowsOf(engine: StorageEngine, table: string, columns: readonly string[]): Promise<Row[]> {
  const list = sql.join(columns.map((column) => sql.ref(column)));
  const { rows } = await sql<Row>`select ${list} from ${sql.table(table)}`.execute(engine.db);
  const text = (row: Row) =>
    JSON.stringify(row, (_, value) => (value instanceof Uint8Array ? [...value] : value));
  return rows.sort((a, b) => (text(a) < text(b) ? -1 : 1));
}

eachEngine((name, open) => {
  test('a store of the first release comes to the latest with every row as it was, and works', async () => {
    const [firstName, first] = Object.entries(migrations)[0] ?? [];
    if (firstName === undefined || first === undefined) throw new Error('there are no migrations');
    const old = await open({ known: { [firstName]: first } });
    const columns = await columnsOf(old);
    expect([...columns.keys()].filter((table) => !table.startsWith('kysely_')).sort()).toEqual(
      [...tables].sort(),
    );

    // What two branches have, as the first release would have kept it.
    const source = await open();
    const two = await twoBranches(source);
    const before = new Map<string, Row[]>();
    for (const table of tables) {
      const rows = await rowsOf(source, table, columns.get(table) ?? []);
      before.set(table, rows);
      await insertRows(old.db as never, table as never, rows as never);
    }
    await two.office.close();
    // Nobody had written an absence in those; everything else has rows.
    const empty = [...before].filter(([, rows]) => rows.length === 0).map(([table]) => table);
    expect(empty.sort()).toEqual(['absence', 'staff_duty']);

    expect(await migrate(old)).toEqual(Object.keys(migrations).slice(1));
    expect(await migrate(old)).toEqual([]);
    for (const table of tables) {
      expect([table, await rowsOf(old, table, columns.get(table) ?? [])]).toEqual([table, before.get(table)]);
    }
    if (name === 'sqlite') {
      expect((await sql`pragma foreign_key_check`.execute(old.db)).rows).toEqual([]);
      expect((await sql`pragma integrity_check`.execute(old.db)).rows).toEqual([{ integrity_check: 'ok' }]);
    }
    expect(await columnsOf(old)).toEqual(await columnsOf(source));

    await worksOn(old, two.here);
  });
});

/** Nobody can sign in to it yet; the manager makes himself its administrator and finds what was there. */
async function worksOn(engine: StorageEngine, place: Awaited<ReturnType<typeof twoBranches>>['here']) {
  const desk = await createFrontDesk({
    engine,
    clock: new StandingClock('2026-11-20T05:40:00.000Z'),
    readPacks: () => [{ file: 'daejeon.ko.yaml', origin: 'shipped' as const, text: daejeonPack }],
    version: 'test',
    passwordCost: cheapHash,
  });
  const { branchId, things, people } = place;
  const reqHeaders = new Headers({ [headers.actor]: people.manager });
  const client = createRouterClient(desk.router, {
    context: { door: 'host', address: '127.0.0.1', local: true, seat: aSeat(), reqHeaders },
  });
  expect(await client.accounts.here({})).toMatchObject({ needsFirst: true });
  const password = '창구에서 쓰는 긴 비밀번호';
  await client.accounts.first({ staffId: people.manager, login: 'doyun', password });
  expect(await client.customers.get({ branchId, id: things.customer })).toMatchObject({ name: '김○수' });
  expect(await client.memos.get({ branchId, id: things.memo })).toMatchObject({ state: 'new' });
  expect(await client.signing.day({ branchId, date: '2026-11-20' })).toMatchObject({ editions: [] });
  expect(await verifyActivity(desk.desk, branchId)).toMatchObject({ brokenAt: null });
  await desk.close();
}
