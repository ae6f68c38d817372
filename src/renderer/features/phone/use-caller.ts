import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { CallerFound } from '#contract/calls.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { useSearch } from '#renderer/shared/use-search.ts';

/** Fewer digits say nothing about who is calling. */
const FEWEST_DIGITS = 4;
const nobody: readonly CallerFound[] = [];

export const digitsOf = (number: string): string => number.normalize('NFKC').replace(/\D/g, '');

/** Who seems to be calling by what is typed now. Names are not kept longer than the call is at hand. */
export function useCaller(number: string): {
  found: readonly CallerFound[];
  /** Looked for, and there is nobody. */
  unknown: boolean;
  error: unknown;
} {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const { asked, searchId, enabled } = useSearch(number);
  const enough = branchId !== null && enabled && digitsOf(asked).length >= FEWEST_DIGITS;
  const { data, error, isPlaceholderData } = useQuery(
    orpc.calls.lookup.queryOptions({
      input: { branchId: branchId ?? never, number: asked, searchId },
      enabled: enough,
      placeholderData: keepPreviousData,
      gcTime: 10_000,
    }),
  );
  const found = enough && data ? data : nobody;
  return {
    found,
    unknown: enough && !isPlaceholderData && data !== undefined && data.length === 0,
    error: enough ? error : null,
  };
}
