import { useTranslation } from 'react-i18next';
import { TextField } from '#renderer/ui/field.tsx';

type LateReasonProps = {
  /** The standard wants it for the step in hand; elsewhere the host asks. */
  needed?: boolean | undefined;
  draft: { lateReason: string };
  set: (change: { lateReason: string }) => void;
  errorAt: (field: string) => string | undefined;
};

/** Why a promise is kept late, where the standard wants to know. */
export function LateReason({ needed = false, draft, set, errorAt }: LateReasonProps) {
  const { t } = useTranslation('documents');
  if (!needed && draft.lateReason === '' && errorAt('lateReason') === undefined) return null;
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
