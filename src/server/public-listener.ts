import type { IncomingMessage, ServerResponse } from 'node:http';
import { OpenAPIHandler } from '@orpc/openapi/node';
import { createRouterClient, ORPCError } from '@orpc/server';
import { BodyLimitPlugin } from '@orpc/server/node';
import type { Language } from '#contract/rules.ts';
import type { FrontDesk } from '#core/app.ts';
import type { PublicRouter } from '#core/public/public.router.ts';
import type { PublicContext } from '#core/public/public-access.ts';
import type { Held } from './booking/booking-pages.ts';
import { askedOf, BookingSite, type Page, type Step } from './booking/booking-site.ts';
import { readForm } from './booking/read-form.ts';
import { addressOf, openListener, refuse } from './listener.ts';
import { openApi } from './open-api.ts';
import { isOwnOrigin, isPublished, mayRead, type OwnAddress } from './origin-check.ts';
import { noStandardPage, standardPage } from './public-page.ts';
import { RateLimit } from './rate-limit.ts';
import { publicSecurityHeaders } from './security-headers.ts';
import { sendFile, staticFile } from './static-files.ts';
import { type TroubleLog, tellUnexpected } from './unexpected.ts';

export interface PublicListenerOptions {
  /** All that can be reached here; the staff router is never handed over. */
  router: PublicRouter;
  /** What others reach it at; said to be open while it is. */
  place: FrontDesk['publicPlace'];
  /** Who a key is. */
  keyOf: FrontDesk['keyOf'];
  /** 0 picks a free one. */
  port: number;
  /** The style sheet of the pages. */
  publicFolder: string;
  /** Of the product, for those who integrate. */
  version: string;
  /** Requests of one address within a minute; what is more gets 429. */
  perMinute?: number;
  /** Bookings made, looked up or called off by one address within a minute. */
  bookingsPerMinute?: number;
  log: TroubleLog;
}

export interface PublicListener {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  close(): Promise<void>;
}

const API = '/api';
const DESCRIPTION = `${API}/openapi.json`;
/** Largest body, in bytes: nothing here is sent more than a form. */
const LARGEST_BODY = 64 * 1024;
const PER_MINUTE = 120;
/** A person books once, mistypes and tries again; a machine that fills a day or guesses numbers does not get far. */
const BOOKINGS_PER_MINUTE = 10;
/** After this many seconds a busy store has most likely come free. */
const BUSY_SECONDS = 5;
const drawnPaths = new Set(['/', '/booking', '/booking/look']);
/** What a form sent to a path asks for. */
const forms = new Map<string, Step>([
  ['/booking', 'book'],
  ['/booking/look', 'look'],
  ['/booking/cancel', 'cancel'],
]);
const isForm = ({ method }: IncomingMessage, { pathname }: URL) => method === 'POST' && forms.has(pathname);
const ownPage: PublicContext = { ownPage: true, key: null };

/**
 * Serves the pages without sign-in on a port of their own: no sockets, no interface of the staff, no staff procedure.
 * Throws what listening throws (EADDRINUSE for a port that is taken).
 */
