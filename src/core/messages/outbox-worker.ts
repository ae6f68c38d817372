import { toInstant } from '#storage/codecs.ts';
import { Clockwork } from '../kernel/clockwork.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { askOne, nextAskAt, takeAsking } from './delivery.service.ts';
import {
  claim,
  dueMessage,
  ended,
  nextTryAt,
  sendClaimed,
  takeUpAgain,
  type Unwritten,
} from './sending.service.ts';
import type { Messaging } from './transport.ts';

/** What one sender may have under way at once: a slow one holds up nobody but itself. */
const PLACES = 2;
/** How long a look after something was queued may wait for more of the same (ms). */
const SOON = 50;

/** Sends what may go. */
export interface OutboxWorker {
  start(): void;
  /** Something was queued: look shortly. */
  soon(): void;
  /** Begins nothing any more, and waits for what is under way: within half a minute every try has ended. */
  stop(): Promise<void>;
}

/** The outbox of one run of the host: it begins whatever has a place, and looks again when one comes free. */
class Outbox {
  readonly soon = SOON;
  readonly #desk: Desk;
  readonly #messaging: Messaging;
  readonly #onFailure: (error: unknown) => void;
  /** This run of the host: what another one had in hand is no longer in anybody's. */
  readonly #run = newId();
  /** How tries ended that the store would not take: written before anything else. */
  readonly #unwritten: Unwritten = new Map();
  /** Places taken, by sender. */
  readonly #taken = new Map<string, number>();
  readonly #underWay = new Set<Promise<void>>();
  #takenUp = false;
  #closed = false;
  /** Told when a place has come free. */
  onFree = () => {};

  constructor(desk: Desk, messaging: Messaging, onFailure: (error: unknown) => void) {
    this.#desk = desk;
    this.#messaging = messaging;
    this.#onFailure = onFailure;
  }

  async look(): Promise<void> {
    if (!this.#takenUp) await takeUpAgain(this.#desk, this.#messaging, this.#run);
    this.#takenUp = true;
    for (const [id, { branchId, sent }] of [...this.#unwritten]) {
      await ended(this.#desk, this.#messaging, branchId, id, this.#run, sent);
      this.#unwritten.delete(id);
    }
    await this.#send();
    await this.#ask();
  }

  async nextAt(): Promise<string | null> {
    const { db } = this.#desk.engine;
    const busy = this.#full();
    const times = [await nextTryAt(db, busy), await nextAskAt(db, busy)];
    return times.flatMap((at) => at ?? []).toSorted()[0] ?? null;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#underWay);
  }

  #full(): string[] {
    return [...this.#taken].flatMap(([senderId, count]) => (count < PLACES ? [] : [senderId]));
  }

  async #send(): Promise<void> {
    while (!this.#closed) {
      const at = toInstant(this.#desk.clock.now());
      const due = await dueMessage(this.#desk.engine.db, at, this.#full());
      if (due === undefined) return;
      const claimed = await claim(this.#desk, this.#run, due.id, due.branch_id);
      if (claimed === null) continue;
      const send = () => sendClaimed(this.#desk, this.#messaging, this.#run, claimed, this.#unwritten);
      this.#begin(claimed.sender.id, send);
    }
  }

  async #ask(): Promise<void> {
    while (!this.#closed) {
      const asking = await takeAsking(this.#desk, this.#full());
      if (asking === null) return;
      this.#begin(asking.sender.id, () => askOne(this.#desk, this.#messaging, asking));
    }
  }

  /** Does something at a place of a sender, while the outbox goes on. */
  #begin(senderId: string, work: () => Promise<void>): void {
    this.#taken.set(senderId, (this.#taken.get(senderId) ?? 0) + 1);
    const done = work()
      .catch(this.#onFailure)
      .finally(() => {
        this.#taken.set(senderId, (this.#taken.get(senderId) ?? 1) - 1);
        this.#underWay.delete(done);
        this.onFree();
      });
    this.#underWay.add(done);
  }
}

/** Wakes when a message may go, and sends it; and when a channel may know whether one has arrived, and asks it. */
export function outboxWorker(
  desk: Desk,
  messaging: Messaging,
  onFailure: (error: unknown) => void,
): OutboxWorker {
  const outbox = new Outbox(desk, messaging, onFailure);
  const clockwork = new Clockwork(desk.clock, outbox, onFailure);
  outbox.onFree = () => clockwork.poke();
  return {
    start: () => clockwork.start(),
    soon: () => clockwork.soon(),
    async stop() {
      await clockwork.stop();
      await outbox.close();
    },
  };
}
