import styles from './kbd.module.css';

const shown: Record<string, string> = { Escape: 'Esc', Left: '←', Right: '→', Up: '↑', Down: '↓' };

/** A key as it is written on screen; hidden from screen readers, which get it through `aria-keyshortcuts`. */
export function Kbd({ combo }: { combo: string }) {
  const text = combo
    .split('+')
    .map((key) => shown[key] ?? key)
    .join('+');
  return (
    <span className={styles.kbd} aria-hidden="true">
      {text}
    </span>
  );
}
