import { useQuery } from '@tanstack/react-query';
import type { BookingSettings } from '#contract/bookings.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useSession } from '../session-store.ts';
import { never } from '../use-branch.ts';

/** Whether and how the branch takes bookings; undefined until it has arrived. */
export function useBookingRules(): BookingSettings | undefined {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  return useQuery(
    orpc.bookings.settings.queryOptions({
      input: { branchId: branchId ?? never },
      enabled: branchId !== null,
    }),
  ).data;
}

/** Why nothing can be booked now; null where it can. */
export function closedBecause(
  rules: BookingSettings,
): 'NO_BOOKED_CALL' | 'NO_BOOKING_CHANNEL' | 'off' | null {
  return rules.gap ?? (rules.taken ? null : 'off');
}
