import { CompiledQuery, type KyselyPlugin, type RootOperationNode } from 'kysely';
import type { Executor } from '#core/kernel/desk.ts';

/** The same store, with every statement noted that runs through it. */
export function noting(db: Executor): { db: Executor; statements: CompiledQuery[] } {
  const statements: CompiledQuery[] = [];
  // A subquery is transformed as well; only what has a result was run.
  const built = new Map<unknown, CompiledQuery>();
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      built.set(queryId, db.getExecutor().compileQuery(node, queryId) as CompiledQuery);
      return node as RootOperationNode;
    },
    async transformResult({ queryId, result }) {
      const query = built.get(queryId);
      if (query !== undefined) statements.push(query);
      return result;
    },
  };
  return { db: db.withPlugin(plugin), statements };
}

/** How SQLite would carry a statement out, line by line. */
export async function planOf(db: Executor, statement: CompiledQuery): Promise<string[]> {
  const { rows } = await db.executeQuery<{ detail: string }>(
    CompiledQuery.raw(`explain query plan ${statement.sql}`, [...statement.parameters]),
  );
  return rows.map((row) => row.detail);
}
