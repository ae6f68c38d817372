import { useQuery } from '@tanstack/react-query';
import { MapPin } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { StaffEntry } from '#contract/staff.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { go } from '#renderer/shared/routes.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import { Countdown } from '#renderer/ui/countdown.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './today.module.css';

/** Customers I am to visit today, or should have visited; and the one I am with. */
export function SiteVisitsToday({ me }: { me: StaffEntry }) {
  const { t } = useTranslation('siteVisits');
  const { orpc } = useHost();
  const format = useFormat();
  const now = useNow();
  const branchId = useSession((session) => session.branchId);
  const { data = [] } = useQuery(
    orpc.siteVisits.board.queryOptions({
      input: { branchId: branchId ?? never },
      enabled: branchId !== null,
    }),
  );
  const mine = data.filter(
    ({ officer, companion, state, agreedAt }) =>
      (officer.id === me.id || companion?.id === me.id) &&
      (state === 'arrived' ||
        (state === 'agreed' && agreedAt && format.dayOf(agreedAt) <= format.dayOf(now))),
  );
  if (mine.length === 0) return null;
  return (
    <section aria-labelledby="today-site-visits" className={styles.section}>
      <h2 id="today-site-visits">{t('today.title')}</h2>
      <ul className={styles.rows}>
        {mine.map(({ id, customerName, address, duty, agreedAt, state }) => (
          <Card key={id} as="li" className={styles.row ?? ''}>
            <p className={styles.text}>
              <b>
                {[agreedAt && format.timeOrDateTime(agreedAt, now), customerName].filter(Boolean).join(' ')}
              </b>{' '}
              <span className={styles.quiet}>{[duty, address].filter(Boolean).join(' · ')}</span>
            </p>
            {state === 'agreed' && agreedAt ? <Countdown due={agreedAt} /> : t('states.arrived')}
            <Button icon={<MapPin size={20} aria-hidden="true" />} onPress={() => go('site-visits', id)}>
              {t('today.open')}
            </Button>
          </Card>
        ))}
      </ul>
    </section>
  );
}
