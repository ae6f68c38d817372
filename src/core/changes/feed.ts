import { EventPublisher } from '@orpc/server';

/** One committed change, as clients are told it. */
export interface CommittedChange {
  branchId: string;
  seq: number;
  entity: string;
  id: string;
  version: number;
}

/** Tells subscribers of a branch what was committed, in the order of seq. */
export class ChangeFeed {
  readonly #publisher = new EventPublisher<Record<string, CommittedChange>>();

  publish(changes: readonly CommittedChange[]): void {
    for (const change of changes) this.#publisher.publish(change.branchId, change);
  }

  /** Calls `listener` for each change until the returned function is called. */
  listen(branchId: string, listener: (change: CommittedChange) => void): () => void {
    return this.#publisher.subscribe(branchId, listener);
  }
}
