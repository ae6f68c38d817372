import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Button } from '#renderer/ui/button.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import styles from './also-here.module.css';
import { chooseFromLane } from './use-lane-keys.ts';
import { useUnclosed } from './use-unclosed.ts';
import { isCall } from './visit-rules.ts';

type AlsoHereProps = {
  customerId: string;
  /** The visit or call he is chosen for; null while nobody is served. */
  encounterId: string | null;
};

/** The customer is in another open visit or call as well: which, whose, and the way there. It stops nothing. */
export function AlsoHere({ customerId, encounterId }: AlsoHereProps) {
  const { t } = useTranslation('counter');
  const format = useFormat();
  const { cards } = useUnclosed();
  const others = cards.filter(({ id, customer }) => customer?.id === customerId && id !== encounterId);
  return (
    <div role="status">
      {others.map((card) => (
        <div key={card.id} className={styles.other}>
          <p>
            <b>{t(isCall(card) ? 'alsoOnPhone' : 'alsoHere')}</b>{' '}
            {t('alsoWhose', {
              time: format.timeOrDateTime(card.openedAt, hostNow()),
              who: t('staffName', card.servedBy),
            })}
          </p>
          <Button icon={<ArrowRight size={18} aria-hidden="true" />} onPress={() => chooseFromLane(card)}>
            {t('alsoGo')}
          </Button>
        </div>
      ))}
    </div>
  );
}
