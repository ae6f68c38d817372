import type { z } from 'zod';
import type { change } from '#contract/changes.ts';
import type { Os } from '../access/access.ts';
import { seatOf } from '../accounts/seats.service.ts';
import type { Desk } from '../kernel/desk.ts';
import { notFound } from '../kernel/refusals.ts';

type ChangeMessage = z.infer<typeof change>;
type Changed = ChangeMessage['also'][number];

/** A client hears at least this often that the host is alive (milliseconds). */
const ALIVE_EVERY = 5000;
/** A client further behind than this reads everything again. */
const REPLAY_LIMIT = 5000;

/** Changes after `afterSeq` from the store, then live ones, with a sign of life between. */
async function* follow(
  desk: Desk,
  branchId: string,
  afterSeq: number | null,
  signal: AbortSignal | undefined,
): AsyncGenerator<ChangeMessage, void> {
  const say = (kind: 'reload' | 'alive', seq: number): ChangeMessage => ({
    ...{ kind, seq, entity: '', id: '', version: 0, also: [] },
    now: desk.clock.now(),
  });
  const tell = (changes: Changed[]): ChangeMessage | null => {
    const last = changes.pop();
    return last === undefined ? null : { kind: 'change', ...last, also: changes, now: desk.clock.now() };
  };
  const waiting: Changed[] = [];
  let wake: () => void = () => {};
  // Listening starts before the replay is read, so nothing falls between the two.
  const stop = desk.feed.listen(branchId, (committed) => {
    waiting.push(...committed.map(({ seq, entity, id, version }) => ({ seq, entity, id, version })));
    wake();
  });
  const onAbort = () => wake();
  signal?.addEventListener('abort', onAbort);
  try {
    const { db } = desk.engine;
    const head = await db
      .selectFrom('branch_head')
      .select('change_seq')
      .where('branch_id', '=', branchId)
      .executeTakeFirst();
    if (head === undefined) throw notFound('branch', branchId);
    let seen = afterSeq ?? head.change_seq;
    if (seen > head.change_seq || head.change_seq - seen > REPLAY_LIMIT) {
      seen = head.change_seq;
      yield say('reload', seen);
    } else {
      yield say('alive', seen);
      const missed = await db
        .selectFrom('change')
        .selectAll()
        .where('branch_id', '=', branchId)
        .where('seq', '>', seen)
        .orderBy('seq')
        .execute();
      const told = tell(
        missed.map(({ seq, entity, entity_id, version }) => ({ seq, entity, id: entity_id, version })),
      );
      if (told !== null) {
        seen = told.seq;
        yield told;
      }
    }
    while (signal?.aborted !== true) {
      // Everything at once: two hundred windows are told a commit in one message each.
      const told = tell(waiting.splice(0).filter(({ seq }) => seq > seen));
      if (told === null) {
        const alive = await new Promise<boolean>((resolve) => {
          const timer = setTimeout(() => resolve(true), ALIVE_EVERY);
          wake = () => {
            clearTimeout(timer);
            resolve(false);
          };
          if (waiting.length > 0 || signal?.aborted === true) wake();
        });
        if (alive) yield say('alive', seen);
      } else {
        seen = told.seq;
        yield told;
      }
    }
  } finally {
    stop();
    signal?.removeEventListener('abort', onAbort);
  }
}

export function changesRouter(desk: Desk, os: Os) {
  return {
    // Ends with the session: what is said afterwards is not for whoever sits there then.
    subscribe: os.changes.subscribe.handler(async ({ input, signal, context }) => {
      const seatId = await seatOf(desk, context.seat);
      const ended = new AbortController();
      const stop = seatId === null ? () => {} : desk.seats.listen(seatId, () => ended.abort());
      const ends = signal === undefined ? ended.signal : AbortSignal.any([signal, ended.signal]);
      ends.addEventListener('abort', stop, { once: true });
      return follow(desk, input.branchId, input.afterSeq, ends);
    }),
  };
}
