import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '#storage/open-store.ts';
import { isWhole } from '#storage/store-health.ts';

const ROWS = 2000;
let templates: string;
let folder: string;
let file: string;
let log: string;

/** A store that was closed cleanly, one that was killed with writes in its log, and another branch's. */
beforeAll(async () => {
  templates = mkdtempSync(join(tmpdir(), 'maji-damage-'));
  for (const [name, text] of [
    ['ours', '우리'],
    ['theirs', '남의'],
  ] as const) {
    const at = join(templates, name, 'clean');
    const store = await openStore({ dataFolder: at, door: 'host' });
    await sql`create table note (n integer primary key, text text not null)`.execute(store.engine.db);
    await sql`create index note_text on note (text)`.execute(store.engine.db);
    await write(store, 1, ROWS, text);
    await store.close();

    const again = await openStore({ dataFolder: at, door: 'host' });
    await write(again, ROWS + 1, ROWS + 20, text);
    const killed = join(templates, name, 'killed');
    mkdirSync(killed);
    for (const part of ['maji.db', 'maji.db-wal', 'last-run.json'])
      cpSync(join(at, part), join(killed, part));
    await again.close();
  }
});

afterAll(() => rmSync(templates, { recursive: true, force: true }));

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maji-damaged-'));
  file = join(folder, 'maji.db');
  log = `${file}-wal`;
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function write(store: Store, from: number, to: number, text: string): Promise<void> {
  for (let n = from; n <= to; n += n > ROWS ? 1 : 100) {
    const last = n > ROWS ? n : n + 99;
    await sql`insert into note with recursive c(n) as (select ${sql.lit(n)} union all select n + 1 from c where n < ${sql.lit(last)})
      select n, ${text} || ' ' || n || ${' 안내'.repeat(20)} from c`.execute(store.engine.db);
  }
}

function take(state: 'clean' | 'killed', whose = 'ours', into = folder): void {
  rmSync(into, { recursive: true, force: true });
  cpSync(join(templates, whose, state), into, { recursive: true });
}

function flip(path: string, at: number, bits = 0xff): void {
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ bits;
  writeFileSync(path, bytes);
}

// An empty log beside it says nothing; looking at a file can create one.
const hashes = (at: string, names: string[]) =>
  names
    .filter((name) => existsSync(join(at, name)) && statSync(join(at, name)).size > 0)
    .map((name) =>
      createHash('sha256')
        .update(readFileSync(join(at, name)))
        .digest('hex'),
    );

const PARTS = ['maji.db', 'maji.db-wal'];

/** Opens the damaged store; what was set aside is byte for byte what was found. Says what is in service. */
async function start(): Promise<{ recovered: Store['recovered']; notes: number | null }> {
  const found = hashes(folder, PARTS);
  const store = await openStore({ dataFolder: folder, door: 'host' });
  try {
    const { recovered } = store;
    if (recovered?.setAside) expect(hashes(recovered.setAside, PARTS)).toEqual(found);
    // The store in service takes work, whatever was found.
    await store.engine.db
      .insertInto('institution')
      .values({ id: 'new', name: '새로', created_at: '2026-11-23T00:00:00.000Z' })
      .execute();
    const there = await sql`select 1 from sqlite_schema where name = 'note'`.execute(store.engine.db);
    if (there.rows.length === 0) return { recovered, notes: null };
    const { rows } = await sql<{ n: number }>`select count(*) as n from note where text like '우리%'`.execute(
      store.engine.db,
    );
    return { recovered, notes: rows[0]?.n ?? 0 };
  } finally {
    await store.close();
    expect(isWhole(file, 'integrity_check(1)')).toBe(true);
  }
}

test('an undamaged store opens with everything in it', async () => {
  take('clean');
  expect(await start()).toEqual({ recovered: undefined, notes: ROWS + 20 });
  take('killed');
  expect(await start()).toEqual({ recovered: undefined, notes: ROWS + 20 });
});

