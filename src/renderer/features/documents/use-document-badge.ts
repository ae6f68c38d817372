import { useQuery } from '@tanstack/react-query';
import { useHost } from '#renderer/host/host.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';

/** How many papers wait for me to check them or to tell the customer, for the rail. */
export function useDocumentBadge(): number {
  const { orpc } = useHost();
  const { branchId, actorId } = useSession();
  const { data } = useQuery(
    orpc.documents.mineDue.queryOptions({
      input: { branchId: branchId ?? never },
      enabled: branchId !== null && actorId !== null,
    }),
  );
  return data?.due ?? 0;
}
