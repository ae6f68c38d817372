import { useCallback, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { Intentions, isSettled } from '#renderer/host/intentions.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { go, useRoute } from '#renderer/shared/routes.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { notify } from '#renderer/ui/notices.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import { interrupted } from './in-hand.ts';

/**
 * F7: the ringing is logged at that moment and the call is at hand, with the sentence to answer with. The visit in hand
 * stays open, what was typed stays in its draft, and the way back is remembered. `rangAt` logs a call that is over.
 */
export function useRing(): (rangAt?: Date) => Promise<boolean> {
  const { t } = useTranslation('errors');
  const { client, orpc, queries } = useHost();
  const errorText = useErrorText();
  const intentions = useRef(new Intentions());
  return useCallback(
    async (rangAt) => {
      const { actorId, branchId, counterId } = useSession.getState();
      if (actorId === null || branchId === null) {
        notify({ kind: 'trouble', text: t('NO_ACTOR') });
        return false;
      }
      const wish = { branchId, counterId, pressed: rangAt ?? hostNow() };
      const input = { branchId, counterId, ...(rangAt && { rangAt }) };
      try {
        const receipt = await client.calls.open({ ...input, requestId: intentions.current.idFor(wish) });
        intentions.current.settle(wish);
        void queries.invalidateQueries({ queryKey: orpc.encounters.key() });
        const { route } = useRoute.getState();
        const isElsewhere = route.kind !== 'screen' || route.screen !== 'phone';
        if (isElsewhere) interrupted(receipt.id, window.location.hash);
        go('phone', receipt.id);
        return true;
      } catch (error) {
        if (isSettled(error)) intentions.current.settle(wish);
        notify({ kind: 'trouble', text: errorText(error) });
        return false;
      }
    },
    [client, orpc, queries, t, errorText],
  );
}
