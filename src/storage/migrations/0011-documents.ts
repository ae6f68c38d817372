import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Papers that came by fax, e-mail, post or over the counter, what belongs to them, and the checklist of each duty. The
 * partial index keeps the due list small beside years of papers that are done.
 */
const statements = [
  `CREATE TABLE duty_item (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id), duty_id TEXT NOT NULL REFERENCES duty (id),
  name TEXT NOT NULL, how TEXT NOT NULL, active INTEGER NOT NULL, sort INTEGER NOT NULL)`,
  'CREATE INDEX duty_item_of_duty ON duty_item (duty_id, sort, id)',
  'CREATE INDEX duty_item_of_branch ON duty_item (branch_id, sort, id)',
  `CREATE TABLE document (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id),
  standard_id TEXT NOT NULL REFERENCES standard (id), way TEXT NOT NULL, customer_id TEXT REFERENCES customer (id),
  customer_name TEXT NOT NULL, business TEXT NOT NULL, phone TEXT NOT NULL, phone_digits TEXT NOT NULL,
  email TEXT NOT NULL, title TEXT NOT NULL, duty_id TEXT REFERENCES duty (id), note TEXT NOT NULL,
  officer_id TEXT NOT NULL REFERENCES staff (id), taken_by TEXT NOT NULL REFERENCES staff (id),
  received_at TEXT NOT NULL, recorded_at TEXT NOT NULL, business_date TEXT NOT NULL, checked_at TEXT,
  rounds INTEGER NOT NULL, told INTEGER NOT NULL, state TEXT NOT NULL, closed_at TEXT, version INTEGER NOT NULL)`,
  'CREATE INDEX document_open ON document (branch_id, received_at, id) WHERE closed_at IS NULL',
  'CREATE INDEX document_closed ON document (branch_id, closed_at, id) WHERE closed_at IS NOT NULL',
  'CREATE INDEX document_of_customer ON document (customer_id, received_at) WHERE customer_id IS NOT NULL',
  `CREATE TABLE document_item (
  id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES document (id), sort INTEGER NOT NULL, name TEXT NOT NULL,
  how TEXT NOT NULL, came_at TEXT)`,
  'CREATE INDEX document_item_of_document ON document_item (document_id, sort, id)',
  `CREATE TABLE document_step (
  document_id TEXT NOT NULL REFERENCES document (id), step TEXT NOT NULL, round INTEGER NOT NULL, state TEXT NOT NULL,
  at TEXT NOT NULL, how TEXT NOT NULL, means TEXT, message_id TEXT, reason TEXT, late_reason TEXT,
  actor_id TEXT NOT NULL REFERENCES staff (id), PRIMARY KEY (document_id, step, round))`,
  `CREATE TABLE document_event (
  id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES document (id), seq BIGINT NOT NULL, kind TEXT NOT NULL,
  at TEXT NOT NULL, actor_id TEXT NOT NULL REFERENCES staff (id), note TEXT NOT NULL, data TEXT NOT NULL)`,
  'CREATE INDEX document_event_of_document ON document_event (document_id, seq)',
];

export const documents: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and must not follow the schema's types
  async up(db: Kysely<any>) {
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
    for (const statement of statements) {
      const text = postgres ? statement.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"') : statement;
      await sql.raw(text).execute(db);
    }
  },
};
