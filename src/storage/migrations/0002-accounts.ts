import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Accounts, the seats where people sign in, and their sessions. Secrets only as hashes. Frozen once released. */
const tables = `
CREATE TABLE account (
  id TEXT PRIMARY KEY, institution_id TEXT NOT NULL REFERENCES institution (id), login TEXT NOT NULL UNIQUE,
  password_hash TEXT NOT NULL, must_change INTEGER NOT NULL, pin_hash TEXT, active INTEGER NOT NULL,
  created_at TEXT NOT NULL, password_at TEXT NOT NULL, version INTEGER NOT NULL);
ALTER TABLE staff ADD COLUMN account_id TEXT REFERENCES account (id);
CREATE TABLE seat (
  id TEXT PRIMARY KEY, token_hash TEXT NOT NULL UNIQUE, door TEXT NOT NULL, created_at TEXT NOT NULL);
CREATE TABLE session (
  id TEXT PRIMARY KEY, seat_id TEXT NOT NULL REFERENCES seat (id), account_id TEXT NOT NULL REFERENCES account (id),
  started_at TEXT NOT NULL, seen_at TEXT NOT NULL, expires_at TEXT NOT NULL, locked_at TEXT, ended_at TEXT,
  pin_failures INTEGER NOT NULL);
CREATE TABLE sign_in (
  id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account (id), at TEXT NOT NULL, kind TEXT NOT NULL,
  door TEXT NOT NULL, address TEXT NOT NULL);
CREATE TABLE sign_in_guard (
  login_key TEXT PRIMARY KEY, failures INTEGER NOT NULL, blocked_until TEXT NOT NULL, refused INTEGER NOT NULL,
  at TEXT NOT NULL);
CREATE UNIQUE INDEX staff_of_account ON staff (account_id, branch_id) WHERE account_id IS NOT NULL;
CREATE UNIQUE INDEX session_at_seat ON session (seat_id, account_id) WHERE ended_at IS NULL;
CREATE INDEX session_of_account ON session (account_id, started_at) WHERE ended_at IS NULL;
CREATE INDEX sign_in_guard_by_age ON sign_in_guard (at);
CREATE INDEX sign_in_of_account ON sign_in (account_id, at, id);
`;

export const accounts: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and must not follow the schema's types
  async up(db: Kysely<any>) {
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
    for (const statement of tables.split(';')) {
      if (statement.trim() === '') continue;
      const ddl = postgres ? statement.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"') : statement;
      await sql.raw(ddl).execute(db);
    }
  },
};
