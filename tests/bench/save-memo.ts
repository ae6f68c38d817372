import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { connectSqlite, openSqlite } from '#storage/engines/sqlite.ts';
import { migrate } from '#storage/migrate.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { type Figure, percentile } from './figures.ts';

const RUNS = 1000;
const WARM_UP = 100;
const WRITTEN = [
  'memo',
  'memo_event',
  'promise',
  'due',
  'fact',
  'change',
  'activity',
  'idempotency',
] as const;

type Row = Record<string, string | number | null>;

/** Saves one memo for an absent officer, as a window does: through the router, with its checks. */
function saver(office: Office) {
  const reception = office.as('이지훈');
  const { branchId } = office;
  return async (callerId: string, intendedId: string) =>
    await reception.memos.create({
      requestId: requestId(),
      branchId,
      intendedId,
      encounterId: null,
      preferredAt: null,
      afterClosing: null,
      customerId: null,
      customerName: '강지원',
      business: '한밭분식',
      phone: '010-1234-7726',
      dutyId: office.dutyIds[0] ?? null,
      inquiry: '만기 연장 가능 여부와 보증료율 문의',
      urgency: 'normal',
      callerId,
    });
}

/** The same rows, written by hand: statements prepared once, one transaction, the product's own pragmas. */
function handWriter(database: Database.Database, before: Map<string, number>) {
  const shapes = WRITTEN.map((table) => {
    const rows = database.prepare(`select * from ${table}`).all() as Row[];
    const fresh = rows.slice(before.get(table) ?? 0);
    const columns = Object.keys(fresh[0] ?? {});
    const marks = columns.map(() => '?').join(',');
    return { table, fresh, columns, insert: database.prepare(`insert into ${table} values (${marks})`) };
  });
  const head = database.prepare(
    'update branch_head set change_seq = ?, activity_seq = ?, activity_hash = ? where branch_id = ?',
  );
  const branch = database.prepare('select * from branch_head').get() as Row;
  const keys = new Set(['id', 'request_id', 'memo_id', 'subject_id', 'entity_id']);
  let seq = Number(branch.change_seq);
  let activitySeq = Number(branch.activity_seq);
  const write = database.transaction((values: unknown[][][]) => {
    for (const [index, { insert }] of shapes.entries())
      for (const row of values[index] ?? []) insert.run(...row);
    head.run(seq, activitySeq, branch.activity_hash, branch.branch_id);
  });
  return () => {
    // New keys for each memo, the same where the rows point at each other; made before the clock starts.
    const renamed = new Map<string, string>();
    const rename = (old: string) => {
      const known = renamed.get(old) ?? requestId();
      renamed.set(old, known);
      return known;
    };
    activitySeq += 1;
    const values = shapes.map(({ table, fresh, columns }) =>
      fresh.map((row) =>
        columns.map((column) => {
          if (column === 'seq') {
            if (table === 'activity') return activitySeq;
            seq += 1;
            return seq;
          }
          const value = row[column] ?? null;
          return keys.has(column) && typeof value === 'string' ? rename(value) : value;
        }),
      ),
    );
    return () => write.immediate(values);
  };
}

/** Saving a memo with its promise against the same rows in one prepared transaction, by turns in one run. */
export async function saveMemo(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'maji-bench-'));
  const file = join(folder, 'maji.db');
  const engine = openSqlite({ file });
  try {
    await migrate(engine);
    const office = await anOffice(engine);
    const officer = office.staff.박서연 ?? '';
    const save = saver(office);
    await save(officer, officer);

    const twin = join(folder, 'twin.db');
    const source = connectSqlite({ file });
    const before = new Map(
      WRITTEN.map((table) => [
        table as string,
        (source.prepare(`select count(*) as n from ${table}`).get() as { n: number }).n,
      ]),
    );
    await save(officer, officer);
    source.prepare('vacuum into ?').run(twin);
    source.close();
    const database = connectSqlite({ file: twin });
    const prepare = handWriter(database, before);

    const ours: number[] = [];
    const byHand: number[] = [];
    for (let run = -WARM_UP; run < RUNS; run += 1) {
      const write = prepare();
      const startHand = performance.now();
      write();
      const hand = performance.now() - startHand;
      const startOurs = performance.now();
      await save(officer, officer);
      const own = performance.now() - startOurs;
      if (run < 0) continue;
      ours.push(own);
      byHand.push(hand);
    }
    database.close();
    await office.close();
    const [own, hand] = [percentile(ours, 0.5), percentile(byHand, 0.5)];
    return [
      {
        name: 'memo saved with its promise ÷ same rows in one prepared transaction',
        value: own / hand,
        unit: 'ratio',
        aim: 2.5,
      },
      { name: 'memo saved with its promise (p50)', value: own, unit: 'ms', aim: null },
      { name: 'same rows in one prepared transaction (p50)', value: hand, unit: 'ms', aim: null },
    ];
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
