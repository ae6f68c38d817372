import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * The first schema, frozen. Written once in SQL both engines read; `ddl` makes the two differences:
 * on PostgreSQL every text column sorts by code point (COLLATE "C"), and only SQLite clusters by key.
 */
const tables = `
CREATE TABLE institution (id TEXT PRIMARY KEY, name TEXT NOT NULL, created_at TEXT NOT NULL);
CREATE TABLE standard (
  id TEXT PRIMARY KEY, institution_id TEXT NOT NULL REFERENCES institution (id), pack_id TEXT NOT NULL,
  pack_version TEXT NOT NULL, hash TEXT NOT NULL, text TEXT NOT NULL, adopted_at TEXT NOT NULL,
  UNIQUE (institution_id, hash));
CREATE TABLE branch (
  id TEXT PRIMARY KEY, institution_id TEXT NOT NULL REFERENCES institution (id), name TEXT NOT NULL,
  phone TEXT, time_zone TEXT NOT NULL, standard_id TEXT NOT NULL REFERENCES standard (id), office_hours TEXT NOT NULL,
  report_boxes TEXT NOT NULL, created_at TEXT NOT NULL, version INTEGER NOT NULL);
CREATE TABLE branch_head (
  branch_id TEXT PRIMARY KEY REFERENCES branch (id), change_seq BIGINT NOT NULL,
  activity_seq BIGINT NOT NULL, activity_hash TEXT NOT NULL);
CREATE TABLE counter (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id), name TEXT NOT NULL, sort INTEGER NOT NULL);
CREATE TABLE department (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id), name TEXT NOT NULL, sort INTEGER NOT NULL);
CREATE TABLE staff (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id),
  department_id TEXT NOT NULL REFERENCES department (id), name TEXT NOT NULL, title TEXT NOT NULL,
  seat TEXT NOT NULL, roles TEXT NOT NULL, substitute_id TEXT REFERENCES staff (id), active INTEGER NOT NULL,
  sort INTEGER NOT NULL, version INTEGER NOT NULL);
CREATE TABLE staff_photo (
  staff_id TEXT PRIMARY KEY REFERENCES staff (id), media_type TEXT NOT NULL, bytes BLOB NOT NULL,
  updated_at TEXT NOT NULL);
CREATE TABLE duty (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id), name TEXT NOT NULL,
  expected_minutes INTEGER, active INTEGER NOT NULL, sort INTEGER NOT NULL);
CREATE TABLE staff_duty (
  staff_id TEXT NOT NULL REFERENCES staff (id), duty_id TEXT NOT NULL REFERENCES duty (id),
  PRIMARY KEY (staff_id, duty_id));
CREATE TABLE absence (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id),
  staff_id TEXT NOT NULL REFERENCES staff (id), kind TEXT NOT NULL, told TEXT, starts_at TEXT NOT NULL,
  returns_at TEXT, ended_at TEXT, created_by TEXT NOT NULL REFERENCES staff (id), version INTEGER NOT NULL);
CREATE TABLE customer (
  id TEXT PRIMARY KEY, institution_id TEXT NOT NULL REFERENCES institution (id), no BIGINT NOT NULL UNIQUE,
  name TEXT NOT NULL, business TEXT NOT NULL, phone TEXT NOT NULL, phone_digits TEXT NOT NULL,
  consent_at TEXT NOT NULL, consent_how TEXT NOT NULL, rank BIGINT NOT NULL, latest_encounter_at TEXT,
  encounters INTEGER NOT NULL, created_at TEXT NOT NULL, version INTEGER NOT NULL);
CREATE TABLE customer_search (
  token TEXT NOT NULL, rank BIGINT NOT NULL, customer_no BIGINT NOT NULL,
  PRIMARY KEY (token, rank, customer_no)) WITHOUT ROWID;
CREATE TABLE encounter (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id), counter_id TEXT REFERENCES counter (id),
  standard_id TEXT NOT NULL REFERENCES standard (id), channel TEXT NOT NULL, state TEXT NOT NULL,
  opened_at TEXT NOT NULL, opened_by TEXT NOT NULL REFERENCES staff (id), business_date TEXT NOT NULL,
  customer_id TEXT REFERENCES customer (id), duty_id TEXT REFERENCES duty (id), purpose TEXT NOT NULL,
  officer_id TEXT REFERENCES staff (id), served_by TEXT NOT NULL REFERENCES staff (id),
  handed_to TEXT REFERENCES staff (id), handed_over_at TEXT, taken_at TEXT, waiting_since TEXT, outcome TEXT,
  outcome_note TEXT NOT NULL, closed_at TEXT,
  version INTEGER NOT NULL);
CREATE TABLE encounter_step (
  encounter_id TEXT NOT NULL REFERENCES encounter (id), step TEXT NOT NULL, state TEXT NOT NULL, at TEXT NOT NULL,
  how TEXT NOT NULL, reason TEXT, actor_id TEXT NOT NULL REFERENCES staff (id), PRIMARY KEY (encounter_id, step));
CREATE TABLE memo (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id),
  standard_id TEXT NOT NULL REFERENCES standard (id), encounter_id TEXT REFERENCES encounter (id),
  customer_id TEXT REFERENCES customer (id), customer_name TEXT NOT NULL, business TEXT NOT NULL,
  phone TEXT NOT NULL, phone_digits TEXT NOT NULL, duty_id TEXT REFERENCES duty (id), inquiry TEXT NOT NULL,
  intended_id TEXT NOT NULL REFERENCES staff (id), handler_id TEXT NOT NULL REFERENCES staff (id),
  taken_by TEXT NOT NULL REFERENCES staff (id), urgency TEXT NOT NULL, state TEXT NOT NULL,
  attempts INTEGER NOT NULL, call_again_at TEXT, made_at TEXT NOT NULL, business_date TEXT NOT NULL,
  closed_at TEXT, version INTEGER NOT NULL);
CREATE TABLE memo_event (
  id TEXT PRIMARY KEY, memo_id TEXT NOT NULL REFERENCES memo (id), seq BIGINT NOT NULL, kind TEXT NOT NULL,
  at TEXT NOT NULL, actor_id TEXT NOT NULL REFERENCES staff (id), note TEXT NOT NULL, data TEXT NOT NULL);
CREATE TABLE promise (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id),
  standard_id TEXT NOT NULL REFERENCES standard (id), promise TEXT NOT NULL, clause TEXT NOT NULL,
  subject_type TEXT NOT NULL, subject_id TEXT NOT NULL, counting TEXT NOT NULL, amount INTEGER NOT NULL,
  unit TEXT NOT NULL, made_at TEXT NOT NULL, business_date TEXT NOT NULL, original_due_at TEXT NOT NULL,
  due_at TEXT NOT NULL, due_date TEXT NOT NULL, due_reason TEXT NOT NULL,
  intended_id TEXT NOT NULL REFERENCES staff (id), caller_id TEXT NOT NULL REFERENCES staff (id),
  state TEXT NOT NULL, closed_at TEXT, closed_date TEXT, closed_by TEXT REFERENCES staff (id),
  late_reason TEXT, late_action TEXT, version INTEGER NOT NULL);
CREATE TABLE fact (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id), seq BIGINT NOT NULL,
  standard_id TEXT NOT NULL REFERENCES standard (id), clause TEXT NOT NULL, subject_type TEXT NOT NULL,
  subject_id TEXT NOT NULL, event TEXT NOT NULL, occurred_at TEXT NOT NULL, recorded_at TEXT NOT NULL,
  business_date TEXT NOT NULL, how TEXT NOT NULL, actor_id TEXT NOT NULL REFERENCES staff (id));
CREATE TABLE change (
  branch_id TEXT NOT NULL REFERENCES branch (id), seq BIGINT NOT NULL, entity TEXT NOT NULL,
  entity_id TEXT NOT NULL, version INTEGER NOT NULL, PRIMARY KEY (branch_id, seq)) WITHOUT ROWID;
CREATE TABLE idempotency (
  request_id TEXT PRIMARY KEY, procedure TEXT NOT NULL, actor_id TEXT NOT NULL, entity TEXT NOT NULL,
  entity_id TEXT NOT NULL, version INTEGER NOT NULL, seq BIGINT NOT NULL, at TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE due (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id), kind TEXT NOT NULL,
  subject_type TEXT NOT NULL, subject_id TEXT NOT NULL, at TEXT NOT NULL, fired_at TEXT, cancelled_at TEXT);
CREATE TABLE notice (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id), due_id TEXT NOT NULL REFERENCES due (id),
  kind TEXT NOT NULL, subject_type TEXT NOT NULL, subject_id TEXT NOT NULL,
  staff_id TEXT NOT NULL REFERENCES staff (id), at TEXT NOT NULL, seen_at TEXT, cancelled_at TEXT);
CREATE TABLE draft (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id),
  staff_id TEXT NOT NULL REFERENCES staff (id), kind TEXT NOT NULL, subject_id TEXT, body TEXT NOT NULL,
  updated_at TEXT NOT NULL, version INTEGER NOT NULL);
CREATE TABLE activity (
  branch_id TEXT NOT NULL REFERENCES branch (id), seq BIGINT NOT NULL, at TEXT NOT NULL, actor_id TEXT NOT NULL,
  source TEXT NOT NULL, action TEXT NOT NULL, outcome TEXT NOT NULL, subjects TEXT NOT NULL, purpose TEXT NOT NULL,
  prev_hash TEXT NOT NULL, hash TEXT NOT NULL, PRIMARY KEY (branch_id, seq)) WITHOUT ROWID;
`;

