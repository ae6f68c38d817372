import { TZDate } from '@date-fns/tz';
import { useQuery } from '@tanstack/react-query';
import { ClipboardCheck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { BranchSettings } from '#contract/settings.ts';
import { useHost } from '../../host/host.tsx';
import { instantAt } from '../../shared/branch-time.ts';
import { go, useRoute } from '../../shared/routes.ts';
import { useSession } from '../../shared/session-store.ts';
import { never, useBranch } from '../../shared/use-branch.ts';
import { Button } from '../../ui/button.tsx';
import { useNowAs } from '../../ui/use-now.ts';
import styles from './closing-banner.module.css';

/** The branch's day whose closing time has passed at `now`; null while it is open and on a day it is closed. */
export function closedDay(branch: BranchSettings, now: number): string | null {
  const local = new TZDate(now, branch.timeZone);
  const day = [local.getFullYear(), local.getMonth() + 1, local.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
  const closes = instantAt(day, branch.officeHours[local.getDay()]?.close ?? null, branch.timeZone);
  return closes !== null && now >= closes.getTime() ? day : null;
}

/** At closing time: what is still open is shown above every screen until it is looked at, never silently closed. */
export function ClosingBanner() {
  const branch = useBranch();
  const day = useNowAs((now) => (branch ? closedDay(branch, now) : null));
  const [putAside, setPutAside] = useState<string | null>(null);
  const isChecking = useRoute(
    ({ route }) => route.kind === 'screen' && route.screen === 'reports' && route.rest[0] === 'closing',
  );
  if (day === null || day === putAside || isChecking) return null;
  return <OpenAtClosing onLater={() => setPutAside(day)} />;
}

function OpenAtClosing({ onLater }: { onLater: () => void }) {
  const { t } = useTranslation('reports');
  const { orpc } = useHost();
  const branchId = useSession((session) => session.branchId) ?? never;
  const { data } = useQuery(orpc.reports.closingCheck.queryOptions({ input: { branchId } }));
  if (!data || data.encounters.length + data.promises.length + data.documents.length === 0) return null;
  const parts = [
    ...(data.encounters.length > 0 ? [t('closing.visits', { count: data.encounters.length })] : []),
    ...(data.promises.length > 0 ? [t('closing.promises', { count: data.promises.length })] : []),
    ...(data.documents.length > 0 ? [t('closing.documents', { count: data.documents.length })] : []),
  ];
  return (
    <section className={styles.banner} aria-label={t('closing.time')} data-screen-only>
      <ClipboardCheck size={22} aria-hidden="true" />
      <p className={styles.text}>{t('closing.stillOpen', { what: parts.join(' · ') })}</p>
      <Button onPress={() => go('reports', 'closing')}>{t('closing.title')}</Button>
      <Button variant="quiet" onPress={onLater}>
        {t('closing.later')}
      </Button>
    </section>
  );
}
