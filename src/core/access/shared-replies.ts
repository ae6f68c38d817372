import type { Desk } from '../kernel/desk.ts';

/** How long a reply is shared (milliseconds): what follows the clock, as what is overdue, is no older than that. */
const SHARED = 1000;
/** Replies kept of one branch at most: its windows ask for a handful of lists. */
const MOST = 20;

interface Kept {
  reply: Promise<unknown>;
  at: number;
}

/**
 * Replies that are the same for everybody who asks the same: a list that two hundred windows ask for after each change
 * is read, masked and written out once. Nothing is shared past a change of its branch.
 */
export class SharedReplies {
  readonly #desk: Pick<Desk, 'clock' | 'feed'>;
  readonly #branches = new Map<string, Map<string, Kept>>();

  constructor(desk: Pick<Desk, 'clock' | 'feed'>) {
    this.#desk = desk;
  }

  /** The reply kept under `question` since the last change of the branch, or what `read` gives, which later ones share. */
  async ask<Reply>(branchId: string, question: string, read: () => Promise<Reply>): Promise<Reply> {
    const replies = this.#ofBranch(branchId);
    const now = this.#desk.clock.now().getTime();
    const kept = replies.get(question);
    // Whoever asks under one question reads the same way.
    if (kept !== undefined && now >= kept.at && now - kept.at < SHARED) return (await kept.reply) as Reply;
    const own: Kept = { reply: read(), at: now };
    const drop = () => {
      if (replies.get(question) === own) replies.delete(question);
    };
    if (replies.size >= MOST) replies.clear();
    replies.set(question, own);
    setTimeout(drop, SHARED).unref();
    own.reply.catch(drop);
    return (await own.reply) as Reply;
  }

  #ofBranch(branchId: string): Map<string, Kept> {
    const known = this.#branches.get(branchId);
    if (known !== undefined) return known;
    const replies = new Map<string, Kept>();
    this.#branches.set(branchId, replies);
    // One that is being read when something changes is not shared with whoever asks afterwards.
    this.#desk.feed.listen(branchId, () => replies.clear());
    return replies;
  }
}
