import { hash } from '@node-rs/argon2';
import { createRouterClient } from '@orpc/server';
import { expect, test } from 'vitest';
import { headers } from '#contract/rules.ts';
import { createFrontDesk } from '#core/app.ts';
import { errorKey } from '#renderer/i18n/error-text.ts';
import {
  anOffice,
  type Client,
  daejeonPack,
  type Office,
  requestId,
  StandingClock,
  usualPeople,
} from '#tests/builders/office.ts';
import { hostileTexts } from '#tests/support/hostile.ts';
import { eachEngine } from '#tests/support/postgres.ts';
import { aSeat, cheapHash } from '#tests/support/seats.ts';
import { ADMIN } from './situation-parts.ts';
import { storeReader } from './store-reader.ts';
import { textFields } from './text-fields.ts';

/** Stands in every secret of these tests, and must stand nowhere else. */
const MARK = '숨긴말';
const secretTexts = hostileTexts.map(({ title, text }) => ({ title, text: `${text}${MARK}${text}` }));
const takes = ({ text }: { text: string }) => text.length <= 400 && text.isWellFormed();

/** The refusal of a call; the text of a granted one. */
const refusal = (call: Promise<unknown>) =>
  call.then(
    () => ({ key: 'granted', field: null }),
    (error: unknown) => errorKey(error),
  );

test('every procedure that takes a secret is tried here', () => {
  const secrets = textFields().filter(({ kind }) => kind === 'secret');
  expect(secrets.map(({ procedure, path }) => `${procedure} ${path.join('.')}`).sort()).toEqual([
    'accounts.changePassword current',
    'accounts.changePassword next',
    'accounts.create temporary',
    'accounts.first password',
    'accounts.reset temporary',
    'accounts.setPin password',
    'accounts.signIn password',
    'accounts.unlock with.password',
    // Kept where the machine keeps secrets, not hashed: tests/integration/messages/senders.test.ts.
    'messages.addSender secret',
    'messages.changeSender secret',
    'setup.demo password',
  ]);
});

/** A window with a seat of its own, where somebody signs in as he would. */
function aDoor(office: Office, staffId: string): Client {
  const seat = aSeat();
  const reqHeaders = new Headers({ [headers.window]: 'door', [headers.actor]: staffId });
  return createRouterClient(office.frontDesk.router, {
    context: { door: 'host', address: '127.0.0.1', local: true, seat, reqHeaders },
  });
}

