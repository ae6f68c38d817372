import { existsSync, statSync } from 'node:fs';
import Database from 'better-sqlite3';
import { isBusy, isDiskFull, isReadOnly } from './errors.ts';
import type { RunMark } from './run-mark.ts';
import { readHeader } from './store-file.ts';
import { readWal } from './wal-file.ts';

/** What is wrong with a store found at start. */
export type DamageReason =
  /** There was a store and its file is gone. */
  | 'MISSING'
  /** The file is cut short or its header is not a database's. */
  | 'BAD_FILE'
  /** Its pages contradict each other. */
  | 'CHECK_FAILED'
  /** The log of the last, unfinished run is gone, unreadable, or another store's. */
  | 'LOG_MISSING'
  | 'LOG_DAMAGED'
  | 'LOG_FOREIGN';

export type Health =
  | { state: 'new' | 'sound' }
  /** `keep`: what is still worth trying, a copy of the file alone or with its log. */
  | { state: 'damaged'; reason: DamageReason; keep: 'nothing' | 'file' | 'file-and-log' };

/** Up to this size everything is checked at every start, indexes included (0.3 s at most), in bytes. */
const CHECKED_ALWAYS = 50 * 1024 * 1024;

/**
 * Looks at a store before anything opens it for writing; changes nothing.
 *
 * A start must be quick with a 1 GB file, too, whose check reads all of it. So header and log are
 * always looked at (milliseconds), and every page only when there is a reason: the last run did
 * not end cleanly, the file is not the one that run left (size, time), or it is small.
 * Throws the engine's error when the file cannot be read for another reason than damage.
 */
export function examineStore(file: string, mark: RunMark | null): Health {
  const damaged = (reason: DamageReason, keep: 'nothing' | 'file' | 'file-and-log' = 'nothing'): Health => ({
    state: 'damaged',
    reason,
    keep,
  });
  const log = `${file}-wal`;
  const wal = readWal(log);
  if (!existsSync(file)) return mark || wal ? damaged('MISSING') : { state: 'new' };
  const { size, mtimeMs } = statSync(file);
  // Created and not yet written to: the very first start was interrupted.
  if (size === 0 && !wal && !mark) return { state: 'new' };
  const header = readHeader(file, { whole: !wal });
  if (!header) return damaged('BAD_FILE');

  if (!wal) {
    // A running store always has something in its log, see openStore.
    if (mark?.state === 'running') return damaged('LOG_MISSING', 'file');
  } else {
    if (!wal.sound || wal.pageSize !== header.pageSize) return damaged('LOG_DAMAGED', 'file');
    const foreign =
      header.storeId !== 0 &&
      (wal.storeId === null ? mark?.state === 'clean' : wal.storeId !== header.storeId);
    if (foreign) return damaged('LOG_FOREIGN', 'file');
    if (wal.losesCommits) return damaged('LOG_DAMAGED', 'file-and-log');
  }

  if (size <= CHECKED_ALWAYS) {
    return isWhole(file, 'integrity_check(1)') ? { state: 'sound' } : damaged('CHECK_FAILED');
  }
  const untouched = mark?.state === 'clean' && mark.size === size && mark.mtimeMs === mtimeMs && !wal;
  return untouched || isWhole(file, 'quick_check(1)') ? { state: 'sound' } : damaged('CHECK_FAILED');
}

/** Whether every page reads and fits; with `integrity_check` also whether every index tells the truth. */
export function isWhole(file: string, check: 'quick_check(1)' | 'integrity_check(1)'): boolean {
  let database: Database.Database | undefined;
  try {
    // Read-only, so that nothing of a bad log is copied into the file.
    database = new Database(file, { readonly: true, fileMustExist: true, timeout: 1000 });
    database.pragma('cell_size_check = ON');
    return database.pragma(check, { simple: true }) === 'ok';
  } catch (error) {
    if (isBusy(error) || isDiskFull(error) || isReadOnly(error)) throw error;
    return false;
  } finally {
    database?.close();
  }
}
