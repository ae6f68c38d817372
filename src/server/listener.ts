import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerOptions,
  type ServerResponse,
} from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { isOwnHost, type OwnAddress } from './origin-check.ts';
import type { TroubleLog } from './unexpected.ts';

const LOOPBACK = '127.0.0.1';
/** Browsers that have once come over TLS come no other way for so long (seconds): half a year. */
const STRICT_TRANSPORT = 'max-age=15552000';

/** A certificate with its chain, and its key, as PEM. */
export interface TlsPair {
  cert: string;
  key: string;
}

export interface ListenerOptions {
  /** What is ours; its port is set before the first request. 0 picks a free one. */
  own: OwnAddress;
  /** `loopback`: this machine only. `network`: every address it has. Loopback unless told. */
  reach?: 'loopback' | 'network';
  /** Speaks TLS, 1.2 or newer, and nothing else. */
  tls?: TlsPair;
  /** Connections one address may have open at once; as many as there are unless told. */
  perAddress?: number;
  /** On every response, whatever it is. */
  headers: Readonly<Record<string, string>>;
  /** Answers a request whose Host is ours and whose address is plain. */
  answer(request: IncomingMessage, response: ServerResponse, url: URL): void | Promise<void>;
  /** Takes an upgrade whose Host is ours (null), or says the status to refuse it with. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer, url: URL | null): UpgradeAnswer;
  log: TroubleLog;
}

/** Null: taken over. Otherwise the status to refuse with, and headers beside the usual ones. */
export type UpgradeAnswer = number | { status: number; headers: Record<string, string> } | null;

export interface Listener {
  readonly port: number;
  /** `http://127.0.0.1:PORT/`, or `https:` with TLS. */
  readonly url: string;
  /** Shows another certificate to whoever connects from now on. Throws where there is no TLS. */
  renew(tls: TlsPair): void;
  /** Stops listening, lets `before` say goodbye, then ends what is still open. */
  close(before?: () => Promise<void>): Promise<void>;
}

/** Where a request came from; an IPv4 address is written as one, whatever socket it came over. */
export function addressOf({ socket }: IncomingMessage): string {
  return (socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
}

const limits: ServerOptions = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 5000,
  maxHeaderSize: 16 * 1024,
};

/** Open at once, on one listener. */
const MOST_CONNECTIONS = 1000;
/** Half a handshake is not waited for longer (milliseconds). */
const HANDSHAKE_WITHIN = 10_000;

function serverFor(tls: TlsPair | undefined): Server | SecureServer {
  if (tls === undefined) return createServer(limits);
  return createSecureServer({
    ...limits,
    ...tls,
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['http/1.1'],
    handshakeTimeout: HANDSHAKE_WITHIN,
  });
}

/**
 * What every listener of the branch host is made of: time and size limits, the Host check before anything is routed,
 * headers on every answer. Throws what listening throws (EADDRINUSE for a port that is taken).
 */
export async function openListener(options: ListenerOptions): Promise<Listener> {
  const { own, tls, log } = options;
  const server = serverFor(tls);
  server.maxConnections = MOST_CONNECTIONS;

  /** A browser would hold `localhost` to TLS on every port, the loopback listener's as well. */
  const isStrict = (host = '') => tls !== undefined && !/^localhost(:|$)/i.test(host);
  const headersFor = ({ headers }: Pick<IncomingMessage, 'headers'>) => ({
    ...options.headers,
    ...(isStrict(headers.host) ? { 'strict-transport-security': STRICT_TRANSPORT } : {}),
    'cache-control': 'no-store',
  });
  const refuseUpgrade = (stream: Duplex, status: number, headers: Record<string, string>) => {
    const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
    stream.end(
      `HTTP/1.1 ${status} ${words[status]}\r\nconnection: close\r\ncontent-length: 0\r\n${lines.join('')}\r\n`,
    );
  };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwnHost(request.headers.host, own)) return refuse(response, 403);
    const url = urlOf(request);
    return url === null ? refuse(response, 400) : options.answer(request, response, url);
  }

  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(headersFor(request))) response.setHeader(name, value);
    answer(request, response).catch((error: unknown) => {
      log({ what: 'a request failed unexpectedly', error });
      if (response.headersSent) response.destroy();
      else refuse(response, 500);
    });
  });
  server.on('upgrade', (request, stream, head) => {
    // A stream nobody listens to would bring the process down when the other side resets it.
    stream.on('error', () => stream.destroy());
    const refused = isOwnHost(request.headers.host, own)
      ? options.upgrade(request, stream, head, urlOf(request))
      : 403;
    if (refused === null) return;
    const { status, headers } = typeof refused === 'number' ? { status: refused, headers: {} } : refused;
    refuseUpgrade(stream, status, { ...headersFor(request), ...headers });
  });
  server.on('clientError', (_error, stream) => {
    if (stream.writable) refuseUpgrade(stream, 400, headersFor({ headers: {} }));
    else stream.destroy();
  });

  // Nothing that has not shaken hands is an HTTP connection yet, so `closeAllConnections` would leave it open.
  const connections = new Map<Socket, string>();
  server.on('connection', (stream: Socket) => {
    const from = stream.remoteAddress ?? '';
    const others = [...connections.values()].filter((address) => address === from).length;
    if (others >= (options.perAddress ?? MOST_CONNECTIONS)) {
      stream.destroy();
      return;
    }
    connections.set(stream, from);
    stream.once('close', () => connections.delete(stream));
  });

  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    // Without an address Node listens on every one there is, of both families where the machine has both.
    if (options.reach === 'network') server.listen({ port: own.port }, listening);
    else server.listen({ host: LOOPBACK, port: own.port }, listening);
  });
  own.port = (server.address() as AddressInfo).port;
  return {
    port: own.port,
    url: `${tls === undefined ? 'http' : 'https'}://${LOOPBACK}:${own.port}/`,
    renew(pair) {
      if (!('setSecureContext' in server)) throw new Error('a listener without TLS has no certificate');
      server.setSecureContext({ ...pair, minVersion: 'TLSv1.2' });
    },
    async close(before) {
      const stopped = new Promise((done) => server.close(done));
      await before?.();
      server.closeAllConnections();
      for (const stream of connections.keys()) stream.destroy();
      await stopped;
    },
  };
}

/** The address of a request; null for anything that is no plain path. */
function urlOf({ url = '' }: IncomingMessage): URL | null {
  if (!url.startsWith('/') || url.startsWith('//')) return null;
  return URL.canParse(url, 'http://host') ? new URL(url, 'http://host') : null;
}

const words: Record<number, string> = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  429: 'Too Many Requests',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

/** Says no in one line and ends the connection: the rest of what was being sent is not waited for. */
export function refuse(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  text = words[status],
): void {
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    connection: 'close',
    ...headers,
  });
  response.end(`${text}\n`);
}
