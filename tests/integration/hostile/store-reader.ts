import { readFileSync } from 'node:fs';
import { type RawBuilder, sql } from 'kysely';
import type { StorageEngine } from '#storage/engines/engine.ts';

/** A column where words may stand. */
export type Column = readonly [table: string, column: string];

/** Looks into a store from below, past everything that Maji itself would say of it. */
export interface StoreReader {
  /** The columns in which a text stands, by itself or as a string in a piece of JSON. */
  homesOf(text: string): Promise<Column[]>;
  /** In how many rows each text stands letter by letter in its columns, all of them asked at once. */
  count(asked: readonly { text: string; homes: readonly Column[] }[]): Promise<number[]>;
  /** Where a text stands in any way at all, in a part of a value or in the bytes of the file. */
  traces(text: string): Promise<string[]>;
}

/** Ids, numbers and the pack alone. */
const holdNoWords = new Set(['standard', 'change', 'fact', 'idempotency', 'branch_head', 'customer_token']);

export async function storeReader({ db, kind }: StorageEngine): Promise<StoreReader> {
  const within = sql.raw(kind === 'sqlite' ? 'instr' : 'strpos');
  const tables = (await db.introspection.getTables()).filter(({ name }) => !name.startsWith('kysely'));
  const columns = tables.flatMap(({ name, columns }) =>
    columns
      .filter(({ dataType }) => dataType.toLowerCase() === 'text')
      .map((column): Column => [name, column.name]),
  );
  /** The rows of a column with a text in them, as one number. */
  const rows = ([table, column]: Column, text: string) => {
    // PostgreSQL's own protocol has no letter NUL; where one may be kept it is written as JSON.
    const whole = text.includes('\0') ? '\u{fffd}' : text.toWellFormed();
    const name = sql.ref(column);
    return sql<number>`(select count(*) from ${sql.table(table)} where ${name} = ${whole} or ${within}(${name}, ${JSON.stringify(text)}) > 0)`;
  };
  const numbers = async (asked: RawBuilder<number>[]): Promise<number[]> => {
    if (asked.length === 0) return [];
    const each = asked.map((number, index) => sql`${number} as ${sql.ref(`n${index}`)}`);
    const found = await sql<Record<string, unknown>>`select ${sql.join(each)}`.execute(db);
    return asked.map((_, index) => Number(found.rows[0]?.[`n${index}`]));
  };
  return {
    async homesOf(text) {
      const places = columns.filter(([table]) => !holdNoWords.has(table));
      const found = await numbers(places.map((column) => rows(column, text)));
      return places.filter((_, index) => found[index] !== 0);
    },
    count: (asked) =>
      numbers(
        asked.map(
          ({ text, homes }) =>
            sql`(${sql.join(
              homes.map((home) => rows(home, text)),
              sql` + `,
            )})`,
        ),
      ),
    async traces(text) {
      const anywhere = ([table, column]: Column) =>
        sql<number>`(select count(*) from ${sql.table(table)} where ${within}(${sql.ref(column)}, ${text}) > 0)`;
      const found = await numbers(columns.map(anywhere));
      const traces = columns.filter((_, index) => found[index] !== 0).map((column) => column.join('.'));
      if (kind === 'postgres') return traces;
      const { rows: files } = await sql<{ file: string }>`pragma database_list`.execute(db);
      for (const { file } of files) {
        for (const name of [file, `${file}-wal`]) if (readFileSync(name).includes(text)) traces.push(name);
      }
      return traces;
    },
  };
}
