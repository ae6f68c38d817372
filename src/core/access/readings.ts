import { logReading } from '../audit/activity.service.ts';
import type { Reading } from '../audit/chain.ts';
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
  readonly #onFailure: (error: unknown) => void;
  readonly #shown = new Map<string, number>();
  /** Rows on their way into the log, by what they say was shown to whom. */
  readonly #underWay = new Map<string, Promise<void>>();
  readonly #searches = new Map<string, PendingSearch>();
  #swept = 0;

  constructor(desk: Desk, onFailure: (error: unknown) => void) {
    this.#desk = desk;
    this.#onFailure = onFailure;
  }

  /** Logs a reveal, or a refusal, as it is. */
  async always(reading: Reading): Promise<void> {
    await logReading(this.#desk, reading);
  }

  /** Logs the subjects this person has not been shown by this action within the hour; returns once all are in the log. */
  async newlyShown(reading: Reading): Promise<void> {
    const now = this.#desk.clock.now().getTime();
    this.#sweep(now);
    const fresh = new Map<string, string>();
    const rows = new Set<Promise<void>>();
    for (const subject of reading.subjects) {
      const key = `${reading.actorId} ${reading.action} ${subject}`;
      const at = this.#shown.get(key);
      if (at !== undefined && now - at <= SAME_READING && at <= now) continue;
      const row = this.#underWay.get(key);
      if (row === undefined) fresh.set(key, subject);
      else rows.add(row);
    }
    if (fresh.size > 0) rows.add(this.#logShown(reading, fresh, now));
    await Promise.all(rows);
  }

  /** The row of what is newly shown. His other windows that show the same wait for it instead of making one more. */
  #logShown(reading: Reading, fresh: ReadonlyMap<string, string>, now: number): Promise<void> {
    const row = logReading(this.#desk, { ...reading, subjects: [...fresh.values()] })
      .then(() => {
        for (const key of fresh.keys()) this.#shown.set(key, now);
      })
      .finally(() => {
        for (const key of fresh.keys()) this.#underWay.delete(key);
      });
    for (const key of fresh.keys()) this.#underWay.set(key, row);
    return row;
  }

  /** Keeps the latest reply of a search until it settles, then logs that. */
  settling(searchId: string, reading: Reading): void {
    // The id is the window's own: another person's search never takes its place.
    this.#wait(`${reading.actorId} ${searchId}`, reading);
  }

  #wait(key: string, reading: Reading): void {
    clearTimeout(this.#searches.get(key)?.timer);
    const timer = setTimeout(() => {
      this.#settle(key).catch((error: unknown) => {
        // The store cannot be written now: the row is kept until it can, unless the search has gone on.
        this.#onFailure(error);
        if (!this.#searches.has(key)) this.#wait(key, reading);
      });
    }, SETTLED);
    timer.unref();
    this.#searches.set(key, { reading, timer });
  }

  /** Logs what is still unsettled; called when the desk closes. */
  async flush(): Promise<void> {
    await Promise.all([...this.#searches.keys()].map((key) => this.#settle(key)));
  }

  async #settle(key: string): Promise<void> {
    const pending = this.#searches.get(key);
    if (pending === undefined) return;
    this.#searches.delete(key);
    clearTimeout(pending.timer);
    await logReading(this.#desk, pending.reading);
  }

  #sweep(now: number): void {
    if (now - this.#swept < SAME_READING) return;
    this.#swept = now;
    for (const [key, at] of this.#shown) if (now - at > SAME_READING) this.#shown.delete(key);
  }
}
