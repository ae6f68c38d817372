import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * Booked calls. Of two bookings for one officer at one time the index lets in one, whoever asked at once; a line of a
 * file that is read again is the same booking.
 */
const statements = [
  `CREATE TABLE booking_setting (
  branch_id TEXT PRIMARY KEY REFERENCES branch (id), taken INTEGER NOT NULL, web INTEGER NOT NULL,
  slot_minutes INTEGER NOT NULL, days_ahead INTEGER NOT NULL, notice_hours INTEGER NOT NULL, offers TEXT NOT NULL,
  version INTEGER NOT NULL)`,
  `CREATE TABLE booking (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id), memo_id TEXT NOT NULL REFERENCES memo (id),
  number TEXT NOT NULL, source TEXT NOT NULL, officer_id TEXT NOT NULL REFERENCES staff (id),
  duty_id TEXT REFERENCES duty (id), starts_at TEXT NOT NULL, minutes INTEGER NOT NULL, state TEXT NOT NULL,
  consent_at TEXT NOT NULL, consent_how TEXT NOT NULL, language TEXT NOT NULL, import_key TEXT, made_at TEXT NOT NULL,
  cancelled_at TEXT, cancelled_by TEXT, version INTEGER NOT NULL)`,
  "CREATE UNIQUE INDEX booking_slot ON booking (officer_id, starts_at) WHERE state = 'booked'",
  'CREATE UNIQUE INDEX booking_number ON booking (number)',
  'CREATE UNIQUE INDEX booking_of_memo ON booking (memo_id)',
  'CREATE UNIQUE INDEX booking_imported ON booking (branch_id, import_key) WHERE import_key IS NOT NULL',
  'CREATE INDEX booking_by_time ON booking (branch_id, starts_at)',
  `CREATE TABLE api_key (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id), name TEXT NOT NULL, hash TEXT NOT NULL UNIQUE,
  hint TEXT NOT NULL, created_at TEXT NOT NULL, created_by TEXT NOT NULL REFERENCES staff (id), revoked_at TEXT,
  revoked_by TEXT REFERENCES staff (id), version INTEGER NOT NULL)`,
];

export const bookings: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and must not follow the schema's types
  async up(db: Kysely<any>) {
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
    for (const statement of statements) {
      const text = postgres ? statement.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"') : statement;
      await sql.raw(text).execute(db);
    }
  },
};
