import { closeSync, openSync, readSync, statSync } from 'node:fs';

/** Where the header keeps SQLite's user version: here a random number that says which store a page is of. */
export const STORE_ID_OFFSET = 60;
/** “MAJI”, so that the file says whose it is. */
export const APPLICATION_ID = 0x4d414a49;

export interface StoreHeader {
  pageSize: number;
  /** 0 in a file that has none yet. */
  storeId: number;
}

/**
 * The header of a database file, or null when it is not one. `whole`: also null when the size belies it;
 * not to be asked beside a log, because a process killed while it copies the log back leaves a
 * short file that the log completes.
 */
export function readHeader(file: string, { whole }: { whole: boolean }): StoreHeader | null {
  const { size } = statSync(file);
  const header = Buffer.alloc(100);
  const descriptor = openSync(file, 'r');
  try {
    if (readSync(descriptor, header, 0, 100, 0) < 100) return null;
  } finally {
    closeSync(descriptor);
  }
  const raw = header.readUInt16BE(16);
  const pageSize = raw === 1 ? 65_536 : raw;
  const versions = header.readUInt16BE(18);
  const fits =
    header.toString('latin1', 0, 16) === 'SQLite format 3\0' &&
    pageSize >= 512 &&
    (pageSize & (pageSize - 1)) === 0 &&
    // Both “legacy” or both “write-ahead log”: any other pair opens as something this store is not.
    (versions === 0x0101 || versions === 0x0202) &&
    header.readUIntBE(21, 3) === 0x402020 &&
    header.readUInt32BE(44) <= 4 &&
    header.readUInt32BE(56) <= 3;
  // The page count is only to be believed where these two agree.
  const counted = header.readUInt32BE(24) === header.readUInt32BE(92) ? header.readUInt32BE(28) : 1;
  const complete = size % pageSize === 0 && size >= counted * pageSize;
  return fits && (complete || !whole) ? { pageSize, storeId: header.readUInt32BE(STORE_ID_OFFSET) } : null;
}
