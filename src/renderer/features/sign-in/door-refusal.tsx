import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../i18n/use-error-text.ts';
import styles from './sign-in.module.css';
import type { DoorState } from './use-door.ts';

/** Why nobody came in, and how long to wait where that helps. */
export function DoorRefusal({ door: { error, wait, busy } }: { door: DoorState }) {
  const { t } = useTranslation('signIn');
  const errorText = useErrorText();
  if (error === null || busy) return null;
  return (
    <p role="alert" className={styles.refusal}>
      {errorText(error)} {wait !== null && t('wait', { count: wait })}
    </p>
  );
}
