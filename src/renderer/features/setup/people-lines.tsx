import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Role, roles } from '#contract/rules.ts';
import { Button } from '../../ui/button.tsx';
import { Select, TextField } from '../../ui/field.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './setup.module.css';
import { emptyLine, type PersonLine } from './setup-form.ts';

type PeopleLinesProps = {
  lines: readonly PersonLine[];
  onChange: (lines: PersonLine[]) => void;
  /** The sentence for a field of a line that would be refused. */
  errorOf: (line: PersonLine, field: 'name' | 'title' | 'department' | 'seat') => string | undefined;
};

const fields = ['name', 'title', 'department', 'seat'] as const;

/** The first staff, a line each. */
export function PeopleLines({ lines, onChange, errorOf }: PeopleLinesProps) {
  const { t } = useTranslation('setup');
  const { t: tc } = useTranslation();
  const labels = {
    name: t('name'),
    title: t('jobTitle'),
    department: t('department'),
    seat: t('seat'),
  };
  const put = (line: PersonLine) => onChange(lines.map((one) => (one.key === line.key ? line : one)));
  return (
    <div className={styles.people}>
      <div className={styles.heads} aria-hidden="true">
        {fields.map((field) => (
          <span key={field}>{labels[field]}</span>
        ))}
        <span>{t('role')}</span>
      </div>
      {lines.map((line, index) => {
        const person = t('person', { number: index + 1 });
        const hidden = (label: string) => <VisuallyHidden>{`${person} ${label}`}</VisuallyHidden>;
        return (
          <div key={line.key} className={styles.line}>
            {fields.map((field) => (
              <TextField
                key={field}
                label={hidden(labels[field])}
                value={line[field]}
                error={errorOf(line, field)}
                onChange={(text) => put({ ...line, [field]: text })}
              />
            ))}
            <Select<Role>
              label={hidden(t('role'))}
              value={line.role}
              options={roles.map((id) => ({ id, label: t(`roles.${id}`) }))}
              onChange={(role) => put({ ...line, role })}
            />
            <Button
              variant="quiet"
              aria-label={t('removePerson', { number: index + 1 })}
              disabled={lines.length === 1}
              className={styles.remove ?? ''}
              onPress={() => onChange(lines.filter(({ key }) => key !== line.key))}
            >
              {tc('actions.remove')}
            </Button>
          </div>
        );
      })}
      <div>
        <Button
          icon={<Plus size={20} aria-hidden="true" />}
          onPress={() => onChange([...lines, emptyLine(lines.at(-1)?.department ?? '')])}
        >
          {t('addPerson')}
        </Button>
      </div>
    </div>
  );
}
