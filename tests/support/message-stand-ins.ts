import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { Webhook } from 'standardwebhooks';

/** Local stand-ins that speak the real protocols and count what they were given. */

const listen = (server: Server): Promise<number> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
  });

const closing = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

/** How a stand-in answers: as usual, with a status, not at all after it has taken the message, or not before it is well. */
export type Mood = 'well' | 'silent' | 'closed' | 'slow' | number;

export interface StandIn {
  readonly port: number;
  mood: Mood;
  /** How long it takes to answer (milliseconds). */
  delay: number;
  close(): Promise<void>;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

export interface WebhookStandIn extends StandIn {
  readonly address: string;
  /** Every call whose signature was right, by message id, in order. */
  readonly calls: { id: string; to: string; text: string; form: string }[];
  /** Texts it would have sent: a repeat of an id it has taken is none. */
  readonly texts: Map<string, { to: string; text: string }>;
  /** Calls that were not signed with the key. */
  readonly forged: number;
}

/** The institution's own page, as docs/message-webhook.md asks for it, with the published library of the specification. */
export async function aWebhook(secret: string): Promise<WebhookStandIn> {
  const webhook = new Webhook(secret);
  const calls: WebhookStandIn['calls'] = [];
  const texts: WebhookStandIn['texts'] = new Map();
  const state = { forged: 0 };
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    let data: { id: string; to: string; text: string; form: string };
    try {
      ({ data } = webhook.verify(body, request.headers as Record<string, string>) as { data: typeof data });
    } catch {
      state.forged += 1;
      response.writeHead(401).end();
      return;
    }
    calls.push(data);
    if (typeof standIn.mood === 'number') {
      const status = standIn.mood;
      await pause(standIn.delay);
      response.writeHead(status).end('not now');
      return;
    }
    texts.set(data.id, { to: data.to, text: data.text });
    await pause(standIn.delay);
    while (standIn.mood === 'slow') await pause(20);
    answer(response, standIn.mood, { id: `wh-${data.id}` });
  });
  const standIn: WebhookStandIn = {
    port: await listen(server),
    mood: 'well',
    delay: 0,
    calls,
    texts,
    get forged() {
      return state.forged;
    },
    get address() {
      return `http://127.0.0.1:${standIn.port}/messages`;
    },
    close: () => closing(server),
  };
  return standIn;
}

function answer(response: ServerResponse, mood: Mood, body: unknown): void {
  if (mood === 'silent') return;
  if (mood === 'closed') response.destroy();
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

export interface SmtpStandIn extends StandIn {
  readonly mails: { messageId: string; to: string; subject: string; text: string }[];
  /** An SMTP answer it gives in place of taking a mail. */
  refusal: { responseCode: number; message: string } | null;
}

/** A real SMTP server with a login. */
export async function aMailServer(login: { user: string; pass: string }): Promise<SmtpStandIn> {
  const mails: SmtpStandIn['mails'] = [];
  const server = new SMTPServer({
    secure: false,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authMethods: ['PLAIN'],
    onAuth({ username, password }, _session, done) {
      if (username === login.user && password === login.pass) done(null, { user: username });
      else done(Object.assign(new Error('Wrong password'), { responseCode: 535 }));
    },
    onData(stream, session, done) {
      simpleParser(stream).then(async (mail) => {
        if (standIn.refusal !== null) {
          done(Object.assign(new Error(standIn.refusal.message), standIn.refusal));
          return;
        }
        const [to] = session.envelope.rcptTo;
        mails.push({
          messageId: mail.messageId ?? '',
          to: to?.address ?? '',
          subject: mail.subject ?? '',
          text: (mail.text ?? '').trim(),
        });
        await pause(standIn.delay);
        // It has the mail and never says so.
        if (standIn.mood === 'well') done();
        else if (standIn.mood === 'closed') for (const one of server.connections) one.close();
      }, done);
    },
  });
  server.on('error', () => {});
  const port = await new Promise<number>((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.server.address() as AddressInfo).port));
  });
  const standIn: SmtpStandIn = {
    port,
    mood: 'well',
    delay: 0,
    mails,
    refusal: null,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return standIn;
}

interface Group {
  status: 'PENDING' | 'COMPLETE';
  key: string;
  messages: { to: string; country?: string; from: string; text: string; type: string }[];
}

export interface SolapiStandIn extends StandIn {
  readonly origin: string;
  /** Texts that were let go. */
  readonly texts: { key: string; to: string; country: string; from: string; text: string; type: string }[];
  readonly apiKey: string;
  /** What carriers say of a text that was let go, by its words; nothing yet (3000) unless told. */
  readonly reports: Map<string, { statusCode: string; reason?: string }>;
  /** How often it was asked what became of a text. */
  asked: number;
}

const COUNT = {
  sentTotal: 0,
  sentFailed: 0,
  sentSuccess: 0,
  sentPending: 0,
  sentReplacement: 0,
  refund: 0,
  registeredFailed: 0,
  registeredSuccess: 0,
};
const NONE = { requested: 0, replacement: 0, refund: 0, sum: 0 };

