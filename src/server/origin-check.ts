import type { IncomingHttpHeaders } from 'node:http';

/** The names this machine has for itself. */
const loopback = ['127.0.0.1', 'localhost', '[::1]'];

export interface OwnAddress {
  port: number;
  /** The one other origin that may call: the development server in front of this host. */
  devOrigin?: string;
  /** Over TLS: pages of ours come from `https:`. */
  secure?: boolean;
  /** On the network: whether a name, or an address without brackets, is one of this machine's. Loopback only otherwise. */
  isOwnName?: (name: string) => boolean;
  /** What a proxy on this machine makes of it for others, such as `https://book.example.kr`; null for nothing. */
  published?: () => string | null;
}

/** A name as browsers write it, an address, or an IPv6 address in brackets; then the port. */
const hostHeader = /^([a-z0-9.-]{1,253}|\[[0-9a-f:]{2,39}\])(?::(\d{1,5}))?$/;

/** Whether a request was meant for this host: a page that points its own name here (DNS rebinding) was not. */
export function isOwnHost(host: string | undefined, own: OwnAddress): boolean {
  return isPublished(host, own) || isThisMachine(host, own);
}

function isThisMachine(host: string | undefined, own: OwnAddress): boolean {
  const [, name, port] = hostHeader.exec(host ?? '') ?? [];
  if (name === undefined) return false;
  if ((port ?? (own.secure === true ? '443' : '80')) !== `${own.port}`) return false;
  if (own.isOwnName === undefined) return loopback.includes(name);
  return own.isOwnName(name.startsWith('[') ? name.slice(1, -1) : name);
}

/** Whether a request came to the address that a proxy gives this listener. */
export function isPublished(host: string | undefined, own: OwnAddress): boolean {
  const published = own.published?.() ?? null;
  return published !== null && host !== undefined && `https://${host.toLowerCase()}` === published;
}

/** Whether a call was made by our own page. A browser always says from where; what says nothing is refused. */
export function isOwnOrigin(headers: IncomingHttpHeaders, own: OwnAddress): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  const { origin } = headers;
  if (origin === undefined) return false;
  if (own.devOrigin !== undefined && origin === own.devOrigin) return true;
  if (origin === (own.published?.() ?? null)) return true;
  const scheme = own.secure === true ? 'https://' : 'http://';
  return origin.startsWith(scheme) && isThisMachine(origin.slice(scheme.length), own);
}

/** Whether a file may be read: by our own page, or by a person who follows a link or types the address. */
export function mayRead(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  if (site === undefined || site === 'same-origin' || site === 'none') return true;
  return headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
}
