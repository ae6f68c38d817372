import type { Clock } from '#core/kernel/clock.ts';

/** A clock that stands where the story has come to. */
export class StoryClock implements Clock {
  #now: Date;

  constructor(now: Date) {
    this.#now = now;
  }

  now(): Date {
    return this.#now;
  }

  set(now: Date): void {
    this.#now = now;
  }
}

interface Deed {
  at: number;
  order: number;
  run: () => Promise<void>;
}

export const MINUTE = 60_000;
export const minutesAfter = (at: Date, minutes: number): Date => new Date(at.getTime() + minutes * MINUTE);

/**
 * What happens, in the order of time. What is done may add what follows from it; what would lie after the end does
 * not happen.
 */
export class Timeline {
  readonly #clock: StoryClock;
  readonly #end: number;
  #deeds: Deed[] = [];
  #order = 0;

  constructor(clock: StoryClock, end: Date) {
    this.#clock = clock;
    this.#end = end.getTime();
  }

  /** Does nothing, and says so, for a time after the end. */
  at(time: Date, run: () => Promise<void>): boolean {
    if (time.getTime() > this.#end) return false;
    this.#order += 1;
    this.#deeds.push({ at: time.getTime(), order: this.#order, run });
    return true;
  }

  async play(): Promise<void> {
    while (this.#deeds.length > 0) {
      // A few hundred at most: sorting anew costs nothing beside what is done.
      this.#deeds.sort((a, b) => b.at - a.at || b.order - a.order);
      const deed = this.#deeds.pop();
      if (deed === undefined) return;
      if (deed.at > this.#clock.now().getTime()) this.#clock.set(new Date(deed.at));
      await deed.run();
    }
  }
}