/** SOLAPI's group calls as its official client makes them; a group goes once, and takes a number once. */
export async function aSolapi(apiKey: string): Promise<SolapiStandIn> {
  const groups = new Map<string, Group>();
  const texts: SolapiStandIn['texts'] = [];
  let made = 0;
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    const say = (status: number, value: unknown) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value));
    const refuse = (status: number, errorCode: string) => say(status, { errorCode, errorMessage: errorCode });
    const signed = /^HMAC-SHA256 apiKey=([^,]+), date=[^,]+, salt=[^,]+, signature=[0-9a-f]{64}$/i;
    if (signed.exec(request.headers.authorization ?? '')?.[1] !== apiKey) return refuse(401, 'InvalidAPIKey');
    if (typeof standIn.mood === 'number') return refuse(standIn.mood, 'NotNow');
    const path = (request.url ?? '').split('?')[0] ?? '';
    if (request.method === 'POST' && path === '/messages/v4/groups') {
      made += 1;
      const groupId = `G4V${made}`;
      const { customFields } = JSON.parse(body) as { customFields?: { majiKey?: string } };
      groups.set(groupId, { status: 'PENDING', key: customFields?.majiKey ?? '', messages: [] });
      await pause(standIn.delay);
      return say(200, groupView(groupId, groups.get(groupId) as Group));
    }
    const [, , , , groupId = '', deed] = path.split('/');
    const group = groups.get(groupId);
    if (group === undefined) return refuse(404, 'ResourceNotFound');
    if (request.method === 'GET' && deed === 'messages') {
      standIn.asked += 1;
      return say(200, messagesView(groupId, group, standIn.reports));
    }
    if (request.method === 'GET') return say(200, groupView(groupId, group));
    if (request.method === 'PUT' && deed === 'messages') {
      const { messages } = JSON.parse(body) as { messages: Group['messages'] };
      const fresh = messages.filter((one) => !group.messages.some(({ to }) => to === one.to));
      group.messages.push(...fresh);
      await pause(standIn.delay);
      const resultList = messages.map(({ to, from, type }) => ({ to, from, type, statusCode: '2000' }));
      return say(200, { errorCount: '0', resultList });
    }
    if (request.method === 'POST' && deed === 'send') {
      if (group.status !== 'PENDING') return refuse(400, 'InvalidStatus');
      group.status = 'COMPLETE';
      for (const { to, country = '82', from, text, type } of group.messages)
        texts.push({ key: group.key, to, country, from, text, type });
      await pause(standIn.delay);
      if (standIn.mood === 'well') return say(200, groupView(groupId, group));
      if (standIn.mood === 'closed') response.destroy();
      return;
    }
    return refuse(404, 'NotFound');
  });
  const standIn: SolapiStandIn = {
    port: await listen(server),
    mood: 'well',
    delay: 0,
    texts,
    apiKey,
    reports: new Map(),
    asked: 0,
    get origin() {
      return `http://127.0.0.1:${standIn.port}`;
    },
    close: () => closing(server),
  };
  return standIn;
}

const KINDS = 'sms lms mms ata cta cti nsa rcs_sms rcs_lms rcs_mms rcs_tpl'.split(' ');
const charges = (value: unknown) => Object.fromEntries(KINDS.map((kind) => [kind, value]));

function groupView(groupId: string, { status, messages }: Group) {
  const at = '2026-11-20T05:32:00.000Z';
  return {
    groupId,
    status,
    count: { ...COUNT, total: messages.length },
    countForCharge: charges({}),
    balance: NONE,
    point: NONE,
    app: { profit: charges(0), appId: null },
    log: [],
    allowDuplicates: false,
    isRefunded: false,
    accountId: '1',
    masterAccountId: null,
    apiVersion: '4',
    price: {},
    dateCreated: at,
    dateUpdated: at,
  };
}

/** The messages of a group as SOLAPI keeps them: taken over (2000), with the carrier (3000), then what that says. */
function messagesView(groupId: string, { status, messages }: Group, reports: SolapiStandIn['reports']) {
  const at = '2026-11-20T05:32:00.000Z';
  const views = messages.map(({ to, country = '82', from, text, type }, index) => {
    const report: { statusCode: string; reason?: string } | undefined =
      status === 'PENDING' ? { statusCode: '2000' } : reports.get(text);
    const messageId = `M4V${groupId}${index}`;
    const view = {
      _id: messageId,
      messageId,
      groupId,
      to,
      from,
      text,
      type,
      country,
      subject: null,
      imageId: null,
      accountId: '1',
      status: report === undefined || status === 'PENDING' ? 'SENDING' : 'COMPLETE',
      statusCode: report?.statusCode ?? '3000',
      reason: report?.reason ?? null,
      networkName: 'ETC',
      networkCode: null,
      replacement: false,
      autoTypeDetect: false,
      customFields: {},
      log: [],
      dateCreated: at,
      dateUpdated: at,
      dateProcessed: null,
      dateReported: null,
      dateReceived: null,
    };
    return [messageId, view];
  });
  return { startKey: null, nextKey: null, limit: 20, messageList: Object.fromEntries(views) };
}
