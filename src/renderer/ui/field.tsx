import { type ReactNode, type Ref, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { classes } from './classes.ts';
import styles from './field.module.css';

export type FieldBasics = {
  label: ReactNode;
  hint?: ReactNode;
  /** Why the value was refused: what happened, what was kept, what to do. The typed value stays. */
  error?: ReactNode;
  required?: boolean;
  disabled?: boolean;
  className?: string;
};

/** Label, hint and refusal around a control; `draw` receives what ties them together for screen readers. */
export function FieldFrame({
  label,
  hint,
  error,
  required,
  className,
  draw,
}: FieldBasics & { draw: (ids: ControlIds) => ReactNode }) {
  const { t } = useTranslation();
  const id = useId();
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div className={classes(styles.field, className)}>
      <label className={styles.label} htmlFor={id}>
        {label}
        {required && <span className={styles.required}>{t('states.required')}</span>}
      </label>
      {draw({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': error ? true : undefined,
        'aria-required': required || undefined,
      })}
      {hint && (
        <span id={`${id}-hint`} className={styles.hint}>
          {hint}
        </span>
      )}
      {error && (
        <span id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </span>
      )}
    </div>
  );
}

export type ControlIds = {
  id: string;
  'aria-describedby': string | undefined;
  'aria-invalid': true | undefined;
  'aria-required': true | undefined;
};

type TextProps = FieldBasics & {
  value: string;
  onChange: (value: string) => void;
  placeholder?: string;
  autoFocus?: boolean;
  ref?: Ref<HTMLInputElement>;
  /** `tel` and `numeric` bring up the digits on a touch screen. */
  inputMode?: 'text' | 'tel' | 'numeric' | 'search' | 'email';
  /** `password` hides what is typed and is never kept as a draft. */
  type?: 'text' | 'password';
  /** Nothing is filled in by the browser unless told. */
  autoComplete?: 'off' | 'username' | 'current-password' | 'new-password' | 'one-time-code';
  onBlur?: () => void;
};

/** One line of text. Controlled: what was typed stays until the owner changes it, also after a refusal. */
export function TextField({
  value,
  onChange,
  placeholder,
  autoFocus,
  ref,
  inputMode,
  type = 'text',
  autoComplete = 'off',
  onBlur,
  ...basics
}: TextProps) {
  return (
    <FieldFrame
      {...basics}
      draw={(ids) => (
        <input
          {...ids}
          ref={ref}
          className={styles.control}
          value={value}
          placeholder={placeholder}
          // biome-ignore lint/a11y/noAutofocus: a panel that was just opened puts the focus where the hands go next
          autoFocus={autoFocus}
          inputMode={inputMode}
          type={type}
          autoComplete={autoComplete}
          spellCheck={false}
          disabled={basics.disabled}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
        />
      )}
    />
  );
}

type AreaProps = FieldBasics & {
  value: string;
  onChange: (value: string) => void;
  rows?: number;
  autoFocus?: boolean;
  ref?: Ref<HTMLTextAreaElement>;
  onBlur?: () => void;
};

/** Several lines of text; grows with what is written. */
export function TextArea({ value, onChange, rows = 3, autoFocus, ref, onBlur, ...basics }: AreaProps) {
  return (
    <FieldFrame
      {...basics}
      draw={(ids) => (
        <textarea
          {...ids}
          ref={ref}
          className={classes(styles.control, styles.area)}
          value={value}
          rows={rows}
          // biome-ignore lint/a11y/noAutofocus: as above
          autoFocus={autoFocus}
          spellCheck={false}
          disabled={basics.disabled}
          onChange={(event) => onChange(event.target.value)}
          onBlur={onBlur}
        />
      )}
    />
  );
}

type SelectProps<T extends string> = FieldBasics & {
  value: T | null;
  onChange: (value: T) => void;
  options: readonly { id: T; label: string; disabled?: boolean }[];
  /** Shown while nothing is chosen. */
  placeholder?: string;
};

/** One of many, in a list that opens. For up to about eight use `ChipGroup`: all in sight, one press. */
export function Select<T extends string>({
  value,
  onChange,
  options,
  placeholder,
  ...basics
}: SelectProps<T>) {
  const { t } = useTranslation();
  return (
    <FieldFrame
      {...basics}
      draw={(ids) => (
        <select
          {...ids}
          className={classes(styles.control, styles.select)}
          value={value ?? ''}
          disabled={basics.disabled}
          onChange={(event) => onChange(event.target.value as T)}
        >
          {value === null && <option value="">{placeholder ?? t('actions.choose')}</option>}
          {options.map((option) => (
            <option key={option.id} value={option.id} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    />
  );
}
