import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { go, hashOf } from '#renderer/shared/routes.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import styles from './join-page.module.css';
import { JoinPanel } from './join-panel.tsx';

/** Two records side by side, to be joined: `id` is the one somebody was at. */
export function JoinPage({ id, otherId }: { id: string; otherId: string }) {
  const { t } = useTranslation('customers');
  const errorText = useErrorText();
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const { data: pair, error } = useQuery(
    orpc.customers.compare.queryOptions({
      input: { branchId: branchId ?? never, id, otherId },
      enabled: branchId !== null,
    }),
  );
  // Joined already, here or at another window: both lead to one.
  const joinedInto = pair && pair.one.id === pair.other.id ? pair.one.id : null;
  useEffect(() => {
    if (joinedInto === null) return;
    window.location.replace(hashOf({ kind: 'screen', screen: 'customers', rest: [joinedInto] }));
  }, [joinedInto]);
  return (
    <div className={styles.page}>
      {pair && joinedInto === null ? (
        <JoinPanel pair={pair} onClose={() => go('customers', id)} />
      ) : (
        <InlinePanel title={t('join.title')} takesFocus onClose={() => go('customers', id)}>
          {error ? <p role="alert">{errorText(error)}</p> : <Progress label={t('screen.loading')} />}
        </InlinePanel>
      )}
    </div>
  );
}