/**
 * Partial indexes keep the work of today small beside a million closed rows. The index by day begins with the day,
 * or SQLite would read a whole branch through it instead of the few unclosed.
 */
const indexes = `
CREATE INDEX encounter_unclosed ON encounter (branch_id, opened_at, id) WHERE closed_at IS NULL;
CREATE INDEX encounter_by_day ON encounter (business_date, branch_id);
CREATE INDEX encounter_of_customer ON encounter (customer_id, opened_at) WHERE customer_id IS NOT NULL;
CREATE INDEX memo_unclosed ON memo (branch_id, made_at, id) WHERE closed_at IS NULL;
CREATE INDEX memo_of_customer ON memo (customer_id, made_at) WHERE customer_id IS NOT NULL;
CREATE INDEX memo_of_encounter ON memo (encounter_id) WHERE encounter_id IS NOT NULL;
CREATE INDEX memo_event_of_memo ON memo_event (memo_id, seq);
CREATE INDEX promise_open ON promise (branch_id, due_at, id) WHERE state = 'open';
CREATE INDEX promise_by_due ON promise (branch_id, due_date);
CREATE INDEX promise_by_made ON promise (branch_id, business_date);
CREATE INDEX promise_by_closed ON promise (branch_id, closed_date, business_date) WHERE closed_date IS NOT NULL;
CREATE INDEX promise_of_subject ON promise (subject_type, subject_id, made_at);
CREATE INDEX fact_by_clause ON fact (branch_id, business_date, clause);
CREATE INDEX idempotency_of_entity ON idempotency (entity_id, seq);
CREATE INDEX due_pending ON due (at, id) WHERE fired_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX due_of_subject ON due (subject_type, subject_id);
CREATE INDEX notice_unseen ON notice (staff_id, at, id) WHERE seen_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX notice_of_subject ON notice (subject_type, subject_id) WHERE seen_at IS NULL AND cancelled_at IS NULL;
CREATE INDEX draft_of_staff ON draft (staff_id, updated_at);
CREATE INDEX staff_of_branch ON staff (branch_id, sort, id);
CREATE INDEX absence_running ON absence (branch_id, staff_id) WHERE ended_at IS NULL;
`;

