import { useTranslation } from 'react-i18next';
import { type Instant, toMillis } from '../i18n/format.ts';
import { useFormat } from '../i18n/use-format.ts';
import { classes } from './classes.ts';
import styles from './countdown.module.css';
import { useNowAs } from './use-now.ts';

const minute = 60_000;

/** How near a deadline is: `late` once it has passed, `soon` in its last minutes, else `open`. */
export function urgencyOf(due: Instant, now: Instant, soonMinutes = 15): 'open' | 'soon' | 'late' {
  const left = toMillis(due) - toMillis(now);
  if (left < 0) return 'late';
  return left <= soonMinutes * minute ? 'soon' : 'open';
}

type CountdownProps = {
  due: Instant;
  /** Minutes before the due time from which it is due soon; from the standard pack. */
  soonMinutes?: number;
  /** A fixed time instead of the ticking clock, for documents. */
  now?: Instant;
};

/** What is left of a promise, ticking: “22분 남음”, “4분 지남”. */
export function Countdown({ due, soonMinutes = 15, now }: CountdownProps) {
  const format = useFormat();
  const text = useNowAs((ticking) => format.remaining(due, now ?? ticking));
  const urgency = useNowAs((ticking) => urgencyOf(due, now ?? ticking, soonMinutes));
  return (
    <time dateTime={new Date(toMillis(due)).toISOString()} className={classes(styles.time, styles[urgency])}>
      {text}
    </time>
  );
}

/** Seconds since something began, for a caller who waits on the line: “12초”. */
export function Seconds({ from }: { from: Instant }) {
  const { t } = useTranslation();
  const count = useNowAs((now) => Math.max(0, Math.floor((now - toMillis(from)) / 1000)));
  return (
    <time dateTime={new Date(toMillis(from)).toISOString()} className={styles.time}>
      {t('counts.seconds', { count })}
    </time>
  );
}

/** Time since something began: “6분”. Never coloured: only promises have colours. */
export function Elapsed({ from }: { from: Instant }) {
  const format = useFormat();
  const text = useNowAs((now) => format.elapsed(from, now));
  return (
    <time dateTime={new Date(toMillis(from)).toISOString()} className={styles.time}>
      {text}
    </time>
  );
}
