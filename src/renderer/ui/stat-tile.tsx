import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './stat-tile.module.css';
import type { Tone } from './tag.tsx';

type StatTileProps = { label: ReactNode; value: ReactNode; tone?: Tone; hint?: ReactNode };

/** One figure with its name. A tone only for promises, and only when the figure is not nought. */
export function StatTile({ label, value, tone = 'plain', hint }: StatTileProps) {
  return (
    <div className={styles.tile}>
      <span className={styles.label}>{label}</span>
      <b className={classes(styles.value, styles[tone])}>{value}</b>
      {hint && <span className={styles.label}>{hint}</span>}
    </div>
  );
}
