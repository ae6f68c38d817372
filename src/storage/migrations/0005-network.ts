import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** What belongs to the host and to no branch: whether it is to be on the network. Frozen. */
const table = 'CREATE TABLE host_setting (key TEXT PRIMARY KEY, value TEXT NOT NULL)';

export const network: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and must not follow the schema's types
  async up(db: Kysely<any>) {
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
    await sql.raw(postgres ? table.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"') : table).execute(db);
  },
};
