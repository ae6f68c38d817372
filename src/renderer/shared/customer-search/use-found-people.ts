import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CustomerHit } from '#contract/customers.ts';
import type { MemoFound } from '#contract/memos.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useFoundMemos } from '../memo-search/use-found-memos.ts';
import { useSession } from '../session-store.ts';
import { never } from '../use-branch.ts';
import { useSearch } from '../use-search.ts';

/**
 * Everybody who fits what is typed now: customers, and memos of people who are none of these. Names of people are not
 * kept longer than the box is in use.
 */
export function useFoundPeople(query: string): {
  hits: readonly CustomerHit[];
  memos: readonly MemoFound[];
  error: unknown;
  /** The answer to what stands in the box now is there. */
  settled: boolean;
} {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const search = useSearch(query);
  const enabled = branchId !== null && search.enabled;
  const { data, error, isPlaceholderData } = useQuery(
    orpc.customers.search.queryOptions({
      input: { branchId: branchId ?? never, query: search.asked, searchId: search.searchId },
      enabled,
      placeholderData: keepPreviousData,
      gcTime: 10_000,
    }),
  );
  const inMemos = useFoundMemos(query);
  const hits = enabled && data ? data : [];
  const saved = new Set(hits.map(({ id }) => id));
  return {
    hits,
    memos: inMemos.found.filter(({ customerId }) => customerId === null || !saved.has(customerId)),
    error: enabled ? (error ?? inMemos.error) : null,
    // The memos are asked for by the same words.
    settled: inMemos.settled && data !== undefined && !isPlaceholderData,
  };
}
