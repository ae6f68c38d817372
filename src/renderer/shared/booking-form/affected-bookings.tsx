import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Button } from '#renderer/ui/button.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import { go } from '../routes.ts';
import { useSession } from '../session-store.ts';
import { never } from '../use-branch.ts';
import styles from './booking-form.module.css';

type Props = { staffId: string; from: Date | null; until: Date | null };

/** Which booked calls fall into the time somebody is said to be away; they stay promised, so somebody has to see to them. */
export function AffectedBookings({ staffId, from, until }: Props) {
  const { t } = useTranslation('bookings');
  const { orpc } = useHost();
  const format = useFormat();
  const branchId = useSession((session) => session.branchId);
  const { data } = useQuery(
    orpc.bookings.affected.queryOptions({
      input: { branchId: branchId ?? never, staffId, from: from ?? new Date(0), until },
      enabled: branchId !== null && from !== null,
    }),
  );
  if (from === null || !data || data.length === 0) return null;
  return (
    <div className={styles.consent} role="status">
      <p>
        <b>{t('affected.title', { count: data.length })}</b>
      </p>
      <p>{t('affected.hint')}</p>
      <ul>
        {data.map(({ id, at, customerName }) => (
          <li key={id}>
            {t('affected.line', { when: format.timeOrDateTime(at, hostNow()), name: customerName })}
          </li>
        ))}
      </ul>
      <Button variant="quiet" onPress={() => go('phone', 'bookings')}>
        {t('affected.open')}
      </Button>
    </div>
  );
}
