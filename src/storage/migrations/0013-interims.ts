import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Word in between, “every 5 days until answered”: each one that is or was due to the customer while a promise was open.
 * An open promise has one open interim at most: the next.
 */
const statements = [
  `CREATE TABLE interim (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id),
  promise_id TEXT NOT NULL REFERENCES promise (id), standard_id TEXT NOT NULL REFERENCES standard (id),
  clause TEXT NOT NULL, seq INTEGER NOT NULL, since_at TEXT NOT NULL, original_due_at TEXT NOT NULL,
  due_at TEXT NOT NULL, due_date TEXT NOT NULL, due_before TEXT, state TEXT NOT NULL, closed_at TEXT,
  version INTEGER NOT NULL)`,
  'CREATE UNIQUE INDEX interim_order ON interim (promise_id, seq)',
  `CREATE UNIQUE INDEX interim_next ON interim (promise_id) WHERE state = 'open'`,
  `CREATE INDEX interim_open ON interim (branch_id, due_at) WHERE state = 'open'`,
  'CREATE INDEX interim_by_due ON interim (branch_id, due_date)',
];

export const interims: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and must not follow the schema's types
  async up(db: Kysely<any>) {
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
    for (const statement of statements) {
      const text = postgres ? statement.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"') : statement;
      await sql.raw(text).execute(db);
    }
  },
};
