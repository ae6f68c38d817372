import { useQuery } from '@tanstack/react-query';
import { EyeOff, FileDown, Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { managing } from '#contract/rules.ts';
import { useHost } from '../../host/host.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { CallbackPaper } from '../../print/callback-paper.tsx';
import { PrintSheet } from '../../print/print-sheet.tsx';
import { useSession } from '../../shared/session-store.ts';
import { useActor } from '../../shared/use-branch.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { ClosingSummary } from './closing-summary.tsx';
import { DayPicker } from './day-picker.tsx';
import styles from './reports.module.css';
import { isToSign, SignButton } from './sign-button.tsx';
import { SigningPanel } from './signing-panel.tsx';
import { UnmaskedPanel } from './unmasked-panel.tsx';
import { usePrintReport } from './use-print-report.ts';
import { useSigning } from './use-signing.ts';

/** A day's report as it will print, and what can be done with it. */
export function DailyView({ date, today }: { date: string; today: string }) {
  const { t } = useTranslation('reports');
  const { orpc } = useHost();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? '';
  const report = useQuery(orpc.reports.dailyCallback.queryOptions({ input: { branchId, date } }));
  const { sheet, busy, refusedPurpose, print, printUnmasked, savePdf } = usePrintReport(date);
  const [asking, setAsking] = useState(false);
  const manages = useActor()?.roles.some((role) => managing.includes(role)) ?? false;
  const signing = useSigning(date, report.data?.contentHash);
  const signsNext = manages && isToSign(signing);
  const onPaper = sheet ?? (report.data && { report: report.data });
  return (
    <div className={styles.daily}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section className={styles.preview} aria-label={t('preview')} tabIndex={0}>
        {report.data && <CallbackPaper report={report.data} />}
        {report.isPending && <Progress label={t('loading')} />}
        {report.error && <p role="alert">{errorText(report.error)}</p>}
      </section>
      <aside className={styles.side}>
        <DayPicker date={date} today={today} />
        {date === today && <ClosingSummary />}
        <SigningPanel signing={signing} mayAct={manages} />
        {asking ? (
          <UnmaskedPanel
            busy={busy}
            refused={refusedPurpose}
            onClose={() => setAsking(false)}
            onPrint={async (purpose) => {
              if (await printUnmasked(purpose)) setAsking(false);
            }}
          />
        ) : (
          <div className={styles.actions}>
            {manages && (
              <Button
                wide
                hotkey="U"
                keyLabel={t('unmasked.ask')}
                icon={<EyeOff size={20} aria-hidden="true" />}
                onPress={() => setAsking(true)}
              >
                {t('unmasked.ask')}
              </Button>
            )}
            {savePdf && (
              <Button
                wide
                hotkey="P"
                keyLabel={t('savePdf')}
                disabled={busy}
                icon={<FileDown size={20} aria-hidden="true" />}
                onPress={() => void savePdf()}
              >
                {t('savePdf')}
              </Button>
            )}
            <Button
              wide
              variant={signsNext ? 'plain' : 'primary'}
              hotkey="Enter"
              keyLabel={t('print')}
              disabled={busy}
              icon={<Printer size={20} aria-hidden="true" />}
              onPress={() => void print()}
            >
              {t('print')}
            </Button>
            {manages && <SignButton signing={signing} disabled={busy || report.isFetching} />}
          </div>
        )}
        {busy && <Progress label={t('preparing')} />}
      </aside>
      {onPaper && (
        <PrintSheet>
          <CallbackPaper {...onPaper} />
        </PrintSheet>
      )}
    </div>
  );
}
