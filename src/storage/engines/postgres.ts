import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Schema } from '#storage/schema.ts';
import type { StorageEngine } from './engine.ts';

export interface PostgresOptions {
  /** Address, user and so on, as `pg` takes them. */
  connection: pg.PoolConfig;
  /** The schema the tables live in; created by the first migration when missing. */
  schema?: string;
  /** Told when an idle connection breaks; the next query makes a new one. */
  onConnectionLost?: (error: Error) => void;
}

const INT8 = 20;
const NUMERIC = 1700;

/** Counts and sums arrive as numbers, as they do from SQLite; nothing here comes near 2^53. */
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8 || oid === NUMERIC) return Number;
    return pg.types.getTypeParser(oid, format as 'text');
  },
};

/** Opens a store on PostgreSQL. Connects on the first query. */
export function openPostgres<DB = Schema>({
  connection,
  schema = 'public',
  onConnectionLost,
}: PostgresOptions): StorageEngine<DB> & { kind: 'postgres'; schema: string } {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) throw new RangeError(`Not a schema name: ${schema}`);
  const pool = new pg.Pool({
    application_name: 'maji',
    max: 8,
    ...connection,
    types: types as pg.CustomTypesConfig,
    // What SQLite promises by synchronous=FULL, whatever the server's own setting.
    options: `-c search_path=${schema} -c timezone=UTC -c synchronous_commit=on -c lock_timeout=5s`,
  });
  // Without a listener a broken idle connection would end the process.
  pool.on('error', (error) => onConnectionLost?.(error));
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }) });
  let closed: Promise<void> | undefined;
  return {
    kind: 'postgres',
    db,
    schema,
    close() {
      closed ??= db.destroy().then(() => (pool.ended ? undefined : pool.end()));
      return closed;
    },
  };
}
