import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MemoFound } from '#contract/memos.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useSession } from '../session-store.ts';
import { never } from '../use-branch.ts';
import { useSearch } from '../use-search.ts';

/** Memos about whoever is typed, saved as a customer or not; names are not kept longer than the box is in use. */
export function useFoundMemos(query: string): {
  found: readonly MemoFound[];
  error: unknown;
  /** The answer to what stands in the box now. */
  settled: boolean;
} {
  const { orpc } = useHost();
  const { branchId, actorId } = useSession();
  const search = useSearch(query);
  const enabled = search.enabled && branchId !== null && actorId !== null;
  const { data, error, isPlaceholderData } = useQuery(
    orpc.memos.find.queryOptions({
      input: { branchId: branchId ?? never, query: search.asked, searchId: search.searchId },
      enabled,
      placeholderData: keepPreviousData,
      gcTime: 10_000,
    }),
  );
  return {
    found: enabled && data ? data : [],
    error: enabled ? error : null,
    settled: enabled && search.asked === query.trim() && data !== undefined && !isPlaceholderData,
  };
}
