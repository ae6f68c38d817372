import { useTranslation } from 'react-i18next';
import { go } from '../../shared/routes.ts';
import { useKeys } from '../../ui/use-keys.ts';

/** F8 opens today's report from anywhere; Enter there prints it. */
export default function ReportsGlobal() {
  const { t } = useTranslation('reports');
  useKeys([{ combo: 'F8', run: () => go('reports'), label: t('openKey') }], 'global');
  return null;
}
