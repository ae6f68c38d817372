const MINUTE = 60_000;
/** Addresses remembered at once; beyond it the oldest count begins anew. */
const MOST_ADDRESSES = 10_000;

interface Count {
  since: number;
  asked: number;
}

/** Counts what each address asks within a minute of its first request. `now` is monotonic, in milliseconds. */
export class RateLimit {
  readonly #counts = new Map<string, Count>();
  readonly #perMinute: number;
  readonly #now: () => number;

  constructor(perMinute: number, now: () => number = () => performance.now()) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Counts one request. 0 when it may be answered, else the whole seconds to wait. */
  take(address: string): number {
    const now = this.#now();
    const known = this.#counts.get(address);
    if (known === undefined || now - known.since >= MINUTE) {
      // Set anew, so that the map stays in the order the counts began.
      this.#counts.delete(address);
      this.#counts.set(address, { since: now, asked: 1 });
      if (this.#counts.size > MOST_ADDRESSES) this.#forgetOldest();
      return 0;
    }
    known.asked += 1;
    return known.asked <= this.#perMinute ? 0 : Math.ceil((known.since + MINUTE - now) / 1000);
  }

  #forgetOldest(): void {
    for (const oldest of this.#counts.keys()) {
      this.#counts.delete(oldest);
      return;
    }
  }
}
