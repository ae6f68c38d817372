import { Check } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import styles from './checkbox.module.css';

type CheckboxProps = {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
  hint?: ReactNode;
  disabled?: boolean;
};

/** A box to tick; the whole line is the target. Consent is never ticked beforehand. */
export function Checkbox({ checked, onChange, children, hint, disabled }: CheckboxProps) {
  const id = useId();
  return (
    <div className={styles.row}>
      <label className={styles.label}>
        <input
          type="checkbox"
          className={styles.input}
          checked={checked}
          disabled={disabled}
          aria-describedby={hint ? id : undefined}
          onChange={(event) => onChange(event.target.checked)}
        />
        <span className={styles.box} aria-hidden="true">
          {checked && <Check size={20} strokeWidth={3} />}
        </span>
        <span>{children}</span>
      </label>
      {hint && (
        <span id={id} className={styles.hint}>
          {hint}
        </span>
      )}
    </div>
  );
}
