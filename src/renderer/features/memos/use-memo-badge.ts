import { useQuery } from '@tanstack/react-query';
import { useHost } from '#renderer/host/host.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { urgencyOf } from '#renderer/ui/countdown.tsx';
import { useNowAs } from '#renderer/ui/use-now.ts';

/** How many of my memos are overdue or due soon, for the rail. Follows the clock as well as the changes. */
export function useMemoBadge(): number {
  const { orpc } = useHost();
  const { branchId, actorId } = useSession();
  const { data } = useQuery(
    orpc.memos.board.queryOptions({
      input: { branchId: branchId ?? '', filter: 'mine' },
      enabled: branchId !== null && actorId !== null,
    }),
  );
  return useNowAs(
    (now) =>
      data?.cards.filter(
        ({ promise }) => promise.state === 'open' && urgencyOf(promise.dueAt, now) !== 'open',
      ).length ?? 0,
  );
}
