import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { go, useRoute } from '#renderer/shared/routes.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { notify } from '#renderer/ui/notices.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import { takeInHand, useInHand } from './in-hand.ts';
import { isInHand, isVisit } from './visit-rules.ts';

/**
 * F2: the greeting is logged at that moment. The visit in hand stays in hand and the screen stays where it is; the
 * new one is in hand only when none was.
 */
export function useGreet(): () => Promise<void> {
  const { t } = useTranslation(['counter', 'errors']);
  const { greetings, client, orpc, queries } = useHost();
  const errorText = useErrorText();
  const format = useFormat();
  return useCallback(async () => {
    const { actorId, branchId, counterId } = useSession.getState();
    const time = format.time(hostNow());
    try {
      const receipt = await greetings.greet(counterId);
      if (receipt === undefined || branchId === null) {
        notify({ kind: 'trouble', text: t('errors:NO_ACTOR') });
        return;
      }
      if (receipt === null) {
        notify({ kind: 'trouble', text: t('greetedOffline', { time }) });
        return;
      }
      const { queryKey } = orpc.encounters.unclosed.queryOptions({ input: { branchId } });
      const { encounters } = await queries.fetchQuery({
        queryKey,
        queryFn: () => client.encounters.unclosed({ branchId }),
        staleTime: 0,
      });
      if (!isInHand(encounters.filter(isVisit), useInHand.getState().visit, actorId ?? undefined))
        takeInHand(receipt.id);
      const { route } = useRoute.getState();
      if (route.kind === 'screen' && route.screen === 'counter') return;
      notify({
        kind: 'info',
        text: t('greeted', { time }),
        action: { label: t('goToVisit'), run: () => go('counter', receipt.id) },
      });
    } catch (error) {
      notify({ kind: 'trouble', text: errorText(error) });
    }
  }, [greetings, client, orpc, queries, t, errorText, format]);
}
