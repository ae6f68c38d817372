import type { IncomingMessage, ServerResponse } from 'node:http';
import { resolve as resolvePath } from 'node:path';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import type { FrontDesk } from '#core/app.ts';
import type { DoorContext } from '#core/kernel/call.ts';
import { LARGEST_MESSAGE } from './call-frame.ts';
import { CallSocket } from './call-socket.ts';
import { openLoopbackServer, refuse } from './loopback-server.ts';
import { isOwnOrigin, mayRead, type OwnAddress } from './origin-check.ts';
import { type ListenerFacts, seatOfRequest, seatOfUpgrade } from './seat-cookie.ts';
import { securityHeaders } from './security-headers.ts';
import { limitSignIns } from './sign-in-limit.ts';
import { sendFile, staticFile } from './static-files.ts';
import { type TroubleLog, tellUnexpected } from './unexpected.ts';

export interface BranchHostOptions {
  /** What is served. */
  desk: Pick<FrontDesk, 'router' | 'desk' | 'seatOf'>;
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

const CALLS = '/rpc';

/**
 * Serves the interface and its calls on this machine's own loopback. Throws what listening throws (EADDRINUSE for a
 * port that is taken).
 */
export async function openBranchHost(options: BranchHostOptions): Promise<BranchHost> {
  const rendererFolder = resolvePath(options.rendererFolder);
  const { desk } = options;
  const sockets = new CallSocket(desk, options.log);
  const calls = new RPCHandler<DoorContext>(desk.router, {
    plugins: [new RequestHeadersPlugin(), new BodyLimitPlugin({ maxBodySize: LARGEST_MESSAGE })],
    // Over a socket nobody signs in: this is the one way.
    clientInterceptors: [limitSignIns(), tellUnexpected(options.log)],
  });
  const own: OwnAddress = { port: options.port, devOrigin: options.devOrigin };
  const listener: ListenerFacts = {
    get port() {
      return own.port;
    },
    secure: false,
  };

  function answer(
    request: IncomingMessage,
    response: ServerResponse,
    { pathname }: URL,
  ): void | Promise<void> {
    if (pathname === CALLS || pathname.startsWith(`${CALLS}/`)) return answerCall(request, response);
    if (!mayRead(request.headers)) return refuse(response, 403);
    if (request.method !== 'GET' && request.method !== 'HEAD')
      return refuse(response, 405, { allow: 'GET, HEAD' });
    const file = staticFile(rendererFolder, pathname);
    if (file !== null) return sendFile(response, file, request.method === 'HEAD');
    return pathname === '/'
      ? refuse(response, 503, {}, 'The interface is not built: npm run build')
      : refuse(response, 404);
  }

  async function answerCall(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!isOwnOrigin(request.headers, own)) return refuse(response, 403);
    if (request.method !== 'POST') return refuse(response, 405, { allow: 'POST' });
    if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) return refuse(response, 415);
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_MESSAGE) return refuse(response, 413);
    const { matched } = await calls.handle(request, response, {
      prefix: CALLS,
      context: {
        door: 'host',
        address: request.socket.remoteAddress ?? '',
        local: true,
        seat: seatOfRequest(request, response, listener),
      },
    });
    if (!matched) refuse(response, 404);
  }

  const server = await openLoopbackServer({
    own,
    headers: securityHeaders,
    log: options.log,
    answer,
    upgrade(request, stream, head, url) {
      if (url?.pathname !== CALLS) return 404;
      if (!isOwnOrigin(request.headers, own)) return 403;
      return sockets.accept(request, stream, head, seatOfUpgrade(request, listener)) ? null : 503;
    },
  });
  return { port: server.port, url: server.url, close: () => server.close(() => sockets.close()) };
}
