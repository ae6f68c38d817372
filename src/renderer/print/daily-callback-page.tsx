import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHost } from '../host/host.tsx';
import { useErrorText } from '../i18n/use-error-text.ts';
import { useSession } from '../shared/session-store.ts';
import { Progress } from '../ui/progress.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { CallbackPaper } from './callback-paper.tsx';

/** `#/print/daily-callback/<date>`: the masked report of a day and nothing else, ready to be printed. */
export default function DailyCallbackPage({ rest }: { rest: readonly string[] }) {
  const { orpc } = useHost();
  const { t } = useTranslation('reports');
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? '';
  const report = useQuery(
    orpc.reports.dailyCallback.queryOptions({ input: { branchId, date: rest[0] ?? '' } }),
  );
  if (report.data) {
    return (
      <main>
        <h1 data-screen-only>
          <VisuallyHidden>{t('dailyTitle')}</VisuallyHidden>
        </h1>
        <CallbackPaper report={report.data} />
      </main>
    );
  }
  if (report.error) return <p role="alert">{errorText(report.error)}</p>;
  return <Progress label={t('loading')} />;
}
