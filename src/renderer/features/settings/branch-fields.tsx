import { useTranslation } from 'react-i18next';
import type { BranchSettings } from '#contract/settings.ts';
import type { ErrorKey } from '../../i18n/error-text.ts';
import type { InputProblems } from '../../shared/input-problems.ts';
import { WeekHours } from '../../shared/week-hours.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { LineList } from './line-list.tsx';
import styles from './settings.module.css';
import type { ListName, SettingsForm } from './settings-form.ts';

type BranchFieldsProps = {
  branch: BranchSettings;
  form: SettingsForm;
  change: (part: Partial<SettingsForm>) => void;
  problems: InputProblems;
  disabled: boolean;
  /** Under the office hours. */
  holidays: React.ReactNode;
};

const longest = { reportBoxes: 30, counters: 60, departments: 60, duties: 60 };

/** Everything of the branch that its people may set. */
export function BranchFields({ branch, form, change, problems, disabled, holidays }: BranchFieldsProps) {
  const { t } = useTranslation('settings');
  const { t: te } = useTranslation('errors');
  const say = (key: ErrorKey | undefined, max = 60) => (key === undefined ? undefined : te(key, { max }));
  const list = (name: ListName, what: string) => ({
    what,
    lines: form[name],
    disabled,
    errorOf: (index: number, field: string) =>
      say(problems.get(`${name}.${index}.${field}`) ?? problems.get(`${name}.${index}`), longest[name]),
  });
  const hoursProblem = [...problems].find(([place]) => place.startsWith('officeHours'))?.[1];
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <Part title={t('branch.basics')}>
          <TextField
            label={t('branch.name')}
            required
            hint={`${t('branch.institution')}: ${branch.institution}`}
            value={form.name}
            disabled={disabled}
            error={say(problems.get('name'))}
            onChange={(name) => change({ name })}
          />
          <TextField
            label={t('branch.phone')}
            inputMode="tel"
            hint={t('branch.phoneHint')}
            value={form.phone}
            disabled={disabled}
            error={say(problems.get('phone'), 40)}
            onChange={(phone) => change({ phone })}
          />
        </Part>
        <Part title={t('branch.hours')} hint={t('branch.hoursHint', { year: branch.holidaysKnownUntil })}>
          <WeekHours
            value={form.officeHours}
            disabled={disabled}
            error={say(hoursProblem)}
            onChange={(officeHours) => change({ officeHours })}
          />
        </Part>
        {holidays}
        <Part title={t('branch.boxes')} hint={t('branch.boxesHint')}>
          <LineList
            {...list('reportBoxes', t('branch.box'))}
            atLeastOne
            onChange={(reportBoxes) => change({ reportBoxes })}
          />
        </Part>
      </div>
      <div className={styles.column}>
        <Part title={t('branch.duties')} hint={t('branch.dutiesHint')}>
          <LineList {...list('duties', t('branch.duty'))} timed onChange={(duties) => change({ duties })} />
        </Part>
        <Part title={t('branch.counters')}>
          <LineList
            {...list('counters', t('branch.counter'))}
            atLeastOne
            onChange={(counters) => change({ counters })}
          />
        </Part>
        <Part title={t('branch.departments')}>
          <LineList
            {...list('departments', t('branch.department'))}
            atLeastOne
            onChange={(departments) => change({ departments })}
          />
        </Part>
      </div>
    </div>
  );
}

function Part({ title, hint, children }: { title: string; hint?: string; children: React.ReactNode }) {
  return (
    <Card as="section" className={styles.part ?? ''} aria-label={title}>
      <h2 className={styles.heading}>{title}</h2>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children}
    </Card>
  );
}
