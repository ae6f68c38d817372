import { classes } from './classes.ts';
import styles from './segments.module.css';

/** A sentence of the standard in parts; a part with `blank` was filled in (who, where, until when). */
export type Segment = {
  text: string;
  blank?: string | undefined;
  /** The blank has no value yet; the text says what belongs there. */
  missing?: boolean | undefined;
};

type SegmentsProps = { segments: readonly Segment[]; size?: 'say' | 'text' };

/** A telephone number is read out whole: it stands on one line. */
const NUMBER = /^[\d +-]+$/;

/** The sentence to say, word for word, with what was filled in set off. The largest thing on the screen. */
export function Segments({ segments, size = 'say' }: SegmentsProps) {
  let at = 0;
  return (
    <p className={classes(size === 'say' ? styles.say : styles.text)}>
      {segments.map(({ text, blank, missing }) => {
        const key = `${at}`;
        at += text.length + 1;
        return blank ? (
          <mark
            key={key}
            className={classes(styles.blank, missing && styles.missing, NUMBER.test(text) && styles.number)}
          >
            {text}
          </mark>
        ) : (
          <span key={key}>{text}</span>
        );
      })}
    </p>
  );
}
