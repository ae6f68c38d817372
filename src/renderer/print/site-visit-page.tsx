import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useHost } from '../host/host.tsx';
import { useSession } from '../shared/session-store.ts';
import { never } from '../shared/use-branch.ts';
import { TakeAlongPage } from './take-along-page.tsx';
import { VisitPaper } from './visit-paper.tsx';

/** `#/print/site-visit/<id>`: the sheet an officer takes along, with room for the times of every step. */
export default function SiteVisitPage({ rest: [visitId = never] }: { rest: readonly string[] }) {
  const { client } = useHost();
  const { t } = useTranslation('siteVisits');
  const { branchId, actorId } = useSession();
  // A reveal is logged each time, so it is asked for once.
  const { data: visit, error } = useQuery({
    queryKey: ['visit-sheet', actorId, visitId],
    queryFn: () => client.siteVisits.open({ branchId: branchId ?? never, id: visitId }),
    enabled: branchId !== null,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  return (
    <TakeAlongPage
      title={t('sheet.title')}
      from="site-visits"
      backLabel={t('sheet.close')}
      document="site_visit"
      subject={visitId}
      masked={false}
      paper={visit ? <VisitPaper visit={visit} /> : null}
      error={error}
      loading={t('loading')}
    />
  );
}