const appendOnly = ['fact', 'change', 'activity'];

function statements(sqlText: string): string[] {
  return sqlText
    .split(';')
    .map((statement) => statement.trim())
    .filter((statement) => statement !== '');
}

export const firstLight: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and must not follow the schema's types
  async up(db: Kysely<any>) {
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
    const ddl = (statement: string) =>
      postgres
        ? statement
            .replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"')
            .replaceAll(/\bBLOB\b/g, 'BYTEA')
            .replaceAll('WITHOUT ROWID', '')
        : statement;
    for (const statement of [...statements(tables), ...statements(indexes)]) {
      await sql.raw(ddl(statement)).execute(db);
    }
    if (postgres) {
      await sql`CREATE FUNCTION refuse_rewrite() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'append-only'; END $$`.execute(db);
    }
    for (const table of appendOnly) {
      for (const verb of ['UPDATE', 'DELETE']) {
        const name = `${table}_no_${verb.toLowerCase()}`;
        await sql
          .raw(
            postgres
              ? `CREATE TRIGGER ${name} BEFORE ${verb} ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse_rewrite()`
              : `CREATE TRIGGER ${name} BEFORE ${verb} ON ${table} BEGIN SELECT RAISE(ABORT, 'append-only'); END`,
          )
          .execute(db);
      }
    }
  },
};
