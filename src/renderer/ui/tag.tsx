import type { ReactNode } from 'react';
import { classes } from './classes.ts';
import styles from './tag.module.css';

/** The states of a promise, and `plain` for everything else (presence, waiting, visit times …). */
export type Tone = 'plain' | 'kept' | 'soon' | 'late';

/** A word about a thing. The colour repeats the word and never replaces it. */
export function Tag({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={classes(styles.tag, styles[tone])}>{children}</span>;
}
