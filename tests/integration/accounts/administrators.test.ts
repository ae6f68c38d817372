import { describe, expect, test } from 'vitest';
import { aBrowser, anAccount, foundedOffice, outcome, PASSWORD } from '#tests/builders/founded-office.ts';
import { requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';

eachEngine((_, open) => {
  describe('an administrator', () => {
    test('of one branch cannot take over somebody who also works where he administers nothing', async () => {
      const engine = await open();
      const { office, admin } = await foundedOffice(engine);
      const west = await admin.client.settings.openBranch({
        requestId: requestId(),
        branchId: office.branchId,
        name: '서부지점',
        phone: null,
        counters: ['1번 창구'],
        departments: ['보증팀'],
      });
      const login = await anAccount(office, '박서연', 'seoyeon');
      await engine.db.updateTable('account').set({ must_change: 0 }).execute();
      // 박서연 becomes the administrator of the branch in the middle; 한도윤 administers both.
      await engine.db
        .updateTable('staff')
        .set({ roles: '["admin"]' })
        .where('id', '=', office.staff.박서연 ?? '')
        .execute();
      const seoyeon = aBrowser(office, office.staff.박서연);
      await seoyeon.client.accounts.signIn({ login, password: PASSWORD });
      const list = await seoyeon.client.accounts.list({ branchId: office.branchId });
      const his = list.find(({ staffId }) => staffId === office.staff.한도윤)?.account;
      expect(his?.elsewhere).toEqual(['서부지점']);
      const onHim = { requestId: requestId(), accountId: his?.id ?? '', expectedVersion: his?.version ?? 0 };
      const attempts: [string, () => Promise<unknown>][] = [
        ['reset', () => seoyeon.client.accounts.reset({ ...onHim, temporary: '넉넉히 긴 임시 비밀번호' })],
        ['setActive', () => seoyeon.client.accounts.setActive({ ...onHim, active: false })],
        ['endSessions', () => seoyeon.client.accounts.endSessions(onHim)],
      ];
      for (const [name, attempt] of attempts) {
        expect(await outcome(attempt())).toEqual({ code: 'FORBIDDEN', data: { action: `accounts.${name}` } });
      }
      expect(await outcome(admin.client.accounts.stillHere({}))).toBe('OK');
      const refused = (await admin.client.system.recentActivity({ branchId: office.branchId })).filter(
        (row) => row.outcome === 'refused',
      );
      expect(refused).toHaveLength(3);
      // He who administers both may.
      const hers = list.find(({ staffId }) => staffId === office.staff.박서연)?.account;
      const onHer = {
        requestId: requestId(),
        accountId: hers?.id ?? '',
        expectedVersion: hers?.version ?? 0,
      };
      expect(await outcome(admin.client.accounts.endSessions(onHer))).toBe('OK');
      expect(west.id).not.toBe(office.branchId);
      await office.close();
    });

    test('two who take each other away at once leave one', async () => {
      const engine = await open();
      const { office, admin } = await foundedOffice(engine);
      await anAccount(office, '박서연', 'seoyeon');
      await engine.db.updateTable('account').set({ must_change: 0 }).execute();
      await engine.db
        .updateTable('staff')
        .set({ roles: '["admin"]' })
        .where('id', '=', office.staff.박서연 ?? '')
        .execute();
      const seoyeon = aBrowser(office, office.staff.박서연);
      await seoyeon.client.accounts.signIn({ login: 'seoyeon', password: PASSWORD });
      const list = await admin.client.accounts.list({ branchId: office.branchId });
      const off = (name: string) => {
        const account = list.find(({ staffId }) => staffId === office.staff[name])?.account;
        return {
          requestId: requestId(),
          accountId: account?.id ?? '',
          expectedVersion: account?.version ?? 0,
          active: false,
        };
      };
      const both = await Promise.all([
        outcome(admin.client.accounts.setActive(off('박서연'))),
        outcome(seoyeon.client.accounts.setActive(off('한도윤'))),
      ]);
      expect(both.filter((one) => one === 'OK').length).toBeLessThanOrEqual(1);
      const left = await engine.db.selectFrom('account').select('id').where('active', '=', 1).execute();
      expect(left.length).toBeGreaterThanOrEqual(1);
      await office.close();
    });
  });
});
