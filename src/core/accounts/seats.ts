import { createHash, randomBytes } from 'node:crypto';
import { EventPublisher } from '@orpc/server';

/** The SHA-256 (hex) a token or a login is known by; neither is ever stored itself. */
export const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

/** A new token of a seat: 256 random bits. */
export const newToken = (): string => randomBytes(32).toString('base64url');

/** Tells the doors when sessions of a seat have ended, so that what is open there is closed. */
export class SeatSignal {
  readonly #publisher = new EventPublisher<Record<string, string>>();
  readonly #every = new Set<(seatId: string) => void>();
  readonly #renewals = new Set<(seatId: string, token: string) => void>();

  ended(seatIds: Iterable<string>): void {
    for (const seatId of new Set(seatIds)) {
      this.#publisher.publish(seatId, seatId);
      for (const listener of this.#every) listener(seatId);
    }
  }

  /** A seat is known by another token: what was opened with the one before is no longer at it (R19). */
  renewed(seatId: string, token: string): void {
    for (const listener of this.#renewals) listener(seatId, token);
  }

  /** Calls `listener` with every new token until the returned function is called. */
  listenToRenewals(listener: (seatId: string, token: string) => void): () => void {
    this.#renewals.add(listener);
    return () => this.#renewals.delete(listener);
  }

  /** Calls `listener` for one seat until the returned function is called. */
  listen(seatId: string, listener: () => void): () => void {
    return this.#publisher.subscribe(seatId, listener);
  }

  /** Calls `listener` for every seat until the returned function is called. */
  listenToAll(listener: (seatId: string) => void): () => void {
    this.#every.add(listener);
    return () => this.#every.delete(listener);
  }
}
