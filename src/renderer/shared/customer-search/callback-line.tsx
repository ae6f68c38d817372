import { useTranslation } from 'react-i18next';
import type { Callback } from '#contract/customers.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Tag, type Tone } from '#renderer/ui/tag.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './customer-search.module.css';

const tones: Record<Exclude<Callback['state'], 'open'>, Tone> = {
  kept: 'kept',
  late: 'late',
  broken: 'late',
  unreachable: 'plain',
  withdrawn: 'plain',
};

/** “Has anyone called this customer back?” in one look. */
export function CallbackLine({
  callback,
  latestEncounterAt,
}: {
  callback: Callback | null;
  latestEncounterAt?: Date | null;
}) {
  const { t } = useTranslation('customers');
  const format = useFormat();
  const now = useNow();
  if (!callback) {
    return (
      <span className={styles.callback}>
        {latestEncounterAt ? t('latestVisit', { date: format.shortDate(latestEncounterAt) }) : t('noVisit')}
      </span>
    );
  }
  const { state, dueAt, closedAt, by } = callback;
  if (state === 'open') {
    const overdue = dueAt.getTime() < now;
    return (
      <span className={styles.callback}>
        <Tag tone={overdue ? 'late' : 'plain'}>{overdue ? t('callback.overdue') : t('callback.open')}</Tag>
        {t('callback.willCall', { by, due: format.timeOrDateTime(dueAt, now) })}
        {` · ${format.remaining(dueAt, now)}`}
      </span>
    );
  }
  return (
    <span className={styles.callback}>
      <Tag tone={tones[state]}>{t(`callback.${state}`)}</Tag>
      {closedAt && t('callback.ended', { by, at: format.timeOrDateTime(closedAt, now) })}
    </span>
  );
}
