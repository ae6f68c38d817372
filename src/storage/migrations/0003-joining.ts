import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Joining of customers. A joined customer stays as he was and points at who took his place; what moved is kept row by
 * row, so that a joining can be undone exactly.
 */
const statements = [
  'ALTER TABLE customer ADD COLUMN joined_into TEXT REFERENCES customer (id)',
  `CREATE TABLE customer_joining (
  id TEXT PRIMARY KEY, institution_id TEXT NOT NULL REFERENCES institution (id),
  branch_id TEXT NOT NULL REFERENCES branch (id), survivor_id TEXT NOT NULL REFERENCES customer (id),
  joined_id TEXT NOT NULL REFERENCES customer (id), survivor_version INTEGER NOT NULL, taken TEXT NOT NULL,
  former_name TEXT NOT NULL, former_business TEXT NOT NULL, former_phone TEXT NOT NULL,
  former_phone_digits TEXT NOT NULL, former_consent_at TEXT NOT NULL, former_consent_how TEXT NOT NULL,
  at TEXT NOT NULL, actor_id TEXT NOT NULL REFERENCES staff (id), undone_at TEXT,
  undone_by TEXT REFERENCES staff (id), version INTEGER NOT NULL)`,
  `CREATE TABLE customer_moved (
  joining_id TEXT NOT NULL REFERENCES customer_joining (id), entity TEXT NOT NULL, entity_id TEXT NOT NULL,
  PRIMARY KEY (joining_id, entity, entity_id)) WITHOUT ROWID`,
  'CREATE INDEX customer_joining_of_survivor ON customer_joining (survivor_id, survivor_version)',
];

export const joining: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and must not follow the schema's types
  async up(db: Kysely<any>) {
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
    for (const statement of statements) {
      const text = postgres
        ? statement.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"').replaceAll('WITHOUT ROWID', '')
        : statement;
      await sql.raw(text).execute(db);
    }
  },
};
