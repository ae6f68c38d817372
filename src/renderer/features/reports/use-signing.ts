import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Difference } from '#contract/signing.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { conflictOf } from '../../shared/conflict.ts';
import { useSession } from '../../shared/session-store.ts';
import { never } from '../../shared/use-branch.ts';
import { notify } from '../../ui/notices.tsx';

/**
 * The signing of a day. `shownHash` is of the report on the screen: that is what is signed, or nothing. `stale` says what
 * changed while it was looked at, after a signature was refused for it.
 */
export function useSigning(date: string, shownHash: string | undefined) {
  const { t } = useTranslation('signing');
  const { client, orpc, queries } = useHost();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? never;
  const day = useQuery(orpc.signing.day.queryOptions({ input: { branchId, date } }));
  const [stale, setStale] = useState<{ date: string; differences: readonly Difference[] } | null>(null);
  const lookAgain = async (hash: string) => {
    const { differences } = await client.signing.since({ branchId, date, hash });
    setStale({ date, differences });
    await queries.invalidateQueries({ queryKey: orpc.reports.key() });
  };
  const save = useMutate(client.signing.sign, {
    onError: (error, { expectedHash }) => {
      if (conflictOf(error) !== null) void lookAgain(expectedHash);
      else notify({ kind: 'trouble', text: errorText(error) });
    },
    onSuccess: async () => {
      setStale(null);
      const input = { branchId, date };
      const { editions } = await queries.fetchQuery({
        ...orpc.signing.day.queryOptions({ input }),
        staleTime: 0,
      });
      const [newest] = editions;
      if (newest) notify({ kind: 'info', text: t('done', { number: t('number', newest.number) }) });
    },
  });
  return {
    day: day.data,
    error: day.error,
    busy: save.isPending,
    stale: stale?.date === date ? stale.differences : null,
    sign: () => {
      if (shownHash !== undefined && !save.isPending)
        save.mutate({ branchId, date, expectedHash: shownHash });
    },
  };
}

export type Signing = ReturnType<typeof useSigning>;
