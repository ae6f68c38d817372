import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { afterAll, expect, test, vi } from 'vitest';
import type { Messaging } from '#core/messages/transport.ts';
import { messagingWith } from '#server/messages/messaging.ts';
import { secretFiles } from '#server/messages/secret-files.ts';
import { webhookTransport } from '#server/messages/webhook-transport.ts';
import { aMemo } from '#tests/builders/memos.ts';
import { anOffice, requestId, usualPeople } from '#tests/builders/office.ts';
import { addMail, addWebhook, adminOf, mailLogin, webhookSecret } from '#tests/builders/senders.ts';
import { aMailServer, aWebhook } from '#tests/support/message-stand-ins.ts';
import { eachEngine } from '#tests/support/postgres.ts';

const folder = mkdtempSync(join(tmpdir(), 'maji-slow-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const people = [
  ...usualPeople,
  { name: '송관리', title: '팀장', department: '관리팀', role: 'admin' as const },
];

async function aSending(engine: Parameters<typeof anOffice>[0], more: Partial<Messaging> = {}) {
  const messaging = { ...messagingWith(secretFiles(mkdtempSync(join(folder, 'data-')))), ...more };
  const office = await anOffice(engine, { people, messaging });
  const memo = await aMemo(office);
  const { branchId } = office;
  const me = office.as('박서연').messages;
  return {
    office,
    admin: adminOf(office),
    async write(kind: 'sms' | 'email', text: string) {
      const { id } = await me.write({
        requestId: requestId(),
        branchId,
        kind,
        template: 'unreachable_text',
        title: '',
        text,
        to: { customerId: null, name: '김민수', phone: '010-1234-2748', email: 'minsu@example.kr' },
        subject: { type: 'memo', id: memo.id },
      });
      return id;
    },
    open: async (id: string) => await me.open({ branchId, id }),
  };
}

/** A server that answers as it is told, at an address. */
async function answering(
  answer: (response: ServerResponse) => void,
): Promise<{ server: Server; address: string }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => answer(response));
  });
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}

const ended = (server: Server) => {
  server.closeAllConnections();
  server.close();
};

const outgoing = { key: 'k', kind: 'sms', to: '01012342748', title: '', text: '글', ref: null } as const;
const toAddress = (address: string) =>
  webhookTransport(5000).send(outgoing, { kind: 'webhook', address, kinds: ['sms'] }, 's', async () => {});

eachEngine((_, open) => {
  test('while every webhook hangs an e-mail goes out, and the webhook has two calls at once', async () => {
    const [webhook, mail] = await Promise.all([aWebhook(webhookSecret), aMailServer(mailLogin)]);
    const { office, admin, write, open: read } = await aSending(await open());
    await addWebhook(admin, webhook);
    await addMail(admin, mail);
    webhook.mood = 'slow';
    const texts: string[] = [];
    for (let index = 0; index < 6; index += 1) texts.push(await write('sms', `느린 글 ${index}`));
    await vi.waitFor(() => expect(webhook.calls).toHaveLength(2), { timeout: 5000 });
    const id = await write('email', '메일은 기다리지 않습니다');
    await vi.waitFor(async () => expect((await read(id)).state).toBe('sent'), {
      timeout: 5000,
      interval: 30,
    });
    expect(webhook.calls).toHaveLength(2);
    expect((await read(texts[0] ?? '')).state).toBe('sending');
    webhook.mood = 'well';
    await vi.waitFor(
      async () => {
        for (const text of texts) expect((await read(text)).state).toBe('sent');
      },
      { timeout: 8000 },
    );
    expect(webhook.texts.size).toBe(6);
    expect(webhook.calls).toHaveLength(6);
    await office.close();
    await Promise.all([webhook.close(), mail.close()]);
  });

  test('a channel that never ends is waited for no longer than the limit, and what it was given is unknown', async () => {
    const { transports } = messagingWith(secretFiles(folder));
    const endless = { recognisesRepeats: false, send: () => new Promise<never>(() => {}) };
    const {
      office,
      admin,
      write,
      open: read,
    } = await aSending(await open(), {
      transports: { ...transports, webhook: endless },
      limit: 150,
    });
    const webhook = await aWebhook(webhookSecret);
    await addWebhook(admin, webhook);
    const ids = [await write('sms', '하나'), await write('sms', '둘'), await write('sms', '셋')];
    await vi.waitFor(
      async () => {
        for (const id of ids) {
          expect(await read(id)).toMatchObject({ state: 'unknown', failureDetail: 'timeout' });
        }
      },
      { timeout: 5000 },
    );
    await office.close();
    await webhook.close();
  });
});

test.for(['identity', 'gzip'])(
  'of an answer without end (%s) 64 KB are read, and it counts as its status says',
  async (coding) => {
    let poured = 0;
    const { server, address } = await answering((response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': coding });
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const endless = new Readable({
        read() {
          poured += chunk.length;
          this.push(chunk);
        },
      });
      const stream = coding === 'gzip' ? endless.pipe(createGzip()) : endless;
      stream.pipe(response).on('close', () => endless.destroy());
    });
    const begun = Date.now();
    expect(await toAddress(address)).toEqual({ result: 'sent', ref: null });
    expect(Date.now() - begun).toBeLessThan(2000);
    // What buffers on the way hold, and no more.
    if (coding === 'identity') expect(poured).toBeLessThan(20_000_000);
    ended(server);
  },
);

test('a redirect is not followed: it has failed, and the other address hears nothing', async () => {
  let heard = 0;
  const other = await answering((response) => {
    heard += 1;
    response.end();
  });
  const { server, address } = await answering((response) => {
    response.writeHead(307, { location: other.address }).end();
  });
  expect(await toAddress(address)).toMatchObject({
    result: 'failed',
    failure: 'REFUSED_THERE',
    detail: 'HTTP 307',
  });
  expect(heard).toBe(0);
  ended(server);
  ended(other.server);
});
