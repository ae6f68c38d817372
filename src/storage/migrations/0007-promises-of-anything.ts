import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Promises about other things than memos: the clock of one may stand still while it is the customer's turn. Each
 * pause is kept, because the due time is counted anew with all of them; `paused_at` says that one is running.
 */
const statements = [
  `CREATE TABLE promise_pause (
  promise_id TEXT NOT NULL REFERENCES promise (id), from_at TEXT NOT NULL, until_at TEXT, event TEXT NOT NULL,
  PRIMARY KEY (promise_id, from_at))`,
  'ALTER TABLE promise ADD COLUMN paused_at TEXT',
];

export const promisesOfAnything: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and must not follow the schema's types
  async up(db: Kysely<any>) {
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
    for (const statement of statements) {
      const text = postgres ? statement.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"') : statement;
      await sql.raw(text).execute(db);
    }
  },
};
