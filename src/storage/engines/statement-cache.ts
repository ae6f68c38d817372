import Database from 'better-sqlite3';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

/** Statements kept compiled. The whole product has a few hundred shapes; a statement takes 2 to 10 kB. */
const KEPT = 300;
/** Longer texts are bulk writes whose shape depends on the number of rows: not worth a place. */
const LONGEST_KEPT = 8_000;

const repeats = /^\s*(select|insert|update|delete|with|commit|rollback|begin)\b/i;
const nothing: SqliteStatement = {
  reader: false,
  all: () => [],
  run: () => ({ changes: 0, lastInsertRowid: 0 }),
  iterate: () => [][Symbol.iterator](),
};

/**
 * better-sqlite3 as Kysely's dialect expects it, with three differences:
 * statements stay compiled (least recently used go first), a transaction begins IMMEDIATE, so that two
 * connections cannot both read and then fail to write, and a transaction that SQLite has already ended
 * by itself (disk full, I/O error) can neither go on half-applied nor hide the first error behind
 * “cannot rollback”.
 */
export class StatementCache implements SqliteDatabase {
  readonly #database: Database.Database;
  readonly #statements = new Map<string, Database.Statement>();
  #begun = false;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** How many statements are compiled now. */
  get size(): number {
    return this.#statements.size;
  }

  close(): void {
    this.#statements.clear();
    this.#database.close();
  }

  prepare(sql: string): SqliteStatement {
    if (sql === 'begin') return this.#begin();
    if (sql === 'commit') return this.#end(sql);
    if (sql === 'rollback') {
      if (this.#database.inTransaction) return this.#end(sql);
      this.#begun = false;
      return nothing;
    }
    if (this.#begun && !this.#database.inTransaction) {
      throw new Database.SqliteError(
        'The store ended this transaction after an error',
        'SQLITE_ABORT_ROLLBACK',
      );
    }
    return this.#compiled(sql);
  }

  #begin(): SqliteStatement {
    const statement = this.#compiled(this.#database.readonly ? 'begin' : 'begin immediate');
    return {
      ...nothing,
      run: () => {
        const result = statement.run([]);
        this.#begun = true;
        return result;
      },
    };
  }

  #end(sql: string): SqliteStatement {
    const statement = this.#compiled(sql);
    return {
      ...nothing,
      run: () => {
        const result = statement.run([]);
        this.#begun = false;
        return result;
      },
    };
  }

  #compiled(sql: string): Database.Statement {
    const kept = this.#statements.get(sql);
    // A statement still being iterated cannot run a second time: that rare caller gets its own.
    if (kept?.busy) return this.#database.prepare(sql);
    if (kept) {
      this.#statements.delete(sql);
      this.#statements.set(sql, kept);
      return kept;
    }
    const fresh = this.#database.prepare(sql);
    if (!repeats.test(sql)) {
      // A change of the schema: nothing compiled before it should outlive it.
      this.#statements.clear();
    } else if (sql.length <= LONGEST_KEPT) {
      this.#statements.set(sql, fresh);
      if (this.#statements.size > KEPT) {
        const oldest = this.#statements.keys().next();
        if (!oldest.done) this.#statements.delete(oldest.value);
      }
    }
    return fresh;
  }
}
