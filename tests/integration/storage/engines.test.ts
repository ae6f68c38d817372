import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Generated } from 'kysely';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connectSqlite, openSqlite } from '#storage/engines/sqlite.ts';
import {
  isBusy,
  isDiskFull,
  isForeignKeyViolation,
  isReadOnly,
  isRefusedRow,
  isUniqueViolation,
} from '#storage/errors.ts';
import { migrate } from '#storage/migrate.ts';
import { StoreProblem } from '#storage/store-problem.ts';
import { eachEngine } from '#tests/support/postgres.ts';

interface Tables {
  shelf: { id: string; label: string; active: number; places: Generated<number> };
  book: { id: string; shelf_id: string };
}

const shelves: Migration = {
  async up(db) {
    await sql`create table shelf (id text primary key, label text not null unique, active integer not null,
      places bigint not null default 9007199254740991)`.execute(db);
    await sql`create table book (id text primary key, shelf_id text not null references shelf (id))`.execute(
      db,
    );
  },
};
const known = { '0001-shelves': shelves };
const shelf = (id: string, label = id) => ({ id, label, active: 1 });

async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => expect.fail('it should have been refused'),
    (error: unknown) => error,
  );
}

eachEngine((_, open) => {
  test('rows and counts are the same values on both engines', async () => {
    const { db } = await open<Tables>({ known });
    await db
      .insertInto('shelf')
      .values([shelf('a', '가'), shelf('b', '나')])
      .execute();
    expect(await db.selectFrom('shelf').selectAll().orderBy('id').execute()).toEqual([
      { id: 'a', label: '가', active: 1, places: 9007199254740991 },
      { id: 'b', label: '나', active: 1, places: 9007199254740991 },
    ]);
    const { n, total } = await db
      .selectFrom('shelf')
      .select(({ fn }) => [fn.countAll().as('n'), fn.sum('active').as('total')])
      .executeTakeFirstOrThrow();
    expect([n, total]).toEqual([2, 2]);
  });

  test('a transaction that fails leaves nothing', async () => {
    const { db } = await open<Tables>({ known });
    await expect(
      db.transaction().execute(async (trx) => {
        await trx.insertInto('shelf').values(shelf('a')).execute();
        throw new Error('second thoughts');
      }),
    ).rejects.toThrow('second thoughts');
    expect(await db.selectFrom('shelf').selectAll().execute()).toEqual([]);
  });

  test('transactions asked for at once run one after another', async () => {
    const { db } = await open<Tables>({ known });
    await db.insertInto('shelf').values(shelf('a')).execute();
    await sql`update shelf set places = 0`.execute(db);
    const addOne = () =>
      db.transaction().execute(async (trx) => {
        await trx
          .updateTable('shelf')
          .set((eb) => ({ places: eb('places', '+', 1) }))
          .execute();
        await trx.selectFrom('shelf').selectAll().execute();
      });
    await Promise.all(Array.from({ length: 20 }, addOne));
    expect(await db.selectFrom('shelf').select('places').execute()).toEqual([{ places: 20 }]);
  });

  test('errors say what they mean', async () => {
    const { db } = await open<Tables>({ known });
    await db.insertInto('shelf').values(shelf('a')).execute();
    const again = await errorOf(db.insertInto('shelf').values(shelf('a', 'other')).execute());
    const sameLabel = await errorOf(db.insertInto('shelf').values(shelf('b', 'a')).execute());
    const noShelf = await errorOf(db.insertInto('book').values({ id: 'x', shelf_id: 'none' }).execute());
    expect([isUniqueViolation(again), isUniqueViolation(sameLabel), isUniqueViolation(noShelf)]).toEqual([
      true,
      true,
      false,
    ]);
    expect([isForeignKeyViolation(again), isForeignKeyViolation(noShelf)]).toEqual([false, true]);
    const noTable = await errorOf(sql`insert into nowhere values (1)`.execute(db));
    expect([isRefusedRow(again), isRefusedRow(noShelf), isRefusedRow(noTable)]).toEqual([true, true, false]);
    expect([isBusy(again), isReadOnly(again), isDiskFull(again)]).toEqual([false, false, false]);
  });

  test('migrations run once, in order, all or nothing', async () => {
    const engine = await open<Tables>({ known });
    expect(await migrate(engine, known)).toEqual([]);
    const broken: Migration = {
      async up(db) {
        await sql`create table half (id text primary key)`.execute(db);
        await sql`create table shelf (id text primary key)`.execute(db);
      },
    };
    const more: Migration = {
      up: (db) => sql`create table more (id text)`.execute(db).then(() => undefined),
    };
    await expect(migrate(engine, { ...known, '0002-more': more, '0003-broken': broken })).rejects.toThrow(
      /exists/,
    );
    await expect(sql`select * from more`.execute(engine.db)).rejects.toThrow();
    await expect(sql`select * from half`.execute(engine.db)).rejects.toThrow();
    expect(await migrate(engine, { ...known, '0002-more': more })).toEqual(['0002-more']);
  });

  test('a store of a newer version is refused', async () => {
    const engine = await open<Tables>({ known });
    const error = await errorOf(migrate(engine, {}));
    expect(error).toBeInstanceOf(StoreProblem);
    expect(error).toMatchObject({ code: 'NEWER_VERSION', facts: { unknown: ['0001-shelves'] } });
  });

  test('closing twice does nothing more', async () => {
    const engine = await open<Tables>({ known });
    await engine.close();
    await engine.close();
  });
});

