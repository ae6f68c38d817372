import { useQuery } from '@tanstack/react-query';
import { useHost } from '#renderer/host/host.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { urgencyOf } from '#renderer/ui/countdown.tsx';
import { useNowAs } from '#renderer/ui/use-now.ts';

/** How many of my memos are overdue or due soon, for the rail. Follows the clock as well as the changes. */
export function useMemoBadge(): number {
  const { orpc } = useHost();
  const { branchId, actorId } = useSession();
  const { data: dues = none } = useQuery(
    orpc.memos.mineDue.queryOptions({
      input: { branchId: branchId ?? never },
      enabled: branchId !== null && actorId !== null,
    }),
  );
  return useNowAs((now) => dues.filter((due) => urgencyOf(due, now) !== 'open').length);
}

const none: Date[] = [];
