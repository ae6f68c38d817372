import { useTranslation } from 'react-i18next';
import { go } from '#renderer/shared/routes.ts';
import { useKeys } from '#renderer/ui/use-keys.ts';

/** F4 from anywhere: a new memo, beside the board. What was being typed elsewhere stays in its draft. */
export default function MemosGlobal() {
  const { t } = useTranslation();
  useKeys([{ combo: 'F4', run: () => go('memos', 'new'), label: t('keys.newMemo') }], 'global');
  return null;
}
