import type { Executor } from './engines/engine.ts';
import { runKnown } from './known-query.ts';
import type { Schema } from './schema.ts';

/** Rows of one statement: many at once differ in number each time, and each number is a statement of its own. */
const MOST_ROWS = 8;

/** Inserts whole rows of a table, in their order; the statement is kept for each shape. Does nothing for no rows. */
export async function insertRows<Table extends keyof Schema & string>(
  executor: Executor,
  table: Table,
  rows: readonly Schema[Table][],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  for (let at = 0; at < rows.length; at += MOST_ROWS) {
    const some = rows.slice(at, at + MOST_ROWS);
    const statement = () =>
      executor
        .insertInto(table)
        // biome-ignore lint/suspicious/noExplicitAny: a row of the table is what it takes; Kysely cannot see it through the parameter
        .values(some as any)
        .compile();
    const parameters = some.flatMap((row) => columns.map((column) => row[column as keyof typeof row]));
    await runKnown(executor, `insert ${table} ${some.length} ${columns.join()}`, parameters, statement);
  }
}
