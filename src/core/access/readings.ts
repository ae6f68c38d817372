import { logReading } from '../audit/activity.service.ts';
import type { Reading } from '../audit/chain.ts';
import type { Desk } from '../kernel/desk.ts';

/** How long a person's reading of the same record counts as one (milliseconds). */
const SAME_READING = 60 * 60_000;
/** A search has settled when nothing was typed for so long (milliseconds). */
const SETTLED = 1500;

/** What one person has been shown by one action. */
interface Shown {
  /** When each subject was shown last. */
  at: Map<string, number>;
  /** Rows on their way into the log, by subject. */
  underWay: Map<string, Promise<void>>;
}

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
  /** By who saw what. */
  readonly #people = new Map<string, Shown>();
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
    const shown = this.#shownTo(`${reading.actorId} ${reading.action}`);
    const fresh: string[] = [];
    const rows = new Set<Promise<void>>();
    for (const subject of reading.subjects) {
      const at = shown.at.get(subject);
      if (at !== undefined && now - at <= SAME_READING && at <= now) continue;
      const row = shown.underWay.get(subject);
      if (row === undefined) fresh.push(subject);
      else rows.add(row);
    }
    if (fresh.length > 0) rows.add(this.#logShown({ ...reading, subjects: fresh }, shown, now));
    await Promise.all(rows);
  }

  #shownTo(who: string): Shown {
    let shown = this.#people.get(who);
    if (shown === undefined) {
      shown = { at: new Map(), underWay: new Map() };
      this.#people.set(who, shown);
    }
    return shown;
  }

  /** The row of what is newly shown. His other windows that show the same wait for it instead of making one more. */
  #logShown(reading: Reading, { at, underWay }: Shown, now: number): Promise<void> {
    const row = logReading(this.#desk, reading)
      .then(() => {
        for (const subject of reading.subjects) at.set(subject, now);
      })
      .finally(() => {
        for (const subject of reading.subjects) underWay.delete(subject);
      });
    for (const subject of reading.subjects) underWay.set(subject, row);
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
    for (const [who, { at, underWay }] of this.#people) {
      for (const [subject, shownAt] of at) if (now - shownAt > SAME_READING) at.delete(subject);
      if (at.size === 0 && underWay.size === 0) this.#people.delete(who);
    }
  }
}
