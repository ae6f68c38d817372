import Database from 'better-sqlite3';
import { Kysely, SqliteAdapter, SqliteDialect } from 'kysely';
import type { Schema } from '#storage/schema.ts';
import type { StorageEngine } from './engine.ts';
import { StatementCache } from './statement-cache.ts';

export interface SqliteOptions {
  file: string;
  /** Reads only, and never checkpoints: the file and its -wal keep every byte. */
  readonly?: boolean;
  /** How long a statement waits for another connection's lock, in milliseconds. */
  busyTimeout?: number;
}

/** A SQLite migration is all or nothing, too: SQLite rolls back CREATE TABLE like any other write. */
class TransactionalSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class OwnSqliteDialect extends SqliteDialect {
  override createAdapter(): SqliteAdapter {
    return new TransactionalSqliteAdapter();
  }
}

/**
 * Opens one bare connection as every connection to a store must be: WAL, `synchronous=FULL` (the
 * driver's own default, NORMAL, can lose an acknowledged row at a power cut), foreign keys, a wait for
 * locks. For workers and measurements; the core uses {@link openSqlite}.
 */
export function connectSqlite({
  file,
  readonly = false,
  busyTimeout = 5000,
}: SqliteOptions): Database.Database {
  const database = new Database(file, { readonly, fileMustExist: readonly, timeout: busyTimeout });
  try {
    if (!readonly) {
      const mode = database.pragma('journal_mode = WAL', { simple: true });
      if (mode !== 'wal') throw new Error(`The store cannot use a write-ahead log here (${String(mode)})`);
    }
    database.pragma('synchronous = FULL');
    // On macOS only this makes fsync reach the disk; elsewhere it does nothing.
    database.pragma('fullfsync = ON');
    database.pragma('foreign_keys = ON');
    // Notices a damaged page when it is read instead of returning what it seems to say.
    database.pragma('cell_size_check = ON');
    database.pragma('trusted_schema = OFF');
    // Sorting never writes personal data into a temporary file.
    database.pragma('temp_store = MEMORY');
    // 8 MB: the rest is the operating system's page cache, which the host's memory aim does not pay for.
    database.pragma('cache_size = -8000');
    // After a burst the log shrinks back to 16 MB.
    database.pragma('journal_size_limit = 16777216');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Opens a store on SQLite. The folder must exist; a missing file is created unless `readonly`. */
export function openSqlite<DB = Schema>(options: SqliteOptions): StorageEngine<DB> & { kind: 'sqlite' } {
  const database = connectSqlite(options);
  const cache = new StatementCache(database);
  const db = new Kysely<DB>({ dialect: new OwnSqliteDialect({ database: cache }) });
  return {
    kind: 'sqlite',
    db,
    async close() {
      await db.destroy();
      // Kysely closes only what it has used.
      if (database.open) cache.close();
    },
  };
}
