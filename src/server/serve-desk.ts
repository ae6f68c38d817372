import type { PasswordCost } from '#core/accounts/passwords.ts';
import type { Clock } from '#core/kernel/clock.ts';
import { type BranchHost, openBranchHost } from './branch-host.ts';
import type { BranchNetwork } from './network/branch-network.ts';
import { type NetworkedOptions, openNetworkedDesk } from './network/open-networked-desk.ts';
import type { OpenedDesk } from './open-front-desk.ts';
import { chromiumPress } from './pdf/chromium-press.ts';
import type { Product } from './product.ts';
import type { PublicListener } from './public-listener.ts';
import type { TroubleLog } from './unexpected.ts';

export interface ServeOptions {
  product: Product;
  dataFolder: string;
  /** 0 picks a free one. */
  port: number;
  /** Where the pages without sign-in are served, 0 for any free one; not at all unless told. */
  publicPort?: number;
  /** How many bookings one address may make or look up there in a minute; for tests. */
  bookingsPerMinute?: number;
  /** When `port` is taken, a free one serves as well. */
  orFree?: boolean;
  /** Fills an empty store with the demo branch; everybody of it signs in with this. */
  demo?: { password: string };
  /** What a password hash costs; for tests. */
  passwordCost?: PasswordCost;
  devOrigin?: string;
  /** How it is on the network when it is. */
  lan?: NetworkedOptions['lan'];
  /** The browser that makes PDFs of signed reports; without one they are printed by the reader's own browser. */
  chromium?: string | null;
  /** Another clock than the machine's; for tests and screenshots. */
  clock?: Clock;
  log: TroubleLog;
}

export interface ServedDesk {
  readonly desk: OpenedDesk;
  readonly url: string;
  /** Of the pages without sign-in; null when they were not asked for. */
  readonly publicUrl: string | null;
  readonly network: BranchNetwork;
  /** Stops listening, then closes the store: what was acknowledged is kept. */
  close(): Promise<void>;
}

/**
 * Opens a data folder and serves its front desk on this machine. Throws StoreProblem for a folder that cannot be
 * used and EADDRINUSE for a port that is taken; nothing stays open then.
 */
export async function serveDesk(options: ServeOptions): Promise<ServedDesk> {
  const { product, dataFolder, devOrigin, log, clock, demo, passwordCost, lan } = options;
  const door = 'host';
  const opened = await openNetworkedDesk({ product, dataFolder, door, demo, passwordCost, clock, lan, log });
  const { desk, network, sockets } = opened;
  const listen = (port: number) =>
    openBranchHost({ desk, sockets, port, rendererFolder: product.rendererFolder, devOrigin, log });
  let host: BranchHost | undefined;
  let pages: PublicListener | undefined;
  try {
    host = await listen(options.port).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' && options.orFree === true) return listen(0);
      throw error;
    });
    if (options.publicPort !== undefined) {
      const { publicRouter: router, publicPlace: place, keyOf } = desk;
      const { publicFolder, version } = product;
      const { publicPort: port, bookingsPerMinute } = options;
      const served = { router, place, keyOf, publicFolder, version };
      const { openPublicListener } = await import('./public-listener.ts');
      pages = await openPublicListener({ ...served, port, bookingsPerMinute, log });
    }
    desk.announce(host.url);
    if (options.chromium) desk.pdfs.use(chromiumPress(options.chromium, host.url));
  } catch (error) {
    await Promise.all([host?.close(), pages?.close()]).finally(opened.close);
    throw error;
  }
  const listeners = [host, pages];
  let closing: Promise<void> | undefined;
  return {
    desk,
    url: host.url,
    publicUrl: pages?.url ?? null,
    network,
    close() {
      closing ??= Promise.all(listeners.map((one) => one?.close()))
        .then(() => {})
        .finally(opened.close);
      return closing;
    },
  };
}
