import { useTranslation } from 'react-i18next';
import type { ErrorKey } from '../../i18n/error-text.ts';
import type { InputProblems } from '../../shared/input-problems.ts';
import { WeekHours } from '../../shared/week-hours.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { PeopleLines } from './people-lines.tsx';
import styles from './setup.module.css';
import { problemIn, type SetupForm } from './setup-form.ts';

type SetupFieldsProps = {
  form: SetupForm;
  change: (part: Partial<SetupForm>) => void;
  problems: InputProblems;
};

/** Characters a field takes, for the sentence that says a text is too long. */
const limits = {
  institution: 80,
  branch: 60,
  phone: 40,
  counters: 60,
  duties: 60,
  name: 60,
  title: 40,
  seat: 60,
};

/** What the first page asks. */
export function SetupFields({ form, change, problems }: SetupFieldsProps) {
  const { t } = useTranslation('setup');
  const { t: te } = useTranslation('errors');
  const say = (key: ErrorKey | undefined, max = 60) => (key === undefined ? undefined : te(key, { max }));
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <Card as="section" className={styles.card ?? ''} aria-label={t('branchPart')}>
          <h2 className={styles.part}>{t('branchPart')}</h2>
          <TextField
            label={t('institution')}
            required
            autoFocus
            value={form.institution}
            error={say(problemIn(problems, 'institution'), limits.institution)}
            onChange={(institution) => change({ institution })}
          />
          <TextField
            label={t('branch')}
            required
            value={form.branch}
            error={say(problemIn(problems, 'branch'), limits.branch)}
            onChange={(branch) => change({ branch })}
          />
          <TextField
            label={t('phone')}
            inputMode="tel"
            hint={t('phoneHint')}
            value={form.phone}
            error={say(problemIn(problems, 'phone'), limits.phone)}
            onChange={(phone) => change({ phone })}
          />
          <TextField
            label={t('counters')}
            required
            hint={t('listHint')}
            value={form.counters}
            error={say(problemIn(problems, 'counters'), limits.counters)}
            onChange={(counters) => change({ counters })}
          />
          <TextField
            label={t('duties')}
            hint={t('listHint')}
            value={form.duties}
            error={say(problemIn(problems, 'duties'), limits.duties)}
            onChange={(duties) => change({ duties })}
          />
        </Card>
      </div>
      <div className={styles.column}>
        <Card as="section" className={styles.card ?? ''} aria-label={t('staff')}>
          <h2 className={styles.part}>{t('staff')}</h2>
          <p className={styles.hint}>{t('staffHint')}</p>
          {problems.has('staff') && (
            <p role="alert" tabIndex={-1} data-problem className={styles.refusal}>
              {say(problems.get('staff'))}
            </p>
          )}
          <PeopleLines
            lines={form.staff}
            onChange={(staff) => change({ staff })}
            errorOf={(line, field) =>
              say(problems.get(`${line.key}.${field}`), field === 'title' ? limits.title : limits.name)
            }
          />
        </Card>
        <Card as="section" className={styles.card ?? ''} aria-label={t('officeHours')}>
          <h2 className={styles.part}>{t('officeHours')}</h2>
          <WeekHours
            value={form.officeHours}
            error={say(problemIn(problems, 'officeHours'))}
            onChange={(officeHours) => change({ officeHours })}
          />
        </Card>
      </div>
    </div>
  );
}
