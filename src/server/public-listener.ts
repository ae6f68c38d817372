import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { createRouterClient, ORPCError } from '@orpc/server';
import { BodyLimitPlugin } from '@orpc/server/node';
import { type Language, languages } from '#contract/rules.ts';
import type { PublicRouter } from '#core/public/public.router.ts';
import { openListener, refuse } from './listener.ts';
import { isOwnOrigin, mayRead, type OwnAddress } from './origin-check.ts';
import { noStandardPage, standardPage } from './public-page.ts';
import { RateLimit } from './rate-limit.ts';
import { publicSecurityHeaders } from './security-headers.ts';
import { sendFile, staticFile } from './static-files.ts';
import { type TroubleLog, tellUnexpected } from './unexpected.ts';

export interface PublicListenerOptions {
  /** All that can be reached here; the staff router is never handed over. */
  router: PublicRouter;
  /** 0 picks a free one. */
  port: number;
  /** The style sheet of the pages. */
  publicFolder: string;
  /** Requests of one address within a minute; what is more gets 429. */
  perMinute?: number;
  log: TroubleLog;
}

export interface PublicListener {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  close(): Promise<void>;
}

const API = '/api';
/** Largest body, in bytes: nothing here is sent more than a form. */
const LARGEST_BODY = 64 * 1024;
const PER_MINUTE = 120;

/**
 * Serves the pages without sign-in on a port of their own: no sockets, no interface of the staff, no staff procedure.
 * Throws what listening throws (EADDRINUSE for a port that is taken).
 */
export async function openPublicListener(options: PublicListenerOptions): Promise<PublicListener> {
  const { router, publicFolder, log } = options;
  const api = new OpenAPIHandler(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: LARGEST_BODY })],
    clientInterceptors: [tellUnexpected(log)],
  });
  const client = createRouterClient(router);
  const limit = new RateLimit(options.perMinute ?? PER_MINUTE);
  const own: OwnAddress = { port: options.port };

  async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const wait = limit.take(request.socket.remoteAddress ?? '');
    if (wait > 0) return refuse(response, 429, { 'retry-after': `${wait}` });
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (reads ? !mayRead(request.headers) : !isOwnOrigin(request.headers, own)) return refuse(response, 403);
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) return refuse(response, 413);
    if (url.pathname.startsWith(`${API}/`)) {
      const { matched } = await api.handle(request, response, { prefix: API });
      if (!matched) refuse(response, 404);
      return;
    }
    const file = url.pathname === '/' ? null : staticFile(publicFolder, url.pathname);
    if (url.pathname !== '/' && file === null) return refuse(response, 404);
    if (!reads) return refuse(response, 405, { allow: 'GET, HEAD' });
    if (file !== null) return sendFile(response, file, request.method === 'HEAD');
    const { status, html } = await page(url.searchParams);
    response.writeHead(status, { 'content-type': 'text/html; charset=utf-8' });
    response.end(request.method === 'HEAD' ? undefined : html);
  }

  /** The page asks as any other caller of the contract does. */
  async function page(query: URLSearchParams): Promise<{ status: number; html: string }> {
    const language: Language = languages.find((known) => known === query.get('lang')) ?? 'ko';
    const branchId = query.get('branch') ?? undefined;
    try {
      const published = await client.standard.published({ branchId, language });
      return { status: 200, html: standardPage(published, language, branchId) };
    } catch (error) {
      const isAnswer = error instanceof ORPCError && ['NOT_FOUND', 'BAD_REQUEST'].includes(error.code);
      if (!isAnswer) throw error;
      return { status: 404, html: noStandardPage(language) };
    }
  }

  const server = await openListener({
    own,
    headers: publicSecurityHeaders,
    log,
    answer,
    upgrade: () => 404,
  });
  return { url: server.url, close: () => server.close() };
}
