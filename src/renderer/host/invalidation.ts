import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { Contract } from '#contract/contract.ts';

/** The first word of a procedure's path. */
export type Feature = keyof Contract;

/** How long changes of one commit may take to arrive, one after the other (milliseconds). */
const TOGETHER = 2;
/** How much later the features it only touches ask again (milliseconds). */
const AFTERWARDS = 40;

/** Whose answers a change of an entity makes old; its own feature first. */
const tellsOn: Record<string, readonly Feature[]> = {
  branch: [
    'settings',
    'bookings',
    'accounts',
    'system',
    'staff',
    'encounters',
    'memos',
    'documents',
    'siteVisits',
    'reports',
    'signing',
    'desks',
  ],
  holiday: [
    'settings',
    'bookings',
    'staff',
    'encounters',
    'memos',
    'documents',
    'siteVisits',
    'reports',
    'signing',
    'desks',
  ],
  account: ['accounts'],
  staff: [
    'staff',
    'bookings',
    'accounts',
    'encounters',
    'memos',
    'documents',
    'siteVisits',
    'notices',
    'reports',
    'signing',
    'desks',
  ],
  customer: [
    'customers',
    'encounters',
    'calls',
    'memos',
    'documents',
    'siteVisits',
    'messages',
    'notices',
    'reports',
    'signing',
    'desks',
  ],
  joining: ['customers'],
  encounter: ['encounters', 'customers', 'calls', 'notices', 'reports', 'signing', 'desks'],
  memo: [
    'memos',
    'bookings',
    'customers',
    'encounters',
    'calls',
    'staff',
    'notices',
    'reports',
    'signing',
    'desks',
  ],
  booking: ['bookings', 'memos', 'siteVisits'],
  booking_setting: ['bookings'],
  api_key: ['bookings'],
  promise: [
    'memos',
    'bookings',
    'documents',
    'siteVisits',
    'customers',
    'calls',
    'notices',
    'reports',
    'signing',
    'desks',
  ],
  interim: ['documents', 'siteVisits', 'notices', 'reports'],
  site_visit: ['siteVisits', 'customers', 'notices', 'reports'],
  calendar_feed: ['siteVisits'],
  message: ['messages', 'customers', 'notices'],
  sender: ['messages'],
  document: ['documents', 'customers', 'notices', 'reports', 'desks'],
  checklist: ['documents'],
  signed_report: ['signing'],
  network: ['network'],
  // One of them tells that a hand-over has not been taken, and the lane shows it; another that papers press now.
  notice: ['notices', 'encounters', 'documents'],
};

/** The features whose answers a change makes old; null for an entity not known here: then all are. */
export function featuresOf(entity: string): readonly Feature[] | null {
  return tellsOn[entity] ?? null;
}

/**
 * Asks again for what changes have made old. What is asked for while an answer is on its way is asked once more
 * after it, so a busy branch never keeps a screen from being drawn, nor leaves it old.
 */
export class Invalidator {
  readonly #queries: QueryClient;
  readonly #running = new Set<Feature>();
  readonly #again = new Set<Feature>();
  readonly #first = new Set<Feature>();
  readonly #rest = new Set<Feature>();
  #planned = false;

  constructor(queries: QueryClient) {
    this.#queries = queries;
  }

  changed(entity: string): void {
    const features = featuresOf(entity);
    if (features === null) {
      this.everything();
      return;
    }
    const [own, ...others] = features;
    if (own !== undefined) this.#first.add(own);
    for (const feature of others) this.#rest.add(feature);
    if (this.#planned) return;
    // One mutation makes several changes, each in a message of its own.
    this.#planned = true;
    setTimeout(() => {
      this.#planned = false;
      for (const feature of this.#first) this.#rest.delete(feature);
      this.#refreshAll(this.#first);
      // What the change is about is drawn before what only counts it.
      setTimeout(() => this.#refreshAll(this.#rest), AFTERWARDS);
    }, TOGETHER);
  }

  #refreshAll(features: Set<Feature>): void {
    const taken = [...features];
    features.clear();
    for (const feature of taken) void this.#refresh(feature);
  }

  everything(): void {
    void this.#askAgain({});
  }

  async #refresh(feature: Feature): Promise<void> {
    if (this.#running.has(feature)) {
      this.#again.add(feature);
      return;
    }
    this.#running.add(feature);
    try {
      do {
        this.#again.delete(feature);
        await this.#askAgain({ queryKey: [[feature]] });
      } while (this.#again.has(feature));
    } finally {
      this.#running.delete(feature);
    }
  }

  /**
   * Resolves when what is shown has been asked again. A first answer that is on its way is not started anew by the
   * query client although it may be old already, so it is waited for and then asked again.
   */
  async #askAgain(filter: { queryKey?: QueryKey }): Promise<void> {
    const isFirstUnderWay = this.#queries
      .getQueryCache()
      .findAll(filter)
      .some(({ state }) => state.fetchStatus !== 'idle' && state.data === undefined);
    await this.#queries.invalidateQueries(filter);
    if (isFirstUnderWay) await this.#queries.invalidateQueries(filter);
  }
}
