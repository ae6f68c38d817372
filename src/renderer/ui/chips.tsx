import { type KeyboardEvent, type ReactNode, useId, useRef } from 'react';
import styles from './chips.module.css';
import { classes } from './classes.ts';
import { Kbd } from './kbd.tsx';
import { useKeys } from './use-keys.ts';

export type Choice<T extends string> = {
  id: T;
  label: ReactNode;
  /** A key that chooses it directly, shown on the chip. */
  hotkey?: string;
  disabled?: boolean;
};

type Common<T extends string> = {
  label: string;
  hideLabel?: boolean;
  choices: readonly Choice<T>[];
  /** `bar` draws the joined look of a filter or of tabs. */
  look?: 'chips' | 'bar';
};

type Single<T extends string> = Common<T> & { value: T | null; onChange: (value: T) => void };
type Several<T extends string> = Common<T> & { values: readonly T[]; onChange: (values: T[]) => void };

/** One choice of a few, all in sight. Arrows move, Space or the chip's key chooses, Enter goes on. */
export function ChipGroup<T extends string>({ value, onChange, ...rest }: Single<T>) {
  return <Chips {...rest} role="radio" isOn={(id) => id === value} choose={onChange} />;
}

/** Several choices of a few: each chip is switched by itself. */
export function ToggleChips<T extends string>({ values, onChange, ...rest }: Several<T>) {
  const toggle = (id: T) =>
    onChange(values.includes(id) ? values.filter((one) => one !== id) : [...values, id]);
  return <Chips {...rest} role="checkbox" isOn={(id) => values.includes(id)} choose={toggle} />;
}

type Inner<T extends string> = Common<T> & {
  role: 'radio' | 'checkbox';
  isOn: (id: T) => boolean;
  choose: (id: T) => void;
};

function Chips<T extends string>({
  label,
  hideLabel,
  choices,
  look = 'chips',
  role,
  isOn,
  choose,
}: Inner<T>) {
  const labelId = useId();
  const list = useRef<HTMLDivElement>(null);
  useKeys(
    choices.flatMap(({ id, hotkey, disabled }) =>
      hotkey ? [{ combo: hotkey, disabled: disabled ?? false, run: () => choose(id) }] : [],
    ),
  );
  const stop = choices.findIndex((choice) => isOn(choice.id));

  const onKeyDown = (event: KeyboardEvent<HTMLButtonElement>) => {
    if (event.nativeEvent.isComposing) return;
    // The browser would press the chip again; Enter has gone to the primary action already.
    if (event.key === 'Enter') event.preventDefault();
    const step = arrows[event.key];
    if (!step) return;
    event.preventDefault();
    const chips = [...(list.current?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])];
    const at = chips.indexOf(event.currentTarget);
    chips[(at + step + chips.length) % chips.length]?.focus();
  };

  return (
    <div className={styles.group}>
      <span id={labelId} className={hideLabel ? styles.hidden : styles.label}>
        {label}
      </span>
      {/* biome-ignore lint/a11y/useAriaPropsSupportedByRole: a radiogroup or a group, both can be labelled */}
      <div
        ref={list}
        role={role === 'radio' ? 'radiogroup' : 'group'}
        aria-labelledby={labelId}
        className={look === 'bar' ? styles.bar : styles.chips}
      >
        {choices.map(({ id, label: text, hotkey, disabled }, index) => (
          // biome-ignore lint/a11y/useAriaPropsSupportedByRole: a radio or a checkbox, both can be checked
          <button
            key={id}
            type="button"
            role={role}
            aria-checked={isOn(id)}
            disabled={disabled}
            tabIndex={role === 'checkbox' || index === Math.max(stop, 0) ? 0 : -1}
            data-enter="primary"
            className={classes(styles.chip, isOn(id) && styles.on)}
            onClick={() => choose(id)}
            onKeyDown={onKeyDown}
            // A press with the pointer leaves the focus where it was.
            onPointerDown={(event) => event.preventDefault()}
            onMouseDown={(event) => event.preventDefault()}
            {...(hotkey ? { 'aria-keyshortcuts': hotkey } : {})}
          >
            {text}
            {hotkey && <Kbd combo={hotkey} />}
          </button>
        ))}
      </div>
    </div>
  );
}

const arrows: Record<string, 1 | -1> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };
