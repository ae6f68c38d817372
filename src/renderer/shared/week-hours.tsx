import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OfficeHours } from '#contract/settings.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { ToggleChips } from '../ui/chips.tsx';
import { TimeField } from '../ui/time-field.tsx';
import styles from './week-hours.module.css';

type Day = OfficeHours[number];
type OpenDay = NonNullable<Day>;

export const usualDay: OpenDay = { open: '09:00', close: '18:00', lunch: null };
const usualLunch = { from: '12:00', to: '13:00' };
/** The week as it is read at work: Monday first. */
const order = ['1', '2', '3', '4', '5', '6', '0'] as const;
type DayId = (typeof order)[number];

type WeekHoursProps = {
  /** Sunday first, as kept. A time still being typed is an empty text. */
  value: OfficeHours;
  onChange: (value: OfficeHours) => void;
  /** Why the hours were refused. */
  error?: string | undefined;
  disabled?: boolean;
};

const same = (a: Day, b: Day) => JSON.stringify(a) === JSON.stringify(b);

/** Office hours: the days on which the branch opens, one set of times for all of them or one for each. */
export function WeekHours({ value, onChange, error, disabled = false }: WeekHoursProps) {
  const { t, i18n } = useTranslation('settings');
  const open = order.filter((id) => value[Number(id)] !== null);
  const first = value[Number(open[0])] ?? usualDay;
  const differs = open.some((id) => !same(value[Number(id)] ?? null, first));
  const [each, setEach] = useState(differs);
  const put = (ids: readonly DayId[], day: Day) =>
    onChange(value.map((one, index) => (ids.some((id) => Number(id) === index) ? day : one)));
  const name = (id: DayId, length: 'short' | 'long') =>
    new Intl.DateTimeFormat(i18n.language, { weekday: length, timeZone: 'UTC' }).format(
      // 4 January 1970 was a Sunday.
      new Date(Date.UTC(1970, 0, 4 + Number(id))),
    );
  const shownEach = each || differs;
  return (
    <div className={styles.week}>
      <ToggleChips
        label={t('hours.days')}
        choices={order.map((id) => ({ id, label: name(id, 'short'), disabled }))}
        values={open}
        onChange={(ids) =>
          onChange(
            value.map((day, index) => (ids.some((id) => Number(id) === index) ? (day ?? first) : null)),
          )
        }
      />
      {shownEach ? (
        open.map((id) => (
          <DayHours
            key={id}
            name={name(id, 'long')}
            day={value[Number(id)] ?? usualDay}
            onChange={(day) => put([id], day)}
            disabled={disabled}
          />
        ))
      ) : (
        <DayHours day={first} onChange={(day) => put(open, day)} disabled={disabled} />
      )}
      <Checkbox
        checked={shownEach}
        disabled={disabled}
        onChange={(wanted) => {
          setEach(wanted);
          if (!wanted) put(open, first);
        }}
      >
        {t('hours.each')}
      </Checkbox>
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
    </div>
  );
}

type DayHoursProps = {
  name?: string;
  day: OpenDay;
  onChange: (day: OpenDay) => void;
  disabled: boolean;
};

function DayHours({ name, day, onChange, disabled }: DayHoursProps) {
  const { t } = useTranslation('settings');
  const { lunch } = day;
  return (
    <fieldset className={styles.day}>
      {name && <legend className={styles.name}>{name}</legend>}
      <TimeField
        label={t('hours.open')}
        value={day.open || null}
        disabled={disabled}
        onChange={(open) => onChange({ ...day, open: open ?? '' })}
      />
      <TimeField
        label={t('hours.close')}
        value={day.close || null}
        disabled={disabled}
        onChange={(close) => onChange({ ...day, close: close ?? '' })}
      />
      <Checkbox
        checked={lunch !== null}
        disabled={disabled}
        onChange={(closes) => onChange({ ...day, lunch: closes ? usualLunch : null })}
      >
        {t('hours.lunch')}
      </Checkbox>
      {lunch && (
        <div className={styles.lunch}>
          <TimeField
            label={t('hours.lunchFrom')}
            value={lunch.from || null}
            disabled={disabled}
            onChange={(from) => onChange({ ...day, lunch: { ...lunch, from: from ?? '' } })}
          />
          <TimeField
            label={t('hours.lunchTo')}
            value={lunch.to || null}
            disabled={disabled}
            onChange={(to) => onChange({ ...day, lunch: { ...lunch, to: to ?? '' } })}
          />
        </div>
      )}
    </fieldset>
  );
}
