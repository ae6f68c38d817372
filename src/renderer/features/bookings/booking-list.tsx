import { useTranslation } from 'react-i18next';
import type { BookingCard } from '#contract/bookings.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { classes } from '../../ui/classes.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';
import styles from './bookings.module.css';

const tones: Record<BookingCard['promise'], Tone> = {
  open: 'plain',
  kept: 'kept',
  late: 'late',
  broken: 'late',
  unreachable: 'plain',
  withdrawn: 'plain',
};

/** Bookings by day, each in order of its time. */
export function BookingList({
  bookings,
  chosenId,
  onChoose,
}: {
  bookings: readonly BookingCard[];
  chosenId: string | null;
  onChoose: (id: string) => void;
}) {
  const { t } = useTranslation('bookings');
  const format = useFormat();
  const days = Map.groupBy(bookings, ({ at }) => format.dayOf(at));
  return [...days].map(([day, own]) => (
    <section key={day} className={styles.day} aria-label={format.businessDate(day)}>
      <h2>{format.businessDate(day)}</h2>
      <ul>
        {own.map((booking) => {
          const { id, at, customerName, handler, duty, source, promise, officerAway } = booking;
          return (
            <li key={id}>
              <button
                type="button"
                aria-pressed={id === chosenId}
                className={classes(
                  styles.item,
                  id === chosenId && styles.chosen,
                  promise === 'withdrawn' && styles.over,
                )}
                onClick={() => onChoose(id)}
              >
                <b>{format.time(at)}</b>
                <span>{customerName}</span>
                <Tag tone={tones[promise]}>{t(`view.states.${promise}`)}</Tag>
                <small>
                  {[`${handler.name} ${handler.title}`, duty, t(`view.sources.${source}`)]
                    .filter(Boolean)
                    .join(' · ')}
                  {officerAway && promise === 'open' && ` · ${t('view.away')}`}
                </small>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  ));
}
