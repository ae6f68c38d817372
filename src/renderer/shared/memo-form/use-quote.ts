import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { Quote } from '#contract/memos.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useNowAs } from '#renderer/ui/use-now.ts';
import { useSession } from '../session-store.ts';

const never = '00000000-0000-0000-0000-000000000000';
const minute = 60_000;

export interface QuoteWish {
  /** The officer the memo is for; null while nobody has been chosen. */
  intendedId: string | null;
  encounterId: string | null;
  preferredAt: Date | null;
  afterClosing: Quote['offers'][number]['choice'] | null;
}

/** What would be promised now. The hour runs from now, so each new minute of the clock asks again. */
export function useQuote(wish: QuoteWish): {
  data: Quote | undefined;
  error: unknown;
  again: () => Promise<unknown>;
} {
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const input = { ...wish, branchId: branchId ?? never, intendedId: wish.intendedId ?? never };
  const { data, error, refetch } = useQuery(
    orpc.memos.quote.queryOptions({
      input,
      enabled: branchId !== null && wish.intendedId !== null,
      placeholderData: keepPreviousData,
      gcTime: minute,
      retry: false,
    }),
  );
  const thisMinute = useNowAs((now) => Math.floor(now / minute));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the minute is what makes the answer old
  useEffect(() => {
    // Asking again would not wait for somebody to be chosen.
    if (wish.intendedId !== null) void refetch();
  }, [thisMinute, refetch]);
  return { data: wish.intendedId === null ? undefined : data, error, again: refetch };
}
