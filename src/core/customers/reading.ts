import type { SearchFields } from './tokens.ts';

/** One way to understand what was typed. */
export type SearchAlternative = {
  /** A customer who matches has every one of these rows in `customer_search`; the likely rarest comes first. */
  tokens: readonly string[];
  /** Whether a customer who has them matches: tokens do not say where in a name they stand. */
  matches(candidate: SearchFields): boolean;
};

/** An alternative with a key by which the same one is not tried twice. */
export type Reading = SearchAlternative & { key: string };
