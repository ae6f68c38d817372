import { useTranslation } from 'react-i18next';
import type { CalendarEntry } from '#contract/site-visits.ts';
import type { StaffEntry } from '#contract/staff.ts';
import { go } from '#renderer/shared/routes.ts';
import { classes } from '#renderer/ui/classes.ts';
import { useItemTime } from './calendar-grid.tsx';
import styles from './site-visits.module.css';

type DayAgendaProps = {
  people: readonly StaffEntry[];
  entries: readonly CalendarEntry[];
  /** The branch's day (epoch milliseconds). */
  bounds: { begins: number; ends: number };
  openId: string | null;
};

/** Everybody's day, a line each: when he is out and whom he visits. A whole branch would not fit beside each other. */
export function DayAgenda({ people, entries, bounds, openId }: DayAgendaProps) {
  const { t } = useTranslation('siteVisits');
  const today = entries
    .filter(
      ({ from, until }) => from.getTime() < bounds.ends && (until?.getTime() ?? bounds.ends) > bounds.begins,
    )
    .toSorted((a, b) => a.from.getTime() - b.from.getTime() || (a.id < b.id ? -1 : 1));
  return (
    <ul className={styles.agenda} aria-label={t('views.day')}>
      {people.map(({ id, name, title }) => {
        const his = today.filter(({ staffIds }) => staffIds.includes(id));
        return (
          <li key={id} className={styles.agendaRow}>
            <span className={styles.agendaName}>
              <b>{name}</b> {title}
            </span>
            {his.length === 0 ? (
              <span className={styles.quiet}>{t('calendar.none')}</span>
            ) : (
              <ul className={styles.agendaItems} aria-label={name}>
                {his.map((entry) => (
                  <AgendaItem key={`${entry.kind} ${entry.id}`} entry={entry} open={entry.id === openId} />
                ))}
              </ul>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function AgendaItem({ entry, open }: { entry: CalendarEntry; open: boolean }) {
  const { t } = useTranslation('siteVisits');
  const time = useItemTime(entry);
  if (entry.kind === 'absence') {
    return (
      <li className={styles.agendaAway}>
        <b>{entry.told}</b> {time}
      </li>
    );
  }
  if (entry.kind === 'booking') {
    return (
      <li className={styles.agendaCall}>
        <b>{time}</b> {[t('calendar.booking'), entry.customerName, entry.duty].filter(Boolean).join(' · ')}
      </li>
    );
  }
  return (
    <li>
      <button
        type="button"
        className={classes(
          styles.agendaVisit,
          open && styles.visitOpen,
          entry.state === 'done' && styles.visitOver,
        )}
        onClick={() => go('site-visits', entry.id)}
      >
        <b>{time}</b>{' '}
        {[entry.customerName, entry.duty, t(`states.${entry.state}`)].filter(Boolean).join(' · ')}
      </button>
    </li>
  );
}
