import { useTranslation } from 'react-i18next';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import styles from './message-box.module.css';

type TextsRefusedProps = { confirmed: boolean; onChange: (confirmed: boolean) => void };

/** The customer wants no texts: he is telephoned, unless the person who writes says that this one goes all the same. */
export function TextsRefused({ confirmed, onChange }: TextsRefusedProps) {
  const { t } = useTranslation('messages');
  return (
    <div className={styles.refused}>
      <p role="status">{t('refused.title')}</p>
      <Checkbox checked={confirmed} onChange={onChange} hint={t('refused.hint')}>
        {t('refused.confirm')}
      </Checkbox>
    </div>
  );
}
