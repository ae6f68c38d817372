import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import type { MessageState, MessageWhole } from '#contract/messages.ts';
import { systemWrite } from '#core/kernel/system-write.ts';
import type { MessageSettled } from '#core/messages/message-handlers.ts';
import { enqueueMessage } from '#core/messages/messages.service.ts';
import { messagingWith } from '#server/messages/messaging.ts';
import { secretFiles } from '#server/messages/secret-files.ts';
import { smtpTransport } from '#server/messages/smtp-transport.ts';
import { solapiTransport } from '#server/messages/solapi-transport.ts';
import { webhookTransport } from '#server/messages/webhook-transport.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, type Office, requestId, usualPeople } from '#tests/builders/office.ts';
import {
  addMail,
  addSolapi,
  addWebhook,
  adminOf,
  mailLogin,
  solapiKey,
  webhookSecret,
} from '#tests/builders/senders.ts';
import {
  aMailServer,
  aSolapi,
  aWebhook,
  type SmtpStandIn,
  type SolapiStandIn,
  type WebhookStandIn,
} from '#tests/support/message-stand-ins.ts';
import { eachEngine } from '#tests/support/postgres.ts';
import { redirectSolapi } from '#tests/support/solapi-redirect.ts';

const folder = mkdtempSync(join(tmpdir(), 'maji-senders-'));
let webhook: WebhookStandIn;
let mail: SmtpStandIn;
let solapi: SolapiStandIn;
let undo: () => void;

