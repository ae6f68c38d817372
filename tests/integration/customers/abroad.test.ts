import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { messagingWith } from '#server/messages/messaging.ts';
import { secretFiles } from '#server/messages/secret-files.ts';
import { openBookings, publicly, wish } from '#tests/builders/bookings.ts';
import { aTelephone } from '#tests/builders/calls.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId, usualPeople } from '#tests/builders/office.ts';
import { addSolapi, addWebhook, adminOf, solapiKey, webhookSecret } from '#tests/builders/senders.ts';
import {
  aSolapi,
  aWebhook,
  type SolapiStandIn,
  type WebhookStandIn,
} from '#tests/support/message-stand-ins.ts';
import { eachEngine } from '#tests/support/postgres.ts';
import { redirectSolapi } from '#tests/support/solapi-redirect.ts';

const folder = mkdtempSync(join(tmpdir(), 'maji-abroad-'));
let webhook: WebhookStandIn;
let solapi: SolapiStandIn;
let undo: () => void;

beforeAll(async () => {
  [webhook, solapi] = await Promise.all([aWebhook(webhookSecret), aSolapi(solapiKey)]);
  undo = redirectSolapi(solapi.origin);
});
afterAll(async () => {
  undo();
  await Promise.all([webhook.close(), solapi.close()]);
  rmSync(folder, { recursive: true, force: true });
});

const people = [
  ...usualPeople,
  { name: '송관리', title: '팀장', department: '관리팀', role: 'admin' as const },
];

const add = async (office: Office, name: string, phone: string) =>
  await office.as('이지훈').customers.add({
    ...{ requestId: requestId(), branchId: office.branchId, name, phone, business: '' },
    consent: { given: true, how: 'oral' },
  });
const found = async (office: Office, query: string) =>
  (
    await office.as('이지훈').customers.search({ branchId: office.branchId, query, searchId: requestId() })
  ).map(({ name, phone }) => `${name} ${phone}`);
const refused = (call: Promise<unknown>) =>
  call.then(
    () => 'OK',
    (error) => error.data?.reason ?? error.code,
  );

