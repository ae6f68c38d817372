import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { MessageWhole } from '#contract/messages.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useSession } from '../session-store.ts';
import { never } from '../use-branch.ts';

/** A message whole, as it is sent: a logged reveal, asked for again when a message has changed. */
export function useWholeMessage(id: string | null): { message: MessageWhole | undefined; error: unknown } {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const { data, error } = useQuery(
    orpc.messages.open.queryOptions({
      input: { branchId: branchId ?? never, id: id ?? never },
      enabled: branchId !== null && id !== null,
      placeholderData: keepPreviousData,
    }),
  );
  return { message: data?.id === id ? data : undefined, error };
}
