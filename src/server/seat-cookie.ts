import type { IncomingMessage, ServerResponse } from 'node:http';
import type { SeatHandle } from '#core/kernel/call.ts';

/** Where a listener is reached. */
export interface ListenerFacts {
  port: number;
  /** Over HTTPS. */
  secure: boolean;
}

/** A cookie does not know ports, so its name does: two hosts on one machine must not sign each other's people out. */
export function seatCookieName({ port, secure }: ListenerFacts): string {
  return `${secure ? '__Host-' : ''}maji-seat-${port}`;
}

/** The token a request brings; null when none, or when it cannot be one of ours. */
export function seatToken(cookies: string | undefined, listener: ListenerFacts): string | null {
  const name = seatCookieName(listener);
  for (const pair of (cookies ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at < 0 || pair.slice(0, at).trim() !== name) continue;
    const value = pair.slice(at + 1).trim();
    return /^[\w-]{43}$/.test(value) ? value : null;
  }
  return null;
}

/** The seat of a request that can be answered with a cookie (R19: no script reads it, no other site sends it). */
export function seatOfRequest(
  request: IncomingMessage,
  response: ServerResponse,
  listener: ListenerFacts,
): SeatHandle {
  let token = seatToken(request.headers.cookie, listener);
  return {
    token: () => token,
    give(next) {
      token = next;
      const secure = listener.secure ? '; Secure' : '';
      response.setHeader(
        'set-cookie',
        `${seatCookieName(listener)}=${next}; Path=/; HttpOnly; SameSite=Strict${secure}`,
      );
    },
  };
}

/** The seat of a socket, as its upgrade said it. A socket can be given no cookie. */
export function seatOfUpgrade(request: IncomingMessage, listener: ListenerFacts): SeatHandle {
  const token = seatToken(request.headers.cookie, listener);
  return { token: () => token };
}

/** The one seat of a desktop app, in its memory: it is asked anew at every start. */
export function seatInMemory(): SeatHandle {
  let token: string | null = null;
  return {
    token: () => token,
    give(next) {
      token = next;
    },
  };
}