eachEngine((_, open) => {
  /** An office whose holidays are England's: its numbers are British. */
  const aBritishOffice = async () => {
    const secrets = secretFiles(mkdtempSync(join(folder, 'data-')));
    const office = await anOffice(await open(), { people, messaging: messagingWith(secrets) });
    const { desk } = office.frontDesk;
    await desk.engine.db.updateTable('branch').set({ holiday_region: 'GB-ENG' }).execute();
    desk.branches.forget();
    return office;
  };

  test('a British customer is kept, found and recognised by a British number', async () => {
    const office = await aBritishOffice();
    const { branchId } = office;
    const { id } = await add(office, 'Ida Flint', '01632 960123');
    await add(office, 'Joan Pike', '+44 20 7946 0018');
    await add(office, '김민수', '+82 10-1234-2748');
    for (const query of ['0123', '01632', '01632 960123', '+44 1632 960123', '960123'])
      expect([query, await found(office, query)]).toEqual([query, ['I○○ ○○○○t 016** **0123']]);
    for (const query of ['0018', '020 7946', '0044 20 7946 0018'])
      expect([query, await found(office, query)]).toEqual([query, ['J○○○ ○○○e 02* **** 0018']]);
    expect(await found(office, '2748')).toEqual(['김○수 +82 10 **** 2748']);
    const me = office.as('이지훈');
    expect(await me.customers.reveal({ branchId, id })).toMatchObject({
      phone: '01632 960123',
    });
    expect(await refused(add(office, 'Ida Flint', '7946 0018'))).toBe('PHONE_AREA_CODE_MISSING');
    const like = await me.customers.likeThis({
      ...{ branchId, name: 'I. Flint', business: '', phone: '+44 1632 960123', searchId: requestId() },
    });
    expect(like).toMatchObject([{ id, same: ['phone'] }]);

    const telephone = aTelephone(office, '이지훈');
    const callId = await telephone.rings();
    await telephone.do('setNumber', callId, { number: '01632960123' });
    const { db } = office.frontDesk.desk.engine;
    const call = await db.selectFrom('phone_call').selectAll().executeTakeFirstOrThrow();
    expect([call.number, call.number_digits]).toEqual(['01632 960123', '01632960123']);
    const lookup = (number: string) =>
      telephone.client.calls.lookup({ branchId, number, searchId: requestId() });
    for (const number of ['0163', '01632960123', '+441632960123'])
      expect(await lookup(number)).toMatchObject([{ customer: { id } }]);

    const memo = await aMemo(office, { customerName: 'Ben Reed', phone: '(020) 7946-0044' });
    expect(memo.phone).toBe('02* **** 0044');
    expect(await lookup('02079460044')).toMatchObject([{ memos: [{ id: memo.id }] }]);
    await office.close();
  });

  test('texts leave with the country', { timeout: 20_000 }, async () => {
    const office = await aBritishOffice();
    const { branchId } = office;
    const memo = await aMemo(office, { customerName: 'Ida Flint', phone: '07700 900123' });
    const write = async (phone: string, text: string) => {
      const me = office.as('박서연');
      const { id } = await me.messages.write({
        ...{ requestId: requestId(), branchId, kind: 'sms', template: 'unreachable_text', title: '', text },
        to: { customerId: null, name: 'Ida Flint', phone, email: null },
        subject: { type: 'memo', id: memo.id },
      });
      await vi.waitFor(async () => expect((await me.messages.open({ branchId, id })).state).toBe('sent'), {
        timeout: 8000,
        interval: 30,
      });
      return await me.messages.open({ branchId, id });
    };
    await addWebhook(adminOf(office), webhook);
    expect(await write('07700900123', 'by webhook')).toMatchObject({ toPhone: '07700 900123' });
    await write('+82 10-1234-2748', 'to Korea');
    expect([...webhook.texts.values()]).toEqual([
      { to: '+447700900123', text: 'by webhook' },
      { to: '+821012342748', text: 'to Korea' },
    ]);
    await addSolapi(adminOf(office), solapi, true);
    await write('07700 900123', 'by SOLAPI');
    await write('+82 10-1234-2748', 'home');
    await write('+82 1588-1234', 'service');
    expect(solapi.texts).toMatchObject([
      { to: '7700900123', country: '44', text: 'by SOLAPI' },
      { to: '01012342748', country: '82', text: 'home' },
      { to: '15881234', country: '82', text: 'service' },
    ]);
    solapi.texts.length = 0;
    webhook.texts.clear();
    await office.close();
  });

  test('bookings, from the page and from a file, take British numbers and refuse what is none', async () => {
    const office = await aBritishOffice();
    const { branchId } = office;
    await openBookings(office, ['박서연', '최민호']);
    const { booking } = publicly(office);
    expect(await refused(booking.make(wish(office, { name: 'Ida Flint', phone: '7946 0018' })))).toBe(
      'PHONE_INVALID',
    );
    await booking.make(wish(office, { name: 'Ida Flint', phone: '01632 960123' }));
    const file = [
      '예약번호,일시,담당자,성명,전화번호,동의',
      'R1,2026-11-24 10:00,박서연,Joan Pike,020 7946 0018,예',
      'R2,2026-11-24 11:00,박서연,Ben Reed,7946 0044,예',
    ].join('\r\n');
    const { lines } = await office.as('이지훈').bookings.checkImport({ branchId, file });
    expect(lines).toMatchObject([
      { outcome: 'new' },
      { outcome: 'refused', reason: 'PHONE_INVALID', column: '전화번호' },
    ]);
    const taking = { requestId: requestId(), branchId, file, expectedNew: 1, leaveOutRefused: true };
    await office.as('이지훈').bookings.import(taking);
    const { db } = office.frontDesk.desk.engine;
    const memos = await db.selectFrom('memo').select(['phone', 'phone_digits']).orderBy('phone').execute();
    expect(memos).toEqual([
      { phone: '01632 960123', phone_digits: '01632960123' },
      { phone: '020 7946 0018', phone_digits: '02079460018' },
    ]);
    await office.close();
  });

  test('the first page reads the branch’s own number by the standard’s time zone', async () => {
    const harrowmere = new URL('../../../assets/standards/harrowmere.en.yaml', import.meta.url);
    const office = await anOffice(await open(), { pack: readFileSync(harrowmere, 'utf8') });
    const branch = await office.frontDesk.desk.branches.get(office.frontDesk.desk.engine.db, office.branchId);
    expect(branch.country).toBe('GB');
    await office.close();
  });
});
