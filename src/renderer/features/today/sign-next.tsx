import { useQuery } from '@tanstack/react-query';
import { PenLine } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHost } from '../../host/host.tsx';
import { useFormat } from '../../i18n/use-format.ts';
import { go } from '../../shared/routes.ts';
import { useSession } from '../../shared/session-store.ts';
import { never } from '../../shared/use-branch.ts';
import { Button } from '../../ui/button.tsx';
import { useNowAs } from '../../ui/use-now.ts';

/** Leads to the newest working day of this month that ended without a signature; nothing where there is none. */
export function SignNext() {
  const { t } = useTranslation('today');
  const { orpc } = useHost();
  const format = useFormat();
  const branchId = useSession((session) => session.branchId) ?? never;
  const month = useNowAs((now) => format.dayOf(now).slice(0, 7));
  const { data } = useQuery(orpc.signing.month.queryOptions({ input: { branchId, month } }));
  const newest = data?.gaps.at(-1);
  if (newest === undefined) return null;
  return (
    <Button icon={<PenLine size={20} aria-hidden="true" />} onPress={() => go('reports', newest)}>
      {t('branch.sign')}
    </Button>
  );
}
