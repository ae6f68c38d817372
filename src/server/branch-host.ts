import { createReadStream } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve as resolvePath } from 'node:path';
import type { Duplex } from 'node:stream';
import type { AnyRouter } from '@orpc/server';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import type { DoorContext } from '#core/kernel/call.ts';
import { LARGEST_MESSAGE } from './call-frame.ts';
import { CallSocket } from './call-socket.ts';
import { isOwnHost, isOwnOrigin, mayRead, type OwnAddress } from './origin-check.ts';
import { securityHeaders } from './security-headers.ts';
import { staticFile } from './static-files.ts';
import { type TroubleLog, tellUnexpected } from './unexpected.ts';

export interface BranchHostOptions {
  /** What is served: the front desk's router. */
  router: AnyRouter;
  /** 0 picks a free one. */
  port: number;
  /** The built interface. */
  rendererFolder: string;
  /** Origin of a development server in front of this host. */
  devOrigin?: string;
  log: TroubleLog;
}

export interface BranchHost {
  readonly port: number;
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  /** Says goodbye to every window and stops listening. */
  close(): Promise<void>;
}

/** Until accounts exist: this machine only. */
const LOOPBACK = '127.0.0.1';
const CALLS = '/rpc';

/**
 * Serves the interface and its calls on this machine's own loopback. Throws what listening throws (EADDRINUSE for a
 * port that is taken).
 */
export async function openBranchHost(options: BranchHostOptions): Promise<BranchHost> {
  const rendererFolder = resolvePath(options.rendererFolder);
  const sockets = new CallSocket(options.router, options.log);
  const calls = new RPCHandler<DoorContext>(options.router, {
    plugins: [new RequestHeadersPlugin(), new BodyLimitPlugin({ maxBodySize: LARGEST_MESSAGE })],
    clientInterceptors: [tellUnexpected(options.log)],
  });
  const own: OwnAddress = { port: 0, devOrigin: options.devOrigin };
  const server = createServer({
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    keepAliveTimeout: 10_000,
    connectionsCheckingInterval: 5000,
    maxHeaderSize: 16 * 1024,
  });
  server.maxConnections = 1000;

  server.on('request', (request, response) => {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    response.setHeader('cache-control', 'no-store');
    answer(request, response).catch((error: unknown) => {
      options.log({ what: 'a request failed unexpectedly', error });
      if (response.headersSent) response.destroy();
      else refuse(response, 500);
    });
  });
  server.on('upgrade', (request, stream, head) => {
    // A stream nobody listens to would bring the process down when the other side resets it.
    stream.on('error', () => stream.destroy());
    if (!isOwnHost(request.headers.host, own)) refuseUpgrade(stream, 403);
    else if (pathOf(request) !== CALLS) refuseUpgrade(stream, 404);
    else if (!isOwnOrigin(request.headers, own)) refuseUpgrade(stream, 403);
    else if (!sockets.accept(request, stream, head)) refuseUpgrade(stream, 503);
  });
  server.on('clientError', (_error, stream) => {
    if (stream.writable) refuseUpgrade(stream, 400);
    else stream.destroy();
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwnHost(request.headers.host, own)) return refuse(response, 403);
    const pathname = pathOf(request);
    if (pathname === null) return refuse(response, 400);
    if (pathname === CALLS || pathname.startsWith(`${CALLS}/`)) return answerCall(request, response);
    if (!mayRead(request.headers)) return refuse(response, 403);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, 405, { allow: 'GET, HEAD' });
    const file = staticFile(rendererFolder, pathname);
    if (file === null) {
      return pathname === '/'
        ? refuse(response, 503, {}, 'The interface is not built: npm run build')
        : refuse(response, 404);
    }
    response.writeHead(200, {
      'content-type': file.type,
      'content-length': file.size,
      'cache-control': file.cacheControl,
    });
    if (request.method === 'HEAD') {
      response.end();
      return;
    }
    // Rebuilt while it is read, or a reader that left: the answer is cut, nothing else happens.
    createReadStream(file.path)
      .on('error', () => response.destroy())
      .pipe(response);
  }

  async function answerCall(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwnOrigin(request.headers, own)) return refuse(response, 403);
    if (request.method !== 'POST') return refuse(response, 405, { allow: 'POST' });
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return refuse(response, 415);
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_MESSAGE) return refuse(response, 413);
    const { matched } = await calls.handle(request, response, {
      prefix: CALLS,
      context: { door: 'host', address: request.socket.remoteAddress ?? '' },
    });
    if (!matched) refuse(response, 404);
  }

  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen({ host: LOOPBACK, port: options.port }, listening);
  });
  own.port = (server.address() as AddressInfo).port;
  return {
    port: own.port,
    url: `http://${LOOPBACK}:${own.port}/`,
    async close() {
      const stopped = new Promise((done) => server.close(done));
      await sockets.close();
      server.closeAllConnections();
      await stopped;
    },
  };
}

/** The path of a request; null for anything that is no plain path. */
function pathOf({ url = '' }: IncomingMessage): string | null {
  if (!url.startsWith('/') || url.startsWith('//')) return null;
  return URL.canParse(url, 'http://host') ? new URL(url, 'http://host').pathname : null;
}

const words: Record<number, string> = {
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Content Too Large',
  415: 'Unsupported Media Type',
  500: 'Internal Server Error',
  503: 'Service Unavailable',
};

function refuse(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
  text = words[status],
): void {
  // The rest of what was being sent is not waited for.
  response.writeHead(status, {
    'content-type': 'text/plain; charset=utf-8',
    connection: 'close',
    ...headers,
  });
  response.end(`${text}\n`);
}

function refuseUpgrade(stream: Duplex, status: number): void {
  const headers = Object.entries(securityHeaders).map(([name, value]) => `${name}: ${value}\r\n`);
  stream.end(
    `HTTP/1.1 ${status} ${words[status]}\r\nconnection: close\r\ncontent-length: 0\r\ncache-control: no-store\r\n${headers.join('')}\r\n`,
  );
}
