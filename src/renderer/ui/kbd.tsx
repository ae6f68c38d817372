import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, Delete, type LucideIcon } from 'lucide-react';
import styles from './kbd.module.css';

const drawn: Record<string, LucideIcon> = {
  Left: ArrowLeft,
  Right: ArrowRight,
  Up: ArrowUp,
  Down: ArrowDown,
  Backspace: Delete,
};

/** A key as it is written on screen; hidden from screen readers, which get it through `aria-keyshortcuts`. */
export function Kbd({ combo }: { combo: string }) {
  const parts = combo.split('+');
  const Sign = drawn[parts.at(-1) ?? ''];
  return (
    <span className={styles.kbd} aria-hidden="true">
      {Sign ? <Sign size={16} /> : parts.map((key) => (key === 'Escape' ? 'Esc' : key)).join('+')}
    </span>
  );
}
