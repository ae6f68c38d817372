import { useTranslation } from 'react-i18next';
import type { PromiseFigures } from '#contract/memos.ts';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { StatTile } from '#renderer/ui/stat-tile.tsx';
import styles from './figures-strip.module.css';

type FiguresStripProps = { figures: PromiseFigures | undefined };

/** The promises of the whole branch today, in one glance. */
export function FiguresStrip({ figures }: FiguresStripProps) {
  const { t } = useTranslation('memos');
  const format = useFormat();
  if (!figures) return <div className={styles.strip} />;
  const { open, dueSoon, overdue, keptToday, closedToday, meanMinutes } = figures;
  const none = t('figures.none');
  return (
    <section className={styles.strip} aria-label={t('figures.label')}>
      <StatTile label={t('figures.open')} value={format.number(open)} />
      <StatTile
        label={t('figures.soon')}
        value={format.number(dueSoon)}
        tone={dueSoon > 0 ? 'soon' : 'plain'}
      />
      <StatTile
        label={t('figures.overdue')}
        value={format.number(overdue)}
        tone={overdue > 0 ? 'late' : 'plain'}
      />
      <StatTile
        label={t('figures.kept')}
        value={closedToday > 0 ? t('figures.keptOf', { kept: keptToday, closed: closedToday }) : none}
        tone={keptToday > 0 ? 'kept' : 'plain'}
      />
      <StatTile
        label={t('figures.mean')}
        value={meanMinutes === null ? none : format.duration(meanMinutes)}
      />
    </section>
  );
}
