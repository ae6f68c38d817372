import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { migrate } from '#storage/migrate.ts';
import { firstLight } from '#storage/migrations/0001-first-light.ts';
import { eachEngine } from '#tests/support/postgres.ts';

eachEngine((_, open) => {
  test('a store from before joining keeps its customers, each in use', async () => {
    const engine = await open({ known: { '0001-first-light': firstLight } });
    const { db } = engine;
    const at = '2026-11-20T05:32:00.000Z';
    await db
      .insertInto('institution')
      .values({ id: 'i', name: '한밭신용보증재단', created_at: at })
      .execute();
    await sql`insert into customer (id, institution_id, no, name, business, phone, phone_digits, consent_at,
      consent_how, rank, latest_encounter_at, encounters, created_at, version) values ('c', 'i', 1, '김민수', '',
      '010-1234-2748', '01012342748', ${at}, 'oral', 0, null, 0, ${at}, 3)`.execute(db);
    expect(await migrate(engine)).toContain('0003-joining');
    expect(await db.selectFrom('customer').selectAll().execute()).toMatchObject([
      { id: 'c', name: '김민수', version: 3, joined_into: null },
    ]);
    expect(await db.selectFrom('customer_joining').selectAll().execute()).toEqual([]);
  });
});
