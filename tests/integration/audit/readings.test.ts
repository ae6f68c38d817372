import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { logReading, verifyActivity } from '#core/audit/activity.service.ts';
import type { Reading } from '#core/audit/chain.ts';
import type { StorageEngine } from '#storage/engines/engine.ts';
import { connectSqlite } from '#storage/engines/sqlite.ts';
import { anOffice, type Office, requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const numbered = (count: number) => Array.from({ length: count }, (_, n) => `${n}`);

function reading(office: Office, purpose: string): Reading {
  return {
    branchId: office.branchId,
    actorId: office.staff.이지훈 ?? '',
    source: 'test',
    action: 'test.look',
    outcome: 'allowed',
    subjects: [],
    purpose,
  };
}

/** The purposes of what was logged here, in the order of the chain. */
async function logged(office: Office): Promise<string[]> {
  const rows = await office.frontDesk.desk.engine.db
    .selectFrom('activity')
    .select('purpose')
    .where('action', '=', 'test.look')
    .orderBy('seq')
    .execute();
  return rows.map(({ purpose }) => purpose);
}

/** Asks whether a row is committed, over another connection than the one it is written by. */
async function witness(engine: StorageEngine) {
  if (engine.kind === 'postgres') {
    return async (purpose: string) =>
      (await engine.db.selectFrom('activity').select('seq').where('purpose', '=', purpose).execute()).length;
  }
  const { rows } = await sql<{ file: string }>`pragma database_list`.execute(engine.db);
  const other = connectSqlite({ file: rows[0]?.file ?? '', readonly: true });
  const count = other.prepare('select count(*) from activity where purpose = ?').pluck();
  return async (purpose: string) => Number(count.get(purpose));
}

eachEngine((_, open) => {
  test('looks that come together are a row each in the order they came, in one chain and few transactions', async () => {
    const office = await anOffice(await open());
    const { desk } = office.frontDesk;
    const purposes = numbered(230);
    const begun = vi.spyOn(desk.engine.db, 'transaction');
    await Promise.all(purposes.map((purpose) => logReading(desk, reading(office, purpose))));
    expect(begun.mock.calls.length).toBeLessThanOrEqual(4);
    expect(await logged(office)).toEqual(purposes);
    expect(await verifyActivity(desk, office.branchId)).toMatchObject({ brokenAt: null });
    await office.close();
  });

  test('each is committed when its call returns', async () => {
    const office = await anOffice(await open());
    const { desk } = office.frontDesk;
    const committed = await witness(desk.engine);
    const seen = numbered(150).map(async (purpose) => {
      await logReading(desk, reading(office, purpose));
      return await committed(purpose);
    });
    expect(new Set(await Promise.all(seen))).toEqual(new Set([1]));
    await office.close();
  });

  test('a row the store does not take is refused alone; the others are kept in their order', async () => {
    const office = await anOffice(await open());
    const { desk } = office.frontDesk;
    const bad = { ...reading(office, 'bad'), actorId: null as unknown as string };
    const all = ['one', 'two', 'bad', 'three'].map((purpose) =>
      logReading(desk, purpose === 'bad' ? bad : reading(office, purpose)),
    );
    expect((await Promise.allSettled(all)).map(({ status }) => status)).toEqual([
      ...['fulfilled', 'fulfilled', 'rejected', 'fulfilled'],
    ]);
    expect(await logged(office)).toEqual(['one', 'two', 'three']);
    expect(await verifyActivity(desk, office.branchId)).toMatchObject({ brokenAt: null });
    await office.close();
  });

  test('a chain that readings and mutations write at the same time holds', async () => {
    const office = await anOffice(await open());
    const { desk } = office.frontDesk;
    const { branchId } = office;
    const greeted = numbered(20).map(() =>
      office.as('이지훈').encounters.open({ requestId: requestId(), branchId, counterId: null }),
    );
    const looked = numbered(60).map((purpose) => logReading(desk, reading(office, purpose)));
    await Promise.all([...greeted, ...looked]);
    expect(await logged(office)).toEqual(numbered(60));
    expect(await verifyActivity(desk, branchId)).toMatchObject({ brokenAt: null });
    await office.close();
  });
});
