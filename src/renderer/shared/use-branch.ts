import { useQuery } from '@tanstack/react-query';
import type { BranchSettings } from '#contract/settings.ts';
import type { StaffEntry } from '#contract/staff.ts';
import { useHost } from '../host/host.tsx';
import { useSession } from './session-store.ts';

/** An id no branch has, for inputs of queries that wait until there is one. */
export const never = '00000000-0000-0000-0000-000000000000';

/** The branch this window works for, with its counters, duties and standard; undefined until it has arrived. */
export function useBranch(): BranchSettings | undefined {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  return useQuery(
    orpc.settings.branch.queryOptions({ input: { branchId: branchId ?? never }, enabled: branchId !== null }),
  ).data;
}

/** Everybody at the branch with presence, in the order of the seats; undefined until it has arrived. */
export function useDirectory(): readonly StaffEntry[] | undefined {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  return useQuery(
    orpc.staff.directory.queryOptions({ input: { branchId: branchId ?? never }, enabled: branchId !== null }),
  ).data;
}

/** The person on duty at this window, once one is chosen. */
export function useActor(): StaffEntry | undefined {
  const actorId = useSession((session) => session.actorId);
  return useDirectory()?.find((person) => person.id === actorId && person.active);
}
