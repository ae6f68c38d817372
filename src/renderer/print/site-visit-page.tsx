import './print.css';
import { useQuery } from '@tanstack/react-query';
import { ArrowLeft, Printer } from 'lucide-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../host/host.tsx';
import { useMutate } from '../host/mutations.ts';
import { useErrorText } from '../i18n/use-error-text.ts';
import { hashOf } from '../shared/routes.ts';
import { useSession } from '../shared/session-store.ts';
import { never } from '../shared/use-branch.ts';
import { Button } from '../ui/button.tsx';
import { notify } from '../ui/notices.tsx';
import { Progress } from '../ui/progress.tsx';
import { useKeys } from '../ui/use-keys.ts';
import styles from './site-visit-page.module.css';
import { VisitPaper } from './visit-paper.tsx';

/** `#/print/site-visit/<id>`: the sheet an officer takes along, with room for the times of every step. */
export default function SiteVisitPage({ rest: [visitId = never] }: { rest: readonly string[] }) {
  const { client, capabilities } = useHost();
  const { t } = useTranslation('siteVisits');
  const { t: common } = useTranslation();
  const errorText = useErrorText();
  const { branchId, actorId } = useSession();
  // A reveal is logged each time, so it is asked for once.
  const { data: visit, error } = useQuery({
    queryKey: ['visit-sheet', actorId, visitId],
    queryFn: () => client.siteVisits.open({ branchId: branchId ?? never, id: visitId }),
    enabled: branchId !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const log = useMutate(client.reports.printed);
  useEffect(() => {
    document.title = `${t('sheet.title')} · ${common('product')}`;
  }, [t, common]);
  const back = () => {
    window.location.hash = hashOf({ kind: 'screen', screen: 'site-visits', rest: [visitId] });
  };
  // The log comes first: what cannot be recorded does not leave the window.
  const print = async () => {
    try {
      await log.mutateAsync({
        branchId: branchId ?? never,
        document: 'site_visit',
        subject: visitId,
        masked: false,
      });
      await capabilities.print();
    } catch (failure) {
      notify({ kind: 'trouble', text: errorText(failure) });
    }
  };
  useKeys([{ combo: 'Escape', run: back, label: t('sheet.close') }]);
  if (error) return <p role="alert">{errorText(error)}</p>;
  if (!visit) return <Progress label={t('loading')} />;
  return (
    <main className={styles.page}>
      <VisitPaper visit={visit} />
      <div className={styles.actions} data-screen-only>
        <Button icon={<ArrowLeft size={20} aria-hidden="true" />} kbd="Escape" onPress={back}>
          {t('sheet.close')}
        </Button>
        <Button
          variant="primary"
          hotkey="Enter"
          icon={<Printer size={20} aria-hidden="true" />}
          disabled={log.isPending}
          onPress={() => void print()}
        >
          {t('sheet.print')}
        </Button>
      </div>
    </main>
  );
}
