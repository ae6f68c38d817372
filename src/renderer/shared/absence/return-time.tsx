import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { DateField, TimeField } from '#renderer/ui/time-field.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import styles from './return-time.module.css';

/** `usual`: as long as the reason usually takes · `unknown` · so many minutes from when it was chosen · `at`: typed. */
export type ReturnChoice = 'usual' | 'unknown' | '30' | '60' | '120' | 'at';
export type ReturnWhen = { choice: ReturnChoice; day: string | null; time: string | null };

type ReturnTimeProps = {
  when: ReturnWhen;
  onChange: (when: ReturnWhen) => void;
  /** Left out where the reason has been said already. */
  withUsual?: boolean;
  error?: ReactNode;
  /** Beside a typed time, where it has to be sent by itself. */
  children?: ReactNode;
};

const quick = ['usual', '30', '60', '120', 'at', 'unknown'] as const;

/** When somebody comes back: as usual, in so many minutes, a time of day (and a day, for leave), or not known. */
export function ReturnTime({ when, onChange, withUsual = true, error, children }: ReturnTimeProps) {
  const { t } = useTranslation('staff');
  const format = useFormat();
  const today = () => format.dayOf(hostNow());
  const choose = (choice: ReturnChoice) => {
    if (choice === 'usual' || choice === 'unknown') return onChange({ choice, day: null, time: null });
    if (choice === 'at') return onChange({ ...when, choice });
    const at = hostNow() + Number(choice) * 60_000;
    onChange({ choice, day: format.dayOf(at), time: format.time(at) });
  };
  const label = (choice: ReturnChoice): string =>
    choice === 'usual' || choice === 'unknown' || choice === 'at'
      ? t(`absence.${choice}`)
      : t('absence.later', { time: format.duration(Number(choice)) });
  return (
    <div className={styles.when}>
      <ChipGroup
        label={t('absence.until')}
        value={when.choice}
        onChange={choose}
        choices={quick
          .filter((id) => withUsual || id !== 'usual')
          .map((id) => ({ id: id as ReturnChoice, label: label(id) }))}
      />
      {when.choice === 'at' && (
        <>
          <TimeField
            label={t('form.time')}
            value={when.time}
            onChange={(time) => onChange({ ...when, day: when.day ?? today(), time })}
          />
          <DateField
            label={t('form.day')}
            value={when.day ?? today()}
            onChange={(day) => onChange({ ...when, day })}
          />
          {children}
        </>
      )}
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
}
