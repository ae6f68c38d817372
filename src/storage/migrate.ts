import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import type { StorageEngine } from './engines/engine.ts';
import { migrations } from './migrations/all.ts';
import { StoreProblem } from './store-problem.ts';

export type Migrations = Record<string, Migration>;

/** The applied migrations this version does not know: not empty means a newer version wrote the store. */
export function unknownMigrations(applied: readonly string[], known: Migrations = migrations): string[] {
  return applied.filter((name) => !Object.hasOwn(known, name));
}

/**
 * Brings a store to the newest schema, all in one transaction: the old or the new state, nothing between.
 * Returns the names applied now. Throws StoreProblem NEWER_VERSION before anything is written, or the
 * failed migration's own error.
 */
export async function migrate<DB>(
  engine: StorageEngine<DB>,
  known: Migrations = migrations,
): Promise<string[]> {
  const unknown = unknownMigrations(await appliedMigrations(engine), known);
  if (unknown.length > 0) throw new StoreProblem('NEWER_VERSION', { path: engine.schema ?? '', unknown });
  const migrator = new Migrator({
    db: engine.db,
    provider: { getMigrations: async () => known },
    migrationTableSchema: engine.schema,
  });
  const { error, results } = await migrator.migrateToLatest();
  if (error) throw error;
  return (results ?? []).map((result) => result.migrationName);
}

async function appliedMigrations<DB>({ db, kind, schema }: StorageEngine<DB>): Promise<string[]> {
  const there =
    kind === 'sqlite'
      ? sql`select 1 from sqlite_schema where type = 'table' and name = 'kysely_migration'`
      : sql`select 1 from information_schema.tables where table_schema = ${schema} and table_name = 'kysely_migration'`;
  if ((await there.execute(db)).rows.length === 0) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  return rows.map((row) => row.name);
}
