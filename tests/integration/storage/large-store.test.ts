import { closeSync, mkdtempSync, openSync, rmSync, statSync, utimesSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '#storage/open-store.ts';
import { readMark } from '#storage/run-mark.ts';
import { examineStore } from '#storage/store-health.ts';

let folder: string;
let file: string;

/** A store of 60 MB, too large to be read through at every start, with damage in the middle of it. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'maji-large-'));
  const store = await openStore({ dataFolder: folder, door: 'host' });
  file = store.file;
  await sql`create table photo (n integer primary key, text text)`.execute(store.engine.db);
  await sql`insert into photo with recursive c(n) as (select 1 union all select n + 1 from c where n < 60000)
    select n, hex(zeroblob(500)) from c`.execute(store.engine.db);
  await store.close();
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a large store that ended cleanly and was not touched since is not read through', () => {
  const mark = readMark(join(folder, 'last-run.json'));
  expect(mark).toMatchObject({ state: 'clean', size: statSync(file).size });
  const { atime, mtime } = statSync(file);
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, Buffer.alloc(4096, 0x5a), 0, 4096, 30 * 1024 * 1024);
  closeSync(descriptor);
  expect(examineStore(file, mark)).toMatchObject({ state: 'damaged', reason: 'CHECK_FAILED' });
  // The same damage behind an unchanged time: the disk's own decay, which only reading shows.
  utimesSync(file, atime, mtime);
  const unchanged = {
    ...mark,
    state: 'clean' as const,
    size: statSync(file).size,
    mtimeMs: statSync(file).mtimeMs,
  };
  expect(examineStore(file, unchanged)).toEqual({ state: 'sound' });
  expect(examineStore(file, { ...unchanged, state: 'closing' })).toMatchObject({ reason: 'CHECK_FAILED' });
  expect(examineStore(file, null)).toMatchObject({ reason: 'CHECK_FAILED' });
});
