import { useTranslation } from 'react-i18next';
import type { SiteVisitEvent, SiteVisitView } from '#contract/site-visits.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './site-visits.module.css';

/** Everything that happened to a visit, each agreed time among it, the latest first. */
export function VisitHistory({ visit }: { visit: SiteVisitView }) {
  const { t } = useTranslation('siteVisits');
  const format = useFormat();
  const now = useNow();
  const words = useEventWords(visit);
  return (
    <details className={styles.history}>
      <summary>{t('history.title')}</summary>
      <ol>
        {visit.history.toReversed().map((event) => (
          <li key={event.id}>
            <span className={styles.quiet}>
              {format.timeOrDateTime(event.at, now)} {event.actor}
            </span>
            <span>{words(event)}</span>
            {event.note && <span className={styles.quiet}>{event.note}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}

function useEventWords(visit: SiteVisitView): (event: SiteVisitEvent) => string {
  const { t } = useTranslation('siteVisits');
  const format = useFormat();
  const time = (value: unknown) => (typeof value === 'string' ? format.dateTime(value) : '');
  const label = (id: unknown) => visit.steps.find((step) => step.id === id)?.label ?? String(id);
  return ({ kind, data }) => {
    const by = data.by === 'office' ? 'office' : 'customer';
    switch (kind) {
      case 'agreed':
        return t('history.agreed', { time: time(data.agreed) });
      case 'rescheduled': {
        const times = { before: time(data.before), time: time(data.agreed) };
        return t(data.missed === true ? 'history.rescheduled_missed' : `history.rescheduled_${by}`, times);
      }
      case 'late_told':
        return t('history.late_told', { minutes: format.duration(Number(data.minutes)) });
      case 'step':
        return t('history.step', { step: label(data.step) });
      case 'step_undone':
        return t('history.step_undone', { step: label(data.step) });
      case 'entered':
        return t('history.entered', { count: Number(data.steps) });
      case 'cancelled':
        return t(`history.cancelled_${by}`);
      case 'changed':
        return data.from === data.to
          ? t('history.changed')
          : t('history.handed', { from: String(data.from), to: String(data.to) });
      case 'made':
      case 'word':
      case 'texted':
      case 'arrived':
      case 'finished':
      case 'holiday_declared':
      case 'holiday_withdrawn':
      case 'hours_changed':
        return t(`history.${kind}`);
      default:
        return kind;
    }
  };
}
