import { useQuery } from '@tanstack/react-query';
import type { EncounterCard } from '#contract/encounters.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useSession } from '#renderer/shared/session-store.ts';

const never = '00000000-0000-0000-0000-000000000000';
const nobody: readonly EncounterCard[] = [];

/** Every visit and call not closed yet, oldest first, and how many visits there were today. */
export function useUnclosed() {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const actorId = useSession((session) => session.actorId);
  const enabled = branchId !== null && actorId !== null;
  const { data, error } = useQuery(
    orpc.encounters.unclosed.queryOptions({ input: { branchId: branchId ?? never }, enabled }),
  );
  return {
    cards: data?.encounters ?? nobody,
    today: data?.today ?? null,
    callsToday: data?.callsToday ?? null,
    arrived: data !== undefined,
    error,
  };
}
