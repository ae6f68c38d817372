import type { CompiledQuery } from 'kysely';
import type { Executor } from './engines/engine.ts';
import type { Schema } from './schema.ts';

/** Statements by engine, then by table, columns and number of rows. */
const known = new WeakMap<object, Map<string, CompiledQuery>>();
/** More rows at once are rare and differ in number each time. */
const MOST_ROWS = 8;

/**
 * Inserts whole rows of a table. The text of the statement is made once for each shape: building it anew takes
 * longer than the insert itself. Does nothing for no rows.
 */
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
  const { adapter } = executor.getExecutor();
  let statements = known.get(adapter);
  if (statements === undefined) {
    statements = new Map();
    known.set(adapter, statements);
  }
  const shape = `${table} ${rows.length} ${columns.join()}`;
  let compiled = statements.get(shape);
  if (compiled === undefined) {
    compiled = statement();
    statements.set(shape, compiled);
  }
  const parameters = rows.flatMap((row) => columns.map((column) => row[column as keyof typeof row]));
  await executor.executeQuery({ ...compiled, parameters });
}
