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
  readonly #publisher = new EventPublisher<Record<string, readonly CommittedChange[]>>();

  publish(changes: readonly CommittedChange[]): void {
    for (const [branchId, own] of Map.groupBy(changes, (change) => change.branchId)) {
      this.#publisher.publish(branchId, own);
    }
  }

  /** Calls `listener` with the changes of each commit until the returned function is called. */
  listen(branchId: string, listener: (changes: readonly CommittedChange[]) => void): () => void {
    return this.#publisher.subscribe(branchId, listener);
  }
}
