import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Only the user that runs Maji may look in. */
export function makePrivateFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  // A folder that was there before, or a umask, may have left more.
  chmodSync(folder, 0o700);
}

/** Writes a file whole or not at all, readable to its owner alone (0600). */
export function writePrivate(path: string, text: string): void {
  makePrivateFolder(dirname(path));
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  chmodSync(`${path}.new`, 0o600);
  renameSync(`${path}.new`, path);
}

/** The text of a file; null when it is not there. Throws for one that is there and cannot be read. */
export function readIfThere(path: string): string | null {
  if (statSync(path, { throwIfNoEntry: false }) === undefined) return null;
  return readFileSync(path, 'utf8');
}
