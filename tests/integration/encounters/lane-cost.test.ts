import { expect, test } from 'vitest';
import { visitsInHand } from '#core/encounters/encounters.repository.ts';
import { unclosed } from '#core/encounters/encounters.view.ts';
import type { Call } from '#core/kernel/call.ts';
import { aWindow } from '#tests/builders/encounters.ts';
import { anOffice } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';
import { noting, planOf } from '#tests/support/statements.ts';

eachEngine((engine, open) => {
  test('the lane costs three statements however many visits are in it, and never walks the closed ones', async () => {
    const office = await anOffice(await open());
    const { desk } = office.frontDesk;
    const reception = aWindow(office, '이지훈');
    await reception.lane();
    const call: Call = { actor: null, language: 'ko', source: 'test' };
    for (const visits of [0, 1, 5]) {
      const { db, statements } = noting(desk.engine.db);
      const lane = await unclosed({ ...desk, engine: { ...desk.engine, db } }, call, office.branchId);
      expect(lane.encounters).toHaveLength(visits);
      expect(statements.length).toBeLessThanOrEqual(3);
      for (let more = visits; more < (visits === 0 ? 1 : 5); more++) await reception.open();
    }

    const { db, statements } = noting(desk.engine.db);
    await unclosed({ ...desk, engine: { ...desk.engine, db } }, call, office.branchId);
    await visitsInHand(db, office.branchId);
    if (engine === 'sqlite') {
      for (const statement of statements.filter((one) => one.sql.includes('"closed_at" is null'))) {
        const plan = await planOf(desk.engine.db, statement);
        const visited = plan.filter((detail) => /\bencounter\b/.test(detail));
        expect(visited.join('\n')).toContain('USING INDEX encounter_unclosed');
      }
      expect(statements.filter((one) => one.sql.includes('"closed_at" is null'))).toHaveLength(2);
    }
    await office.close();
  });
});
