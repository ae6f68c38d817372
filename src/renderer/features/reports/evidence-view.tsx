import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { go } from '../../shared/routes.ts';
import { useSession } from '../../shared/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { ChipGroup } from '../../ui/chips.tsx';
import { Progress } from '../../ui/progress.tsx';
import { daysOf, movedBy, type Span, spanAround, spanOf } from './evidence-period.ts';
import { EvidenceTable } from './evidence-table.tsx';
import styles from './reports.module.css';

/** What is on record of every clause, for a day, a month or a year; each standard of the period apart. */
export function EvidenceView({ period, today }: { period: string | undefined; today: string }) {
  const { t } = useTranslation('reports');
  const { orpc } = useHost();
  const format = useFormat();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? '';
  const shown = spanOf(period) === null || period === undefined ? today.slice(0, 7) : period;
  const span = spanOf(shown) ?? 'month';
  const found = useQuery(orpc.reports.evidence.queryOptions({ input: { branchId, ...daysOf(shown, span) } }));
  const show = (next: string) => go('reports', 'evidence', next);
  const titles = {
    day: () => format.businessDate(shown),
    month: () => format.month(shown),
    year: () => t('evidence.yearOf', { year: shown }),
  };
  return (
    <div className={styles.month}>
      <header className={styles.monthHead}>
        <ChipGroup<Span>
          label={t('evidence.span')}
          hideLabel
          look="bar"
          value={span}
          onChange={(chosen) => show(spanAround(shown, chosen, today))}
          choices={[
            { id: 'day', label: t('evidence.day'), hotkey: 'D' },
            { id: 'month', label: t('evidence.month'), hotkey: 'M' },
            { id: 'year', label: t('evidence.year'), hotkey: 'Y' },
          ]}
        />
        <Button
          hotkey="["
          keyLabel={t('evidence.before')}
          icon={<ChevronLeft size={20} aria-hidden="true" />}
          onPress={() => show(movedBy(shown, span, -1))}
        >
          {t('evidence.before')}
        </Button>
        <h2>{titles[span]()}</h2>
        <Button
          hotkey="]"
          keyLabel={t('evidence.after')}
          disabled={shown >= today.slice(0, shown.length)}
          icon={<ChevronRight size={20} aria-hidden="true" />}
          onPress={() => show(movedBy(shown, span, 1))}
        >
          {t('evidence.after')}
        </Button>
      </header>
      <p className={styles.hint}>{t('evidence.hint')}</p>
      {found.isPending && <Progress label={t('evidence.loading')} />}
      {found.error && <p role="alert">{errorText(found.error)}</p>}
      {found.data?.standards.map((standard) => (
        <EvidenceTable key={standard.standardId} standard={standard} />
      ))}
    </div>
  );
}
