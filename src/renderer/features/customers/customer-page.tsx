import { useQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '#contract/customers.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { go, hashOf } from '#renderer/shared/routes.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { useKeys } from '#renderer/ui/use-keys.ts';
import { CustomerDuplicates } from './customer-duplicates.tsx';
import { CustomerIdentity } from './customer-identity.tsx';
import { CustomerJoinings } from './customer-joinings.tsx';
import { CustomerTimeline } from './customer-timeline.tsx';
import styles from './customers-screen.module.css';

/** One customer: who it is, what may be the same person, and everything there was with him. */
export function CustomerPage({ id }: { id: string }) {
  const { t } = useTranslation('customers');
  const errorText = useErrorText();
  const { customer, error } = useCustomer(id);
  useKeys([
    { combo: 'F6', run: () => go('customers'), label: t('find') },
    { combo: 'Escape', run: () => go('customers') },
  ]);
  if (!customer) {
    if (!error) return <Progress label={t('screen.loading')} />;
    return (
      <div className={styles.find}>
        <EmptyState title={t('screen.goneTitle')} action={<FindButton />}>
          {errorText(error)}
        </EmptyState>
      </div>
    );
  }
  return (
    <div className={styles.page}>
      <aside className={styles.who} aria-label={t('title')}>
        <FindButton />
        <CustomerIdentity customer={customer} />
        <CustomerDuplicates id={customer.id} />
        <CustomerJoinings id={customer.id} />
      </aside>
      <CustomerTimeline id={customer.id} />
    </div>
  );
}

function FindButton() {
  const { t } = useTranslation('customers');
  return (
    <Button
      variant="quiet"
      kbd="F6"
      className={styles.back ?? ''}
      icon={<Search size={18} aria-hidden="true" />}
      onPress={() => go('customers')}
    >
      {t('find')}
    </Button>
  );
}

/** The customer of an address. That of a joined record leads to the one that took its place, and says so. */
function useCustomer(id: string): { customer: CustomerView | undefined; error: unknown } {
  const { t } = useTranslation('customers');
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const { data: customer, error } = useQuery(
    orpc.customers.get.queryOptions({
      input: { branchId: branchId ?? never, id },
      enabled: branchId !== null,
    }),
  );
  const survivor = customer && customer.id !== id ? customer.id : null;
  useEffect(() => {
    if (survivor === null) return;
    notify({ kind: 'info', text: t('screen.leads') });
    // In the place of the old address, so that going back does not lead here again.
    window.location.replace(hashOf({ kind: 'screen', screen: 'customers', rest: [survivor] }));
  }, [survivor, t]);
  return { customer: survivor === null ? customer : undefined, error };
}
