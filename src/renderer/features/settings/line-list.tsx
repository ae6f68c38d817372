import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './settings.module.css';
import type { Line } from './settings-form.ts';

type LineListProps = {
  /** What one line is: counter, department, duty, box. */
  what: string;
  lines: readonly Line[];
  onChange: (lines: Line[]) => void;
  /** The sentence for a line that would be refused. */
  errorOf: (index: number, field: 'name' | 'expectedMinutes') => string | undefined;
  /** Each line also has an expected time. */
  timed?: boolean;
  /** One line has to stay. */
  atLeastOne?: boolean;
  disabled: boolean;
};

/** Names in an order: changed, moved, added, taken out. */
export function LineList({
  what,
  lines,
  onChange,
  errorOf,
  timed = false,
  atLeastOne = false,
  disabled,
}: LineListProps) {
  const { t } = useTranslation('settings');
  const { t: tc } = useTranslation();
  const put = (line: Line) => onChange(lines.map((one) => (one.key === line.key ? line : one)));
  const up = (index: number) => {
    const next = [...lines];
    const [line] = next.splice(index, 1);
    if (line) next.splice(index - 1, 0, line);
    onChange(next);
  };
  return (
    <ol className={styles.lines}>
      {lines.map((line, index) => {
        const item = { what, number: index + 1 };
        return (
          <li key={line.key} className={timed ? styles.timed : styles.line}>
            <TextField
              label={<VisuallyHidden>{t('branch.item', item)}</VisuallyHidden>}
              value={line.name}
              error={errorOf(index, 'name')}
              disabled={disabled}
              onChange={(name) => put({ ...line, name })}
            />
            {timed && (
              <TextField
                label={<VisuallyHidden>{`${t('branch.item', item)} ${t('branch.minutes')}`}</VisuallyHidden>}
                value={line.minutes ?? ''}
                placeholder={t('branch.minutes')}
                inputMode="numeric"
                error={errorOf(index, 'expectedMinutes')}
                disabled={disabled}
                onChange={(minutes) => put({ ...line, minutes })}
              />
            )}
            {!disabled && (
              <span className={styles.moves}>
                {index > 0 && (
                  <Button variant="quiet" aria-label={t('branch.up', item)} onPress={() => up(index)}>
                    {t('branch.upShort')}
                  </Button>
                )}
                <Button
                  variant="quiet"
                  aria-label={t('branch.remove', item)}
                  disabled={atLeastOne && lines.length === 1}
                  onPress={() => onChange(lines.filter(({ key }) => key !== line.key))}
                >
                  {tc('actions.remove')}
                </Button>
              </span>
            )}
          </li>
        );
      })}
      {!disabled && (
        <li>
          <Button
            icon={<Plus size={20} aria-hidden="true" />}
            onPress={() => onChange([...lines, { key: crypto.randomUUID(), name: '' }])}
          >
            {t('branch.add', { what })}
          </Button>
        </li>
      )}
    </ol>
  );
}
