import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { StatementCache } from '#storage/engines/statement-cache.ts';

let database: Database.Database;
let cache: StatementCache;

beforeEach(() => {
  database = new Database(':memory:');
  database.exec('create table t (id integer primary key, name text)');
  cache = new StatementCache(database);
});

afterEach(() => cache.close());

test('a repeated statement is compiled once', () => {
  const first = cache.prepare('select * from t where id = ?');
  cache.prepare('select * from t');
  expect(cache.prepare('select * from t where id = ?')).toBe(first);
});

test('the number of compiled statements is bounded, and the least recently used go first', () => {
  const first = cache.prepare('select 0 from t');
  const second = cache.prepare('select 1 from t');
  for (let n = 2; n < 1000; n++) {
    cache.prepare(`select ${n} from t`);
    cache.prepare('select 0 from t');
  }
  expect(cache.size).toBe(300);
  expect(cache.prepare('select 0 from t')).toBe(first);
  expect(cache.prepare('select 1 from t')).not.toBe(second);
});

test('a bulk write does not take a place', () => {
  cache.prepare(`insert into t (name) values ${Array(5000).fill('(?)').join(', ')}`);
  expect(cache.size).toBe(0);
});

test('nothing compiled survives a change of the schema', () => {
  cache.prepare('select * from t').all([]);
  cache.prepare('alter table t add column seat text').run([]);
  expect(cache.size).toBe(0);
  cache.prepare("insert into t (name, seat) values ('a', '3')").run([]);
  expect(cache.prepare('select * from t').all([])).toEqual([{ id: 1, name: 'a', seat: '3' }]);
});

test('a statement can be run again while its rows are still being read', () => {
  cache.prepare("insert into t (name) values ('a'), ('b')").run([]);
  const rows = cache.prepare('select name from t').iterate([]);
  expect(rows.next().value).toEqual({ name: 'a' });
  expect(cache.prepare('select name from t').all([])).toHaveLength(2);
  expect(rows.next().value).toEqual({ name: 'b' });
  expect(rows.next().done).toBe(true);
});

test('a transaction takes the write lock when it begins', () => {
  cache.prepare('begin').run([]);
  expect(database.inTransaction).toBe(true);
  expect(() => database.exec('begin immediate')).toThrow(/within a transaction/);
  cache.prepare('rollback').run([]);
});

test('a transaction that SQLite has ended cannot go on half-applied', () => {
  cache.prepare('begin').run([]);
  cache.prepare("insert into t (id, name) values (1, 'a')").run([]);
  // What a full disk does as well: the whole transaction is rolled back at once.
  expect(() => cache.prepare("insert or rollback into t (id, name) values (1, 'b')").run([])).toThrow(
    /UNIQUE/,
  );
  expect(() => cache.prepare("insert into t (id, name) values (2, 'c')").run([])).toThrow(
    /ended this transaction/,
  );
  cache.prepare('rollback').run([]);
  expect(cache.prepare('select * from t').all([])).toEqual([]);
});
