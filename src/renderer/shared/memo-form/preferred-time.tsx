import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { DateField, TimeField } from '#renderer/ui/time-field.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import type { MemoDraft } from './memo-draft.ts';
import styles from './memo-form.module.css';

type PreferredTimeProps = {
  draft: MemoDraft;
  onChange: (change: Partial<MemoDraft>) => void;
  error: ReactNode;
};

/** When the customer would like to be called; it becomes the due time (the original is kept beside it). */
export function PreferredTime({ draft, onChange, error }: PreferredTimeProps) {
  const { t } = useTranslation('memoForm');
  const format = useFormat();
  return (
    <div className={styles.times}>
      <TimeField
        label={t('preferredTime')}
        value={draft.preferredTime}
        onChange={(preferredTime) => onChange({ preferredTime })}
        error={error}
      />
      <DateField
        label={t('preferredDay')}
        value={draft.preferredDay ?? format.dayOf(hostNow())}
        onChange={(preferredDay) => onChange({ preferredDay })}
      />
    </div>
  );
}
