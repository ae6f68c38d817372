import { logReading, type Reading } from '../audit/activity.service.ts';
import type { Desk } from '../kernel/desk.ts';

/** How long a person's reading of the same record counts as one (milliseconds). */
const SAME_READING = 60 * 60_000;
/** A search has settled when nothing was typed for so long (milliseconds). */
const SETTLED = 1500;

interface PendingSearch {
  reading: Reading;
  timer: NodeJS.Timeout;
}

/**
 * Decides which reads make a row: a list that refreshes by itself logs only what it newly shows, a search is
 * logged once, when it settles, and a reveal every time.
 */
export class Readings {
  readonly #desk: Desk;
  readonly #shown = new Map<string, number>();
  readonly #searches = new Map<string, PendingSearch>();
  #swept = 0;

  constructor(desk: Desk) {
    this.#desk = desk;
  }

  /** Logs a reveal, or a refusal, as it is. */
  async always(reading: Reading): Promise<void> {
    await logReading(this.#desk, reading);
  }

  /** Logs the subjects this person has not been shown by this action within the hour. */
  async newlyShown(reading: Reading): Promise<void> {
    const now = this.#desk.clock.now().getTime();
    this.#sweep(now);
    const key = (subject: string) => `${reading.actorId} ${reading.action} ${subject}`;
    const fresh = reading.subjects.filter((subject) => {
      const at = this.#shown.get(key(subject));
      return at === undefined || now - at > SAME_READING || at > now;
    });
    if (fresh.length === 0) return;
    await logReading(this.#desk, { ...reading, subjects: fresh });
    for (const subject of fresh) this.#shown.set(key(subject), now);
  }

  /** Keeps the latest reply of a search until it settles, then logs that. */
  settling(searchId: string, reading: Reading): void {
    const pending = this.#searches.get(searchId);
    if (pending !== undefined) clearTimeout(pending.timer);
    const timer = setTimeout(() => void this.#settle(searchId), SETTLED);
    timer.unref();
    this.#searches.set(searchId, { reading, timer });
  }

  /** Logs what is still unsettled; called when the desk closes. */
  async flush(): Promise<void> {
    for (const searchId of [...this.#searches.keys()]) await this.#settle(searchId);
  }

  async #settle(searchId: string): Promise<void> {
    const pending = this.#searches.get(searchId);
    if (pending === undefined) return;
    this.#searches.delete(searchId);
    clearTimeout(pending.timer);
    await logReading(this.#desk, pending.reading);
  }

  #sweep(now: number): void {
    if (now - this.#swept < SAME_READING) return;
    this.#swept = now;
    for (const [key, at] of this.#shown) if (now - at > SAME_READING) this.#shown.delete(key);
  }
}
