import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { OpenWork } from '#contract/desks.ts';
import type { BoardFilter } from '#contract/memos.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';

/** Memos of the branch, or those I left for others; undefined until they have arrived. */
export function useBoard(filter: BoardFilter) {
  const { orpc } = useHost();
  const { branchId, actorId } = useSession();
  return useQuery(
    orpc.memos.board.queryOptions({
      input: { branchId: branchId ?? never, filter },
      enabled: branchId !== null && actorId !== null,
      placeholderData: keepPreviousData,
    }),
  ).data;
}

/** What somebody has in hand, with who may stand in for each. */
export function useOpenWork(staffId: string): { work: OpenWork | undefined; error: unknown } {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const { data, error } = useQuery(
    orpc.desks.openWork.queryOptions({
      input: { branchId: branchId ?? never, staffId },
      enabled: branchId !== null,
    }),
  );
  return { work: data, error };
}