export async function openPublicListener(options: PublicListenerOptions): Promise<PublicListener> {
  const { router, place, publicFolder, log } = options;
  const api = new OpenAPIHandler(router, {
    plugins: [new BodyLimitPlugin({ maxBodySize: LARGEST_BODY })],
    clientInterceptors: [tellUnexpected(log)],
  });
  const client = createRouterClient(router, { context: ownPage });
  const site = new BookingSite(client);
  const limit = new RateLimit(options.perMinute ?? PER_MINUTE);
  const bookings = new RateLimit(options.bookingsPerMinute ?? BOOKINGS_PER_MINUTE);
  const own: OwnAddress = { port: options.port, published: () => place.address };

  /** Whose request it is. A proxy on this machine says for whom it asks; nobody else is believed. */
  function askerOf(request: IncomingMessage): string {
    const from = addressOf(request);
    const told = request.headers['x-forwarded-for'];
    if (from !== '127.0.0.1' || told === undefined || !isPublished(request.headers.host, own)) return from;
    return `${told}`.split(',').at(-1)?.trim() ?? from;
  }

  /** Who calls the API; null when he may not. */
  async function callerOf(request: IncomingMessage, reads: boolean): Promise<PublicContext | 401 | 403> {
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const key = await options.keyOf(/^Bearer\s+(\S+)$/i.exec(authorization)?.[1] ?? '');
      return key === null ? 401 : { ownPage: false, key };
    }
    if (reads) return mayRead(request.headers) ? { ownPage: false, key: null } : 403;
    return isOwnOrigin(request.headers, own) ? ownPage : 403;
  }

  async function answer(request: IncomingMessage, response: ServerResponse, url: URL): Promise<void> {
    const asker = askerOf(request);
    const wait = limit.take(asker);
    if (wait > 0 && !isForm(request, url)) return refuse(response, 429, { 'retry-after': `${wait}` });
    const reads = request.method === 'GET' || request.method === 'HEAD';
    if (url.pathname === DESCRIPTION && reads) return describe(response);
    if (url.pathname.startsWith(`${API}/`)) {
      const context = await callerOf(request, reads);
      if (typeof context === 'number') return refuse(response, context);
      if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) return refuse(response, 413);
      const busy = reads || context.key !== null ? 0 : bookings.take(asker);
      if (busy > 0) return refuse(response, 429, { 'retry-after': `${busy}` });
      const { matched } = await api.handle(request, response, { prefix: API, context });
      if (!matched) refuse(response, 404);
      return;
    }
    if (reads ? !mayRead(request.headers) : !isOwnOrigin(request.headers, own)) return refuse(response, 403);
    if (Number(request.headers['content-length'] ?? 0) > LARGEST_BODY) return refuse(response, 413);
    if (!reads) return send(request, response, await posted(request, response, url.pathname, asker, wait));
    const file = url.pathname === '/' ? null : staticFile(publicFolder, url.pathname);
    if (file !== null) return sendFile(response, file, request.method === 'HEAD');
    const page = await drawn(url);
    return page === null ? refuse(response, 404) : send(request, response, page);
  }

  function send(request: IncomingMessage, response: ServerResponse, page: Page | null): void {
    if (page === null) return;
    response.writeHead(page.status, { 'content-type': 'text/html; charset=utf-8' });
    response.end(request.method === 'HEAD' ? undefined : page.html);
  }

  async function describe(response: ServerResponse): Promise<void> {
    const servers = place.address === null ? [`http://127.0.0.1:${own.port}`] : [place.address];
    const text = JSON.stringify(await openApi(options.version, servers), null, 2);
    response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    response.end(text);
  }

  /** What a form of ours asked for; null once it has been refused. */
  async function posted(
    request: IncomingMessage,
    response: ServerResponse,
    path: string,
    asker: string,
    overLimit: number,
  ): Promise<Page | null> {
    const step = forms.get(path);
    if (step === undefined) {
      const isThere = path === '/' || staticFile(publicFolder, path) !== null;
      refuse(response, isThere ? 405 : 404, isThere ? { allow: 'GET, HEAD' } : {});
      return null;
    }
    const form = await readForm(request, LARGEST_BODY);
    if (form === null) {
      refuse(response, 415);
      return null;
    }
    const held = (word: Held['word'], seconds: number) => {
      response.setHeader('retry-after', `${seconds}`);
      return site.held(step, form, { word, seconds });
    };
    const wait = Math.max(overLimit, bookings.take(asker));
    if (wait > 0) return await held('TOO_MANY_REQUESTS', wait);
    try {
      return await orNoBranch(form, () => site[step](form));
    } catch (error) {
      if (!(error instanceof ORPCError) || error.code !== 'STORE') throw error;
      log({ what: path, error });
      return await held('STORE_BUSY', BUSY_SECONDS);
    }
  }

  /** The pages ask as any other caller of the contract does. */
  async function drawn(url: URL): Promise<Page | null> {
    const query = url.searchParams;
    if (!drawnPaths.has(url.pathname)) return null;
    const asked = askedOf(query, await usualLanguage(query));
    if (url.pathname === '/booking') return await orNoBranch(query, () => site.show(asked));
    if (url.pathname === '/booking/look') return site.lookForm(asked);
    const { language } = asked;
    const where = query.has('branch') ? { branchId: query.get('branch') ?? '' } : {};
    return await orNoBranch(query, async () => {
      const published = await client.standard.published({ ...where, language });
      const { open, duties } = await client.booking.offer({ ...where, language });
      const canBook = open && duties.length > 0;
      return { status: 200, html: standardPage(published, language, { ...where, canBook }) };
    });
  }

  /** What is spoken where the address names no language: the standard's own. */
  async function usualLanguage(query: URLSearchParams): Promise<Language> {
    if (query.has('lang')) return 'ko';
    const branchId = query.get('branch');
    const where = branchId ? { branchId } : {};
    const offer = await client.booking.offer({ ...where, language: 'ko' }).catch(() => null);
    return offer?.language ?? 'ko';
  }

  async function orNoBranch(query: URLSearchParams, draw: () => Promise<Page>): Promise<Page> {
    try {
      return await draw();
    } catch (error) {
      const isAnswer = error instanceof ORPCError && ['NOT_FOUND', 'BAD_REQUEST'].includes(error.code);
      if (!isAnswer) throw error;
      return { status: 404, html: noStandardPage(askedOf(query).language) };
    }
  }

  const server = await openListener({
    own,
    headers: publicSecurityHeaders,
    log,
    answer,
    upgrade: () => 404,
  });
  place.open = true;
  return {
    url: server.url,
    async close() {
      place.open = false;
      await server.close();
    },
  };
}
