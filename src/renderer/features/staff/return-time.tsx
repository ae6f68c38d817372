import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { DateField, TimeField } from '#renderer/ui/time-field.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import styles from './return-time.module.css';

export type ReturnWhen = { day: string | null; time: string | null };

type ReturnTimeProps = { when: ReturnWhen; onChange: (when: ReturnWhen) => void; error?: ReactNode };

const quick = ['unknown', '30', '60', '120'] as const;
type Quick = (typeof quick)[number];

/** When somebody comes back: not known, in so many minutes, or a time of day (and a day, for leave). */
export function ReturnTime({ when, onChange, error }: ReturnTimeProps) {
  const { t } = useTranslation('staff');
  const format = useFormat();
  const choose = (id: Quick) => {
    if (id === 'unknown') return onChange({ day: null, time: null });
    const at = hostNow() + Number(id) * 60_000;
    onChange({ day: format.dayOf(at), time: format.time(at) });
  };
  const today = () => format.dayOf(hostNow());
  return (
    <div className={styles.when}>
      <ChipGroup
        label={t('absence.until')}
        value={when.time === null ? 'unknown' : null}
        onChange={choose}
        choices={quick.map((id) => ({
          id,
          label:
            id === 'unknown'
              ? t('absence.unknown')
              : t('absence.later', { time: format.duration(Number(id)) }),
        }))}
      />
      <TimeField
        label={t('form.time')}
        value={when.time}
        onChange={(time) => onChange({ day: time ? (when.day ?? today()) : when.day, time })}
      />
      <DateField
        label={t('form.day')}
        value={when.day ?? today()}
        onChange={(day) => onChange({ ...when, day })}
        error={error}
      />
    </div>
  );
}
