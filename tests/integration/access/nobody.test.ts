import { createRouterClient } from '@orpc/server';
import { describe, expect, test } from 'vitest';
import { contract } from '#contract/contract.ts';
import { headers, type ProcedureMeta } from '#contract/rules.ts';
import { anOffice, type Office } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';
import { procedures } from '#tests/support/procedures.ts';
import { admit, aSeat } from '#tests/support/seats.ts';
import { validInput } from '#tests/support/valid-input.ts';
import { storeReader } from '#tests/support/whole-store.ts';

const everything = procedures(contract).map((one) => ({
  path: one.path,
  who: (one.meta as ProcedureMeta).access?.who,
  input: validInput(one.input, () => undefined),
}));
const toSomebody = everything.filter(({ who }) => who !== 'anyone' && who !== 'local');

type Calls = Record<string, Record<string, (input: unknown) => Promise<unknown>>>;

/** Calls from a seat of its own, in somebody's name or nobody's. */
function caller(
  office: Office,
  {
    actor,
    local = true,
    seat = aSeat(),
  }: { actor?: string; local?: boolean; seat?: ReturnType<typeof aSeat> },
) {
  const reqHeaders = new Headers(actor === undefined ? {} : { [headers.actor]: actor });
  const context = { door: 'host' as const, address: '192.0.2.7', local, seat, reqHeaders };
  const client = createRouterClient(office.frontDesk.router, { context }) as unknown as Calls;
  return async (path: string, input: unknown) => {
    const [space = '', name = ''] = path.split('.');
    return await client[space]?.[name]?.(input).then(
      () => 'answered',
      (error: { code: string; data?: { reason?: string } }) =>
        `${error.code} ${error.data?.reason ?? ''}`.trim(),
    );
  };
}

eachEngine((_, open) => {
  describe('who is nobody here', () => {
    test('is told so by everything but what a sign-in page asks, whoever he says he is', async () => {
      const office = await anOffice(await open());
      const read = await storeReader(office.frontDesk.desk.engine, []);
      await office.as('한도윤').settings.branch({ branchId: office.branchId });
      const before = await read();
      const unknown = caller(office, {});
      // He names somebody who has signed in, but at another seat.
      const pretender = caller(office, { actor: office.staff.한도윤 });
      for (const { path, input } of toSomebody) {
        expect([path, await unknown(path, input)]).toEqual([path, 'UNKNOWN_ACTOR NO_ACTOR']);
        expect([path, await pretender(path, input)]).toEqual([path, 'UNKNOWN_ACTOR SIGNED_OUT']);
      }
      expect(await read()).toEqual(before);
      await office.close();
    });

    test('what is for the machine itself is refused from the network before anything is looked at', async () => {
      const office = await anOffice(await open());
      const remote = caller(office, { local: false });
      for (const { path, input, who } of everything) {
        if (who !== 'local') continue;
        expect([path, await remote(path, input)]).toEqual([path, 'FORBIDDEN']);
        expect([path, await caller(office, {})(path, input)]).not.toEqual([path, 'FORBIDDEN']);
      }
      await office.close();
    });

    test('a locked person can do nothing, one with a given password only choose his own', async () => {
      const office = await anOffice(await open());
      const { db } = office.frontDesk.desk.engine;
      const actor = office.staff.한도윤 ?? '';
      const seat = aSeat();
      await admit(db, seat.value, actor);
      const calls = caller(office, { actor, seat });
      await db.updateTable('session').set({ locked_at: '2026-11-20T05:00:00.000Z' }).execute();
      for (const { path, input } of toSomebody) {
        expect([path, await calls(path, input)]).toEqual([path, 'UNKNOWN_ACTOR LOCKED']);
      }
      await db.updateTable('session').set({ locked_at: null }).execute();
      await db.updateTable('account').set({ must_change: 1 }).execute();
      const password_hash = await office.frontDesk.desk.passwords.hash('넉넉히 긴 나의 비밀번호');
      await db.updateTable('account').set({ password_hash }).execute();
      for (const { path, input, who } of toSomebody.toReversed()) {
        const expected = who === 'signed_in' ? 'answered' : 'UNKNOWN_ACTOR MUST_CHANGE';
        if (path === 'accounts.changePassword') continue;
        expect([path, await calls(path, input)]).toEqual([path, expected]);
      }
      const change = toSomebody.find(({ path }) => path === 'accounts.changePassword');
      expect(await calls('accounts.changePassword', change?.input)).toBe('answered');
      expect(await calls('accounts.stillHere', {})).toBe('answered');
      await office.close();
    });
  });
});
