import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import type { MemoView } from '#contract/memos.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useSession } from '../session-store.ts';
import { never } from '../use-branch.ts';
import { mayCall } from './memo-actions.ts';

/**
 * A memo as this window may see it: masked, and whole once it is revealed to whoever handles it. The reveal is
 * logged, so it is asked for once for each version of the memo, never by the change feed alone.
 */
export function useMemoView(id: string | null): { memo: MemoView | undefined; error: unknown } {
  const { orpc, client } = useHost();
  const queries = useQueryClient();
  const { branchId, actorId } = useSession();
  const masked = useQuery(
    orpc.memos.get.queryOptions({
      input: { branchId: branchId ?? never, id: id ?? never },
      enabled: branchId !== null && id !== null,
      placeholderData: keepPreviousData,
    }),
  );
  const current = masked.data?.id === id ? masked.data : undefined;
  const own = current !== undefined && mayCall(current, actorId);
  const revealKey = (version: number) => ['revealed', actorId, id, version] as const;
  const revealed = useQuery({
    queryKey: revealKey(current?.version ?? 0),
    enabled: own,
    queryFn: async () => {
      const memo = await client.memos.open({ requestId: crypto.randomUUID(), id: id ?? never });
      // Opening a new memo marks it seen, which is another version: that one has been revealed as well.
      queries.setQueryData(revealKey(memo.version), memo);
      return memo;
    },
    placeholderData: keepPreviousData,
  });
  const whole = own && revealed.data?.id === id ? revealed.data : undefined;
  return { memo: whole ?? current, error: masked.error ?? revealed.error };
}
