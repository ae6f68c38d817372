import { useTranslation } from 'react-i18next';
import { useRing } from '#renderer/shared/encounters/use-ring.ts';
import { useKeys } from '#renderer/ui/use-keys.ts';

/** F7 from anywhere: a telephone rings. Like F2 it loses nothing that was being typed. */
export default function PhoneGlobal() {
  const { t } = useTranslation();
  const ring = useRing();
  useKeys([{ combo: 'F7', run: () => void ring(), label: t('keys.newCall') }], 'global');
  return null;
}
