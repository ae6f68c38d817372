import { CompiledQuery, type KyselyPlugin, type RootOperationNode } from 'kysely';
import { expect, test } from 'vitest';
import { visitsInHand } from '#core/encounters/encounters.repository.ts';
import { unclosed } from '#core/encounters/encounters.view.ts';
import type { Call } from '#core/kernel/call.ts';
import type { Executor } from '#core/kernel/desk.ts';
import { aWindow } from '#tests/builders/encounters.ts';
import { anOffice } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

/** The same store, with every statement noted that runs through it. */
function noting(db: Executor): { db: Executor; statements: CompiledQuery[] } {
  const statements: CompiledQuery[] = [];
  // A subquery is transformed as well; only what has a result was run.
  const built = new Map<unknown, CompiledQuery>();
  const plugin: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      built.set(queryId, db.getExecutor().compileQuery(node, queryId) as CompiledQuery);
      return node as RootOperationNode;
    },
    async transformResult({ queryId, result }) {
      const query = built.get(queryId);
      if (query !== undefined) statements.push(query);
      return result;
    },
  };
  return { db: db.withPlugin(plugin), statements };
}

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
        const plan = await desk.engine.db.executeQuery<{ detail: string }>(
          CompiledQuery.raw(`explain query plan ${statement.sql}`, [...statement.parameters]),
        );
        const visited = plan.rows.map((row) => row.detail).filter((detail) => /\bencounter\b/.test(detail));
        expect(visited.join('\n')).toContain('USING INDEX encounter_unclosed');
      }
      expect(statements.filter((one) => one.sql.includes('"closed_at" is null'))).toHaveLength(2);
    }
    await office.close();
  });
});
