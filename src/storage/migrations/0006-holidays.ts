import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Days a branch closes by itself, or closes early. One withdrawn stays, with who did it. A promise keeps the due time
 * it had before a declared day moved it. Whose public holidays a branch keeps may be said; null goes by its zone.
 */
const statements = [
  `CREATE TABLE holiday (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id), date TEXT NOT NULL, name TEXT NOT NULL,
  closes_at TEXT, declared_at TEXT NOT NULL, declared_by TEXT NOT NULL REFERENCES staff (id), withdrawn_at TEXT,
  withdrawn_by TEXT REFERENCES staff (id), version INTEGER NOT NULL)`,
  'CREATE UNIQUE INDEX holiday_of_branch ON holiday (branch_id, date) WHERE withdrawn_at IS NULL',
  'ALTER TABLE branch ADD COLUMN holiday_region TEXT',
  'ALTER TABLE promise ADD COLUMN due_before TEXT',
  'ALTER TABLE promise ADD COLUMN reason_before TEXT',
];

export const holidays: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and must not follow the schema's types
  async up(db: Kysely<any>) {
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
    for (const statement of statements) {
      const text = postgres ? statement.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"') : statement;
      await sql.raw(text).execute(db);
    }
  },
};
