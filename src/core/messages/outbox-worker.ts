import { toInstant } from '#storage/codecs.ts';
import { Clockwork } from '../kernel/clockwork.ts';
import type { Desk } from '../kernel/desk.ts';
import { newId } from '../kernel/ids.ts';
import { dueMessages, ended, nextTryAt, sendOne, takeUpAgain, type Unwritten } from './sending.service.ts';
import type { Messaging } from './transport.ts';

/** Messages under way at once: a slow channel holds up the three beside it and whoever comes after them. */
const AT_ONCE = 4;
/** How long a look after something was queued may wait for more of the same (ms). */
const SOON = 50;

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

/** Wakes when a message may go, and sends it. It stops by itself within half a minute: every channel ends in that time. */
export function outboxWorker(
  desk: Desk,
  messaging: Messaging,
  onFailure: (error: unknown) => void,
): Clockwork {
  /** This run of the host: what another one had in hand is no longer in anybody's. */
  const run = newId();
  const unwritten: Unwritten = new Map();
  let takenUp = false;
  const look = async () => {
    if (!takenUp) await takeUpAgain(desk, messaging, run);
    takenUp = true;
    await runOutbox(desk, messaging, run, unwritten);
  };
  return new Clockwork(desk.clock, { look, nextAt: () => nextTryAt(desk.engine.db), soon: SOON }, onFailure);
}