describe('the file', () => {
  test.each([
    [
      'with a header of something else',
      () => writeFileSync(file, 'PK\x03\x04 not a database', { flag: 'r+' }),
      'BAD_FILE',
    ],
    ['cut short', () => truncateSync(file, 100_000), 'BAD_FILE'],
    ['cut short inside the header', () => truncateSync(file, 50), 'BAD_FILE'],
    ['emptied', () => truncateSync(file, 0), 'BAD_FILE'],
    ['that claims another way to write', () => flip(file, 18, 0x03), 'BAD_FILE'],
    [
      'with a page overwritten',
      () =>
        writeFileSync(
          file,
          Buffer.concat([
            readFileSync(file).subarray(0, 8192),
            Buffer.alloc(4096, 7),
            readFileSync(file).subarray(12_288),
          ]),
        ),
      'CHECK_FAILED',
    ],
    ['gone', () => rmSync(file), 'MISSING'],
  ])('%s: set aside, and a fresh store opens', async (_, damage, reason) => {
    take('clean');
    damage();
    const { recovered, notes } = await start();
    expect(recovered).toMatchObject({ reason, kept: false });
    expect(notes).toBeNull();
    expect((await start().catch((error) => error.code)) === 'SQLITE_CONSTRAINT_PRIMARYKEY').toBe(true);
  });

  test('damaged twice keeps both', async () => {
    take('clean');
    truncateSync(file, 0);
    await start();
    truncateSync(file, 4096);
    await start();
    expect(readdirSync(folder).filter((name) => name.startsWith('damaged-'))).toHaveLength(2);
  });
});

describe('the log', () => {
  test('of a killed run, missing: a copy of the file goes on, and it is told', async () => {
    take('killed');
    rmSync(log);
    expect(await start()).toMatchObject({ recovered: { reason: 'LOG_MISSING', kept: true }, notes: ROWS });
  });

  test('of a killed run, with an unreadable header', async () => {
    take('killed');
    flip(log, 17);
    expect(await start()).toMatchObject({ recovered: { reason: 'LOG_DAMAGED', kept: true }, notes: ROWS });
  });

  test('of a killed run, damaged in the middle: everything before the damage goes on, and it is told', async () => {
    take('killed');
    const frames = (readFileSync(log).length - 32) / 4120;
    flip(log, 32 + 4120 * Math.floor(frames / 2) + 2000);
    const { recovered, notes } = await start();
    expect(recovered).toMatchObject({ reason: 'LOG_DAMAGED', kept: true });
    expect(notes).toBeGreaterThan(ROWS);
    expect(notes).toBeLessThan(ROWS + 20);
  });

  test('of a killed run, with its last write unfinished: an ordinary end, nothing to tell', async () => {
    take('killed');
    truncateSync(log, readFileSync(log).length - 1000);
    expect(await start()).toEqual({ recovered: undefined, notes: ROWS + 19 });
  });

  test.each(['clean', 'killed'] as const)(
    'of another store beside a %s one never gets into it',
    async (state) => {
      take(state);
      const theirs = join(folder, 'theirs');
      take('killed', 'theirs', theirs);
      cpSync(join(theirs, 'maji.db-wal'), log);
      rmSync(theirs, { recursive: true });
      const notes = state === 'clean' ? ROWS + 20 : ROWS;
      expect(await start()).toMatchObject({ recovered: { reason: 'LOG_FOREIGN', kept: true }, notes });
    },
  );
});

// A fixed seed, so that a failure can be seen again.
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe('anything at random', () => {
  test.each(Array.from({ length: 40 }, (_, seed) => seed))(
    'damage no. %i neither crashes a start nor loses what was found',
    async (seed) => {
      const roll = dice(seed + 1);
      take(roll(2) ? 'killed' : 'clean');
      const target = existsSync(log) && roll(3) === 0 ? log : file;
      const bytes = readFileSync(target);
      if (roll(4) === 0) {
        truncateSync(target, roll(bytes.length));
      } else {
        // From one bit to some hundred bytes, more often near the front where the structure is.
        const span = [1, 1, 16, 300][roll(4)] ?? 1;
        const at = roll(roll(2) ? 200 : bytes.length);
        for (let n = at; n < Math.min(at + span, bytes.length); n++)
          bytes[n] = (bytes[n] ?? 0) ^ (1 << roll(8));
        writeFileSync(target, bytes);
      }
      const { recovered, notes } = await start();
      // Either it is told, or everything that was acknowledged is in service (a changed letter cannot be seen).
      if (!recovered) expect(notes).toBeGreaterThanOrEqual(ROWS - 1);
      if (recovered?.kept) expect(notes).toBeGreaterThanOrEqual(ROWS);
    },
  );
});
