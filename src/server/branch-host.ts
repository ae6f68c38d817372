import type { IncomingMessage, ServerResponse } from 'node:http';
import { resolve as resolvePath } from 'node:path';
import type { Duplex } from 'node:stream';
import { BodyLimitPlugin, RPCHandler } from '@orpc/server/node';
import { RequestHeadersPlugin } from '@orpc/server/plugins';
import { LARGEST_MESSAGE } from '#contract/rules.ts';
import type { FrontDesk } from '#core/app.ts';
import type { DoorContext } from '#core/kernel/call.ts';
import { isCalendarPath, sendCalendar } from './calendar-feed.ts';
import type { CallSocket } from './call-socket.ts';
import { addressOf, openListener, refuse, type TlsPair, type UpgradeAnswer } from './listener.ts';
import type { NetworkLimits } from './network/network-limits.ts';
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
  /** The sockets of every listener of this host. */
  sockets: CallSocket;
  /** Serves the network over TLS instead of this machine's loopback. */
  network?: NetworkPlace;
  log: TroubleLog;
}

/** What is different for a listener on the network. */
export interface NetworkPlace {
  tls: TlsPair;
  /** Whether a name or address from a Host header is one of this machine's. */
  isOwnName(name: string): boolean;
  limits: NetworkLimits;
  /** Answers what is served beside the interface; false for everything else. */
  page(request: IncomingMessage, response: ServerResponse, url: URL): boolean;
  /** False until a branch is set up: the first person at this machine does that, not the first one on the network. */
  mayServe(): boolean;
}

export interface BranchHost {
  readonly port: number;
  /** `http://127.0.0.1:PORT/`, or `https:` on the network. */
  readonly url: string;
  /** Whether its pages come over TLS. */
  readonly secure: boolean;
  /** Shows another certificate from now on. */
  renew(tls: TlsPair): void;
  /** Says goodbye to every window and stops listening. */
  close(): Promise<void>;
}

const CALLS = '/rpc';
const NOT_SET_UP =
  '이 컴퓨터에서 먼저 지점을 만드세요. 그 뒤에 네트워크에서 열립니다.\nSet the branch up at the machine itself first; it opens to the network afterwards.';

/**
 * Serves the interface and its calls: on this machine's own loopback, or over TLS on the network. Throws what
 * listening throws (EADDRINUSE for a port that is taken).
 */
export async function openBranchHost(options: BranchHostOptions): Promise<BranchHost> {
  const { sockets, network } = options;
  const rendererFolder = resolvePath(options.rendererFolder);
  const { desk } = options;
  const calls = new RPCHandler<DoorContext>(desk.router, {
    plugins: [new RequestHeadersPlugin(), new BodyLimitPlugin({ maxBodySize: LARGEST_MESSAGE })],
    // Over a socket nobody signs in: this is the one way.
    clientInterceptors: [limitSignIns(), tellUnexpected(options.log)],
  });
  const own: OwnAddress = {
    port: options.port,
    devOrigin: options.devOrigin,
    secure: network !== undefined,
    isOwnName: network?.isOwnName,
  };
  const listener: ListenerFacts = {
    get port() {
      return own.port;
    },
    secure: network !== undefined,
  };
  const local = network === undefined;

  async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const { pathname } = url;
    const wait = network?.limits.request(addressOf(request)) ?? 0;
    if (wait > 0) return refuse(response, 429, { 'retry-after': `${wait}` });
    if (network?.page(request, response, url) === true) return;
    if (network?.mayServe() === false) return refuse(response, 503, { refresh: '3' }, NOT_SET_UP);
    if (isCalendarPath(pathname)) return await sendCalendar(desk.desk, request, response, pathname);
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
        address: addressOf(request),
        local,
        seat: seatOfRequest(request, response, listener),
      },
    });
    if (!matched) refuse(response, 404);
  }

  function upgrade(request: IncomingMessage, stream: Duplex, head: Buffer, url: URL | null): UpgradeAnswer {
    const address = addressOf(request);
    const wait = network?.limits.socket(address) ?? 0;
    if (wait > 0) return { status: 429, headers: { 'retry-after': `${wait}` } };
    if (url?.pathname !== CALLS) return 404;
    if (!isOwnOrigin(request.headers, own)) return 403;
    if (network?.mayServe() === false) return 503;
    const seat = seatOfUpgrade(request, listener);
    const way = { listener, address, local, seat, mayCall: network?.limits.messages() };
    return sockets.accept(request, stream, head, way) ? null : 503;
  }

  const server = await openListener({
    own,
    reach: network === undefined ? 'loopback' : 'network',
    tls: network?.tls,
    perAddress: network?.limits.connections,
    headers: securityHeaders,
    log: options.log,
    answer,
    upgrade,
  });
  return {
    port: server.port,
    url: server.url,
    secure: network !== undefined,
    renew: server.renew,
    close: () => server.close(() => sockets.closeOf(listener)),
  };
}
