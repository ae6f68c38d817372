import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Printer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { CallbackPaper } from '../../print/callback-paper.tsx';
import { PrintSheet } from '../../print/print-sheet.tsx';
import { go } from '../../shared/routes.ts';
import { useSession } from '../../shared/session-store.ts';
import { never } from '../../shared/use-branch.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import styles from './reports.module.css';
import { SealedFacts } from './sealed-facts.tsx';
import { usePrintSealed } from './use-print-sealed.ts';

/** `#/reports/signed/<id>`: a signed edition as it was sealed, its PDF, and the way back to its day. */
export function SealedView({ id, today }: { id: string; today: string }) {
  const { t } = useTranslation('signing');
  const { orpc } = useHost();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? never;
  const sheet = useQuery(orpc.signing.sheet.queryOptions({ input: { branchId, id } }));
  const { busy, print } = usePrintSealed(id);
  const date = sheet.data?.seal.date;
  return (
    <div className={styles.daily}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <section className={styles.preview} aria-label={t('paper.signedReport')} tabIndex={0}>
        {sheet.data && <CallbackPaper {...sheet.data} />}
        {sheet.isPending && <Progress label={t('sealed.loading')} />}
        {sheet.error && <p role="alert">{errorText(sheet.error)}</p>}
      </section>
      <aside className={styles.side}>
        {sheet.data && <SealedFacts seal={sheet.data.seal} branch={sheet.data.report.branch} />}
        <div className={styles.actions}>
          <Button
            wide
            hotkey="Escape"
            keyLabel={t('sealed.back')}
            icon={<ArrowLeft size={20} aria-hidden="true" />}
            onPress={() => (date === undefined || date === today ? go('reports') : go('reports', date))}
          >
            {t('sealed.back')}
          </Button>
          <Button
            wide
            variant="primary"
            hotkey="Enter"
            keyLabel={t('sealed.print')}
            disabled={busy || !sheet.data}
            icon={<Printer size={20} aria-hidden="true" />}
            onPress={() => void print()}
          >
            {t('sealed.print')}
          </Button>
        </div>
      </aside>
      {sheet.data && (
        <PrintSheet>
          <CallbackPaper {...sheet.data} />
        </PrintSheet>
      )}
    </div>
  );
}
