import { useTranslation } from 'react-i18next';
import { type DocumentEvent, type DocumentView, documentWay, means } from '#contract/documents.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { hostNow } from '#renderer/ui/use-now.ts';
import styles from './documents.module.css';

/** Everything that happened to the papers, newest first. */
export function DocumentHistory({ view }: { view: DocumentView }) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  const what = useEventText();
  return (
    <section className={styles.stack} aria-label={t('history.title')}>
      <h3 className={styles.small}>{t('history.title')}</h3>
      <ol className={styles.history}>
        {view.history.toReversed().map((event) => (
          <li key={event.id} className={styles.line}>
            <time dateTime={event.at.toISOString()} className={styles.time}>
              {format.timeOrDateTime(event.at, hostNow())}
            </time>
            <span>
              <b>{what(event)}</b> <span className={styles.soft}>{event.actor}</span>
              {event.data.afterwards === true && (
                <span className={styles.small}> {t('history.afterwards')}</span>
              )}
              {event.note && <span className={styles.note}>{event.note}</span>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}

function useEventText(): (event: DocumentEvent) => string {
  const { t } = useTranslation('documents');
  const format = useFormat();
  return ({ kind, data }) => {
    const step = data.word === true ? t('word.title') : String(data.step ?? '') || t('ownCheck');
    const by = means.safeParse(data.means).data;
    switch (kind) {
      case 'received': {
        const way = documentWay.safeParse(data.way).data ?? 'post';
        return t('history.received', { way: t(`ways.${way}`) });
      }
      case 'checked':
        return t('history.checked', { came: Number(data.came), missing: Number(data.missing) });
      case 'step':
        return by ? t('history.stepBy', { step, means: t(`means.${by}`) }) : t('history.step', { step });
      case 'sent':
        return t('history.sent', { step, means: t(`means.${by ?? 'sms'}`) });
      case 'failed':
      case 'undelivered':
      case 'dropped':
      case 'skipped':
        return t(`history.${kind}`, { step });
      case 'handed_on':
        return t('history.handed_on', { from: String(data.from ?? ''), to: String(data.to ?? '') });
      case 'items_received':
      case 'ended':
        return t(`history.${kind}`);
      case 'holiday_declared':
      case 'holiday_withdrawn':
      case 'hours_changed': {
        const time = (value: unknown) => format.timeOrDateTime(String(value), hostNow());
        const why = kind === 'hours_changed' ? 'hours' : 'holiday';
        return t(`history.${data.word === true ? 'wordMoved' : 'moved'}_${why}`, {
          before: time(data.before),
          due: time(data.due),
        });
      }
      default:
        return t('history.other');
    }
  };
}
