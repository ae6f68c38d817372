import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { v7 } from 'uuid';
import { createFrontDesk } from '#core/app.ts';
import { searchTokens } from '#core/customers/tokens.ts';
import { connectSqlite, openSqlite } from '#storage/engines/sqlite.ts';
import { migrate } from '#storage/migrate.ts';
import { STORE_FILE } from '#storage/open-store.ts';
import { anOffice, daejeonPack } from '#tests/builders/office.ts';
import { randomOf } from '#tests/support/random.ts';

/** Changes when what is built here changes; a folder of another number is built anew. */
const DATASET = 6;
const OPEN_MEMOS = 100;
const CLOSED_MEMOS_PER_ENCOUNTER = 0.05;

const surnames = '김이박최정강조윤장임한오서신권황안송전홍유고문양손배백허남심노하곽성차주우구민'.split('');
const first = '민서도하지현준예은수영태경재승유채윤시우주건다나라미소정혜진동상성광기철병종희순옥'.split('');
const second = '준서연우민호현수아진영희경훈석원은지혁빈재환규태윤찬솔별이나라미정숙자철식'.split('');
const trades = [
  '분식',
  '상회',
  '건설',
  '식품',
  '전자',
  '미용실',
  '카페',
  '정비',
  '인쇄',
  '물산',
  '약국',
  '의원',
  '학원',
  '세탁',
  '철물',
];

const pick = <T>(random: () => number, items: readonly T[]): T =>
  items[Math.floor(random() * items.length)] as T;

export interface Dataset {
  folder: string;
  file: string;
  /** Customers, and as many closed encounters. */
  customers: number;
  branchId: string;
  staff: Record<string, string>;
}

/**
 * A store with `size` customers and `size` closed encounters, a twentieth as many closed memos and 100 open ones; kept
 * between runs under .cache/.
 */
export async function datasetOf(size: number, log: (line: string) => void): Promise<Dataset> {
  const root = new URL('../../.cache/bench/', import.meta.url).pathname;
  const folder = join(root, `v${DATASET}-${size}`);
  const file = join(folder, STORE_FILE);
  if (!existsSync(join(folder, 'complete'))) {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    log(`building ${size} customers and encounters`);
    await build(file, size);
    writeFileSync(join(folder, 'complete'), '');
  }
  const engine = openSqlite({ file });
  const branch = await engine.db.selectFrom('branch').select('id').executeTakeFirstOrThrow();
  const people = await engine.db.selectFrom('staff').select(['id', 'name']).orderBy('sort').execute();
  await engine.close();
  return {
    folder,
    file,
    customers: size,
    branchId: branch.id,
    staff: Object.fromEntries(people.map(({ id, name }) => [name, id])),
  };
}

async function build(file: string, size: number): Promise<void> {
  const engine = openSqlite({ file });
  await migrate(engine);
  const office = await anOffice(engine);
  const staff = Object.values(office.staff);
  const branch = await engine.db.selectFrom('branch').selectAll().executeTakeFirstOrThrow();
  await office.close();
  await engine.close();

  const database = connectSqlite({ file });
  // Only while building: what is measured later runs under the product's own settings.
  database.pragma('synchronous = OFF');
  database.pragma('journal_mode = OFF');
  database.pragma('cache_size = -1500000');
  database.pragma('foreign_keys = OFF');
  const random = randomOf(20261123);
  const start = Date.parse('2023-01-02T00:00:00.000Z');
  const span = Date.parse('2026-11-19T09:00:00.000Z') - start;
  const instant = (ms: number) => new Date(ms).toISOString();

  const customer = database.prepare(
    'insert into customer (id, institution_id, no, name, business, phone, phone_digits, consent_at, consent_how, rank, latest_encounter_at, encounters, created_at, version) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?)',
  );
  const encounter = database.prepare(
    'insert into encounter (id, branch_id, counter_id, standard_id, channel, state, opened_at, opened_by, business_date, customer_id, duty_id, purpose, officer_id, served_by, handed_over_at, taken_at, waiting_since, outcome, outcome_note, closed_at, version) values (?,?,null,?,?,?,?,?,?,?,?,?,?,?,null,null,null,?,?,?,?)',
  );
  const memo = database.prepare(
    'insert into memo (id, branch_id, standard_id, encounter_id, customer_id, customer_name, business, phone, phone_digits, duty_id, inquiry, intended_id, handler_id, taken_by, urgency, state, attempts, call_again_at, made_at, business_date, closed_at, version) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,null,?,?,?,2)',
  );
  const promise = database.prepare(
    'insert into promise (id, branch_id, standard_id, promise, clause, subject_type, subject_id, counting, amount, unit, made_at, business_date, original_due_at, due_at, due_date, due_reason, intended_id, caller_id, state, closed_at, closed_date, closed_by, late_reason, late_action, version) values (?,?,?,?,?,?,?,?,1,?,?,?,?,?,?,?,?,?,?,?,?,?,?,null,1)',
  );
  const tokens = new Map<string, number[]>();
  const rankOf = (no: number) => start + Math.floor((span * no) / size);

  const memoRow = (
    random01: number,
    made: number,
    open: boolean,
    who: { encounterId: string | null; customerId: string; name: string; phone: string; digits: string },
  ) => {
    const id = v7();
    const officer = staff[1 + Math.floor(random01 * 3)] as string;
    const due = made + 3_600_000;
    const closed = open ? null : made + Math.floor(random01 * 4_000_000);
    const late = closed !== null && closed > due;
    const date = instant(made + 9 * 3_600_000).slice(0, 10);
    memo.run(
      id,
      branch.id,
      branch.standard_id,
      who.encounterId,
      who.customerId,
      who.name,
      '',
      who.phone,
      who.digits,
      office.dutyIds[0],
      '만기 연장 가능 여부 문의',
      officer,
      officer,
      staff[0],
      'normal',
      open ? 'new' : 'answered',
      instant(made),
      date,
      closed === null ? null : instant(closed),
    );
    promise.run(
      v7(),
      branch.id,
      branch.standard_id,
      'callback',
      'V4',
      'memo',
      id,
      'elapsed',
      'hours',
      instant(made),
      date,
      instant(due),
      instant(due),
      date,
      'standard',
      officer,
      officer,
      open ? 'open' : late ? 'late' : 'kept',
      closed === null ? null : instant(closed),
      closed === null ? null : date,
      closed === null ? null : officer,
      late ? '현장 실사' : null,
    );
  };

  database.exec('begin');
  for (let no = 1; no <= size; no += 1) {
    const name = pick(random, surnames) + pick(random, first) + pick(random, second);
    const business = random() < 0.6 ? name.slice(1) + pick(random, first) + pick(random, trades) : '';
    const digits = `010${String(Math.floor(random() * 1e8)).padStart(8, '0')}`;
    const phone = `${digits.slice(0, 3)}-${digits.slice(3, 7)}-${digits.slice(7)}`;
    const rank = rankOf(no);
    const at = instant(rank);
    const id = v7();
    customer.run(
      id,
      branch.institution_id,
      no,
      name,
      business,
      phone,
      digits,
      at,
      'oral',
      rank,
      at,
      1,
      at,
      1,
    );
    for (const token of searchTokens({ name, business, phoneDigits: digits })) {
      const list = tokens.get(token);
      if (list === undefined) tokens.set(token, [no]);
      else list.push(no);
    }
    const encounterId = v7();
    const officer = staff[no % staff.length] as string;
    encounter.run(
      encounterId,
      branch.id,
      branch.standard_id,
      'visit',
      'closed',
      at,
      staff[0],
      instant(rank + 9 * 3_600_000).slice(0, 10),
      id,
      office.dutyIds[no % 3],
      '',
      officer,
      officer,
      'officer',
      '',
      at,
      7,
    );
    if (random() < CLOSED_MEMOS_PER_ENCOUNTER) {
      memoRow(random(), rank, false, { encounterId, customerId: id, name, phone, digits });
    }
    if (no > size - OPEN_MEMOS) {
      const made = Date.parse('2026-11-20T04:40:00.000Z') + (no - size + OPEN_MEMOS) * 30_000;
      memoRow(random(), made, true, { encounterId: null, customerId: id, name, phone, digits });
    }
  }
  database.exec('commit');
  const search = database.prepare('insert into customer_search (token, rank, customer_no) values (?,?,?)');
  database.exec('begin');
  for (const token of [...tokens.keys()].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)))) {
    for (const no of tokens.get(token) ?? []) search.run(token, rankOf(no), no);
  }
  database.exec('commit');
  database.exec('analyze');
  database.pragma('journal_mode = WAL');
  database.close();
}

/** The front desk over a dataset, at 14:32 on the day after its last row. */
export async function deskOver(dataset: Dataset, now: string) {
  const engine = openSqlite({ file: dataset.file });
  const clock = { now: () => new Date(now) };
  const frontDesk = await createFrontDesk({
    engine,
    clock,
    readPacks: () => [{ file: 'daejeon.ko.yaml', origin: 'shipped', text: daejeonPack }],
    version: 'bench',
  });
  return {
    frontDesk,
    async close() {
      await frontDesk.close();
      await engine.close();
    },
  };
}
