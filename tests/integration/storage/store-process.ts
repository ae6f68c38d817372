/**
 * A front desk's storage in a process of its own, for tests: opens the store of a folder and prints one JSON
 * line. `hold` keeps it open until it is killed; `write` also writes rows and prints each number once it is
 * acknowledged; `try` closes it again. `node store-process.ts <hold|write|try> <folder>`
 */
import { sql } from 'kysely';
import { openStore } from '#storage/open-store.ts';
import { StoreProblem } from '#storage/store-problem.ts';

const [what, dataFolder = ''] = process.argv.slice(2);
const say = (value: unknown) => process.stdout.write(`${JSON.stringify(value)}\n`);

try {
  const store = await openStore({ dataFolder, door: 'host' });
  store.announce('http://127.0.0.1:4711/');
  say({ opened: true, recovered: store.recovered });
  if (what === 'try') await store.close();
  if (what === 'hold') setInterval(() => {}, 60_000);
  if (what === 'write') {
    await sql`create table if not exists written (n integer primary key, text text)`.execute(store.engine.db);
    const { rows } = await sql<{ n: number }>`select coalesce(max(n), 0) as n from written`.execute(
      store.engine.db,
    );
    for (let n = (rows[0]?.n ?? 0) + 1; ; n++) {
      await sql`insert into written values (${n}, ${'가'.repeat(n % 500)})`.execute(store.engine.db);
      say({ n });
    }
  }
} catch (error) {
  if (!(error instanceof StoreProblem)) throw error;
  say({ problem: error.code, facts: error.facts });
}
