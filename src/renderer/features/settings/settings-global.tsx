import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { go } from '../../shared/routes.ts';
import { useActor, useBranch } from '../../shared/use-branch.ts';
import { notify } from '../../ui/notices.tsx';

/** What went wrong at start is said once in each window, with the way to the whole story. */
export default function SettingsGlobal() {
  const { t } = useTranslation('settings');
  const { t: tc } = useTranslation();
  const { orpc } = useHost();
  const { data: status } = useQuery(orpc.system.status.queryOptions({ input: {} }));
  const branch = useBranch();
  const recovered = status?.recovered;
  // Who cannot mend the file is not troubled by it: the last good one is in force.
  const manages = useActor()?.roles.some((role) => role === 'manager' || role === 'admin') ?? false;
  const problems = manages ? (branch?.standard.problems.length ?? 0) : 0;
  const recoveredText = recovered ? t('recovered.title') : null;
  const packText = problems > 0 ? t('standard.wrongTitle', { count: problems }) : null;
  const show = tc('actions.show');
  useEffect(() => sayOnce(recoveredText, 'branch', show), [recoveredText, show]);
  useEffect(() => sayOnce(packText, 'standard', show), [packText, show]);
  return null;
}

const shelf = 'maji.told';

/** Not again after a reload, nor in another language. */
function sayOnce(text: string | null, tab: 'branch' | 'standard', show: string): void {
  if (text === null || window.location.hash.startsWith(`#/settings/${tab}`)) return;
  const told = (sessionStorage.getItem(shelf) ?? '').split(' ');
  if (told.includes(tab)) return;
  sessionStorage.setItem(shelf, [...told, tab].join(' ').trim());
  notify({ kind: 'trouble', text, action: { label: show, run: () => go('settings', tab) } });
}
