import { useTranslation } from 'react-i18next';
import type { SiteVisitCard } from '#contract/site-visits.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { go } from '#renderer/shared/routes.ts';
import { classes } from '#renderer/ui/classes.ts';
import { Countdown } from '#renderer/ui/countdown.tsx';
import { EmptyState } from '#renderer/ui/empty-state.tsx';
import { useNow } from '#renderer/ui/use-now.ts';
import styles from './site-visits.module.css';
import { byGroup, type GroupId, groupIds } from './visit-groups.ts';

type VisitListProps = { visits: readonly SiteVisitCard[]; openId: string | null };

/** The visits to come, the pressing ones first. */
export function VisitList({ visits, openId }: VisitListProps) {
  const { t } = useTranslation('siteVisits');
  const format = useFormat();
  const groups = byGroup(visits, useNow(), format.dayOf);
  if (visits.length === 0) return <EmptyState title={t('emptyTitle')}>{t('emptyText')}</EmptyState>;
  return (
    <div className={styles.groups}>
      {groupIds.map((group) =>
        groups[group].length === 0 ? null : (
          <section key={group} aria-label={t(`groups.${group}`)}>
            <h2 className={styles.groupTitle}>
              {t(`groups.${group}`)} <span>{groups[group].length}</span>
            </h2>
            <ul className={styles.rows}>
              {groups[group].map((visit) => (
                <VisitRow key={visit.id} visit={visit} group={group} open={visit.id === openId} />
              ))}
            </ul>
          </section>
        ),
      )}
    </div>
  );
}

type RowProps = { visit: SiteVisitCard; group: GroupId; open: boolean };

function VisitRow({ visit, group, open }: RowProps) {
  const { t } = useTranslation('siteVisits');
  const format = useFormat();
  const now = useNow();
  const { agreedAt, expectedAt, officer, companion, state } = visit;
  const facts = [
    [visit.duty, visit.address].filter(Boolean).join(' · '),
    [`${officer.name} ${officer.title}`, companion && t('with', { name: companion.name })]
      .filter(Boolean)
      .join(' · '),
  ];
  return (
    <li>
      <button
        type="button"
        className={classes(styles.row, open && styles.rowOpen, group === 'late' && styles.rowLate)}
        aria-current={open ? 'true' : undefined}
        onClick={() => go('site-visits', visit.id)}
      >
        <span className={styles.rowTime}>
          <b>{agreedAt ? format.time(agreedAt) : t('noTime')}</b>
          {agreedAt && format.dayOf(agreedAt) !== format.dayOf(now) && <span>{format.date(agreedAt)}</span>}
        </span>
        <span className={styles.rowText}>
          <b>{[visit.customerName, visit.business].filter(Boolean).join(' · ')}</b>
          {facts.filter(Boolean).map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          {expectedAt && state === 'agreed' && (
            <span>{t('expected', { time: format.timeOrDateTime(expectedAt, now) })}</span>
          )}
        </span>
        <span className={styles.rowState}>
          {state === 'agreed' && agreedAt ? <Countdown due={agreedAt} /> : t(`states.${state}`)}
        </span>
      </button>
    </li>
  );
}
