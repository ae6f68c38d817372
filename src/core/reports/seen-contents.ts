import type { DayContent } from './day-content.ts';
import { hashOf } from './day-content.ts';

/** Far more than a branch looks at in an hour. */
const MOST = 64;

/**
 * The days shown last, by what they said then: so that a signature refused because the day has changed can say what has.
 * In memory alone: after a restart it says that it changed, and not what.
 */
export class SeenContents {
  readonly #seen = new Map<string, DayContent>();

  /** Keeps what is about to be shown, and answers its hash. */
  keep(branchId: string, content: DayContent): string {
    const hash = hashOf(content);
    const key = `${branchId} ${content.date} ${hash}`;
    this.#seen.delete(key);
    this.#seen.set(key, content);
    for (const oldest of this.#seen.keys()) {
      if (this.#seen.size <= MOST) break;
      this.#seen.delete(oldest);
    }
    return hash;
  }

  find(branchId: string, date: string, hash: string): DayContent | undefined {
    return this.#seen.get(`${branchId} ${date} ${hash}`);
  }
}
