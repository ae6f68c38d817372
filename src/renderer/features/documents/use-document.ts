import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { DocumentView } from '#contract/documents.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';

/**
 * Papers as this window may see them: masked, and whole for the officer and whoever took them in. The reveal is logged,
 * so it is asked for once for each version, never by the change feed alone.
 */
export function useDocument(id: string): { document: DocumentView | undefined; error: unknown } {
  const { orpc, client } = useHost();
  const { branchId, actorId } = useSession();
  const masked = useQuery(
    orpc.documents.get.queryOptions({
      input: { branchId: branchId ?? never, id },
      enabled: branchId !== null,
      placeholderData: keepPreviousData,
    }),
  );
  const current = masked.data?.id === id ? masked.data : undefined;
  const own = current !== undefined && [current.officer.id, current.takenBy.id].includes(actorId ?? '');
  const revealed = useQuery({
    queryKey: ['revealed document', actorId, id, current?.version ?? 0, current?.officer.id] as const,
    enabled: own && branchId !== null,
    queryFn: () => client.documents.open({ branchId: branchId ?? never, id }),
    placeholderData: keepPreviousData,
  });
  // What it is now comes from the masked one: the whole one may still be that of the version before.
  const whole = own && revealed.data?.id === id && revealed.data.version === current?.version;
  return { document: whole ? revealed.data : current, error: masked.error ?? revealed.error };
}
