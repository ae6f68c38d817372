import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { hashOf } from '../../shared/routes.ts';
import { useSession } from '../../shared/session-store.ts';
import { never } from '../../shared/use-branch.ts';
import styles from './signing.module.css';

/** The working days of a month that ended without a signature; each leads to its report. */
export function SigningGaps({ month }: { month: string }) {
  const { t } = useTranslation('signing');
  const { orpc } = useHost();
  const format = useFormat();
  const branchId = useSession((session) => session.branchId) ?? never;
  const { data } = useQuery(orpc.signing.month.queryOptions({ input: { branchId, month } }));
  if (!data || data.days.length === 0) return null;
  return (
    <section className={styles.gaps} aria-label={t('gaps.title')}>
      <h2>
        {t('gaps.title')}{' '}
        {data.gaps.length > 0 && (
          <small className={styles.count}>{t('gaps.count', { count: data.gaps.length })}</small>
        )}
      </h2>
      {data.gaps.length === 0 ? (
        <p>{t('gaps.none')}</p>
      ) : (
        <ul>
          {data.gaps.map((date) => (
            <li key={date}>
              <a href={hashOf({ kind: 'screen', screen: 'reports', rest: [date] })}>
                {format.businessDate(date)}
              </a>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
