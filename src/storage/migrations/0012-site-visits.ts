import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Visits to customers: what was agreed, each step with its time, and everything that happened since. The document a
 * visit comes from is named and not enforced, because documents are a feature of their own. Of an officer's calendar
 * address only the hash is kept.
 */
const statements = [
  `CREATE TABLE site_visit (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id),
  standard_id TEXT NOT NULL REFERENCES standard (id), document_id TEXT,
  customer_id TEXT REFERENCES customer (id), customer_name TEXT NOT NULL, business TEXT NOT NULL,
  phone TEXT NOT NULL, phone_digits TEXT NOT NULL, address TEXT NOT NULL, duty_id TEXT REFERENCES duty (id),
  purpose TEXT NOT NULL, officer_id TEXT NOT NULL REFERENCES staff (id), companion_id TEXT REFERENCES staff (id),
  state TEXT NOT NULL, agreed_at TEXT, agreed_until TEXT, agreed_date TEXT, minutes INTEGER NOT NULL, expected_at TEXT,
  arrived_at TEXT, made_at TEXT NOT NULL, made_by TEXT NOT NULL REFERENCES staff (id), business_date TEXT NOT NULL,
  closed_at TEXT, changed_at TEXT NOT NULL, version INTEGER NOT NULL)`,
  'CREATE INDEX site_visit_open ON site_visit (branch_id, agreed_at, id) WHERE closed_at IS NULL',
  'CREATE INDEX site_visit_by_time ON site_visit (branch_id, agreed_at)',
  'CREATE INDEX site_visit_of_officer ON site_visit (officer_id, agreed_at)',
  'CREATE INDEX site_visit_of_companion ON site_visit (companion_id, agreed_at) WHERE companion_id IS NOT NULL',
  'CREATE INDEX site_visit_of_customer ON site_visit (customer_id, made_at, id) WHERE customer_id IS NOT NULL',
  'CREATE INDEX site_visit_of_document ON site_visit (document_id) WHERE document_id IS NOT NULL',
  `CREATE TABLE site_visit_step (
  site_visit_id TEXT NOT NULL REFERENCES site_visit (id), step TEXT NOT NULL, at TEXT NOT NULL, how TEXT NOT NULL,
  actor_id TEXT NOT NULL REFERENCES staff (id), PRIMARY KEY (site_visit_id, step))`,
  `CREATE TABLE site_visit_event (
  id TEXT PRIMARY KEY, site_visit_id TEXT NOT NULL REFERENCES site_visit (id), seq BIGINT NOT NULL, kind TEXT NOT NULL,
  at TEXT NOT NULL, actor_id TEXT NOT NULL, note TEXT NOT NULL, data TEXT NOT NULL)`,
  'CREATE UNIQUE INDEX site_visit_event_order ON site_visit_event (site_visit_id, seq)',
  `CREATE TABLE calendar_feed (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id), staff_id TEXT NOT NULL REFERENCES staff (id),
  token_hash TEXT NOT NULL, made_at TEXT NOT NULL, revoked_at TEXT, version INTEGER NOT NULL)`,
  'CREATE UNIQUE INDEX calendar_feed_by_token ON calendar_feed (token_hash)',
  'CREATE UNIQUE INDEX calendar_feed_live ON calendar_feed (staff_id) WHERE revoked_at IS NULL',
];

export const siteVisits: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and must not follow the schema's types
  async up(db: Kysely<any>) {
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
    for (const statement of statements) {
      const text = postgres ? statement.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"') : statement;
      await sql.raw(text).execute(db);
    }
  },
};
