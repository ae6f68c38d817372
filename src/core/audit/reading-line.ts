import { setImmediate as othersHaveCome } from 'node:timers/promises';
import { isRefusedRow } from '#storage/errors.ts';
import type { Reading } from './chain.ts';

/** Rows of one transaction at most: a few milliseconds, and far below what a statement may have of parameters. */
const MOST = 100;

interface Waiting {
  reading: Reading;
  done: () => void;
  failed: (error: unknown) => void;
}

/**
 * Readings of one branch in the order they came, one transaction after the other. A transaction waits for the disk;
 * whoever comes meanwhile shares the next one, so that hundreds of windows that look at once do not wait one by one.
 */
export class ReadingLine {
  readonly #write: (readings: readonly Reading[]) => Promise<void>;
  #waiting: Waiting[] = [];
  #isWriting = false;

  /** `write` keeps all of them or none. */
  constructor(write: (readings: readonly Reading[]) => Promise<void>) {
    this.#write = write;
  }

  /** Resolves once the reading is durable. */
  log(reading: Reading): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ reading, done, failed });
      if (!this.#isWriting) void this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    // On SQLite a transaction lets nothing in: calls that lie at the door already are heard first. Only before the first,
    // or a busy host would write no more than one in a round of all its windows.
    await othersHaveCome();
    while (this.#waiting.length > 0) await this.#writeTogether(this.#waiting.splice(0, MOST));
    this.#isWriting = false;
  }

  async #writeTogether(batch: readonly Waiting[]): Promise<void> {
    try {
      await this.#write(batch.map(({ reading }) => reading));
      for (const { done } of batch) done();
    } catch (error) {
      // A row the store does not take keeps no other out. What else goes wrong does so for all, perhaps after the commit.
      const isOneOfThem = batch.length > 1 && isRefusedRow(error);
      for (const one of batch) {
        if (isOneOfThem) await this.#writeTogether([one]);
        else one.failed(error);
      }
    }
  }
}
