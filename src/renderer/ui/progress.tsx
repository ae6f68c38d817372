import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from './button.tsx';
import styles from './progress.module.css';

const showAfter = 300;
const cancelAfter = 3000;

type ProgressProps = {
  /** What is being done. */
  label: string;
  /** Counts of long work; without them the bar only says that something is going on. */
  done?: number;
  total?: number;
  onCancel?: () => void;
};

/** Work in hand: nothing for the first 300 ms (no flicker), then a bar, and a way out after 3 s. */
export function Progress({ label, done, total, onCancel }: ProgressProps) {
  const { t } = useTranslation();
  const shown = useElapsed(showAfter);
  const cancellable = useElapsed(cancelAfter) && onCancel;
  if (!shown) return null;
  const counted = done !== undefined && total !== undefined;
  return (
    <div className={styles.progress}>
      <span aria-live="polite">{label}</span>
      <progress className={styles.bar} aria-label={label} {...(counted ? { value: done, max: total } : {})} />
      {counted && <span className={styles.counts}>{t('states.progress', { done, total })}</span>}
      {cancellable && (
        <Button variant="quiet" onPress={onCancel}>
          {t('actions.cancel')}
        </Button>
      )}
    </div>
  );
}

/** True once the component has been on screen for so many milliseconds. */
export function useElapsed(milliseconds: number): boolean {
  const [elapsed, setElapsed] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setElapsed(true), milliseconds);
    return () => clearTimeout(timer);
  }, [milliseconds]);
  return elapsed;
}
