import type { IncomingHttpHeaders } from 'node:http';

/** The names this machine has for itself. */
const loopback = ['127.0.0.1', 'localhost', '[::1]'];

export interface OwnAddress {
  port: number;
  /** The one other origin that may call: the development server in front of this host. */
  devOrigin?: string;
}

/** Whether a request was meant for this host: a page that points its own name here (DNS rebinding) was not. */
export function isOwnHost(host: string | undefined, { port }: OwnAddress): boolean {
  return loopback.some((name) => host === `${name}:${port}` || (port === 80 && host === name));
}

/** Whether a call was made by our own page. A browser always says from where; what says nothing is refused. */
export function isOwnOrigin(headers: IncomingHttpHeaders, own: OwnAddress): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const { origin } = headers;
  if (origin === undefined) return false;
  if (own.devOrigin !== undefined && origin === own.devOrigin) return true;
  return origin.startsWith('http://') && isOwnHost(origin.slice('http://'.length), own);
}

/** Whether a file may be read: by our own page, or by a person who follows a link or types the address. */
export function mayRead(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}
