import type { Kysely, Transaction } from 'kysely';
import type { Schema } from '#storage/schema.ts';

/** One open store. Repositories see only `db`; which engine it is matters to migrations and errors alone. */
export interface StorageEngine<DB = Schema> {
  readonly kind: 'sqlite' | 'postgres';
  readonly db: Kysely<DB>;
  /** The PostgreSQL schema the tables live in; undefined on SQLite. */
  readonly schema?: string;
  /** Waits for what is running, then closes; a second call does nothing. */
  close(): Promise<void>;
}

/** What a reading repository function takes first: the store, or the transaction it takes part in. */
export type Executor = Kysely<Schema>;

/** What a function demands that must not run outside a transaction. */
export type StoreTransaction = Transaction<Schema>;