describe('sqlite connections', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'maji-sqlite-'));
    file = join(folder, 'maji.db');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const settings = [
    'journal_mode',
    'synchronous',
    'foreign_keys',
    'busy_timeout',
    'cell_size_check',
    'temp_store',
    'cache_size',
    'trusted_schema',
  ];

  test.each([false, true])('keep what they acknowledge (readonly: %s)', async (readonly) => {
    const owner = openSqlite<Tables>({ file });
    await migrate(owner, known);
    const engine = readonly ? openSqlite<Tables>({ file, readonly }) : owner;
    const values = await Promise.all(
      settings.map(async (name) => {
        const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(engine.db);
        return [name, Object.values(rows[0] ?? {})[0]];
      }),
    );
    // synchronous 2 is FULL: a power cut does not take a row that was saved.
    expect(Object.fromEntries(values)).toEqual({
      journal_mode: 'wal',
      synchronous: 2,
      foreign_keys: 1,
      busy_timeout: 5000,
      cell_size_check: 1,
      temp_store: 2,
      cache_size: -8000,
      trusted_schema: 0,
    });
    await engine.close();
    await owner.close();
  });

  test('a reader cannot write', async () => {
    const owner = openSqlite<Tables>({ file });
    await migrate(owner, known);
    const reader = openSqlite<Tables>({ file, readonly: true });
    expect(isReadOnly(await errorOf(reader.db.insertInto('shelf').values(shelf('a')).execute()))).toBe(true);
    await reader.close();
    await owner.close();
  });

  test('a second writer waits for the first and then is told that it is busy', async () => {
    const first = connectSqlite({ file });
    first.exec('create table t (id integer); begin immediate');
    const second = openSqlite<Tables>({ file, busyTimeout: 10 });
    const error = await errorOf(second.db.transaction().execute(async () => expect.fail('it began')));
    expect(isBusy(error)).toBe(true);
    first.close();
    await second.close();
  });

  test('a full disk is told as such, loses nothing, and work goes on when there is room', async () => {
    const engine = openSqlite<Tables>({ file });
    await migrate(engine, known);
    await engine.db.insertInto('shelf').values(shelf('before')).execute();
    const pages = await sql<{ page_count: number }>`pragma page_count`.execute(engine.db);
    await sql.raw(`pragma max_page_count = ${pages.rows[0]?.page_count}`).execute(engine.db);
    const large = 'x'.repeat(100_000);
    const error = await errorOf(
      engine.db.transaction().execute(async (trx) => {
        await trx.insertInto('shelf').values(shelf('small')).execute();
        await trx.insertInto('shelf').values(shelf('large', large)).execute();
      }),
    );
    expect(isDiskFull(error)).toBe(true);
    await sql.raw('pragma max_page_count = 1000000').execute(engine.db);
    await engine.db.insertInto('shelf').values(shelf('after', large)).execute();
    expect(await engine.db.selectFrom('shelf').select('id').orderBy('id').execute()).toEqual([
      { id: 'after' },
      { id: 'before' },
    ]);
    await engine.close();
    expect(statSync(file).size).toBeGreaterThan(100_000);
  });
});
