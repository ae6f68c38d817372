import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { PromiseFigures } from '#contract/memos.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never, useBranch } from '#renderer/shared/use-branch.ts';
import { StatTile } from '#renderer/ui/stat-tile.tsx';
import { useNowAs } from '#renderer/ui/use-now.ts';
import styles from './today.module.css';

/** Today in figures, counted as the report counts them. */
export function DayFigures({ board, overdue }: { board: PromiseFigures; overdue: number }) {
  const { t } = useTranslation('today');
  const { orpc } = useHost();
  const format = useFormat();
  const branchId = useSession((session) => session.branchId) ?? never;
  const today = useNowAs((now) => format.dayOf(now));
  const month = useQuery(orpc.reports.month.queryOptions({ input: { branchId, month: today.slice(0, 7) } }));
  const visits = useQuery(orpc.encounters.unclosed.queryOptions({ input: { branchId } }));
  const day = month.data?.days.find(({ date }) => date === today);
  const hasPhone = useBranch()?.standard.channels.includes('phone') ?? false;
  const none = t('branch.none');
  const kept = day?.movement.kept ?? 0;
  const late = day?.movement.late ?? 0;
  return (
    <section aria-label={t('branch.figures')} className={styles.figures}>
      <StatTile label={t('branch.kept')} value={format.number(kept)} tone={kept > 0 ? 'kept' : 'plain'} />
      <StatTile label={t('branch.late')} value={format.number(late)} tone={late > 0 ? 'late' : 'plain'} />
      <StatTile
        label={t('branch.open')}
        value={format.number(board.open)}
        hint={overdue > 0 && t('branch.openLate', { count: overdue })}
      />
      <StatTile
        label={t('branch.rate')}
        value={day && day.due.rate !== null ? format.percent(day.due.rate) : none}
      />
      <StatTile label={t('branch.visits')} value={format.number(visits.data?.today ?? 0)} />
      {hasPhone && <StatTile label={t('branch.calls')} value={format.number(visits.data?.callsToday ?? 0)} />}
      <StatTile
        label={t('branch.mean')}
        value={board.meanMinutes === null ? none : format.duration(board.meanMinutes)}
      />
    </section>
  );
}
