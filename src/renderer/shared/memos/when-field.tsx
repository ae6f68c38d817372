import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DateField, TimeField } from '#renderer/ui/time-field.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import styles from './when-field.module.css';

type When = { day: string | null; time: string | null };
type WhenFieldProps = When & {
  label: string;
  hint?: ReactNode;
  error?: ReactNode;
  onChange: (when: When) => void;
};

const soon = [10, 30, 60];

/** A time agreed with the customer: in so many minutes by one press, or typed; today unless another day is set. */
export function WhenField({ label, hint, error, day, time, onChange }: WhenFieldProps) {
  const { t } = useTranslation('memos');
  const format = useFormat();
  const today = () => format.dayOf(hostNow());
  const inMinutes = (minutes: number) => {
    const at = hostNow() + minutes * 60_000;
    onChange({ day: format.dayOf(at), time: format.time(at) });
  };
  return (
    <fieldset className={styles.when}>
      <legend className={styles.legend}>{label}</legend>
      <div className={styles.row}>
        {soon.map((minutes) => (
          <Button key={minutes} variant="plain" onPress={() => inMinutes(minutes)}>
            {t('form.later', { time: format.duration(minutes) })}
          </Button>
        ))}
      </div>
      <div className={styles.row}>
        <TimeField
          label={t('form.time')}
          value={time}
          onChange={(value) => onChange({ day: value ? (day ?? today()) : day, time: value })}
        />
        <DateField
          label={t('form.day')}
          value={day ?? today()}
          onChange={(value) => onChange({ day: value, time })}
        />
      </div>
      {hint && <p className={styles.hint}>{hint}</p>}
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
    </fieldset>
  );
}
