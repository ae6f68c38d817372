import { useQuery } from '@tanstack/react-query';
import { useHost } from '#renderer/host/host.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';

/** How many messages wait for me, for the rail: mine to send by hand, and mine that did not go. */
export function useMessageBadge(): number {
  const { orpc } = useHost();
  const { branchId, actorId } = useSession();
  const { data } = useQuery(
    orpc.messages.waiting.queryOptions({
      input: { branchId: branchId ?? never },
      enabled: branchId !== null && actorId !== null,
    }),
  );
  return data?.mine ?? 0;
}
