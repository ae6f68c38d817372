import { ORPCError } from '@orpc/client';

/** Refusals after which it is open whether the thing was done, or which a second press may get past. */
const unsettled = new Set(['OFFLINE', 'TIMEOUT', 'STORE', 'INTERNAL_SERVER_ERROR']);

/** Whether the host has decided about a call: if not, pressing again must mean the same call. */
export function isSettled(error: unknown): boolean {
  return error instanceof ORPCError && !unsettled.has(error.code);
}

/**
 * One requestId for each thing a person wants done. Pressing again after a lost connection is the same wish and
 * gets the same id, so nothing is done twice; other words are another wish.
 */
export class Intentions {
  readonly #open = new Map<string, string>();

  /** The id for this input: a new one, unless the same input is still undecided. */
  idFor(input: unknown): string {
    const words = JSON.stringify(input);
    const known = this.#open.get(words);
    if (known !== undefined) return known;
    const fresh = crypto.randomUUID();
    this.#open.set(words, fresh);
    return fresh;
  }

  /** The host has decided. */
  settle(input: unknown): void {
    this.#open.delete(JSON.stringify(input));
  }
}
