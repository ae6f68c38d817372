import type { Executor } from './engines/engine.ts';
import { runKnown } from './known-query.ts';
import type { Schema } from './schema.ts';

/** More rows at once are rare and differ in number each time. */
const MOST_ROWS = 8;

/** Inserts whole rows of a table; the statement is kept for each shape. Does nothing for no rows. */
export async function insertRows<Table extends keyof Schema & string>(
  executor: Executor,
  table: Table,
  rows: readonly Schema[Table][],
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const columns = Object.keys(first);
  const statement = () =>
    executor
      .insertInto(table)
      // biome-ignore lint/suspicious/noExplicitAny: a row of the table is what it takes; Kysely cannot see it through the parameter
      .values(rows as any)
      .compile();
  if (rows.length > MOST_ROWS) {
    await executor.executeQuery(statement());
    return;
  }
  const parameters = rows.flatMap((row) => columns.map((column) => row[column as keyof typeof row]));
  await runKnown(executor, `insert ${table} ${rows.length} ${columns.join()}`, parameters, statement);
}
