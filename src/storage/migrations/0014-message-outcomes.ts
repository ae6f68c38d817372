import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Why a text no longer holds, and what the channel says later of whether it arrived. Who wants no texts is written
 * with the customer, also of a record that was joined. Visits are found by when they ended.
 */
const statements = [
  'ALTER TABLE message ADD COLUMN outdated TEXT',
  'ALTER TABLE message ADD COLUMN delivery TEXT',
  'ALTER TABLE message ADD COLUMN delivery_asks INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE message ADD COLUMN delivery_next_at TEXT',
  'ALTER TABLE message ADD COLUMN delivery_at TEXT',
  'CREATE INDEX message_delivery_next ON message (delivery_next_at, id) WHERE delivery_next_at IS NOT NULL',
  'ALTER TABLE message ADD COLUMN despite_refusal INTEGER NOT NULL DEFAULT 0',
  'ALTER TABLE customer ADD COLUMN texts_refused_at TEXT',
  'ALTER TABLE customer_joining ADD COLUMN former_texts_refused_at TEXT',
  'CREATE INDEX site_visit_closed ON site_visit (branch_id, closed_at, id) WHERE closed_at IS NOT NULL',
];

export const messageOutcomes: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and must not follow the schema's types
  async up(db: Kysely<any>) {
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
    for (const statement of statements) {
      const text = postgres ? statement.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"') : statement;
      await sql.raw(text).execute(db);
    }
  },
};
