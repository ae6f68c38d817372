import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SiteVisitView } from '#contract/site-visits.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';

/** What the standard in force says of such visits; undefined until it has arrived, null where it has none. */
export function useVisitStandard() {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  return useQuery(
    orpc.siteVisits.standard.queryOptions({
      input: { branchId: branchId ?? never },
      enabled: branchId !== null,
    }),
  ).data?.channel;
}

/** Every visit of the branch that is not over, and today's that are. */
export function useVisitBoard() {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  return useQuery(
    orpc.siteVisits.board.queryOptions({
      input: { branchId: branchId ?? never },
      enabled: branchId !== null,
      placeholderData: keepPreviousData,
    }),
  );
}

/**
 * A visit as this window may see it: masked, and whole for who goes there. The reveal is logged, so it is asked for
 * once for each version of the visit.
 */
export function useVisit(id: string): { visit: SiteVisitView | undefined; error: unknown } {
  const { orpc, client } = useHost();
  const { branchId, actorId } = useSession();
  const input = { branchId: branchId ?? never, id };
  const masked = useQuery(
    orpc.siteVisits.get.queryOptions({
      input,
      enabled: branchId !== null,
      placeholderData: keepPreviousData,
    }),
  );
  const current = masked.data?.id === id ? masked.data : undefined;
  const goes = current !== undefined && [current.officer.id, current.companion?.id].includes(actorId ?? '');
  const revealed = useQuery({
    queryKey: ['revealed-visit', actorId, id, current?.version ?? 0],
    enabled: goes,
    queryFn: () => client.siteVisits.open(input),
    placeholderData: keepPreviousData,
  });
  const whole = goes && revealed.data?.id === id ? revealed.data : undefined;
  // What is masked is newer while the whole one is on its way; only its name and number are taken from it.
  const merged =
    whole && current && whole.version === current.version
      ? { ...whole, currentStep: current.currentStep, lateNeedsReason: current.lateNeedsReason }
      : current;
  return { visit: merged, error: masked.error ?? revealed.error };
}
