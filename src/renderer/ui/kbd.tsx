import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, type LucideIcon } from 'lucide-react';
import styles from './kbd.module.css';

const arrows: Record<string, LucideIcon> = {
  Left: ArrowLeft,
  Right: ArrowRight,
  Up: ArrowUp,
  Down: ArrowDown,
};

/** A key as it is written on screen; hidden from screen readers, which get it through `aria-keyshortcuts`. */
export function Kbd({ combo }: { combo: string }) {
  const parts = combo.split('+');
  const Arrow = arrows[parts.at(-1) ?? ''];
  return (
    <span className={styles.kbd} aria-hidden="true">
      {Arrow ? <Arrow size={16} /> : parts.map((key) => (key === 'Escape' ? 'Esc' : key)).join('+')}
    </span>
  );
}