eachEngine((_, open) => {
  test('a secret opens the door in every form of Unicode, exactly as it was typed, and stands nowhere', async () => {
    const engine = await open();
    const failures: unknown[] = [];
    const admin = { name: ADMIN, title: '과장', department: '관리팀', role: 'admin' as const };
    const office = await anOffice(engine, {
      people: [...usualPeople, admin],
      onFailure: (error) => failures.push(error),
    });
    const { branchId } = office;
    const { departmentId } =
      (await office.as(ADMIN).staff.directory({ branchId })).find(({ name }) => name === ADMIN) ?? {};
    const { id: staffId } = await office.as('한도윤').staff.add({
      requestId: requestId(),
      branchId,
      name: '서하늘',
      title: '주임',
      departmentId: departmentId ?? '',
      seat: '',
      roles: ['employee'],
      substituteId: null,
      dutyIds: [],
    });
    const login = 'haneul';
    const administers = office.as(ADMIN).accounts;
    for (const { title, text } of secretTexts.filter((one) => !takes(one))) {
      const code = text.length > 400 ? 'TEXT_TOO_LONG' : 'LONE_SURROGATE';
      const create = administers.create({ requestId: requestId(), staffId, login, temporary: text });
      expect(await refusal(create), title).toEqual({ key: code, field: 'temporary' });
      const signIn = aDoor(office, staffId).accounts.signIn({ login, password: text });
      expect(await refusal(signIn), title).toEqual({ key: code, field: 'password' });
    }
    const first = `${MARK} 처음 정한 말`;
    const made = await administers.create({ requestId: requestId(), staffId, login, temporary: first });
    let { version } = made;
    for (const { title, text } of secretTexts.filter(takes)) {
      const temporary = `${text} 가나다 사아자차`;
      const reset = await administers.reset({
        requestId: requestId(),
        accountId: made.id,
        expectedVersion: version,
        temporary: temporary.normalize('NFD'),
      });
      const { accounts } = aDoor(office, staffId);
      const wrong = accounts.signIn({ login, password: `${temporary} ` });
      expect(await refusal(wrong), title).toMatchObject({ key: 'WRONG_CREDENTIALS' });
      await accounts.signIn({ login: 'ＨＡＮＥＵＬ', password: temporary.normalize('NFC') });
      const next = `${text} 라마바 카타파하`;
      const changed = await accounts.changePassword({
        requestId: requestId(),
        current: temporary,
        next: next.normalize('NFC'),
      });
      await accounts.setPin({ requestId: requestId(), password: next.normalize('NFD'), pin: '4826' });
      const { locked } = await accounts.lock({ staffId });
      expect(locked, title).toBe(true);
      const password = next.normalize('NFD');
      await accounts.unlock({ staffId, with: { kind: 'password', password } });
      expect(reset.version, title).toBe(version + 1);
      version = changed.version + 1;
    }
    expect(failures).toEqual([]);
    const reader = await storeReader(engine);
    expect(await reader.traces(login)).toContain('account.login');
    expect(await reader.traces(MARK)).toEqual([]);
    expect(await reader.traces(MARK.normalize('NFD'))).toEqual([]);
  });

  test('whatever is said at the door is a wrong login or a wrong PIN, and stands nowhere', async () => {
    const engine = await open();
    const failures: unknown[] = [];
    const office = await anOffice(engine, { onFailure: (error) => failures.push(error) });
    const staffId = office.staff.박서연 ?? '';
    for (const { title, text } of hostileTexts) {
      const { accounts } = office.as(null);
      const login = `${text.slice(0, 300)}${MARK}`;
      for (const guess of [text, login]) {
        const signIn = accounts.signIn({ login: guess, password: MARK });
        expect(await refusal(signIn), title).toMatchObject({ key: 'WRONG_CREDENTIALS' });
      }
    }
    await office.as('박서연').staff.directory({ branchId: office.branchId });
    await engine.db
      .updateTable('account')
      .set({ pin_hash: await hash('4826', cheapHash) })
      .execute();
    for (const { title, text } of hostileTexts) {
      const unlock = office.as('박서연').accounts.unlock({ staffId, with: { kind: 'pin', pin: text } });
      const { key, field } = await refusal(unlock);
      // Five wrong ones end the session; the builder lets him in again.
      expect(['WRONG_PIN', 'SIGNED_OUT'], `${title} ${field}`).toContain(key);
    }
    expect(failures).toEqual([]);
    expect(await (await storeReader(engine)).traces(MARK)).toEqual([]);
  });

  test('the first administrator and the demo branch: their passwords stand nowhere', async () => {
    const engine = await open();
    const frontDesk = await createFrontDesk({
      engine,
      clock: new StandingClock('2026-11-20T05:32:00.000Z'),
      readPacks: () => [{ file: 'daejeon.ko.yaml', origin: 'shipped' as const, text: daejeonPack }],
      version: 'test',
      passwordCost: cheapHash,
    });
    const client = createRouterClient(frontDesk.router, {
      context: { door: 'host', address: '127.0.0.1', local: true, seat: aSeat(), reqHeaders: new Headers() },
    });
    for (const { title, text } of secretTexts.filter((one) => !takes(one))) {
      const code = text.length > 400 ? 'TEXT_TOO_LONG' : 'LONE_SURROGATE';
      const demo = client.setup.demo({ requestId: requestId(), password: text });
      expect(await refusal(demo), title).toEqual({ key: code, field: 'password' });
    }
    const password = `${MARK}\0<script>`.normalize('NFD');
    await client.setup.demo({ requestId: requestId(), password });
    await client.accounts.signIn({ login: 'doyun', password: password.normalize('NFC') });
    const reader = await storeReader(engine);
    expect(await reader.traces('doyun')).toContain('account.login');
    expect(await reader.traces(MARK)).toEqual([]);
    expect(await reader.traces(MARK.normalize('NFD'))).toEqual([]);
    await frontDesk.close();
  });
});
