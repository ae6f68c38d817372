import type { PasswordCost } from '#core/accounts/passwords.ts';
import { createFrontDesk, type FrontDesk } from '#core/app.ts';
import type { Clock } from '#core/kernel/clock.ts';
import type { NetworkDoor } from '#core/network/network-door.ts';
import { openStore } from '#storage/open-store.ts';
import { readPackTexts } from '#storage/pack-file.ts';
import { messagingWith } from './messages/messaging.ts';
import { type Cipher, secretFiles } from './messages/secret-files.ts';
import type { Product } from './product.ts';
import type { TroubleLog } from './unexpected.ts';

export interface OpenOptions {
  product: Product;
  dataFolder: string;
  door: 'desktop' | 'host';
  /** Fills an empty store with the demo branch; everybody of it signs in with this. */
  demo?: { password: string };
  /** What a password hash costs; for tests. */
  passwordCost?: PasswordCost;
  clock?: Clock;
  /** Locks the senders' secrets; a bare file for its owner alone unless told. */
  secrets?: Cipher;
  /** Opens the desk to the network. */
  network?: NetworkDoor;
  log?: TroubleLog;
}

/** A front desk over the data folder this process now owns. */
export interface OpenedDesk extends FrontDesk {
  /** Tells a second process where this one can be reached. */
  announce(url: string): void;
  /** Logs what is pending and closes the store; the folder is free afterwards. */
  close(): Promise<void>;
}

/** Opens a data folder for either door. Throws StoreProblem when it cannot be used; nothing stays open then. */
export async function openFrontDesk({
  product,
  dataFolder,
  door,
  demo,
  passwordCost,
  clock,
  network,
  secrets,
  log,
}: OpenOptions): Promise<OpenedDesk> {
  const store = await openStore({ dataFolder, door });
  try {
    const desk = await createFrontDesk({
      engine: store.engine,
      readPacks: () => readPackTexts(product.standardsFolder, store.folder),
      version: product.version,
      recovered: store.recovered ?? null,
      demo,
      passwordCost,
      clock,
      network,
      messaging: messagingWith(secretFiles(store.folder, secrets)),
      onFailure: (error) =>
        log?.({ what: 'the desk could not do something by itself; it tries again', error }),
    });
    return {
      ...desk,
      announce: (url) => store.announce(url),
      async close() {
        await desk.close().finally(() => store.close());
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
