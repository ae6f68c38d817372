import { closeSync, constants, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

/**
 * What the last owner left beside the store: that it is running (or died so), was closing, or closed
 * cleanly, with the file's size and time at that moment.
 */
export interface RunMark {
  state: 'running' | 'closing' | 'clean';
  /** The database file after a clean close, in bytes; 0 otherwise. */
  size: number;
  /** Its time of change, in milliseconds; 0 otherwise. */
  mtimeMs: number;
}

/** Always this long and written in place, so that it can be updated on a full disk. */
const WIDTH = 128;

/** The mark in the file, or null when there is none that can be read. */
export function readMark(file: string): RunMark | null {
  try {
    const mark = JSON.parse(readFileSync(file, 'utf8')) as RunMark;
    return ['running', 'closing', 'clean'].includes(mark.state) ? mark : null;
  } catch {
    return null;
  }
}

/** Writes the mark and waits until the disk has it. */
export function writeMark(file: string, mark: RunMark): void {
  const descriptor = openSync(file, constants.O_RDWR | constants.O_CREAT, 0o600);
  try {
    writeSync(descriptor, JSON.stringify(mark).padEnd(WIDTH), 0);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
