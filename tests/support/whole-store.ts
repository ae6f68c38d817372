import { sql } from 'kysely';
import type { StorageEngine } from '#storage/engines/engine.ts';

/** Reads every row of every table but those named, as one text a table, in one statement: two that are equal hold the same. */
export async function storeReader(engine: StorageEngine, except: readonly string[]) {
  const tables = (await engine.db.introspection.getTables()).filter(
    ({ name, isView }) => !isView && !name.startsWith('kysely_') && !except.includes(name),
  );
  const columns = tables.map(({ name, columns: own }) => {
    const cells = own.map((column) =>
      engine.kind === 'postgres' ? `coalesce("${column.name}"::text, '')` : `quote("${column.name}")`,
    );
    const line = cells.join(" || '|' || ");
    const all = engine.kind === 'postgres' ? `string_agg(l, ';' order by l)` : `group_concat(l, ';')`;
    return `(select ${all} from (select ${line} as l from "${name}") as lines) as "${name}"`;
  });
  const statement = sql.raw<Record<string, string | null>>(`select ${columns.join(', ')}`);
  return async () => (await statement.execute(engine.db)).rows[0] ?? {};
}
