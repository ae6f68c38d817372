import { ORPCError } from '@orpc/client';
import { z } from 'zod';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Receipt } from '#contract/rules.ts';
import type { SessionSource } from './call-context.ts';
import { isNobodyHere } from './changes.ts';
import type { HostClient } from './client.ts';
import type { Connection } from './connection.ts';

const greeting = z.object({
  requestId: z.string(),
  branchId: z.string(),
  counterId: z.string().nullable(),
  /** Null where the window was locked: whoever unlocks it has greeted. */
  actorId: z.string().nullable(),
  /** The host's time when F2 was pressed. */
  greetedAt: z.coerce.date(),
  /** The connection was gone, or the window locked, so the greeting is kept with its time. */
  disconnected: z.boolean(),
});
export type Greeting = z.infer<typeof greeting>;

export interface GreetingsState {
  /** Greetings the host has not confirmed, oldest first. */
  waiting: readonly Greeting[];
  /** Greetings the host refused; kept until dismissed. */
  refused: readonly { greeting: Greeting; error: unknown }[];
}

const SHELF = 'maji.greetings';

/**
 * F2 is the one thing that may be done while disconnected: a greeting is kept with its time, over a reload of the
 * window as well, and sent in order when the host is back. Repeats are safe, each has its own requestId.
 */
export class Greetings {
  readonly store: StoreApi<GreetingsState>;
  readonly #client: HostClient;
  readonly #connection: Connection;
  readonly #session: SessionSource;
  readonly #now: () => number;
  readonly #shelf: Storage | undefined;
  readonly #answers = new Map<string, (receipt: Receipt | null) => void>();
  #sending = false;

  constructor(parts: {
    client: HostClient;
    connection: Connection;
    session: SessionSource;
    /** The host's time in epoch milliseconds. */
    now: () => number;
    shelf: Storage | undefined;
  }) {
    this.#client = parts.client;
    this.#connection = parts.connection;
    this.#session = parts.session;
    this.#now = parts.now;
    this.#shelf = parts.shelf;
    this.store = createStore(() => ({ waiting: this.#kept(), refused: [] }));
    this.#connection.subscribe(() => void this.#send());
    this.#session.subscribe(() => void this.#send());
  }

  /**
   * Opens a visit now (V2, V3). Answers with its receipt, or null when it was kept for later (`store` says so).
   * Throws the host's refusal. Nothing happens without an actor and a branch: undefined.
   */
  async greet(counterId: string | null): Promise<Receipt | null | undefined> {
    const { actorId, branchId, locked = false } = this.#session.get();
    if (actorId === null || branchId === null) return undefined;
    const entry: Greeting = {
      requestId: crypto.randomUUID(),
      branchId,
      counterId,
      actorId: locked ? null : actorId,
      greetedAt: new Date(this.#now()),
      disconnected: locked || this.#connection.status().state !== 'open',
    };
    this.#set({ waiting: [...this.store.getState().waiting, entry] });
    if (entry.disconnected) return null;
    const answer = new Promise<Receipt | null>((resolve) => this.#answers.set(entry.requestId, resolve));
    void this.#send();
    const receipt = await answer;
    const refusal = this.store.getState().refused.find((one) => one.greeting.requestId === entry.requestId);
    if (refusal === undefined) return receipt;
    this.dismiss(entry.requestId);
    throw refusal.error;
  }

  dismiss(requestId: string): void {
    this.#set({
      refused: this.store.getState().refused.filter((one) => one.greeting.requestId !== requestId),
    });
  }

  async #send(): Promise<void> {
    if (this.#sending) return;
    this.#sending = true;
    try {
      // What nobody here may send now waits for its person; what comes after it does not.
      const passed = new Set<string>();
      while (this.#connection.status().state === 'open' && this.#session.get().locked !== true) {
        const next = this.store.getState().waiting.find(({ requestId }) => !passed.has(requestId));
        if (next === undefined) return;
        if (!(await this.#sendOne(next))) passed.add(next.requestId);
      }
    } finally {
      this.#sending = false;
    }
  }

  /** False when it has to wait for whoever greeted to be signed in here again. */
  async #sendOne(entry: Greeting): Promise<boolean> {
    const { requestId, branchId, counterId, actorId, disconnected, greetedAt } = entry;
    try {
      const receipt = await this.#client.encounters.open(
        { requestId, branchId, counterId, ...(disconnected ? { greetedAt } : {}) },
        { context: { ...(actorId === null ? {} : { actorId }), resend: false } },
      );
      this.#leave(requestId);
      this.#answer(requestId, receipt);
    } catch (error) {
      if (isLost(error)) {
        this.#set({
          waiting: this.store
            .getState()
            .waiting.map((one) => (one.requestId === requestId ? { ...one, disconnected: true } : one)),
        });
        this.#answer(requestId, null);
        if (isNobodyHere(error)) return false;
        // A host that is there and cannot answer is not asked in a tight loop.
        await new Promise((resolve) => setTimeout(resolve, 500));
        return true;
      }
      this.#leave(requestId);
      this.#set({ refused: [...this.store.getState().refused, { greeting: entry, error }] });
      this.#answer(requestId, null);
    }
    return true;
  }

  #answer(requestId: string, receipt: Receipt | null): void {
    this.#answers.get(requestId)?.(receipt);
    this.#answers.delete(requestId);
  }

  #leave(requestId: string): void {
    this.#set({ waiting: this.store.getState().waiting.filter((one) => one.requestId !== requestId) });
  }

  #set(state: Partial<GreetingsState>): void {
    this.store.setState(state);
    const { waiting } = this.store.getState();
    if (waiting.length === 0) this.#shelf?.removeItem(SHELF);
    else this.#shelf?.setItem(SHELF, JSON.stringify(waiting));
  }

  /** What an earlier life of this window left unsent; whatever was on its way then counts as disconnected. */
  #kept(): Greeting[] {
    try {
      const kept = z.array(greeting).parse(JSON.parse(this.#shelf?.getItem(SHELF) ?? '[]'));
      return kept.map((one) => ({ ...one, disconnected: true }));
    } catch {
      return [];
    }
  }
}

/** Not confirmed, and not refused either. */
function isLost(error: unknown): boolean {
  if (!(error instanceof ORPCError)) return true;
  return ['OFFLINE', 'TIMEOUT', 'STORE', 'UNKNOWN_ACTOR'].includes(error.code);
}
