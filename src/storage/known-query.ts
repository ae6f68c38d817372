import type { CompiledQuery, QueryResult } from 'kysely';
import type { Executor } from './engines/engine.ts';

/** Statements by engine, then by name. */
const known = new WeakMap<object, Map<string, CompiledQuery>>();

/**
 * Runs a statement whose text is made once for each engine and name: for the few every write needs, building the
 * text anew takes longer than the statement itself. `parameters` stand in the order of the text.
 */
export async function runKnown<Row>(
  executor: Executor,
  name: string,
  parameters: readonly unknown[],
  build: () => CompiledQuery<Row>,
): Promise<QueryResult<Row>> {
  const { adapter } = executor.getExecutor();
  let statements = known.get(adapter);
  if (statements === undefined) {
    statements = new Map();
    known.set(adapter, statements);
  }
  let compiled = statements.get(name);
  if (compiled === undefined) {
    compiled = build();
    statements.set(name, compiled);
  }
  return await executor.executeQuery<Row>({ ...compiled, parameters } as CompiledQuery<Row>);
}
