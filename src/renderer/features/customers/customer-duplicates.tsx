import { useQuery } from '@tanstack/react-query';
import { Columns2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Duplicate } from '#contract/customer-page.ts';
import { useHost } from '#renderer/host/host.tsx';
import { go } from '#renderer/shared/routes.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import styles from './customers-screen.module.css';

/** Records that may be the same person, each to be looked at side by side; nothing where there is none. */
export function CustomerDuplicates({ id }: { id: string }) {
  const { t } = useTranslation('customers');
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const { data: found = [] } = useQuery(
    orpc.customers.duplicates.queryOptions({
      input: { branchId: branchId ?? never, id },
      enabled: branchId !== null,
    }),
  );
  if (found.length === 0) return null;
  return (
    <section className={styles.part}>
      <h3 className={styles.partTitle}>{t('duplicates.title')}</h3>
      <p className={styles.hint}>{t('duplicates.hint')}</p>
      <ul className={styles.lines}>
        {found.map((one, index) => (
          <li key={one.id} className={styles.line}>
            <Likeness one={one} />
            <Button
              {...(index < 9 ? { hotkey: `${index + 1}` } : {})}
              icon={<Columns2 size={18} aria-hidden="true" />}
              onPress={() => go('customers', id, 'join', one.id)}
            >
              {t('duplicates.compare')}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Who it is and why it may be the same person, in words. */
export function Likeness({ one }: { one: Duplicate }) {
  const { t } = useTranslation('customers');
  return (
    <div className={styles.likeness}>
      <span className={styles.pair}>
        <b>{one.business ? `${one.name} · ${one.business}` : one.name}</b>
        <span className={styles.soft}>{one.phone}</span>
      </span>
      <span>{t(`certainty.${one.certainty}`)}</span>
      <span className={styles.hint}>
        {[
          ...one.same.map((same) => t(`same.${same}`)),
          t('duplicates.visits', { count: one.encounters }),
        ].join(' · ')}
      </span>
    </div>
  );
}
