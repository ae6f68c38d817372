import type { CSSProperties } from 'react';
import { useTranslation } from 'react-i18next';
import type { CalendarEntry } from '#contract/site-visits.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { go } from '#renderer/shared/routes.ts';
import { classes } from '#renderer/ui/classes.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import { type Column, hoursOf, type Placed, place, type Window, windowOf } from './calendar-rules.ts';
import styles from './site-visits.module.css';

export type GridColumn = Column & {
  title: string;
  note: string;
  today?: boolean;
  /** What pressing its title leads to. */
  onTitle?: () => void;
};

type CalendarGridProps = {
  /** The days it shows. */
  label: string;
  columns: readonly GridColumn[];
  hours: readonly { opens: Date | null; closes: Date | null; begins: number }[];
  openId: string | null;
};

/** Columns of a day beside each other under one scale of hours. */
export function CalendarGrid({ label, columns, hours, openId }: CalendarGridProps) {
  const window = windowOf(columns, hours);
  const scale = hoursOf(window);
  const grid = { '--columns': columns.length, '--hours': scale.length } as CSSProperties;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section className={styles.grid} style={grid} aria-label={label} tabIndex={0}>
      <div className={styles.corner} />
      {columns.map(({ key, title, note, today, onTitle }) => (
        <div key={key} className={classes(styles.columnHead, today && styles.isToday)}>
          {onTitle ? (
            <button type="button" className={styles.dayButton} onClick={onTitle}>
              {title}
            </button>
          ) : (
            <b>{title}</b>
          )}
          {note && <span>{note}</span>}
        </div>
      ))}
      <div className={styles.scale} aria-hidden="true">
        {scale.map((hour) => (
          <span key={hour}>{`${String(hour).padStart(2, '0')}:00`}</span>
        ))}
      </div>
      {columns.map((column) => (
        <DayColumn key={column.key} column={column} window={window} openId={openId} />
      ))}
    </section>
  );
}

/** How much of an absence is seen beside a visit that lies over it (px). */
const AWAY_SHOWS = 16;

type DayColumnProps = { column: GridColumn; window: Window; openId: string | null };

function DayColumn({ column, window, openId }: DayColumnProps) {
  const now = useNow();
  const at = (now - column.begins - window.from) / (window.until - window.from);
  return (
    <ul className={styles.column} aria-label={column.title}>
      {at > 0 && at < 1 && now < column.ends && (
        <li className={styles.nowLine} style={{ top: `${at * 100}%` }} aria-hidden="true" />
      )}
      {place(column, window).map((placed) => (
        <Item key={`${placed.entry.kind} ${placed.entry.id}`} placed={placed} openId={openId} />
      ))}
    </ul>
  );
}

function Item({ placed, openId }: { placed: Placed; openId: string | null }) {
  const { t } = useTranslation('siteVisits');
  const { entry, top, height, lane, lanes, over } = placed;
  const where = {
    top: `${top * 100}%`,
    height: `${height * 100}%`,
    left: `calc(${(lane / lanes) * 100}% + ${over ? AWAY_SHOWS : 0}px)`,
    width: `calc(${100 / lanes}% - ${over ? AWAY_SHOWS : 0}px)`,
  };
  const time = useItemTime(entry);
  if (entry.kind === 'absence') {
    return (
      <li className={classes(styles.item, styles.away)} style={where}>
        <span className={styles.awayText}>
          <b>{entry.told}</b> {time}
        </span>
      </li>
    );
  }
  if (entry.kind === 'booking') {
    return (
      <li className={styles.item} style={where}>
        <span className={styles.callItem}>
          <b>{time}</b> {[t('calendar.booking'), entry.customerName].join(' · ')}
        </span>
      </li>
    );
  }
  return <VisitItem entry={entry} where={where} time={time} open={entry.id === openId} />;
}

type VisitItemProps = {
  entry: Extract<CalendarEntry, { kind: 'visit' }>;
  where: CSSProperties;
  time: string;
  open: boolean;
};

function VisitItem({ entry, where, time, open }: VisitItemProps) {
  const { t } = useTranslation('siteVisits');
  const format = useFormat();
  const over = entry.state === 'done';
  return (
    <li className={styles.item} style={where}>
      <button
        type="button"
        className={classes(styles.visitItem, open && styles.visitOpen, over && styles.visitOver)}
        aria-label={[time, entry.customerName, entry.duty, t(`states.${entry.state}`)]
          .filter(Boolean)
          .join(' ')}
        onClick={() => go('site-visits', entry.id)}
      >
        <span>
          <b>{format.time(entry.from)}</b> {entry.customerName}
        </span>
        <span>{[entry.duty, t(`states.${entry.state}`)].filter(Boolean).join(' · ')}</span>
      </button>
    </li>
  );
}

export function useItemTime({ from, until }: CalendarEntry): string {
  const { t } = useTranslation('siteVisits');
  const format = useFormat();
  if (until === null) return t('calendar.open', { from: format.time(from) });
  const [begins, ends] = [format.time(from), format.time(until)];
  if (format.dayOf(from) === format.dayOf(until)) return t('calendar.until', { from: begins, until: ends });
  return t('calendar.until', { from: format.shortDate(from), until: format.shortDate(until) });
}
