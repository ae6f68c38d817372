import { fromInstant } from '#storage/codecs.ts';
import type { Clock } from './clock.ts';

/** A timer does not run while the machine sleeps and the clock may be set: so it looks at least this often (ms). */
const LONGEST_WAIT = 20_000;
/** After a failure, a moment for the store to come free (ms). */
const AFTER_FAILURE = 5_000;

/** What is done when its time has come. */
export interface TimedWork {
  /** Does whatever is due now; what fails is tried again. */
  look(): Promise<unknown>;
  /** When something is due next, as stored; null while nothing is planned. */
  nextAt(): Promise<string | null>;
  /** How long a look after something was planned may wait for more of the same (ms). */
  soon: number;
}

/** Wakes when something comes due, and has it done: one look at a time. Keeps no process alive. */
export class Clockwork {
  readonly #clock: Clock;
  readonly #work: TimedWork;
  readonly #onFailure: (error: unknown) => void;
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #again = false;
  #started = false;

  constructor(clock: Clock, work: TimedWork, onFailure: (error: unknown) => void) {
    this.#clock = clock;
    this.#work = work;
    this.#onFailure = onFailure;
  }

  start(): void {
    this.#started = true;
    this.poke();
  }

  /** Stops, after what is being done just now. */
  async stop(): Promise<void> {
    this.#started = false;
    clearTimeout(this.#timer);
    clearTimeout(this.#soon);
    await this.#running;
  }

  /** Something was planned: look shortly. A burst is one look, and none of it waits for that. */
  soon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.poke();
    }, this.#work.soon).unref();
  }

  /** Looks now and waits anew. */
  poke(): void {
    if (!this.#started) return;
    this.#again = this.#running !== null;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  async #run(): Promise<void> {
    let wait = LONGEST_WAIT;
    do {
      this.#again = false;
      clearTimeout(this.#timer);
      try {
        await this.#work.look();
        wait = await this.#untilNext();
      } catch (error) {
        this.#onFailure(error);
        wait = AFTER_FAILURE;
      }
    } while (this.#again && this.#started);
    if (!this.#started) return;
    this.#timer = setTimeout(() => this.poke(), wait);
    this.#timer.unref();
  }

  async #untilNext(): Promise<number> {
    const at = await this.#work.nextAt();
    if (at === null) return LONGEST_WAIT;
    const left = fromInstant(at).getTime() - this.#clock.now().getTime();
    return Math.max(0, Math.min(LONGEST_WAIT, left));
  }
}
