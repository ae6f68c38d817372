import type { ReactNode } from 'react';
import styles from './card.module.css';
import { classes } from './classes.ts';
import type { Tone } from './tag.tsx';

type CardProps = {
  children: ReactNode;
  /** Colours the left edge; the state must also be said in words inside. */
  edge?: Tone | 'open';
  className?: string;
  as?: 'div' | 'section' | 'article' | 'li';
  'aria-label'?: string;
};

/** A sheet of paper on the desk. For a card that can be pressed put a `Button` or a link inside. */
export function Card({ children, edge, className, as: Element = 'div', ...rest }: CardProps) {
  return (
    <Element {...rest} className={classes(styles.card, edge && styles[edge], edge && styles.edge, className)}>
      {children}
    </Element>
  );
}
