import { useTranslation } from 'react-i18next';
import { TextField } from '#renderer/ui/field.tsx';
import type { WorkProps } from './notice-work.tsx';

/** Why a promise is kept late, where the standard wants to know. */
export function LateReason({ step, draft, set, errorAt }: WorkProps) {
  const { t } = useTranslation('documents');
  if (!step.needsReason && errorAt('lateReason') === undefined) return null;
  return (
    <TextField
      label={t('work.lateReason')}
      hint={t('work.lateHint')}
      required
      value={draft.lateReason}
      onChange={(lateReason) => set({ lateReason })}
      error={errorAt('lateReason')}
    />
  );
}
