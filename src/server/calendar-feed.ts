import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Desk } from '#core/kernel/desk.ts';
import { readFeed } from '#core/site-visits/feed.service.ts';
import { refuse } from './listener.ts';

const PATH = /^\/calendar\/([A-Za-z0-9_-]{43})\.ics$/;

/** Whether an address is one under which a calendar program reads an officer's visits. */
export const isCalendarPath = (pathname: string): boolean => pathname.startsWith('/calendar/');

/**
 * An officer's calendar for whoever knows its secret address: 404 for any other. A program that has the text already
 * (`If-None-Match`) gets 304. The host serves the network over TLS alone, so the address never travels in the clear.
 */
export async function sendCalendar(
  desk: Desk,
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
): Promise<void> {
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return refuse(response, 405, { allow: 'GET, HEAD' });
  }
  const token = PATH.exec(pathname)?.[1];
  const feed = token === undefined ? null : await readFeed(desk, token);
  if (feed === null) return refuse(response, 404);
  const headers = {
    etag: feed.etag,
    // May be kept by the program that asked, and asked for anew each time; never by anything on the way.
    'cache-control': 'private, no-cache',
    'x-robots-tag': 'noindex',
  };
  const known = (request.headers['if-none-match'] ?? '')
    .split(',')
    .map((tag) => tag.trim().replace(/^W\//, ''));
  if (known.includes(feed.etag)) {
    response.writeHead(304, headers).end();
    return;
  }
  response.writeHead(200, {
    ...headers,
    'content-type': 'text/calendar; charset=utf-8',
    'content-length': Buffer.byteLength(feed.text),
  });
  response.end(request.method === 'HEAD' ? undefined : feed.text);
}
