import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { classes } from '../ui/classes.ts';
import fieldStyles from '../ui/field.module.css';
import { FieldFrame } from '../ui/field.tsx';
import { Kbd } from '../ui/kbd.tsx';
import { fitsName } from './find-name.ts';
import styles from './person-picker.module.css';

export type Pickable = {
  id: string;
  name: string;
  title: string;
  department: string;
  /** Presence or how many memos: said after the name, never coloured. */
  note?: ReactNode;
};

type PersonPickerProps = {
  label: string;
  people: readonly Pickable[];
  value: string | null;
  onChange: (id: string) => void;
  hint?: ReactNode;
  error?: ReactNode;
  autoFocus?: boolean;
  /** What is said when nobody has that name. */
  nobody: string;
  /** How many of the first can be picked by a digit, as long as nothing is typed. */
  digits?: number;
};

/**
 * A colleague by name: type part of it (initial consonants, English mode too), move with the arrows, Enter picks.
 * Everybody who fits stays in sight, so that a finger can pick as well.
 */
export function PersonPicker(props: PersonPickerProps) {
  const { people, value, onChange, nobody, autoFocus, digits = 0, ...basics } = props;
  const { t } = useTranslation();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const [choosing, setChoosing] = useState(false);
  const picker = useRef<HTMLDivElement>(null);
  const found = people.filter((one) => fitsName(one.name, typed));
  const current = Math.min(at, found.length - 1);
  const picked = people.find((one) => one.id === value);
  const choose = (id: string) => {
    const after = fieldAfter(picker.current);
    flushSync(() => {
      setChoosing(false);
      setTyped('');
      onChange(id);
    });
    after?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.ctrlKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      event.preventDefault();
      setAt((current + step + found.length) % Math.max(found.length, 1));
    }
    const byDigit = typed === '' && /^Digit[1-9]$/.test(event.code) ? Number(event.code.at(-1)) : 0;
    const chosen = byDigit > 0 && byDigit <= digits ? found[byDigit - 1] : found[current];
    if ((event.key === 'Enter' || (byDigit > 0 && byDigit <= digits)) && chosen) {
      event.preventDefault();
      choose(chosen.id);
    }
  };
  if (picked && !choosing) {
    return (
      <div className={styles.picked} ref={picker}>
        <span className={styles.label}>{basics.label}</span>
        <span className={styles.name}>
          <b>{picked.name}</b> {`${picked.title} · ${picked.department}`}
        </span>
        <Button variant="quiet" onPress={() => setChoosing(true)}>
          {t('actions.change')}
        </Button>
        {basics.error && <span role="alert">{basics.error}</span>}
      </div>
    );
  }
  return (
    <div className={styles.picker} ref={picker}>
      <FieldFrame
        {...basics}
        draw={(ids) => (
          <input
            {...ids}
            role="combobox"
            aria-expanded="true"
            aria-controls={listId}
            aria-activedescendant={found[current] ? `${listId}-${found[current].id}` : undefined}
            className={fieldStyles.control}
            value={typed}
            placeholder={t('session.findPerson')}
            // biome-ignore lint/a11y/noAutofocus: the panel was opened to pick somebody
            autoFocus={autoFocus || choosing}
            autoComplete="off"
            spellCheck={false}
            onKeyDown={onKeyDown}
            onChange={(event) => {
              setTyped(event.target.value);
              setAt(0);
            }}
          />
        )}
      />
      <div id={listId} role="listbox" aria-label={basics.label} className={styles.list}>
        {found.map((one, index) => (
          <button
            key={one.id}
            id={`${listId}-${one.id}`}
            type="button"
            role="option"
            aria-selected={one.id === value}
            tabIndex={-1}
            className={classes(
              styles.person,
              index === current && styles.current,
              one.id === value && styles.chosen,
            )}
            onPointerDown={(event) => event.preventDefault()}
            onClick={() => choose(one.id)}
          >
            {typed === '' && index < digits && <Kbd combo={String(index + 1)} />}
            <b>{one.name}</b>
            <span>{one.title}</span>
            <span className={styles.note}>
              {one.department}
              {one.note}
            </span>
          </button>
        ))}
      </div>
      {found.length === 0 && <p className={styles.nobody}>{nobody}</p>}
    </div>
  );
}

/** The next field of the same form: where the hands go once somebody has been picked. */
function fieldAfter(picker: HTMLElement | null): HTMLElement | undefined {
  const fields = picker?.closest('section')?.querySelectorAll<HTMLElement>('input, textarea') ?? [];
  return [...fields].find(
    (field) =>
      !picker?.contains(field) &&
      (picker?.compareDocumentPosition(field) ?? 0) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
}
