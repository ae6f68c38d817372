import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type DamageReason, type Health, isWhole } from './store-health.ts';

/** What a start found and did; the interface tells it. */
export interface Recovered {
  reason: DamageReason;
  /** The folder that now holds the damaged file with its log; null when nothing was left to keep. */
  setAside: string | null;
  /** Work goes on with what the file still held; false: with an empty store. */
  kept: boolean;
}

/**
 * Moves a damaged store with all that belongs to it into `damaged-<time>/`, never deleting a byte, and puts
 * a copy of the part that still passes the full check back into its place.
 */
export function setAside(file: string, damage: Extract<Health, { state: 'damaged' }>, now: Date): Recovered {
  const parts = ['', '-wal', '-shm', '-journal'].filter((part) => existsSync(file + part));
  if (parts.length === 0) return { reason: damage.reason, setAside: null, kept: false };
  const folder = freeFolder(join(file, '..', `damaged-${now.toISOString().replaceAll(/[:.]/g, '-')}`));
  const aside = join(folder, basename(file));
  // The log first: interrupted here, the next start finds a file without its log and says so.
  for (const part of parts.toReversed()) renameSync(file + part, aside + part);

  let kept = false;
  if (damage.keep !== 'nothing') {
    copyFileSync(aside, file);
    if (damage.keep === 'file-and-log') copyFileSync(`${aside}-wal`, `${file}-wal`);
    kept = isWhole(file, 'integrity_check(1)');
    if (!kept) for (const part of ['', '-wal', '-shm']) rmSync(file + part, { force: true });
  }
  return { reason: damage.reason, setAside: folder, kept };
}

function freeFolder(wanted: string): string {
  let folder = wanted;
  for (let n = 2; existsSync(folder); n++) folder = `${wanted}-${n}`;
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}
