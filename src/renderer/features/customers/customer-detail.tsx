import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '#contract/customers.ts';
import { outcome } from '#contract/encounters.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { CallbackLine } from '#renderer/shared/customer-search/callback-line.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import styles from './customer-panel.module.css';

/** One customer: last visits, open promises and how earlier ones ended. `visitId` is the one in hand, if it is his. */
export function CustomerDetail({ id, visitId }: { id: string; visitId: string | null }) {
  const { t } = useTranslation('customers');
  const errorText = useErrorText();
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId);
  const { data: customer, error } = useQuery(
    orpc.customers.get.queryOptions({ input: { branchId: branchId ?? '', id }, enabled: branchId !== null }),
  );
  if (error) return <p role="alert">{errorText(error)}</p>;
  if (!customer) return null;
  // The visit in hand counts as well; only earlier ones make a returning customer.
  const returning = customer.encounters > (visitId ? 1 : 0);
  const earlier = customer.visits.filter((visit) => visit.id !== visitId);
  return (
    <div className={styles.detail}>
      <div className={styles.match}>
        <p className={styles.name}>
          <b>{customer.business ? `${customer.name} · ${customer.business}` : customer.name}</b>
          {returning && <Tag>{t('returning')}</Tag>}
        </p>
        <p>{customer.phone}</p>
        <p className={styles.soft}>
          {customer.openPromises > 0
            ? t('openPromises', { count: customer.openPromises })
            : t('noOpenPromises')}
        </p>
      </div>
      <Callbacks customer={customer} />
      <Visits visits={earlier} />
    </div>
  );
}

function Callbacks({ customer: { callbacks } }: { customer: CustomerView }) {
  const { t } = useTranslation('customers');
  if (callbacks.length === 0) return null;
  return (
    <section>
      <h3 className={styles.title}>{t('callbacks')}</h3>
      <ul className={styles.list}>
        {callbacks.map((callback) => (
          <li key={callback.memoId}>
            <CallbackLine callback={callback} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Visits({ visits }: Pick<CustomerView, 'visits'>) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  if (visits.length === 0) return null;
  return (
    <section>
      <h3 className={styles.title}>{t('visits')}</h3>
      <ul className={styles.list}>
        {visits.map((visit) => {
          const how = outcome.safeParse(visit.outcome).data;
          return (
            <li key={visit.id} className={styles.visit}>
              <span>{format.shortDate(visit.openedAt)}</span>
              <span className={styles.what}>
                {visit.channel === 'phone' && `${t('byPhone')} · `}
                {visit.purpose || t('noPurpose')}
              </span>
              <span className={styles.soft}>
                {how ? t(`outcomes.${how}`, { who: visit.servedBy }) : visit.servedBy}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
