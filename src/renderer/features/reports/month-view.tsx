import { useQuery } from '@tanstack/react-query';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { go } from '../../shared/routes.ts';
import { useSession } from '../../shared/session-store.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import { CheckPdf } from './check-pdf.tsx';
import { MonthTable } from './month-table.tsx';
import styles from './reports.module.css';
import { SigningGaps } from './signing-gaps.tsx';

/** `2026-11` and −1 make `2026-10`. */
function monthFrom(month: string, by: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

/** A month, day by day, and its sums; each day leads to its report. */
export function MonthView({ month, today }: { month: string; today: string }) {
  const { t } = useTranslation('reports');
  const { orpc } = useHost();
  const format = useFormat();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? '';
  const report = useQuery(orpc.reports.month.queryOptions({ input: { branchId, month } }));
  return (
    <div className={styles.month}>
      <header className={styles.monthHead}>
        <Button
          hotkey="["
          keyLabel={t('month.before')}
          icon={<ChevronLeft size={20} aria-hidden="true" />}
          onPress={() => go('reports', 'month', monthFrom(month, -1))}
        >
          {t('month.before')}
        </Button>
        <h2>{format.month(month)}</h2>
        <Button
          hotkey="]"
          keyLabel={t('month.after')}
          disabled={month >= today.slice(0, 7)}
          icon={<ChevronRight size={20} aria-hidden="true" />}
          onPress={() => go('reports', 'month', monthFrom(month, 1))}
        >
          {t('month.after')}
        </Button>
      </header>
      {report.isPending && <Progress label={t('loading')} />}
      {report.error && <p role="alert">{errorText(report.error)}</p>}
      {report.data?.days.length === 0 && (
        <EmptyState title={t('month.none')}>{t('month.noneHint')}</EmptyState>
      )}
      <SigningGaps month={month} />
      {report.data && report.data.days.length > 0 && <MonthTable report={report.data} />}
      <CheckPdf />
    </div>
  );
}
