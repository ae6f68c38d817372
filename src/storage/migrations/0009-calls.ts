import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What only a telephone call has; everything else of it is an encounter. `rings` stays null where nobody counted. Of
 * several puttings-through the last is kept here; the facts keep them all. Frozen.
 */
const statements = [
  `CREATE TABLE phone_call (
  encounter_id TEXT PRIMARY KEY REFERENCES encounter (id), direction TEXT NOT NULL, number TEXT NOT NULL,
  number_digits TEXT NOT NULL, answered_at TEXT, rings INTEGER, rings_are TEXT, missed INTEGER NOT NULL,
  afterwards INTEGER NOT NULL, summary TEXT NOT NULL, transfer_to TEXT REFERENCES staff (id), transfer_at TEXT,
  transfer_answered_at TEXT, transfer_seconds INTEGER)`,
  // The day's calls are counted apart from its visits.
  "CREATE INDEX encounter_calls_by_day ON encounter (business_date, branch_id) WHERE channel = 'phone'",
];

export const calls: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and must not follow the schema's types
  async up(db: Kysely<any>) {
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
    for (const statement of statements) {
      const text = postgres ? statement.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"') : statement;
      await sql.raw(text).execute(db);
    }
  },
};
