import { fromInstant, toInstant } from '#storage/codecs.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { dueMessages, ended, nextTryAt, sendOne, takeUpAgain, type Unwritten } from './sending.service.ts';
import type { Messaging } from './transport.ts';

/** Messages under way at once: a slow channel holds up three others, not everybody. */
const AT_ONCE = 4;
/** A timer does not run while the machine sleeps and the clock may be set: so it looks at least this often (ms). */
const LONGEST_WAIT = 20_000;
/** How long a look after something was queued may wait for more of the same (ms). */
const SOON = 50;
/** After a failure, a moment for the store to come free (ms). */
const AFTER_FAILURE = 5_000;

/**
 * Sends everything whose time has come, at most four at once; answers how many were tried. What became of a message and
 * could not be written is in `unwritten`, and is written first.
 */
export async function runOutbox(
  desk: Desk,
  messaging: Messaging,
  run: string,
  unwritten: Unwritten = new Map(),
): Promise<number> {
  let tried = 0;
  for (const [id, { branchId, sent }] of [...unwritten]) {
    await ended(desk, messaging, branchId, id, run, sent);
    unwritten.delete(id);
  }
  for (;;) {
    const due = await dueMessages(desk.engine.db, toInstant(desk.clock.now()), AT_ONCE);
    if (due.length === 0) return tried;
    const sent = await Promise.allSettled(
      due.map((message) => sendOne(desk, messaging, run, message, unwritten)),
    );
    const failed = sent.find((one) => one.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
    tried += sent.filter((one) => one.status === 'fulfilled' && one.value).length;
  }
}

/** Wakes when a message may go, and sends it. Keeps no process alive. */
export class OutboxWorker {
  readonly #desk: Desk;
  readonly #messaging: Messaging;
  readonly #onFailure: (error: unknown) => void;
  /** This run of the host: what another one had in hand is no longer in anybody's. */
  readonly #run = newId();
  readonly #unwritten: Unwritten = new Map();
  #timer: NodeJS.Timeout | undefined;
  #soon: NodeJS.Timeout | undefined;
  #running: Promise<void> | null = null;
  #again = false;
  #started = false;
  #takenUp = false;

  constructor(desk: Desk, messaging: Messaging, onFailure: (error: unknown) => void) {
    this.#desk = desk;
    this.#messaging = messaging;
    this.#onFailure = onFailure;
  }

  start(): void {
    this.#started = true;
    this.poke();
  }

  /** Stops, after what is on its way just now: every channel ends by itself within half a minute. */
  async stop(): Promise<void> {
    this.#started = false;
    clearTimeout(this.#timer);
    clearTimeout(this.#soon);
    await this.#running;
  }

  /** Something was queued: look shortly. */
  soon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      this.poke();
    }, SOON).unref();
  }

  /** Looks now and waits anew. */
  poke(): void {
    if (!this.#started) return;
    this.#again = this.#running !== null;
    this.#running ??= this.#look().finally(() => {
      this.#running = null;
    });
  }

  async #look(): Promise<void> {
    let wait = LONGEST_WAIT;
    do {
      this.#again = false;
      clearTimeout(this.#timer);
      try {
        if (!this.#takenUp) {
          await takeUpAgain(this.#desk, this.#messaging, this.#run);
          this.#takenUp = true;
        }
        await runOutbox(this.#desk, this.#messaging, this.#run, this.#unwritten);
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
    const at = await nextTryAt(this.#desk.engine.db);
    if (at === null) return LONGEST_WAIT;
    const left = fromInstant(at).getTime() - this.#desk.clock.now().getTime();
    return Math.max(0, Math.min(LONGEST_WAIT, left));
  }
}
