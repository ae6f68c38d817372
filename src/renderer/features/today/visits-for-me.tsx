import { DoorOpen, Phone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { EncounterCard } from '#contract/encounters.ts';
import { goToEncounter } from '#renderer/shared/routes.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Card } from '#renderer/ui/card.tsx';
import styles from './today.module.css';

/** Customers on their way to me or with me: a person who stands there comes before any memo. */
export function VisitsForMe({ visits }: { visits: readonly EncounterCard[] }) {
  const { t } = useTranslation('today');
  if (visits.length === 0) return null;
  return (
    <section aria-labelledby="today-visits" className={styles.section}>
      <h2 id="today-visits">{t('mine.visits')}</h2>
      <ul className={styles.rows}>
        {visits.map(({ id, channel, customer, purpose, state }) => (
          <Card key={id} as="li" className={styles.row ?? ''}>
            <p className={styles.text}>
              <b>{customer?.name ?? t('mine.noName')}</b>{' '}
              <span className={styles.quiet}>
                {[
                  channel === 'phone' && t('mine.call'),
                  purpose,
                  state === 'handed_over' ? t('mine.toYou') : t('mine.withYou'),
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </p>
            <Button
              icon={
                channel === 'phone' ? (
                  <Phone size={20} aria-hidden="true" />
                ) : (
                  <DoorOpen size={20} aria-hidden="true" />
                )
              }
              onPress={() => goToEncounter({ id, channel })}
            >
              {channel === 'phone' ? t('mine.openCall') : t('mine.openVisit')}
            </Button>
          </Card>
        ))}
      </ul>
    </section>
  );
}
