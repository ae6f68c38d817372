import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { localDate } from '#contract/fields.ts';
import { go } from '../../shared/routes.ts';
import { Button } from '../../ui/button.tsx';
import { DateField } from '../../ui/time-field.tsx';
import styles from './reports.module.css';

/** Adds days to a `YYYY-MM-DD` date. */
function daysFrom(date: string, days: number): string {
  const day = new Date(`${date}T00:00:00Z`);
  day.setUTCDate(day.getUTCDate() + days);
  return day.toISOString().slice(0, 10);
}

/** The day whose report is shown; a date takes effect once it is whole and exists. */
export function DayPicker({ date, today }: { date: string; today: string }) {
  const { t } = useTranslation('reports');
  const [typed, setTyped] = useState<string | null>(date);
  useEffect(() => setTyped(date), [date]);
  const show = (day: string) => (day === today ? go('reports') : go('reports', day));
  const wrong = typed !== null && !isReportable(typed);
  return (
    <div className={styles.picker}>
      <DateField
        label={t('day')}
        value={typed}
        error={wrong ? t('dayWrong') : undefined}
        onChange={(day) => {
          setTyped(day);
          if (day !== null && isReportable(day)) show(day);
        }}
      />
      <div className={styles.days}>
        <Button
          hotkey="["
          keyLabel={t('dayBefore')}
          icon={<ChevronLeft size={20} aria-hidden="true" />}
          onPress={() => show(daysFrom(date, -1))}
        >
          {t('dayBefore')}
        </Button>
        <Button
          hotkey="]"
          keyLabel={t('dayAfter')}
          disabled={date >= today}
          icon={<ChevronRight size={20} aria-hidden="true" />}
          onPress={() => show(daysFrom(date, 1))}
        >
          {t('dayAfter')}
        </Button>
        {date !== today && (
          <Button hotkey="T" keyLabel={t('today')} onPress={() => show(today)}>
            {t('today')}
          </Button>
        )}
      </div>
    </div>
  );
}

/** While a year is typed it passes through the first centuries. */
const isReportable = (day: string): boolean => day >= '2000' && localDate.safeParse(day).success;
