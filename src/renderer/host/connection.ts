import { type ClientLink, type ClientOptions, ORPCError } from '@orpc/client';
import type { CallContext } from './call-context.ts';
import { type Dial, offline, unanswered, type Wire } from './wire.ts';

export type ConnectionState = 'connecting' | 'open' | 'lost';

export interface ConnectionStatus {
  state: ConnectionState;
  /** How often a wire was opened: the second time is a return. */
  opened: number;
}

/** When a wait ends without success. */
interface Limits {
  signal?: AbortSignal;
  /** Milliseconds. */
  within?: number;
}

/** A silent wire is asked after this long, and given up after that (milliseconds). */
const ASK_AFTER = 6000;
const LOST_AFTER = 12_000;
const WATCH_EVERY = 1000;
/** Waits between attempts grow from the first to the last (milliseconds). */
const FIRST_WAIT = 100;
const LONGEST_WAIT = 5000;
/** How long a mutation whose answer was lost waits to be asked again (milliseconds). */
const RESEND_WITHIN = 15_000;

/**
 * The one way from a window to the front desk. It opens a wire, notices when it is lost, opens the next one, and is
 * itself the link every call goes through. Calls while it is lost fail at once with OFFLINE.
 */
export class Connection implements ClientLink<CallContext> {
  readonly #dial: Dial;
  readonly #listeners = new Set<() => void>();
  readonly #stopped = new AbortController();
  #status: ConnectionStatus = { state: 'connecting', opened: 0 };
  #wire: Wire | null = null;
  #lastHeard = 0;
  #lastLook = 0;
  #asking = false;
  #watch: ReturnType<typeof setInterval> | undefined;
  /** Ends a wait between two attempts. */
  #hurry: () => void = () => {};

  constructor(dial: Dial) {
    this.#dial = dial;
  }

  readonly status = (): ConnectionStatus => this.#status;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(): void {
    if (this.#watch !== undefined || this.#stopped.signal.aborted) return;
    this.#lastLook = performance.now();
    this.#watch = setInterval(() => this.#look(), WATCH_EVERY);
    void this.#open();
  }

  stop(): void {
    clearInterval(this.#watch);
    this.#stopped.abort();
    this.#hurry();
    const wire = this.#wire;
    this.#lose();
    wire?.close();
  }

  /** Tries at once instead of waiting for the next attempt. */
  retryNow(): void {
    this.#hurry();
  }

  /** Leaves the wire there is and opens another, as when the seat of this window has become a different one. */
  redial(): void {
    const wire = this.#wire;
    if (wire === null) {
      this.retryNow();
      return;
    }
    this.#wire = null;
    this.#asking = false;
    // Nothing was missed and nothing failed: calls wait for the new wire, and it is no return to tell of.
    this.#set({ state: 'connecting', opened: this.#status.opened - 1 });
    void this.#open();
    wire.close();
  }

  /** Resolves true once open; false when `signal` or `within` (milliseconds) ended the wait. */
  whenOpen(limits: Limits = {}): Promise<boolean> {
    return this.#until((state) => state === 'open', limits);
  }

  /**
   * Sends a call over the wire there is now. One that carries a requestId and whose answer was lost with its wire is
   * asked again over the next: the host answers a repeat with the first answer. Throws OFFLINE when nothing was sent
   * and TIMEOUT when it may have been done.
   */
  async call(path: readonly string[], input: unknown, options: ClientOptions<CallContext>): Promise<unknown> {
    // A window that has just opened waits for its first wire; a lost one says so at once.
    await this.#until((state) => state !== 'connecting', { signal: options.signal });
    const wire = this.#wire;
    if (wire === null) throw offline();
    try {
      return await wire.link.call(path, input, options);
    } catch (error) {
      const answered = error instanceof ORPCError || this.#wire === wire;
      if (answered || options.signal?.aborted === true) throw error;
      if (!isRepeatable(input)) throw offline();
      if (options.context.resend === false) throw unanswered();
      const { signal } = options;
      if (!(await this.whenOpen({ signal, within: RESEND_WITHIN }))) throw unanswered();
      return this.call(path, input, options);
    }
  }

  #until(reached: (state: ConnectionState) => boolean, { signal, within }: Limits): Promise<boolean> {
    if (reached(this.#status.state)) return Promise.resolve(true);
    return new Promise((resolve) => {
      const timer = within === undefined ? undefined : setTimeout(() => finish(false), within);
      const finish = (good: boolean) => {
        clearTimeout(timer);
        stopListening();
        for (const end of ends) end.removeEventListener('abort', giveUp);
        resolve(good);
      };
      const giveUp = () => finish(false);
      const stopListening = this.subscribe(() => {
        if (reached(this.#status.state)) finish(true);
      });
      const ends = signal === undefined ? [this.#stopped.signal] : [signal, this.#stopped.signal];
      for (const end of ends) end.addEventListener('abort', giveUp);
      if (ends.some((end) => end.aborted)) giveUp();
    });
  }

  async #open(): Promise<void> {
    let wait = FIRST_WAIT;
    while (!this.#stopped.signal.aborted && this.#wire === null) {
      try {
        await this.#openOnce();
        return;
      } catch {
        if (this.#status.state === 'connecting' && wait > FIRST_WAIT * 4)
          this.#set({ state: 'lost', opened: 0 });
        await this.#pause(wait * (0.5 + Math.random() / 2));
        wait = Math.min(wait * 2, LONGEST_WAIT);
      }
    }
  }

  async #openOnce(): Promise<void> {
    let gone = false;
    let wire: Wire | null = null;
    const opened = await this.#dial(
      {
        heard: () => {
          this.#lastHeard = performance.now();
        },
        lost: () => {
          gone = true;
          if (wire !== null && this.#wire === wire) this.#reopen();
        },
      },
      this.#stopped.signal,
    );
    if (gone || this.#stopped.signal.aborted) {
      opened.close();
      throw new Error('lost while it was opened');
    }
    wire = opened;
    this.#wire = opened;
    this.#lastHeard = performance.now();
    this.#set({ state: 'open', opened: this.#status.opened + 1 });
  }

  #reopen(): void {
    this.#lose();
    void this.#open();
  }

  #lose(): void {
    if (this.#wire === null) return;
    this.#wire = null;
    this.#asking = false;
    this.#set({ ...this.#status, state: 'lost' });
  }

  /** Once a second: a wire that says nothing is asked, then given up. */
  #look(): void {
    const now = performance.now();
    const wasAway = now - this.#lastLook > 3 * WATCH_EVERY;
    this.#lastLook = now;
    const wire = this.#wire;
    if (wire === null) return;
    // A window that slept or was busy has not read what arrived meanwhile: the host is asked before it is given up.
    if (wasAway) this.#lastHeard = Math.max(this.#lastHeard, now - ASK_AFTER - 1);
    const silent = now - this.#lastHeard;
    if (silent > LOST_AFTER) {
      this.#reopen();
      wire.close();
    } else if (silent > ASK_AFTER && !this.#asking) {
      this.#asking = true;
      const done = () => {
        if (this.#wire === wire) this.#asking = false;
      };
      wire.link.call(['system', 'status'], {}, { context: {} }).then(done, done);
    }
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #set(status: ConnectionStatus): void {
    this.#status = status;
    for (const listener of [...this.#listeners]) listener();
  }
}

function isRepeatable(input: unknown): boolean {
  return typeof input === 'object' && input !== null && 'requestId' in input;
}
