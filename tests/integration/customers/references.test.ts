import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { movesWithCustomer, staysWithCustomer } from '#core/customers/references.ts';
import type { Executor } from '#core/kernel/desk.ts';
import { eachEngine } from '#tests/support/postgres.ts';

/** `table.column` of every column that is named after a customer or points at one. */
async function pointing(db: Executor, postgres: boolean): Promise<string[]> {
  const columns = postgres
    ? sql<{ at: string }>`
        select table_name || '.' || column_name as at from information_schema.columns
        where table_schema = current_schema() and column_name = 'customer_id'
        union
        select cl.relname || '.' || att.attname from pg_constraint con
        join pg_class cl on cl.oid = con.conrelid
        join pg_attribute att on att.attrelid = con.conrelid and att.attnum = any (con.conkey)
        where con.contype = 'f' and con.confrelid = 'customer'::regclass`
    : sql<{ at: string }>`
        select m.name || '.' || c.name as at from sqlite_schema m, pragma_table_info(m.name) c
        where m.type = 'table' and c.name = 'customer_id'
        union
        select m.name || '.' || f."from" from sqlite_schema m, pragma_foreign_key_list(m.name) f
        where m.type = 'table' and f."table" = 'customer'`;
  const { rows } = await columns.execute(db);
  return rows.map(({ at }) => at).sort();
}

eachEngine((name, open) => {
  test('joining knows every column that points at a customer', async () => {
    const { db } = await open();
    const known = [...movesWithCustomer.map((table) => `${table}.customer_id`), ...staysWithCustomer];
    expect(await pointing(db, name === 'postgres')).toEqual(known.sort());
  });

  test('a later table with a customer would be seen', async () => {
    const { db } = await open();
    await sql`create table visit_note (id text primary key, customer_id text)`.execute(db);
    await sql`create table gift (id text primary key, giver text references customer (id))`.execute(db);
    const found = await pointing(db, name === 'postgres');
    expect(found).toContain('visit_note.customer_id');
    expect(found).toContain('gift.giver');
  });
});
