import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { connectSqlite } from '#storage/engines/sqlite.ts';
import { STORE_FILE } from '#storage/open-store.ts';
import {
  addMail,
  addSolapi,
  addWebhook,
  mailLogin,
  solapiKey,
  webhookSecret,
} from '#tests/builders/senders.ts';
import { aWindow, setUp, type TestWindow } from '#tests/support/host.ts';
import { type HostProcess, plainMemo, startHost } from '#tests/support/host-process.ts';
import { aMailServer, aSolapi, aWebhook } from '#tests/support/message-stand-ins.ts';
import { randomOf } from '#tests/support/random.ts';

/** A host in a process of its own whose SOLAPI is the stand-in. */
async function aSendingHost(folder: string, solapi: string): Promise<HostProcess> {
  const before = { ...process.env };
  process.env.NODE_OPTIONS = `--import ${join(import.meta.dirname, '../../support/solapi-redirect.ts')}`;
  process.env.MAJI_TEST_SOLAPI = solapi;
  try {
    return await startHost(folder, 'source');
  } finally {
    process.env = before;
  }
}

const KILLS = 4;
const EACH = 6;

test('a host killed while it sends: every message is at its stand-in once, and none is lost', async () => {
  const random = randomOf(20261120);
  const folder = mkdtempSync(join(tmpdir(), 'maji-sending-'));
  const [webhook, mail, solapi] = await Promise.all([
    aWebhook(webhookSecret),
    aMailServer(mailLogin),
    aSolapi(solapiKey),
  ]);
  // Slow enough that a kill meets messages in every stage.
  for (const one of [webhook, mail, solapi]) one.delay = 60;
  const written = new Map<string, 'webhook' | 'mail' | 'solapi'>();
  let place: { branchId: string; writer: string; memoId: string; senders: Record<string, string> } | null =
    null;
  const write = async (window: TestWindow) => {
    if (place === null) return;
    const { branchId, memoId, senders } = place;
    for (let index = 0; index < EACH; index += 1) {
      for (const way of ['webhook', 'mail', 'solapi'] as const) {
        const text = `${way} ${written.size} 번째 글`;
        written.set(text, way);
        await window.client.messages.write({
          requestId: crypto.randomUUID(),
          branchId,
          kind: way === 'mail' ? 'email' : 'sms',
          template: 'unreachable_text',
          title: '',
          text,
          to: {
            customerId: null,
            name: '김민수',
            phone: `010-1234-${1000 + written.size}`,
            email: 'a@example.kr',
          },
          subject: { type: 'memo', id: memoId },
          senderId: senders[way] ?? null,
        });
      }
    }
  };
  let host: HostProcess | null = null;
  try {
    for (let round = 0; round <= KILLS; round += 1) {
      // From the second round on it is time to ask what became of the texts before: the kills meet that as well.
      const asked = place === null ? [] : makeTimeToAsk(folder);
      if (round === KILLS)
        for (const { text } of solapi.texts) solapi.reports.set(text, { statusCode: '4000' });
      host = await aSendingHost(folder, solapi.origin);
      const window = aWindow(host.origin);
      if (place === null) {
        const { branchId, staff } = await setUp(window);
        const writer = staff.박서연 ?? '';
        const memo = plainMemo(branchId, writer, '문의');
        const { id: memoId } = await window.client.memos.create(memo);
        makeAdministrator(folder, staff.한도윤 ?? '');
        window.session.set({ actorId: staff.한도윤 ?? '' });
        await window.seated();
        const where = { branchId, admin: window.client as never };
        const senders = {
          webhook: await addWebhook(where, webhook, false),
          mail: await addMail(where, mail),
          solapi: await addSolapi(where, solapi),
        };
        place = { branchId, writer, memoId, senders };
      }
      window.session.set({ branchId: place.branchId, actorId: place.writer });
      await window.seated();
      if (round === KILLS) {
        await settled(window, place.branchId);
        expect(asked.length).toBeGreaterThan(EACH);
        for (const id of asked) await delivered(window, place.branchId, id);
        window.close();
        await host.end('SIGTERM');
        break;
      }
      await write(window);
      await new Promise((resolve) => setTimeout(resolve, random() * 400));
      window.close();
      await host.end('SIGKILL');
    }
    const rows = messagesIn(folder);
    expect(rows.map((row) => row.text).sort()).toEqual([...written.keys()].sort());
    const inWebhook = [...webhook.texts.values()].map((one) => one.text);
    const inSolapi = solapi.texts.map((one) => one.text);
    const inMail = mail.mails.map((one) => one.text);
    const counted = (texts: string[], text: string) => texts.filter((one) => one === text).length;
    for (const { text, state } of rows) {
      const way = written.get(text);
      if (way === 'webhook') expect([text, state, counted(inWebhook, text)]).toEqual([text, 'sent', 1]);
      if (way === 'solapi') expect([text, state, counted(inSolapi, text)]).toEqual([text, 'sent', 1]);
      if (way !== 'mail') continue;
      // Nobody can ask a mail server: what the kill met is unknown, and was not sent blindly again.
      if (state === 'sent') expect([text, counted(inMail, text)]).toEqual([text, 1]);
      else expect([text, state, counted(inMail, text) <= 1]).toEqual([text, 'unknown', true]);
    }
    // The kills met messages on their way, or this test has tried nothing.
    expect(rows.filter((row) => row.unsure > 0).length).toBeGreaterThan(2);
    expect(webhook.forged).toBe(0);
  } finally {
    if (host?.child.exitCode === null && host.child.signalCode === null) await host.end('SIGKILL');
    await Promise.all([webhook.close(), mail.close(), solapi.close()]);
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);

/** As at the machine itself, where the first account is made. */
function makeAdministrator(folder: string, staffId: string): void {
  const database = connectSqlite({ file: join(folder, STORE_FILE) });
  database.prepare('update staff set roles = ? where id = ?').run('["manager","admin"]', staffId);
  database.close();
}

/** Moves the time to ask of every text that went to the past; answers which they are. */
function makeTimeToAsk(folder: string): string[] {
  const database = connectSqlite({ file: join(folder, STORE_FILE) });
  try {
    const asked = "from message where delivery = 'asked'";
    const ids = database.prepare(`select id ${asked}`).all() as { id: string }[];
    database.prepare(`update message set delivery_next_at = made_at where id in (select id ${asked})`).run();
    return ids.map(({ id }) => id);
  } finally {
    database.close();
  }
}

/** Waits until the channel has said that a text arrived. */
async function delivered(window: TestWindow, branchId: string, id: string): Promise<void> {
  while ((await window.client.messages.open({ branchId, id })).delivery !== 'delivered') {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Waits until no message is on its way any more. */
async function settled(window: TestWindow, branchId: string): Promise<void> {
  for (;;) {
    const { messages } = await window.client.messages.outbox({ branchId, show: 'open', before: null });
    if (!messages.some(({ state }) => state === 'queued' || state === 'sending')) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function messagesIn(folder: string): { text: string; state: string; unsure: number }[] {
  const database = connectSqlite({ file: join(folder, STORE_FILE) });
  try {
    return database
      .prepare(
        `select text, state, (select count(*) from message_attempt a
           where a.message_id = m.id and a.outcome = 'unknown') as unsure from message m order by id`,
      )
      .all() as { text: string; state: string; unsure: number }[];
  } finally {
    database.close();
  }
}
