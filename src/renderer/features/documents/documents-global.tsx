import { useTranslation } from 'react-i18next';
import { go } from '#renderer/shared/routes.ts';
import { useKeys } from '#renderer/ui/use-keys.ts';

/** Shift+F4 from anywhere: papers came. What was being typed elsewhere stays in its draft. */
export default function DocumentsGlobal() {
  const { t } = useTranslation('documents');
  useKeys([{ combo: 'Shift+F4', run: () => go('documents', 'new'), label: t('receive') }], 'global');
  return null;
}
