import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import Database from 'better-sqlite3';
import { sql } from 'kysely';
import type { Migration } from 'kysely/migration';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { migrations } from '#storage/migrations/all.ts';
import { type OpenStoreOptions, openStore, type Store } from '#storage/open-store.ts';
import { StoreProblem } from '#storage/store-problem.ts';

let folder: string;
let children: ChildProcess[];
let stores: Store[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maji-store-'));
  children = [];
  stores = [];
});

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL');
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const isRoot = process.getuid?.() === 0;
const program = join(import.meta.dirname, 'store-process.ts');

async function open(options: Partial<OpenStoreOptions> = {}): Promise<Store> {
  const store = await openStore({ dataFolder: folder, door: 'desktop', ...options });
  stores.push(store);
  return store;
}

async function problem(options: Partial<OpenStoreOptions> = {}): Promise<StoreProblem> {
  const error = await open(options).then(
    () => expect.fail('the store opened'),
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(StoreProblem);
  return error as StoreProblem;
}

/** Starts the storage in another process and gives its lines as they come. */
function start(what: 'hold' | 'write' | 'try', dataFolder = folder, user: { uid?: number } = {}) {
  const child = spawn(process.execPath, [program, what, dataFolder], {
    ...user,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return { child, next: async () => JSON.parse((await lines.next()).value ?? 'null') };
}

async function kill(child: ChildProcess): Promise<void> {
  const gone = new Promise((done) => child.once('exit', done));
  child.kill('SIGKILL');
  await gone;
}

const hash = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex');

describe('an ordinary start', () => {
  test('creates the folder and the store, for this user only', async () => {
    const dataFolder = join(folder, 'new', 'data');
    const store = await open({ dataFolder });
    expect(store.recovered).toBeUndefined();
    expect(await store.engine.db.selectFrom('branch').selectAll().execute()).toEqual([]);
    if (process.platform === 'win32') return;
    expect(statSync(dataFolder).mode & 0o777).toBe(0o700);
    for (const name of readdirSync(dataFolder))
      expect(statSync(join(dataFolder, name)).mode & 0o777, name).toBe(0o600);
  });

  test('finds everything again, and closing leaves one file without a log', async () => {
    const first = await open();
    await first.engine.db
      .insertInto('institution')
      .values({ id: 'i', name: '대전', created_at: '2026-11-23T00:00:00.000Z' })
      .execute();
    await first.close();
    expect(readdirSync(folder).sort()).toEqual(['last-run.json', 'maji.db', 'owner.lock.db']);
    const second = await open();
    expect(second.recovered).toBeUndefined();
    expect(await second.engine.db.selectFrom('institution').select('name').execute()).toEqual([
      { name: '대전' },
    ]);
  });

  test('after a kill in the middle of writing has every acknowledged row and nothing to report', async () => {
    let acknowledged = 0;
    for (const rows of [3, 40, 400]) {
      const { child, next } = start('write');
      expect(await next()).toEqual({ opened: true });
      for (let n = 0; n < rows; n++) acknowledged = (await next()).n;
      await kill(child);
    }
    const store = await open();
    expect(store.recovered).toBeUndefined();
    const { rows } = await sql<{
      n: number;
      top: number;
    }>`select count(*) as n, max(n) as top from written`.execute(store.engine.db);
    expect(rows[0]?.n).toBe(rows[0]?.top);
    expect(rows[0]?.top).toBeGreaterThanOrEqual(acknowledged);
  });
});

describe('one owner', () => {
  test('a second process is told who has the folder, and gets it when that one dies', async () => {
    const { child, next } = start('hold');
    expect(await next()).toEqual({ opened: true });
    const { code, facts } = await problem();
    expect(code).toBe('LOCKED');
    expect(facts).toMatchObject({
      path: folder,
      heldBy: { pid: child.pid, door: 'host', url: 'http://127.0.0.1:4711/' },
    });
    await kill(child);
    const store = await open();
    expect(store.recovered).toBeUndefined();
  });

  test('the same process cannot open it twice, and can after closing', async () => {
    const first = await open({ url: 'http://127.0.0.1:1/' });
    expect((await problem()).facts.heldBy).toMatchObject({
      pid: process.pid,
      door: 'desktop',
      url: 'http://127.0.0.1:1/',
    });
    await first.close();
    await open();
  });

  test('a file that a database tool holds is locked by nobody we know', async () => {
    await (await open()).close();
    const tool = new Database(join(folder, 'maji.db'));
    tool.pragma('locking_mode = EXCLUSIVE');
    tool.exec('begin exclusive');
    const { code, facts } = await problem();
    tool.close();
    expect([code, facts.heldBy]).toEqual(['LOCKED', null]);
    await open();
  });
});

describe('a store of a newer version', () => {
  const future: Migration = {
    up: (db) => sql`create table from_the_future (id text)`.execute(db).then(() => undefined),
  };
  const known = { ...migrations, '9999-future': future };

  test('is refused and keeps every byte', async () => {
    await (await open({ known })).close();
    const before = hash(join(folder, 'maji.db'));
    const { code, facts } = await problem();
    expect([code, facts.unknown]).toEqual(['NEWER_VERSION', ['9999-future']]);
    expect(hash(join(folder, 'maji.db'))).toBe(before);
    expect((await open({ known })).recovered).toBeUndefined();
  });

  test('is refused after a crash as well, with its log untouched', async () => {
    const store = await open({ known });
    const copy = join(folder, 'copy');
    mkdirSync(copy);
    for (const name of ['maji.db', 'maji.db-wal', 'last-run.json'])
      writeFileSync(join(copy, name), readFileSync(join(folder, name)));
    await store.close();
    const before = ['maji.db', 'maji.db-wal'].map((name) => hash(join(copy, name)));
    expect((await problem({ dataFolder: copy })).code).toBe('NEWER_VERSION');
    expect(['maji.db', 'maji.db-wal'].map((name) => hash(join(copy, name)))).toEqual(before);
  });
});

describe('a folder that cannot be used', () => {
  test('because it is a file', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, 'mine');
    expect((await problem({ dataFolder: file })).code).toBe('NOT_A_FOLDER');
    expect((await problem({ dataFolder: join(file, 'below') })).code).toBe('NOT_A_FOLDER');
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  test('because a service copies it elsewhere', async () => {
    const { code, facts } = await problem({ dataFolder: join(folder, 'Dropbox', 'maji') });
    expect([code, facts.what]).toEqual(['NETWORK_FOLDER', 'Dropbox']);
    expect(existsSync(join(folder, 'Dropbox'))).toBe(false);
  });

  // Root may write anywhere: then another user tries, if he can read the program at all.
  const others = isRoot ? { uid: 65534, gid: 65534 } : {};
  const canTry = !isRoot || reachableByAll(program);

  test.skipIf(process.platform === 'win32' || !canTry)('because it may only be read', async () => {
    const readOnly = join(folder, 'read-only');
    await (await open({ dataFolder: readOnly })).close();
    const before = hash(join(readOnly, 'maji.db'));
    if (isRoot) for (const path of [folder, readOnly]) chmodSync(path, 0o755);
    if (isRoot) for (const name of readdirSync(readOnly)) chmodSync(join(readOnly, name), 0o644);
    chmodSync(readOnly, 0o555);
    expect(await start('try', readOnly, others).next()).toMatchObject({
      problem: 'READ_ONLY',
      facts: { path: readOnly },
    });
    chmodSync(readOnly, 0o755);
    expect(hash(join(readOnly, 'maji.db'))).toBe(before);
  });

  test.skipIf(process.platform === 'win32' || !canTry)('because its file may only be read', async () => {
    await (await open()).close();
    const file = join(folder, 'maji.db');
    if (isRoot)
      for (const path of [folder, ...readdirSync(folder).map((name) => join(folder, name))])
        chownSync(path, 65534, 65534);
    chmodSync(file, 0o444);
    expect(await start('try', folder, others).next()).toMatchObject({ problem: 'READ_ONLY' });
    chmodSync(file, 0o600);
    expect(await start('try', folder, others).next()).toEqual({ opened: true });
  });

  test('because the disk is full, and can once there is room', async (context) => {
    const disk = join(folder, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', disk]).status === 0;
    if (!mounted) return context.skip('a small disk cannot be mounted here');
    try {
      const store = await open({ dataFolder: disk });
      await sql`create table kept (id integer)`.execute(store.engine.db);
      await store.close();
      const before = hash(join(disk, 'maji.db'));
      fill(join(disk, 'filler'));
      expect(await problem({ dataFolder: disk })).toMatchObject({ code: 'DISK_FULL', facts: { path: disk } });
      expect(hash(join(disk, 'maji.db'))).toBe(before);
      rmSync(join(disk, 'filler'));
      const again = await open({ dataFolder: disk });
      expect(again.recovered).toBeUndefined();
      expect((await sql`select * from kept`.execute(again.engine.db)).rows).toEqual([]);
      // Full while it runs: it can still be closed, and the next start finds nothing wrong.
      fill(join(disk, 'filler'));
      await again.close().catch(() => {});
      rmSync(join(disk, 'filler'));
      const last = await open({ dataFolder: disk });
      expect(last.recovered).toBeUndefined();
      await last.close();
    } finally {
      for (const store of stores.splice(0)) await store.close();
      spawnSync('umount', ['-l', disk]);
    }
  });
});

function fill(file: string): void {
  for (const chunk of [65_536, 4096, 1]) {
    try {
      for (;;) writeFileSync(file, Buffer.alloc(chunk), { flag: 'a' });
    } catch (error) {
      expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
    }
  }
}

function reachableByAll(path: string): boolean {
  for (let at = path; dirname(at) !== at; at = dirname(at)) {
    accessSync(at);
    if ((statSync(at).mode & 0o005) === 0) return false;
  }
  return true;
}
