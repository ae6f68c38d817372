import { type Kysely, PostgresAdapter, sql } from 'kysely';
import type { Migration } from 'kysely/migration';

/** Signed daily reports and their PDFs, frozen: nothing of a row ever changes, a PDF is added once. */
const tables = `
CREATE TABLE signed_report (
  id TEXT PRIMARY KEY, branch_id TEXT NOT NULL REFERENCES branch (id), date TEXT NOT NULL,
  edition INTEGER NOT NULL, year INTEGER NOT NULL, no INTEGER NOT NULL,
  standard_id TEXT NOT NULL REFERENCES standard (id), language TEXT NOT NULL, signed_at TEXT NOT NULL,
  signed_by TEXT NOT NULL REFERENCES staff (id), signer_name TEXT NOT NULL, signer_title TEXT NOT NULL,
  signer_department TEXT NOT NULL, before_closing INTEGER NOT NULL, open_visits INTEGER NOT NULL,
  content TEXT NOT NULL, content_hash TEXT NOT NULL, activity_seq BIGINT NOT NULL, activity_hash TEXT NOT NULL,
  corrects_id TEXT REFERENCES signed_report (id), differences TEXT NOT NULL,
  UNIQUE (branch_id, date, edition), UNIQUE (branch_id, year, no));
CREATE TABLE signed_report_pdf (
  report_id TEXT PRIMARY KEY REFERENCES signed_report (id), bytes BLOB NOT NULL, size INTEGER NOT NULL,
  hash TEXT NOT NULL, made_at TEXT NOT NULL);
CREATE INDEX signed_report_pdf_by_hash ON signed_report_pdf (hash);
`;

const appendOnly = ['signed_report', 'signed_report_pdf'];

export const signedReports: Migration = {
  // biome-ignore lint/suspicious/noExplicitAny: a migration is frozen and must not follow the schema's types
  async up(db: Kysely<any>) {
    const postgres = db.getExecutor().adapter instanceof PostgresAdapter;
    const ddl = (statement: string) =>
      postgres
        ? statement.replaceAll(/\bTEXT\b/g, 'TEXT COLLATE "C"').replaceAll(/\bBLOB\b/g, 'BYTEA')
        : statement;
    for (const statement of tables.split(';').map((one) => one.trim())) {
      if (statement !== '') await sql.raw(ddl(statement)).execute(db);
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
