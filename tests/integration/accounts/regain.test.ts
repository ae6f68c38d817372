import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { headers } from '#contract/rules.ts';
import { allLogins, regainAccount } from '#core/accounts/regain.service.ts';
import { createFrontDesk } from '#core/app.ts';
import { type Client, daejeonPack, StandingClock } from '#tests/builders/office.ts';
import { demoPassword } from '#tests/support/host.ts';
import { eachEngine, type OpenEngine } from '#tests/support/postgres.ts';
import { aSeat, cheapHash, staffByName } from '#tests/support/seats.ts';

async function aDemo(open: OpenEngine) {
  const frontDesk = await createFrontDesk({
    engine: await open(),
    clock: new StandingClock('2026-11-20T05:32:00.000Z'),
    readPacks: () => [{ file: 'daejeon.yaml', origin: 'shipped' as const, text: daejeonPack }],
    version: 'test',
    passwordCost: cheapHash,
    demo: { password: demoPassword },
  });
  const seat = aSeat('');
  const as = (actorId: string | null = null): Client => {
    const reqHeaders = new Headers();
    if (actorId !== null) reqHeaders.set(headers.actor, actorId);
    return createRouterClient(frontDesk.router, {
      context: { door: 'host', address: '127.0.0.1', local: true, seat, reqHeaders },
    });
  };
  return { desk: frontDesk.desk, as, staff: await staffByName(frontDesk.desk.engine.db) };
}

const temporary = '솔잎-두루미-자전거';

eachEngine((_name, open) => {
  test('an account that was disabled, blocked and signed in comes back with the temporary password alone', async () => {
    const { desk, as, staff } = await aDemo(open);
    const { db } = desk.engine;
    const doyun = staff.한도윤 ?? '';
    await as().accounts.signIn({ login: 'doyun', password: demoPassword });
    await db.updateTable('account').set({ active: 0 }).where('login', '=', 'doyun').execute();
    for (let count = 0; count < 5; count += 1) {
      await expect(
        as().accounts.signIn({ login: 'doyun', password: '틀린 비밀번호입니다' }),
      ).rejects.toThrow();
    }
    await expect(as().accounts.signIn({ login: 'doyun', password: demoPassword })).rejects.toMatchObject({
      code: 'TRY_LATER',
    });
    await regainAccount(desk, { login: 'DOYUN', temporary });
    const branchId = (await as().system.status({})).branches[0]?.id ?? '';
    await expect(as(doyun).staff.directory({ branchId })).rejects.toMatchObject({
      data: { reason: 'SIGNED_OUT' },
    });
    expect((await as().accounts.here({})).people).toEqual([]);
    await expect(as().accounts.signIn({ login: 'doyun', password: demoPassword })).rejects.toMatchObject({
      data: { reason: 'WRONG_CREDENTIALS' },
    });
    await as().accounts.signIn({ login: 'doyun', password: temporary });
    expect((await as().accounts.here({})).people.map(({ state }) => state)).toEqual(['must_change']);
    await as(doyun).accounts.changePassword({
      requestId: crypto.randomUUID(),
      current: temporary,
      next: '보리 고개 넘어 자전거',
    });
    const rows = await as(doyun).system.recentActivity({ branchId });
    expect(rows.find(({ action }) => action === 'accounts.regain')).toMatchObject({
      actor: 'system',
      subjects: [`staff:${doyun}`],
    });
    expect((await as(doyun).system.verifyActivity({ branchId })).brokenAt).toBeNull();
    const { entries } = await as(doyun).accounts.history({});
    expect(entries.map(({ kind }) => kind)).toContain('password_reset');
  });

  test('nobody’s login and a short password change nothing; the list names everybody', async () => {
    const { desk } = await aDemo(open);
    await expect(regainAccount(desk, { login: 'nobody', temporary })).rejects.toMatchObject({
      data: { reason: 'LOGIN_UNKNOWN' },
    });
    await expect(regainAccount(desk, { login: 'doyun', temporary: 'short' })).rejects.toMatchObject({
      data: { reason: 'PASSWORD_SHORT' },
    });
    const logins = await allLogins(desk);
    expect(logins).toHaveLength(12);
    expect(
      logins.every(({ active, mustChange, places }) => active && !mustChange && places.length === 1),
    ).toBe(true);
  });
});
