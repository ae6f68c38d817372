import { randomFillSync } from 'node:crypto';
import { v7 } from 'uuid';

const BYTES = 16;
/** Randomness is fetched for many ids at once: asking the system for each costs as much as a row. */
const pool = new Uint8Array(BYTES * 256);
let used = pool.length;
/** Keeps ids of one millisecond in the order they were made. */
let seq = 0;

/** A new id (UUIDv7): made in order, but never used as the order. */
export function newId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  used += BYTES;
  seq = (seq + 1) & 0x7fffffff;
  return v7({ random: pool.slice(used - BYTES, used), seq });
}
