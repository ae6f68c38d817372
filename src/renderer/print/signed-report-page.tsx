import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHost } from '../host/host.tsx';
import { useErrorText } from '../i18n/use-error-text.ts';
import { useSession } from '../shared/session-store.ts';
import { never } from '../shared/use-branch.ts';
import { Progress } from '../ui/progress.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { CallbackPaper } from './callback-paper.tsx';

/** `#/print/signed-report/<id>`: a signed edition and nothing else, ready to be printed. */
export default function SignedReportPage({ rest }: { rest: readonly string[] }) {
  const { orpc } = useHost();
  const { t } = useTranslation('signing');
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? never;
  const sheet = useQuery(orpc.signing.sheet.queryOptions({ input: { branchId, id: rest[0] ?? never } }));
  if (sheet.data) {
    return (
      <main>
        <h1 data-screen-only>
          <VisuallyHidden>{t('paper.signedReport')}</VisuallyHidden>
        </h1>
        <CallbackPaper {...sheet.data} />
      </main>
    );
  }
  if (sheet.error) return <p role="alert">{errorText(sheet.error)}</p>;
  return <Progress label={t('sealed.loading')} />;
}
