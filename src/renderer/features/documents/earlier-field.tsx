import { Clock3 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { Button } from '#renderer/ui/button.tsx';
import { DateField, TimeField } from '#renderer/ui/time-field.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import styles from './documents.module.css';
import type { WorkDraft } from './work-draft.ts';

type EarlierFieldProps = {
  draft: WorkDraft;
  set: (change: Partial<WorkDraft>) => void;
  error?: string | undefined;
};

/** What was done earlier than it is written down: when. It is marked so. */
export function EarlierField({ draft, set, error }: EarlierFieldProps) {
  const { t } = useTranslation('documents');
  const format = useFormat();
  if (draft.time === null && draft.day === null) {
    return (
      <div>
        <Button
          variant="quiet"
          icon={<Clock3 size={18} aria-hidden="true" />}
          onPress={() => set({ time: format.time(hostNow()), day: format.dayOf(hostNow()) })}
        >
          {t('work.earlier')}
        </Button>
      </div>
    );
  }
  return (
    <div className={styles.fields}>
      <TimeField
        label={t('work.earlierTime')}
        value={draft.time}
        autoFocus
        onChange={(time) => set({ time })}
        error={error}
      />
      <DateField label={t('work.earlierDay')} value={draft.day} onChange={(day) => set({ day })} />
    </div>
  );
}
