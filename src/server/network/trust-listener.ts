import { addressOf, type Listener, openListener, refuse } from '../listener.ts';
import { mayRead } from '../origin-check.ts';
import type { TroubleLog } from '../unexpected.ts';
import type { NetworkLimits } from './network-limits.ts';
import type { TrustPage } from './trust-page.ts';

export interface TrustListenerOptions {
  port: number;
  page: TrustPage;
  isOwnName(name: string): boolean;
  limits: NetworkLimits;
  log: TroubleLog;
}

/**
 * The one thing served over plain HTTP on the network: how to trust the authority, and its certificate. It knows no
 * call, sets no cookie and takes no socket. Throws what listening throws.
 */
export function openTrustListener(options: TrustListenerOptions): Promise<Listener> {
  const { port, page, isOwnName, limits, log } = options;
  return openListener({
    own: { port, isOwnName },
    reach: 'network',
    perAddress: limits.connections,
    headers: page.headers,
    log,
    answer(request, response, url) {
      const wait = limits.request(addressOf(request));
      if (wait > 0) return refuse(response, 429, { 'retry-after': `${wait}` });
      if (!mayRead(request.headers)) return refuse(response, 403);
      if (!page.answer(request, response, url, '/')) refuse(response, 404);
    },
    upgrade: () => 404,
  });
}
