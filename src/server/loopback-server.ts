import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { isOwnHost, type OwnAddress } from './origin-check.ts';
import type { TroubleLog } from './unexpected.ts';

/** Until accounts exist: this machine only. */
const LOOPBACK = '127.0.0.1';

export interface LoopbackServerOptions {
  /** What is ours; its port is set before the first request. 0 picks a free one. */
  own: OwnAddress;
  /** On every response, whatever it is. */
  headers: Readonly<Record<string, string>>;
  /** Answers a request whose Host is ours and whose address is plain. */
  answer(request: IncomingMessage, response: ServerResponse, url: URL): void | Promise<void>;
  /** Takes an upgrade whose Host is ours (null), or says the status to refuse it with. */
  upgrade(request: IncomingMessage, stream: Duplex, head: Buffer, url: URL | null): number | null;
  log: TroubleLog;
}

export interface LoopbackServer {
  readonly port: number;
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  /** Stops listening, lets `before` say goodbye, then ends what is still open. */
  close(before?: () => Promise<void>): Promise<void>;
}

/**
 * What both listeners of the branch host are made of: this machine's loopback, time and size limits, the Host check
 * before anything is routed, headers on every answer. Throws what listening throws (EADDRINUSE for a port that is taken).
 */
export async function openLoopbackServer(options: LoopbackServerOptions): Promise<LoopbackServer> {
  const { own, log } = options;
  const always = { ...options.headers, 'cache-control': 'no-store' };
  const server = createServer({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 10_000,
    connectionsCheckingInterval: 5000,
    maxHeaderSize: 16 * 1024,
  });
  server.maxConnections = 1000;

  const refuseUpgrade = (stream: Duplex, status: number) => {
    const headers = Object.entries(always).map(([name, value]) => `${name}: ${value}\r\n`);
    stream.end(
      `HTTP/1.1 ${status} ${words[status]}\r\nconnection: close\r\ncontent-length: 0\r\n${headers.join('')}\r\n`,
    );
  };
  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwnHost(request.headers.host, own)) return refuse(response, 403);
    const url = urlOf(request);
    return url === null ? refuse(response, 400) : options.answer(request, response, url);
  }

  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(always)) response.setHeader(name, value);
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
    if (refused !== null) refuseUpgrade(stream, refused);
  });
  server.on('clientError', (_error, stream) => {
    if (stream.writable) refuseUpgrade(stream, 400);
    else stream.destroy();
  });

  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen({ host: LOOPBACK, port: own.port }, listening);
  });
  own.port = (server.address() as AddressInfo).port;
  return {
    port: own.port,
    url: `http://${LOOPBACK}:${own.port}/`,
    async close(before) {
      const stopped = new Promise((done) => server.close(done));
      await before?.();
      server.closeAllConnections();
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
