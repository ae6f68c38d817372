import { ORPCError } from '@orpc/client';
import type { Change } from '#contract/changes.ts';
import type { HostClient } from './client.ts';
import type { Connection } from './connection.ts';

type Changed = Change['also'][number];

/** What following a branch leads to. */
export interface ChangeReactions {
  /** The host's time, with every message. */
  hostTime(now: Date): void;
  changed(change: Changed): void;
  /** What was read before may be old in any part. */
  reload(): void;
  /** Whoever worked here may not read now: locked, or signed out. */
  nobody(): void;
}

/** Before a broken feed is asked for again over a wire that still stands (milliseconds). */
const AGAIN_AFTER = 500;
/** While nobody may read at this window (milliseconds). */
const NOBODY_AGAIN_AFTER = 5000;

/**
 * Follows the changes of a branch until `signal` ends it, over as many wires as it takes: after each return it goes
 * on from the last number it saw, so nothing is left out.
 */
export async function followChanges(
  client: HostClient,
  connection: Connection,
  branchId: string,
  react: ChangeReactions,
  signal: AbortSignal,
): Promise<void> {
  let seen: number | null = null;
  while (!signal.aborted) {
    let wait = AGAIN_AFTER;
    if (!(await connection.whenOpen({ signal }))) return;
    try {
      const feed = await client.changes.subscribe({ branchId, afterSeq: seen }, { signal });
      for await (const message of feed) {
        react.hostTime(message.now);
        // Whatever a screen asked for before the feed began may have changed since.
        if (seen === null || message.kind === 'reload') react.reload();
        else if (message.kind === 'change') for (const one of [...message.also, message]) react.changed(one);
        seen = message.seq;
      }
    } catch (error) {
      if (signal.aborted) return;
      // The branch is not there (another data folder): only a new choice of branch helps.
      if (error instanceof ORPCError && error.code === 'NOT_FOUND') {
        react.reload();
        return;
      }
      if (isNobodyHere(error)) {
        react.nobody();
        wait = NOBODY_AGAIN_AFTER;
      }
    }
    if (connection.status().state === 'open') await pause(wait, signal);
  }
}

/** Whether a call was refused because nobody acts at this window, or nobody who may now. */
export const isNobodyHere = (error: unknown): boolean =>
  error instanceof ORPCError && error.code === 'UNKNOWN_ACTOR';

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}
