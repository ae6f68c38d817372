import type { Draft } from '#contract/changes.ts';
import type { HostClient } from './client.ts';
import type { Connection } from './connection.ts';
import { isSettled } from './intentions.ts';

export type DraftKind = Draft['kind'];
export type DraftBody = Record<string, unknown>;

/** Whose draft it is and of what. */
export interface DraftPlace {
  actorId: string;
  branchId: string;
  kind: DraftKind;
  subjectId: string | null;
}

interface Entry {
  place: DraftPlace;
  id: string;
  /** What was typed; null when there is nothing to keep. */
  body: DraftBody | null;
  /** Counts what was typed, and how much of it the store has. */
  typed: number;
  kept: number;
  /** It was there before this window typed anything. */
  restored: boolean;
  timer: ReturnType<typeof setTimeout> | undefined;
  sending: boolean;
}

/** What a form sees; the same object until something changes. */
export interface DraftView {
  body: DraftBody | null;
  restored: boolean;
  /** Everything typed so far is in the store. */
  saved: boolean;
}

/** From the first key that is not kept yet to its sending (milliseconds). */
const KEEP_AFTER = 600;
const nothing: DraftView = { body: null, restored: false, saved: true };

/**
 * Everything this window has typed and not sent. It lives outside the forms, so closing one loses nothing; the store
 * has it within a second, and again as soon as a lost connection is back.
 */
export class DraftShelf {
  readonly #client: HostClient;
  readonly #connection: Connection;
  readonly #entries = new Map<string, Entry>();
  readonly #views = new Map<string, DraftView>();
  readonly #listeners = new Set<() => void>();
  /** Drafts dropped here: an older answer of `drafts.mine` must not bring them back. */
  readonly #dropped = new Set<string>();

  constructor(client: HostClient, connection: Connection) {
    this.#client = client;
    this.#connection = connection;
    connection.subscribe(() => {
      if (connection.status().state === 'open') this.flush();
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  view(place: DraftPlace): DraftView {
    return this.#views.get(keyOf(place)) ?? nothing;
  }

  /** Takes over what the store has kept of earlier windows; what was typed here wins. */
  restore(actorId: string, branchId: string, drafts: readonly Draft[]): void {
    for (const { id, kind, subjectId, body } of drafts) {
      const place: DraftPlace = { actorId, branchId, kind, subjectId };
      const known = this.#entries.get(keyOf(place));
      if (this.#dropped.has(id) || (known !== undefined && (known.typed > 0 || known.id === id))) continue;
      // They come oldest first, so the newest stays.
      this.#put({ place, id, body, typed: 0, kept: 0, restored: true, timer: undefined, sending: false });
    }
  }

  /** Keeps what was typed; null when the form is as empty as it began. */
  type(place: DraftPlace, body: DraftBody | null): void {
    const entry = this.#entries.get(keyOf(place)) ?? {
      place,
      id: crypto.randomUUID(),
      body: null,
      typed: 0,
      kept: 0,
      restored: false,
      timer: undefined,
      sending: false,
    };
    entry.body = body;
    entry.typed += 1;
    entry.timer ??= setTimeout(() => void this.#send(entry), KEEP_AFTER);
    this.#put(entry);
  }

  /** What was typed has been sent or thrown away. */
  drop(place: DraftPlace): void {
    const entry = this.#entries.get(keyOf(place));
    if (entry === undefined) return;
    clearTimeout(entry.timer);
    this.#entries.delete(keyOf(place));
    this.#views.delete(keyOf(place));
    this.#tell();
    void this.#forget(entry);
  }

  /** Sends everything that waits now: the window is being left, or the connection is back. */
  flush(): void {
    for (const entry of this.#entries.values()) if (entry.typed > entry.kept) void this.#send(entry);
  }

  async #send(entry: Entry): Promise<void> {
    clearTimeout(entry.timer);
    entry.timer = undefined;
    if (entry.sending || entry.typed === entry.kept) return;
    if (this.#connection.status().state !== 'open') return;
    entry.sending = true;
    const upTo = entry.typed;
    try {
      await this.#keep(entry);
      entry.kept = Math.max(entry.kept, upTo);
    } catch (error) {
      // A refusal will not change by asking again; the text stays in the window, marked as not saved.
      if (!isSettled(error)) entry.timer ??= setTimeout(() => void this.#send(entry), KEEP_AFTER * 4);
    } finally {
      entry.sending = false;
      if (this.#entries.get(keyOf(entry.place)) === entry) this.#put(entry);
      // Dropped while it was on its way: it must not stay behind.
      else void this.#forget(entry);
    }
    if (entry.typed > upTo) entry.timer ??= setTimeout(() => void this.#send(entry), KEEP_AFTER);
  }

  async #keep({ place: { actorId, branchId, kind, subjectId }, id, body }: Entry): Promise<void> {
    const requestId = crypto.randomUUID();
    const context = { actorId };
    if (body === null) await this.#client.drafts.drop({ requestId, id }, { context });
    else {
      await this.#client.drafts.keep({ requestId, branchId, id, kind, subjectId, body }, { context });
    }
  }

  async #forget({ id, place: { actorId }, sending }: Entry): Promise<void> {
    this.#dropped.add(id);
    if (sending) return;
    try {
      const context = { actorId };
      await this.#client.drafts.drop({ requestId: crypto.randomUUID(), id }, { context });
    } catch {
      // It was sent already; what is left of it only shows up once more after a restart.
    }
  }

  #put(entry: Entry): void {
    const key = keyOf(entry.place);
    this.#entries.set(key, entry);
    this.#views.set(key, {
      body: entry.body,
      restored: entry.restored,
      saved: entry.typed === entry.kept,
    });
    this.#tell();
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener();
  }
}

const keyOf = ({ actorId, branchId, kind, subjectId }: DraftPlace) =>
  JSON.stringify([actorId, branchId, kind, subjectId]);
