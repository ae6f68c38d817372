import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { instantAt } from '#renderer/shared/branch-time.ts';
import styles from '#renderer/shared/encounters/encounters.module.css';
import type { EncounterProps } from '#renderer/shared/encounters/use-visit.ts';
import { stepOf } from '#renderer/shared/encounters/visit-rules.ts';
import { Button } from '#renderer/ui/button.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { TimeField } from '#renderer/ui/time-field.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';

/** A step that was done and not ticked: the time it really happened, marked as recorded afterwards. */
export function AfterwardsPanel({ visit, view, onClose }: EncounterProps & { onClose: () => void }) {
  const { t } = useTranslation('counter');
  const format = useFormat();
  const step = stepOf(view);
  const [time, setTime] = useState<string | null>(() => format.time(hostNow()));
  if (!step) return null;
  const at = instantAt(format.dayOf(hostNow()), time, format.zone);
  const record = async () => {
    if (at && (await visit.run('tick', { step: step.id, occurredAt: at }))) onClose();
  };
  return (
    <InlinePanel
      title={t('afterwardsTitle', { step: step.label })}
      hint={t('afterwardsHint')}
      look="question"
      takesFocus
      onClose={onClose}
    >
      <TimeField label={t('afterwardsTime')} value={time} onChange={setTime} autoFocus />
      <div className={styles.panelActions}>
        <Button variant="primary" hotkey="Enter" disabled={!at || visit.busy} onPress={() => void record()}>
          {t('afterwardsDo')}
        </Button>
      </div>
    </InlinePanel>
  );
}
