import { useTranslation } from 'react-i18next';
import type { MemoEvent, MemoView } from '#contract/memos.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { hostNow } from '#renderer/ui/use-now.ts';
import styles from './memo-history.module.css';

/** Everything that happened to a memo, newest first. */
export function MemoHistory({ memo }: { memo: MemoView }) {
  const { t } = useTranslation('memos');
  const what = useEventText(memo);
  const format = useFormat();
  return (
    <section className={styles.history} aria-label={t('panel.history')}>
      <h3 className={styles.title}>{t('panel.history')}</h3>
      <ol className={styles.list}>
        {groupSteps(memo.history)
          .reverse()
          .map((event) => (
            <li key={event.id} className={styles.line}>
              <time dateTime={event.at.toISOString()} className={styles.time}>
                {format.timeOrDateTime(event.at, hostNow())}
              </time>
              <span>
                <b>{what(event)}</b> <span className={styles.actor}>{event.actor}</span>
                {event.note && <span className={styles.note}>{event.note}</span>}
              </span>
            </li>
          ))}
      </ol>
    </section>
  );
}

type Shown = Omit<MemoEvent, 'data'> & { data: Record<string, unknown>; steps?: string[] };

/** Lines of one call, ticked one after the other by the same person, are one entry. */
export function groupSteps(history: readonly MemoEvent[]): Shown[] {
  const shown: Shown[] = [];
  for (const event of history) {
    const last = shown.at(-1);
    const step = event.kind === 'call_step' ? String(event.data.step ?? '') : null;
    if (step !== null && last?.steps && last.actor === event.actor) {
      shown[shown.length - 1] = { ...last, at: event.at, steps: [...last.steps, step] };
    } else {
      shown.push({ ...event, ...(step === null ? {} : { steps: [step] }) });
    }
  }
  return shown;
}

/** One entry in words: `통화 시도 · 받지 않음`, `중간 회신 · 15:20까지 다시 약속`. */
export function useEventText(memo: Pick<MemoView, 'callSteps'>): (event: Shown) => string {
  const { t } = useTranslation('memos');
  const format = useFormat();
  return ({ kind, data, steps }) => {
    const time = (value: unknown) =>
      typeof value === 'string' ? format.timeOrDateTime(value, hostNow()) : '';
    switch (kind) {
      case 'attempt': {
        const result = data.result === 'busy' || data.result === 'call_again' ? data.result : 'no_answer';
        const again = time(data.again);
        return again
          ? `${t(`history.${result}`)} · ${t('history.again', { time: again })}`
          : t(`history.${result}`);
      }
      case 'handed_on':
        return t('history.handed_on', { to: String(data.to ?? '') });
      case 'interim':
        return t('history.interim', { time: time(data.due) });
      case 'rebooked':
        return t('history.rebooked', { before: time(data.before), due: time(data.due) });
      case 'withdrawn':
        return data.by === 'customer' ? t('history.withdrawn_customer') : t('history.withdrawn_office');
      case 'holiday_declared':
      case 'holiday_withdrawn':
      case 'hours_changed':
        return t(`history.${kind}`, { before: time(data.before), due: time(data.due) });
      case 'call_step':
        return t('history.call_step', {
          steps: (steps ?? [])
            .map((id) => memo.callSteps.find((one) => one.id === id)?.label ?? id)
            .join(', '),
        });
      case 'made':
      case 'seen':
      case 'taken_over':
      case 'answered':
      case 'unreachable':
      case 'unanswered':
      case 'reopened':
      case 'late_reason':
        return t(`history.${kind}`);
      default:
        return t('history.other');
    }
  };
}
