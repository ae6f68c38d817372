import { closeSync, fsyncSync, openSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { SecretKeeper } from '#core/messages/transport.ts';
import { makePrivateFolder, readIfThere } from '../network/private-files.ts';

/** Turns secrets into what is written, and back; null where it is not this cipher's own. */
export interface Cipher {
  readonly place: SecretKeeper['place'];
  /** Its own file, so that one cipher never meets what another has written. */
  readonly file: string;
  lock(secret: string): string;
  unlock(kept: string): string | null;
}

/** Nothing but the rights of the file: it lies beside the store, readable to its owner alone. */
export const bare: Cipher = {
  place: 'file',
  file: 'senders.json',
  lock: (secret) => secret,
  unlock: (kept) => kept,
};

/** Keeps the senders' secrets in a file of the data folder, beside the store and never in it. */
export function secretFiles(dataFolder: string, { place, file, lock, unlock }: Cipher = bare): SecretKeeper {
  const folder = join(dataFolder, 'secrets');
  const path = join(folder, file);
  const all = (): Record<string, string> => {
    const text = readIfThere(path);
    if (text === null) return {};
    const kept: unknown = JSON.parse(text);
    return typeof kept === 'object' && kept !== null ? (kept as Record<string, string>) : {};
  };
  const save = (kept: Record<string, string>): void => {
    makePrivateFolder(folder);
    const aside = `${path}.new`;
    const handle = openSync(aside, 'w', 0o600);
    try {
      writeSync(handle, JSON.stringify(kept));
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
    renameSync(aside, path);
  };
  return {
    place,
    async read(ref) {
      const kept = all();
      return Object.hasOwn(kept, ref) ? unlock(kept[ref] ?? '') : null;
    },
    async write(ref, secret) {
      save({ ...all(), [ref]: lock(secret) });
    },
    async remove(ref) {
      const { [ref]: gone, ...rest } = all();
      if (gone !== undefined) save(rest);
    },
  };
}
