import { randomInt } from 'node:crypto';
import { accessSync, closeSync, constants, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import type { StorageEngine } from './engines/engine.ts';
import { openSqlite } from './engines/sqlite.ts';
import { isBusy, isCorrupt, isDiskFull, isReadOnly } from './errors.ts';
import { networkFolder } from './folder-check.ts';
import { type Migrations, migrate, unknownMigrations } from './migrate.ts';
import { migrations } from './migrations/all.ts';
import { type Door, type OwnerLock, takeOwnership } from './owner-lock.ts';
import { readMark, writeMark } from './run-mark.ts';
import { type Recovered, setAside } from './set-aside.ts';
import { APPLICATION_ID } from './store-file.ts';
import { examineStore } from './store-health.ts';
import { StoreProblem } from './store-problem.ts';

export interface OpenStoreOptions {
  dataFolder: string;
  door: Door;
  /** Where others can reach this owner, if it listens already; otherwise `announce` tells it later. */
  url?: string;
  /** For tests of the migrations themselves. */
  known?: Migrations;
}

export interface Store {
  readonly engine: StorageEngine;
  /** The absolute data folder. */
  readonly folder: string;
  /** The database file in it. */
  readonly file: string;
  /** Set when the store found at start was damaged and has been set aside. */
  readonly recovered?: Recovered;
  /** Tells a second process where this one can be reached. */
  announce(url: string): void;
  close(): Promise<void>;
}

export const STORE_FILE = 'maji.db';
const MARK_FILE = 'last-run.json';

/**
 * Opens the store of a data folder as its one owner, creating folder and file when missing and bringing the
 * schema up to date. A damaged store is set aside, never deleted, and told in `recovered`.
 * Throws StoreProblem within 5 s and touches no data when the folder cannot be used.
 */
export async function openStore({
  dataFolder,
  door,
  url,
  known = migrations,
}: OpenStoreOptions): Promise<Store> {
  const folder = resolve(dataFolder);
  const file = join(folder, STORE_FILE);
  try {
    prepareFolder(folder, file);
    const ownership = await takeOwnership(folder, { door, url });
    if ('heldBy' in ownership) throw new StoreProblem('LOCKED', { path: folder, heldBy: ownership.heldBy });
    try {
      return await openOwned(folder, file, ownership.lock, known);
    } catch (error) {
      ownership.lock.release();
      throw error;
    }
  } catch (error) {
    throw asProblem(error, folder);
  }
}

function prepareFolder(folder: string, file: string): void {
  const what = networkFolder(folder);
  if (what) throw new StoreProblem('NETWORK_FOLDER', { path: folder, what });
  if (existsSync(folder) && !statSync(folder).isDirectory()) {
    throw new StoreProblem('NOT_A_FOLDER', { path: folder });
  }
  // People's names and numbers: for this user only.
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  accessSync(folder, constants.W_OK | constants.X_OK);
  // SQLite would open a file it may not write and fail at the first visit instead of now.
  if (existsSync(file)) accessSync(file, constants.R_OK | constants.W_OK);
}

async function openOwned(folder: string, file: string, lock: OwnerLock, known: Migrations): Promise<Store> {
  const markFile = join(folder, MARK_FILE);
  let recovered: Recovered | undefined;
  const health = examineStore(file, readMark(markFile));
  if (health.state === 'damaged') {
    recovered = setAside(file, health, new Date());
    writeMark(markFile, { state: 'closing', size: 0, mtimeMs: 0 });
  } else if (health.state === 'sound') {
    refuseNewer(file, known);
  }
  let engine: StorageEngine;
  try {
    engine = await openFile(file, markFile, known);
  } catch (error) {
    if (recovered || !isCorrupt(error)) throw error;
    // A large file that ended cleanly is not read through; the damage showed only now.
    recovered = setAside(file, { state: 'damaged', reason: 'CHECK_FAILED', keep: 'nothing' }, new Date());
    engine = await openFile(file, markFile, known);
  }
  let closed: Promise<void> | undefined;
  return {
    engine,
    folder,
    file,
    recovered,
    announce: lock.announce,
    close() {
      closed ??= closeStore(engine, file, markFile).finally(lock.release);
      return closed;
    },
  };
}

/** Looks through a connection that cannot write: the file of a newer version keeps every byte. */
function refuseNewer(file: string, known: Migrations): void {
  const database = new Database(file, { readonly: true, fileMustExist: true, timeout: 1000 });
  try {
    const there = database.prepare("select 1 from sqlite_schema where name = 'kysely_migration'").get();
    if (!there) return;
    const applied = database.prepare<[], string>('select name from kysely_migration').pluck().all();
    const unknown = unknownMigrations(applied, known);
    if (unknown.length > 0) throw new StoreProblem('NEWER_VERSION', { path: file, unknown });
  } finally {
    database.close();
  }
}

async function openFile(file: string, markFile: string, known: Migrations): Promise<StorageEngine> {
  // SQLite would create it by the umask; its log takes over these rights.
  closeSync(openSync(file, 'a', 0o600));
  const engine = openSqlite({ file, busyTimeout: 2000 });
  try {
    await stamp(engine);
    writeMark(markFile, { state: 'running', size: 0, mtimeMs: 0 });
    await migrate(engine, known);
    // A new store's id reaches the file now, so that a foreign log can be told from its own.
    await sql`pragma wal_checkpoint(passive)`.execute(engine.db);
    await sql`pragma busy_timeout = 5000`.execute(engine.db);
    return engine;
  } catch (error) {
    await engine.close();
    throw error;
  }
}

/**
 * Writes the store's id into page 1, at every start: so the log of a running store is never empty and
 * begins with a page that says whose it is. Also proves at once that the file can be written.
 */
async function stamp({ db }: StorageEngine): Promise<void> {
  const { rows } = await sql<{ user_version: number }>`pragma user_version`.execute(db);
  const id = rows[0]?.user_version || randomInt(1, 2 ** 31);
  await sql`pragma application_id = ${sql.lit(APPLICATION_ID)}`.execute(db);
  await sql`pragma user_version = ${sql.lit(id)}`.execute(db);
}

async function closeStore(engine: StorageEngine, file: string, markFile: string): Promise<void> {
  writeMark(markFile, { state: 'closing', size: 0, mtimeMs: 0 });
  await engine.close();
  // Another connection may still be open, a backup for example: then its log stays and the next start checks.
  if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0) return;
  const { size, mtimeMs } = statSync(file);
  writeMark(markFile, { state: 'clean', size, mtimeMs });
}

function asProblem(error: unknown, path: string): unknown {
  if (error instanceof StoreProblem) return error;
  if (isDiskFull(error)) return new StoreProblem('DISK_FULL', { path }, error);
  if (isReadOnly(error)) return new StoreProblem('READ_ONLY', { path }, error);
  if (isBusy(error)) return new StoreProblem('LOCKED', { path, heldBy: null }, error);
  const code = (error as { code?: unknown }).code;
  if (code === 'ENOTDIR' || code === 'EEXIST') return new StoreProblem('NOT_A_FOLDER', { path }, error);
  const unreadable = isCorrupt(error) || code === 'EISDIR' || code === 'EIO' || code === 'SQLITE_CANTOPEN';
  if (unreadable || String(code).startsWith('SQLITE_IOERR'))
    return new StoreProblem('DAMAGED', { path }, error);
  return error;
}
