import { describe, expect, test, vi } from 'vitest';
import { createDesk } from '#core/app.ts';
import { verifyActivity } from '#core/audit/activity.service.ts';
import {
  aBrowser,
  aFreshOffice,
  anAccount,
  foundedOffice,
  outcome,
  PASSWORD,
} from '#tests/builders/founded-office.ts';
import { requestId } from '#tests/builders/office.ts';
import { eachEngine } from '#tests/support/postgres.ts';
import { storeReader } from '#tests/support/whole-store.ts';

const PIN = '482917';

const wrong = { code: 'REFUSED', data: { reason: 'WRONG_CREDENTIALS', field: 'password' } };
const later = (seconds: number) => ({ code: 'TRY_LATER', data: { seconds } });

eachEngine((_, open) => {
  describe('the first account', () => {
    test('there is none in a fresh store; one is made once, here only, by a manager', async () => {
      const engine = await open();
      const office = await aFreshOffice(engine);
      const { client } = aBrowser(office);
      expect(await client.accounts.here({})).toMatchObject({ needsFirst: true, people: [] });
      for (const login of ['admin', 'administrator', 'doyun', 'root', '']) {
        for (const password of ['admin', 'password', 'maji', '한도윤']) {
          if (login !== '') expect(await outcome(client.accounts.signIn({ login, password }))).not.toBe('OK');
        }
      }
      const first = { staffId: office.staff.한도윤 ?? '', login: 'doyun', password: PASSWORD };
      const remote = aBrowser(office, undefined, { local: false }).client;
      expect(await outcome(remote.accounts.first(first))).toMatchObject({ code: 'FORBIDDEN' });
      expect((await remote.accounts.here({})).founders).toEqual([]);
      const reception = { ...first, staffId: office.staff.이지훈 ?? '' };
      expect(await outcome(client.accounts.first(reception))).toMatchObject({
        data: { reason: 'NEEDS_MANAGER' },
      });
      // Two at the same moment under different names make one.
      const both = await Promise.all([
        outcome(aBrowser(office).client.accounts.first(first)),
        outcome(aBrowser(office).client.accounts.first({ ...first, login: 'other' })),
      ]);
      expect(both.filter((one) => one === 'OK')).toHaveLength(1);
      expect(await engine.db.selectFrom('account').select('id').execute()).toHaveLength(1);
      expect(await outcome(client.accounts.first({ ...first, login: 'third' }))).toMatchObject({
        data: { reason: 'ALREADY_SET_UP' },
      });
      await office.close();
    });
  });

  describe('what is stored', () => {
    test('a password and a PIN as argon2id with 19 MiB, two passes and one lane, never themselves', async () => {
      const engine = await open();
      const usual = createDesk(engine).passwords;
      const { office } = await foundedOffice(engine);
      // The desk as it is unless a test says otherwise.
      Object.assign(office.frontDesk.desk, { passwords: usual });
      const staffId = office.staff.한도윤 ?? '';
      const { client } = aBrowser(office, staffId);
      await client.accounts.signIn({ login: 'doyun', password: PASSWORD });
      const next = '이제부터 쓰는 긴 비밀번호';
      await client.accounts.changePassword({ requestId: requestId(), current: PASSWORD, next });
      await client.accounts.setPin({ requestId: requestId(), password: next, pin: PIN });
      const account = await engine.db.selectFrom('account').selectAll().executeTakeFirstOrThrow();
      for (const stored of [account.password_hash, account.pin_hash]) {
        expect(stored).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
      }
      expect(await outcome(aBrowser(office).client.accounts.signIn({ login: 'doyun', password: next }))).toBe(
        'OK',
      );
      // Hangul typed in parts is the same password.
      const parts = next.normalize('NFD');
      expect(
        await outcome(aBrowser(office).client.accounts.signIn({ login: ' DOYUN ', password: parts })),
      ).toBe('OK');
      await office.close();
    });

    test('nothing that was typed at the door, right or wrong, is anywhere in the store', async () => {
      const engine = await open();
      const { office, admin } = await foundedOffice(engine);
      const typed = ['틀린비밀번호하나둘셋', 'a wrong password 4711', '비밀번호를 아이디 칸에'];
      const { client, seat } = aBrowser(office);
      for (const password of typed) await outcome(client.accounts.signIn({ login: 'doyun', password }));
      for (const login of typed) await outcome(client.accounts.signIn({ login, password: 'x' }));
      const staffId = office.staff.한도윤 ?? '';
      await admin.client.accounts.setPin({ requestId: requestId(), password: PASSWORD, pin: PIN });
      await admin.client.accounts.lock({ staffId });
      const pins = ['918273', '645342'];
      for (const pin of pins) {
        await outcome(admin.client.accounts.unlock({ staffId, with: { kind: 'pin', pin } }));
      }
      const temporary = '관리자가 준 임시 비밀번호';
      await admin.client.accounts.unlock({ staffId, with: { kind: 'pin', pin: PIN } });
      const member = { staffId: office.staff.이지훈 ?? '', login: 'jihun', temporary };
      await admin.client.accounts.create({ requestId: requestId(), ...member });
      const everything = JSON.stringify(await (await storeReader(engine, []))());
      for (const secret of [...typed, ...pins, PASSWORD, PIN, temporary, seat.value, admin.seat.value]) {
        expect(everything).not.toContain(secret);
        expect(everything).not.toContain(Buffer.from(secret).toString('base64'));
      }
      await office.close();
    });
  });

  describe('wrong passwords', () => {
    test('nobody can tell whether there is such a login: same words, same waits, same work', async () => {
      const engine = await open();
      const { office } = await foundedOffice(engine);
      const { passwords } = office.frontDesk.desk;
      const checks = vi.spyOn(passwords, 'isRight');
      const disabled = await anAccount(office, '박서연', 'seoyeon');
      await engine.db.updateTable('account').set({ active: 0 }).where('login', '=', disabled).execute();
      const logins = ['doyun', 'nobody', disabled, 'NUL\u0000', '한글아이디', '\ud800'];
      const { client } = aBrowser(office);
      const said: Record<string, unknown[]> = {};
      for (const login of logins) {
        const answers: unknown[] = [];
        checks.mockClear();
        // Each round waits until the next may be tried.
        for (const wait of [0, 0, 0, 0, 0, 5, 10, 20, 40, 80, 160, 320, 640, 900, 900]) {
          if (wait > 1) {
            office.clock.pass((wait - 1) / 60);
            answers.push(await outcome(client.accounts.signIn({ login, password: PASSWORD })));
            office.clock.pass(1 / 60);
          }
          answers.push(await outcome(client.accounts.signIn({ login, password: '이것은 아닌 비밀번호' })));
        }
        said[login] = [...answers, checks.mock.calls.length];
      }
      const [known, ...others] = logins.map((login) => said[login]);
      for (const one of others) expect(one).toEqual(known);
      expect(known?.slice(0, 5)).toEqual([wrong, wrong, wrong, wrong, wrong]);
      // Before its time even the right password is refused, and not looked at: 15 wrong ones were, no other.
      expect(known?.slice(5, -1)).toEqual(Array.from({ length: 10 }, () => [later(1), wrong]).flat());
      expect(known?.at(-1)).toBe(15);
      await office.close();
    });

    test('the wait doubles from the fifth failure up to a quarter of an hour, and the right password ends it', async () => {
      const { office } = await foundedOffice(await open());
      const { client } = aBrowser(office);
      const attempt = (password: string) => outcome(client.accounts.signIn({ login: 'doyun', password }));
      for (let failure = 0; failure < 4; failure += 1) expect(await attempt('아닌 비밀번호')).toEqual(wrong);
      for (const seconds of [5, 10, 20, 40, 80, 160, 320, 640, 900, 900]) {
        expect(await attempt('이것은 아닌 비밀번호')).toEqual(wrong);
        expect(await attempt(PASSWORD)).toEqual(later(seconds));
        office.clock.pass(seconds / 60);
      }
      expect(await attempt(PASSWORD)).toBe('OK');
      for (let failure = 0; failure < 4; failure += 1)
        expect(await attempt('아직 아닌 비밀번호')).toEqual(wrong);
      expect(await attempt(PASSWORD)).toBe('OK');
      await office.close();
    });

    test('a clock set back blocks nobody for longer than the longest wait', async () => {
      const { office } = await foundedOffice(await open());
      const { client } = aBrowser(office);
      const attempt = (password: string) => outcome(client.accounts.signIn({ login: 'doyun', password }));
      for (let failure = 0; failure < 5; failure += 1) await attempt('이것은 아닌 비밀번호');
      expect(await attempt(PASSWORD)).toEqual(later(5));
      office.clock.pass(-24 * 60);
      expect(await attempt(PASSWORD)).toBe('OK');
      for (let failure = 0; failure < 5; failure += 1) await attempt('이것은 아닌 비밀번호');
      office.clock.pass(-10);
      const told = await attempt(PASSWORD);
      expect((told as { data: { seconds: number } }).data.seconds).toBeLessThanOrEqual(900);
      await office.close();
    });

    test('fifty at once are fifty: a handful is looked at, the rest has to wait', async () => {
      const engine = await open();
      const { office } = await foundedOffice(engine);
      const checks = vi.spyOn(office.frontDesk.desk.passwords, 'isRight');
      const { client } = aBrowser(office);
      const login = 'doyun';
      const tries = Array.from({ length: 50 }, (_entry, index) =>
        outcome(
          client.accounts.signIn({ login, password: index === 49 ? PASSWORD : `틀린 비밀번호 ${index}` }),
        ),
      );
      const codes = (await Promise.all(tries)).map((one) =>
        one === 'OK' ? 'OK' : (one as { code: string }).code,
      );
      expect(codes.filter((code) => code === 'TRY_LATER').length).toBeGreaterThanOrEqual(45);
      expect(codes).not.toContain('OK');
      expect(checks.mock.calls.length).toBe(5);
      expect(await outcome(client.accounts.signIn({ login, password: PASSWORD }))).toEqual(later(5));
      await office.close();
    });

    test('a try nobody could look at, because too many waited, is not held against the person', async () => {
      const engine = await open();
      const { office } = await foundedOffice(engine);
      const { passwords } = office.frontDesk.desk;
      let letGo = () => {};
      const held = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const line = Array.from({ length: 40 }, () => passwords.inLine(() => held));
      const { client } = aBrowser(office);
      for (let one = 0; one < 12; one += 1) {
        expect(await outcome(client.accounts.signIn({ login: 'doyun', password: PASSWORD }))).toEqual(
          later(2),
        );
      }
      letGo();
      await Promise.all(line);
      expect(await outcome(client.accounts.signIn({ login: 'doyun', password: PASSWORD }))).toBe('OK');
      await office.close();
    });
  });

  describe('PINs', () => {
    test('five wrong ones end the session; only the password lets him in again', async () => {
      const { office, admin } = await foundedOffice(await open());
      const staffId = office.staff.한도윤 ?? '';
      const { client } = admin;
      const setPin = (pin: string) =>
        outcome(client.accounts.setPin({ requestId: requestId(), password: PASSWORD, pin }));
      for (const weak of ['1234', '0000', '121212', '98765', '4567']) {
        expect(await setPin(weak)).toMatchObject({ data: { reason: 'WEAK_PIN' } });
      }
      expect(await setPin('12')).toMatchObject({ code: 'BAD_REQUEST' });
      expect(await setPin(PIN)).toBe('OK');
      const unlock = (pin: string) =>
        outcome(client.accounts.unlock({ staffId, with: { kind: 'pin', pin } }));
      await client.accounts.lock({ staffId });
      for (let time = 0; time < 4; time += 1) {
        expect(await unlock('000001')).toMatchObject({ data: { reason: 'WRONG_PIN' } });
      }
      expect(await unlock(PIN)).toBe('OK');
      await client.accounts.lock({ staffId });
      const at = await Promise.all(Array.from({ length: 10 }, () => unlock('000001')));
      expect(at.filter((one) => JSON.stringify(one).includes('WRONG_PIN')).length).toBeLessThanOrEqual(4);
      expect(await unlock(PIN)).toMatchObject({ data: { reason: 'SIGNED_OUT' } });
      expect(await outcome(client.accounts.signIn({ login: 'doyun', password: PASSWORD }))).toBe('OK');
      expect(await outcome(client.accounts.stillHere({}))).toBe('OK');
      await office.close();
    });
  });

  describe('the log', () => {
    test('knows who came, who failed and who went, and its chain verifies', async () => {
      const engine = await open();
      const { office, admin } = await foundedOffice(engine);
      const staffId = office.staff.한도윤 ?? '';
      const { client } = aBrowser(office, staffId);
      await outcome(client.accounts.signIn({ login: 'doyun', password: '이것은 아닌 비밀번호' }));
      await outcome(client.accounts.signIn({ login: 'nobody', password: '이것은 아닌 비밀번호' }));
      await client.accounts.signIn({ login: 'doyun', password: PASSWORD });
      await client.accounts.signOut({ staffId });
      const { branchId } = office;
      const log = await admin.client.system.recentActivity({ branchId });
      const rows = log.filter(({ action }) => action.startsWith('accounts.')).toReversed();
      expect(
        rows.map(({ actor, action, outcome: how, purpose }) => `${actor} ${action} ${how} ${purpose}`),
      ).toEqual([
        '한도윤 accounts.first allowed password',
        '한도윤 accounts.signIn refused wrong_password',
        'nobody accounts.signIn refused wrong_password',
        '한도윤 accounts.signIn allowed password',
        '한도윤 accounts.signOut allowed signed_out',
      ]);
      for (const row of rows) expect(row.source).toContain('192.0.2.7');
      const { entries } = await admin.client.accounts.history({});
      expect(entries.map(({ kind }) => kind).toReversed()).toEqual([
        'password',
        'wrong_password',
        'password',
        'signed_out',
      ]);
      expect(await verifyActivity(office.frontDesk.desk, branchId)).toMatchObject({ brokenAt: null });
      await office.close();
    });
  });
});
