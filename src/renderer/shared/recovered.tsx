import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import styles from './pack-problems.module.css';

export interface RecoveredStore {
  setAside: string | null;
  kept: boolean;
}

/** A damaged store was set aside at start: what happened, what was kept, where the old file lies. */
export function Recovered({ store, onSeen }: { store: RecoveredStore; onSeen?: () => void }) {
  const { t } = useTranslation('settings');
  return (
    <section role="alert" className={styles.trouble}>
      <h2 className={styles.title}>{t('recovered.title')}</h2>
      <p>{store.kept ? t('recovered.kept') : t('recovered.empty')}</p>
      {store.setAside && <p>{t('recovered.where', { path: store.setAside })}</p>}
      {onSeen && (
        <div>
          <Button onPress={onSeen}>{t('recovered.seen')}</Button>
        </div>
      )}
    </section>
  );
}