beforeAll(async () => {
  [webhook, mail, solapi] = await Promise.all([
    aWebhook(webhookSecret),
    aMailServer(mailLogin),
    aSolapi(solapiKey),
  ]);
  undo = redirectSolapi(solapi.origin);
});
afterAll(async () => {
  undo();
  await Promise.all([webhook.close(), mail.close(), solapi.close()]);
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(() => {
  for (const one of [webhook, mail, solapi]) one.mood = 'well';
  mail.refusal = null;
  webhook.calls.length = 0;
  webhook.texts.clear();
  mail.mails.length = 0;
  solapi.texts.length = 0;
});

const people = [
  ...usualPeople,
  { name: '송관리', title: '팀장', department: '관리팀', role: 'admin' as const },
];

interface Sending {
  office: Office;
  branchId: string;
  admin: ReturnType<typeof adminOf>;
  memoId: string;
  heard: MessageSettled[];
  /** Moves the clock on and has the outbox looked through. */
  pass: (minutes: number) => void;
  write: (text: string, more?: { kind?: 'sms' | 'email'; senderId?: string | null }) => Promise<string>;
  /** The message once it is in this state, after this many tries where told. */
  until: (id: string, state: MessageState, tries?: number) => Promise<MessageWhole>;
}

async function aSending(engine: Parameters<typeof anOffice>[0]): Promise<Sending> {
  const secrets = secretFiles(mkdtempSync(join(folder, 'data-')));
  const { transports } = messagingWith(secrets);
  const hasty = { ...transports, webhook: webhookTransport(300), smtp: smtpTransport(500) };
  const office = await anOffice(engine, { people, messaging: { secrets, transports: hasty } });
  const { branchId } = office;
  const { desk } = office.frontDesk;
  const heard: MessageSettled[] = [];
  desk.messageHandlers = { memo: async (_desk, _unit, message) => void heard.push(message) };
  const memo = await aMemo(office);
  const me = office.as('박서연');
  return {
    office,
    branchId,
    admin: adminOf(office),
    memoId: memo.id,
    heard,
    pass(minutes) {
      office.clock.pass(minutes);
      desk.planned();
    },
    async write(text, { kind = 'sms', senderId } = {}) {
      const { id } = await me.messages.write({
        requestId: requestId(),
        branchId,
        kind,
        template: 'unreachable_text',
        title: '',
        text,
        to: { customerId: null, name: '김민수', phone: '010-1234-2748', email: 'minsu@example.kr' },
        subject: { type: 'memo', id: memo.id },
        ...(senderId === undefined ? {} : { senderId }),
      });
      return id;
    },
    async until(id, state, tries) {
      return await vi.waitFor(
        async () => {
          const whole = await me.messages.open({ branchId, id });
          expect([whole.state, whole.attempts]).toEqual([state, tries ?? whole.attempts]);
          return whole;
        },
        { timeout: 8000, interval: 30 },
      );
    },
  };
}

const told = async ({ office, branchId }: Sending) =>
  (await office.as('박서연').notices.mine({ branchId })).map(
    ({ kind, subjectType }) => `${subjectType} ${kind}`,
  );

eachEngine((_, open) => {
  test('a webhook gets a text once, signed by the specification, and the fact is written on behalf of who wrote it', async () => {
    const sending = await aSending(await open());
    await addWebhook(sending.admin, webhook);
    const id = await sending.write('받으신 서류를 확인했습니다.');
    const whole = await sending.until(id, 'sent');
    expect(whole).toMatchObject({ sender: '기관 문자', settledBy: '박서연', attempts: 1 });
    expect(whole.tries).toMatchObject([{ no: 1, outcome: 'sent' }]);
    const [key] = webhook.calls.filter(({ text }) => text === whole.text).map((one) => one.id);
    expect(webhook.texts.get(key ?? '')).toEqual({ to: '01012342748', text: '받으신 서류를 확인했습니다.' });
    expect(webhook.forged).toBe(0);
    expect(sending.heard).toMatchObject([{ id, outcome: 'sent', how: 'clock' }]);
    const { desk } = sending.office.frontDesk;
    const officerId = sending.office.staff.박서연 ?? '';
    const noticed = await systemWrite(desk, sending.branchId, 'test', (unit) =>
      enqueueMessage(unit, {
        kind: 'sms',
        template: 'receipt_notice_text',
        text: '서류를 받았습니다.',
        to: { customerId: null, name: '김민수', phone: '010-1234-2748', email: null },
        subject: { type: 'memo', id: sending.memoId },
        clause: 'D1',
        standardId: unit.branch.standardId,
        event: 'receipt_notice_sent',
        officerId,
      }),
    );
    await sending.until(noticed, 'sent');
    const facts = desk.engine.db.selectFrom('fact').selectAll().where('event', '=', 'receipt_notice_sent');
    expect(await facts.execute()).toMatchObject([
      { clause: 'D1', subject_id: sending.memoId, how: 'clock', actor_id: officerId },
    ]);
    await sending.office.close();
  });

  test('a webhook that is busy is asked again after 30 seconds, and one that never says so with the same key', async () => {
    const sending = await aSending(await open());
    await addWebhook(sending.admin, webhook);
    webhook.mood = 503;
    const id = await sending.write('다시 시도하는 글');
    await sending.until(id, 'queued', 1);
    expect(await sending.until(id, 'queued')).toMatchObject({ failure: 'BUSY_THERE' });
    webhook.mood = 'silent';
    sending.pass(0.4);
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect((await sending.until(id, 'queued')).attempts).toBe(1);
    sending.pass(0.1);
    await sending.until(id, 'queued', 2);
    webhook.mood = 'well';
    sending.pass(2);
    const whole = await sending.until(id, 'sent');
    expect(whole.tries.map((one) => one.outcome)).toEqual(['again', 'unknown', 'sent']);
    const mine = webhook.calls.filter(({ text }) => text === '다시 시도하는 글');
    expect(mine.length).toBe(3);
    expect(new Set(mine.map((one) => one.id)).size).toBe(1);
    await sending.office.close();
  });

  test('after the last try whoever wrote it is told to phone; phoning settles it and takes the notice back', async () => {
    const sending = await aSending(await open());
    const { branchId, office } = sending;
    await addWebhook(sending.admin, webhook);
    webhook.mood = 429;
    const id = await sending.write('끝내 가지 못한 글');
    for (const [index, minutes] of [0.5, 2, 10, 30].entries()) {
      await sending.until(id, 'queued', index + 1);
      sending.pass(minutes);
    }
    const failed = await sending.until(id, 'failed');
    expect(failed).toMatchObject({ attempts: 5, failure: 'BUSY_THERE' });
    expect(await told(sending)).toContain('message message_failed');
    expect(await office.as('박서연').messages.waiting({ branchId })).toEqual({ mine: 1 });
    const on = { requestId: requestId(), branchId, id, expectedVersion: failed.version };
    await office.as('박서연').messages.phoned({ ...on, note: '전화로 말씀드렸습니다.' });
    expect(await told(sending)).not.toContain('message message_failed');
    expect(sending.heard.map((one) => one.outcome)).toEqual(['failed', 'phoned']);
    await office.close();
  });

  test('a mail is sent once by SMTP with a login; refused by the server it fails at once', async () => {
    const sending = await aSending(await open());
    await addMail(sending.admin, mail);
    const id = await sending.write('메일로 드리는 글입니다 😀', { kind: 'email' });
    const whole = await sending.until(id, 'sent');
    const [got] = mail.mails.filter(({ text }) => text === '메일로 드리는 글입니다 😀');
    expect(got).toMatchObject({ to: 'minsu@example.kr', subject: '한밭신용보증재단' });
    expect(got?.messageId).toMatch(/^<[0-9a-f-]{36}@hanbat\.example>$/);
    expect(whole.toEmail).toBe('minsu@example.kr');
    mail.refusal = { responseCode: 550, message: 'No such mailbox' };
    const refused = await sending.until(await sending.write('없는 주소', { kind: 'email' }), 'failed');
    expect(refused).toMatchObject({ failure: 'REFUSED_THERE', attempts: 1 });
    expect(refused.failureDetail).toContain('No such mailbox');
    mail.refusal = { responseCode: 451, message: 'Try later' };
    const later = await sending.until(await sending.write('나중에', { kind: 'email' }), 'queued', 1);
    mail.refusal = null;
    sending.pass(1);
    await sending.until(later.id, 'sent');
    expect(mail.mails.filter(({ text }) => text === '나중에')).toHaveLength(1);
    await sending.office.close();
  });

  test('a mail the server took and never answered for is not sent blindly again: a person asks', async () => {
    const sending = await aSending(await open());
    const { branchId, office } = sending;
    await addMail(sending.admin, mail);
    for (const mood of ['silent', 'closed'] as const) {
      mail.mood = mood;
      const text = `어떻게 됐는지 모르는 글 ${mood}`;
      const id = await sending.write(text, { kind: 'email' });
      const whole = await sending.until(id, 'unknown');
      expect(whole.failure).toBe('OUTCOME_UNKNOWN');
      sending.pass(60);
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(mail.mails.filter((one) => one.text === text)).toHaveLength(1);
      expect(await told(sending)).toContain('message message_unknown');
      const me = office.as('박서연').messages;
      const on = { requestId: requestId(), branchId, id, expectedVersion: whole.version };
      await expect(me.again({ ...on, senderId: null, asked: false })).rejects.toMatchObject({
        data: { reason: 'NOT_ASKED' },
      });
      if (mood === 'silent') await me.arrived(on);
      else await me.again({ ...on, senderId: null, asked: true });
      expect(await sending.until(id, mood === 'silent' ? 'sent' : 'by_hand')).toBeTruthy();
    }
    await office.close();
  });

  test('wrong credentials fail at once and say so; the secret stands in no reply and in no row', async () => {
    const engine = await open();
    const sending = await aSending(engine);
    const { branchId, office } = sending;
    const senderId = await addMail(sending.admin, mail);
    const { admin } = sending.admin;
    const [sender] = (await admin.messages.senders({ branchId })).senders;
    if (sender === undefined || sender.settings.kind !== 'smtp') throw new Error('no sender');
    const change = { requestId: requestId(), branchId, id: senderId, expectedVersion: 1, name: sender.name };
    const usual = { smsDefault: false, emailDefault: true };
    await admin.messages.changeSender({
      ...change,
      ...usual,
      settings: sender.settings,
      secret: '틀린 비밀번호 5512',
    });
    const failed = await sending.until(await sending.write('로그인 실패', { kind: 'email' }), 'failed');
    expect(failed.failure).toBe('CREDENTIALS');
    const replies = JSON.stringify([await admin.messages.senders({ branchId }), failed]);
    expect(replies).not.toContain('비밀번호 5512');
    expect(JSON.stringify(await engine.db.selectFrom('message_sender').selectAll().execute())).not.toContain(
      '5512',
    );
    // To another server the secret does not follow by itself.
    const elsewhere = { ...sender.settings, server: 'localhost' };
    await expect(
      admin.messages.changeSender({
        ...change,
        ...usual,
        requestId: requestId(),
        expectedVersion: 2,
        settings: elsewhere,
        secret: null,
      }),
    ).rejects.toMatchObject({ data: { reason: 'EMPTY', field: 'secret' } });
    // Nor by a detour over settings that need none: those keep none.
    const loginless = { ...elsewhere, login: '' };
    for (const [expectedVersion, settings] of [
      [2, loginless],
      [3, elsewhere],
    ] as const) {
      const asked = admin.messages.changeSender({
        ...change,
        ...usual,
        requestId: requestId(),
        expectedVersion,
        settings,
        secret: null,
      });
      if (settings === loginless) await asked;
      else await expect(asked).rejects.toMatchObject({ data: { reason: 'EMPTY', field: 'secret' } });
    }
    const rows = await engine.db.selectFrom('message_sender').select('secret_ref').execute();
    expect(rows).toEqual([{ secret_ref: null }]);
    await office.close();
  });

  test('what became of a message that the store would not take is written once it takes it, and sends nothing twice', async () => {
    const engine = await open();
    const calls: string[] = [];
    let refuses = true;
    const transports = {
      ...messagingWith(secretFiles(mkdtempSync(join(folder, 'data-')))).transports,
      webhook: {
        recognisesRepeats: true,
        async send({ key }: { key: string }) {
          calls.push(key);
          return { result: 'sent' as const, ref: null };
        },
      },
    };
    const office = await anOffice(engine, {
      people,
      messaging: { secrets: secretFiles(mkdtempSync(join(folder, 'data-'))), transports },
    });
    const { desk } = office.frontDesk;
    desk.messageHandlers = {
      memo: async () => {
        if (refuses) throw new Error('no room on the disk');
      },
    };
    await addWebhook(adminOf(office), webhook);
    const memo = await aMemo(office);
    const { branchId } = office;
    const me = office.as('박서연').messages;
    const { id } = await me.write({
      ...{
        requestId: requestId(),
        branchId,
        kind: 'sms',
        template: 'unreachable_text',
        title: '',
        text: '한 번만',
      },
      ...{ to: { customerId: null, name: '김민수', phone: '010-1234-2748', email: null } },
      subject: { type: 'memo', id: memo.id },
    });
    await vi.waitFor(() => expect(calls).toHaveLength(1), { timeout: 4000 });
    await new Promise((settled) => setTimeout(settled, 200));
    expect((await me.open({ branchId, id })).state).toBe('sending');
    refuses = false;
    await vi.waitFor(
      async () => {
        desk.planned();
        expect((await me.open({ branchId, id })).state).toBe('sent');
      },
      { timeout: 8000, interval: 100 },
    );
    expect(calls).toHaveLength(1);
    await office.close();
  });

  test('one that waits for its next try but may have gone is sent anew only after asking the customer', async () => {
    const sending = await aSending(await open());
    await addWebhook(sending.admin, webhook);
    webhook.mood = 'silent';
    const { version, id } = await sending.until(await sending.write('혹시 갔을 글'), 'queued', 1);
    const again = { branchId: sending.branchId, id, expectedVersion: version, senderId: null };
    const me = sending.office.as('박서연').messages;
    await expect(me.again({ ...again, requestId: requestId(), asked: false })).rejects.toMatchObject({
      data: { reason: 'NOT_ASKED' },
    });
    await me.again({ ...again, requestId: requestId(), asked: true });
    expect((await me.open({ branchId: sending.branchId, id })).state).toBe('by_hand');
    await sending.office.close();
  });

  test('a test of a sender is looked at before it goes: stale, of the wrong kind or repeated it sends nothing', async () => {
    const sending = await aSending(await open());
    const { branchId } = sending;
    const id = await addWebhook(sending.admin, webhook);
    const { messages } = sending.admin.admin;
    const on = { branchId, id, kind: 'sms' as const, to: '010-9876-1111' };
    const first = { ...on, requestId: requestId(), expectedVersion: 1 };
    await messages.testSender(first);
    expect(webhook.calls).toHaveLength(1);
    for (const [wish, reason] of [
      [first, 'REQUEST_REUSED'],
      [{ ...on, requestId: requestId(), expectedVersion: 1 }, 'NOT_POSSIBLE'],
      [
        { ...on, kind: 'email' as const, to: 'a@b.example', requestId: requestId(), expectedVersion: 2 },
        'SENDER_NOT_FOR_THIS',
      ],
    ] as const) {
      await expect(messages.testSender(wish)).rejects.toMatchObject({ data: { reason } });
    }
    expect(webhook.calls).toHaveLength(1);
    await sending.office.close();
  });

  test('SOLAPI: a try nobody waits for any more lets nothing go', async () => {
    solapi.delay = 300;
    const outgoing = {
      key: 'late',
      kind: 'sms',
      to: '01012342748',
      title: '',
      text: '늦은 글',
      ref: null,
    } as const;
    const settings = { kind: 'solapi', apiKey: solapiKey, fromPhone: '042-123-4567' } as const;
    const sent = await solapiTransport(100).send(outgoing, settings, 'secret', async () => {});
    expect(sent).toMatchObject({ result: 'unknown' });
    await new Promise((ended) => setTimeout(ended, 1200));
    solapi.delay = 0;
    expect(solapi.texts.filter(({ text }) => text === '늦은 글')).toEqual([]);
  });

  test('SOLAPI sends a group once, whatever broke in between', async () => {
    const sending = await aSending(await open());
    await addSolapi(sending.admin, solapi, true);
    const mine = (text: string) => solapi.texts.filter((one) => one.text === text);
    await sending.until(await sending.write('솔라피로 드립니다'), 'sent');
    expect(mine('솔라피로 드립니다')).toMatchObject([{ to: '01012342748', from: '0421234567', type: 'SMS' }]);
    const long = '가나다라'.repeat(20);
    await sending.until(await sending.write(long), 'sent');
    expect(mine(long)).toMatchObject([{ type: 'LMS' }]);
    solapi.mood = 'closed';
    // The group was let go and the answer lost: the group itself says that it has gone.
    await sending.until(await sending.write('답을 듣지 못한 글'), 'sent');
    expect(mine('답을 듣지 못한 글')).toHaveLength(1);
    solapi.mood = 403;
    const refused = await sending.until(await sending.write('거절된 글'), 'failed');
    expect(refused.failure).toBe('CREDENTIALS');
    expect(mine('거절된 글')).toEqual([]);
    await sending.office.close();
  });

  test('a sender taken away: what was queued for it is told at once; a test says what the channel said', async () => {
    const sending = await aSending(await open());
    const { branchId, office } = sending;
    const id = await addWebhook(sending.admin, webhook);
    webhook.mood = 503;
    const queued = await sending.write('보내는 곳이 없어진 글');
    await sending.until(queued, 'queued', 1);
    webhook.mood = 'well';
    const { admin } = sending.admin;
    const on = (expectedVersion: number) => ({ requestId: requestId(), branchId, id, expectedVersion });
    const good = await admin.messages.testSender({ ...on(1), kind: 'sms', to: '010-9876-1111' });
    expect(good).toMatchObject({ failure: null, version: 2 });
    expect([...webhook.texts.values()].at(-1)).toEqual({
      to: '01098761111',
      text: '[중부지점] 맞이에서 보낸 시험 문자입니다.',
    });
    webhook.mood = 400;
    const bad = await admin.messages.testSender({ ...on(2), kind: 'sms', to: '010-9876-1111' });
    expect(bad).toMatchObject({ failure: 'REFUSED_THERE' });
    expect(bad.detail).toContain('HTTP 400');
    await expect(
      office.as('박서연').messages.testSender({ ...on(3), kind: 'sms', to: '010-9876-1111' }),
    ).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await admin.messages.removeSender(on(3));
    sending.pass(1);
    expect((await sending.until(queued, 'failed')).failure).toBe('SENDER_GONE');
    await office.close();
  });
});

describe('secrets in a file beside the store', () => {
  test('are for its owner alone, and gone when removed', async () => {
    const data = mkdtempSync(join(folder, 'file-'));
    const secrets = secretFiles(data);
    await secrets.write('one', '비밀 하나');
    await secrets.write('two', '비밀 둘');
    const file = join(data, 'secrets', 'senders.json');
    if (process.platform !== 'win32') {
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(statSync(join(data, 'secrets')).mode & 0o777).toBe(0o700);
    }
    expect(await secretFiles(data).read('one')).toBe('비밀 하나');
    await secrets.remove('one');
    expect(await secrets.read('one')).toBeNull();
    expect(readFileSync(file, 'utf8')).not.toContain('비밀 하나');
    expect(await secrets.read('two')).toBe('비밀 둘');
  });
});
