import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** The outbox: texts to customers, every try to send one, and the senders of a branch. */
const statements = [
  `CREATE TABLE message_sender (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id), kind TEXT NOT NULL, name TEXT NOT NULL,
  settings TEXT NOT NULL, secret_ref TEXT, sms_default INTEGER NOT NULL, email_default INTEGER NOT NULL,
  created_at TEXT NOT NULL, removed_at TEXT, tested_at TEXT, test_failure TEXT, version INTEGER NOT NULL)`,
  `CREATE TABLE message (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id), standard_id TEXT NOT NULL REFERENCES standard (id),
  clause TEXT NOT NULL, template TEXT NOT NULL, kind TEXT NOT NULL, title TEXT NOT NULL, text TEXT NOT NULL,
  customer_id TEXT REFERENCES customer (id), to_name TEXT NOT NULL, to_phone TEXT, to_email TEXT,
  about_type TEXT NOT NULL, about_id TEXT NOT NULL, event TEXT, officer_id TEXT NOT NULL REFERENCES staff (id),
  made_by TEXT NOT NULL REFERENCES staff (id), made_at TEXT NOT NULL, business_date TEXT NOT NULL,
  sender_id TEXT REFERENCES message_sender (id), state TEXT NOT NULL, send_key TEXT NOT NULL, attempts INTEGER NOT NULL,
  tries_from INTEGER NOT NULL, next_at TEXT, claimed_by TEXT, provider_ref TEXT, failure TEXT, failure_detail TEXT NOT NULL, settled_at TEXT,
  settled_by TEXT REFERENCES staff (id), phone_owner TEXT, note TEXT NOT NULL, version INTEGER NOT NULL)`,
  `CREATE TABLE message_attempt (
  message_id TEXT NOT NULL REFERENCES message (id), no INTEGER NOT NULL, sender_id TEXT NOT NULL REFERENCES message_sender (id),
  started_at TEXT NOT NULL, ended_at TEXT, outcome TEXT, detail TEXT NOT NULL, PRIMARY KEY (message_id, no))`,
  'CREATE INDEX message_open ON message (branch_id, made_at, id) WHERE settled_at IS NULL',
  'CREATE INDEX message_settled ON message (branch_id, settled_at, id) WHERE settled_at IS NOT NULL',
  "CREATE INDEX message_next ON message (next_at, id) WHERE state = 'queued'",
  "CREATE INDEX message_in_hand ON message (id) WHERE state = 'sending'",
  'CREATE INDEX message_of_subject ON message (about_type, about_id, made_at)',
  'CREATE INDEX message_of_customer ON message (customer_id, made_at, id) WHERE customer_id IS NOT NULL',
  'CREATE INDEX message_by_hand_of ON message (settled_by, settled_at) WHERE phone_owner IS NOT NULL',
  'CREATE INDEX message_sender_of_branch ON message_sender (branch_id, created_at, id) WHERE removed_at IS NULL',
];

export const messages: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and must not follow the schema's types
  async up(db: Kysely<any>) {
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
    for (const statement of statements) {
      const text = postgres ? statement.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"') : statement;
      await sql.raw(text).execute(db);
    }
  },
};
