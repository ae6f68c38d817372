import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '#renderer/i18n/use-format.ts';
import { instantAt } from '#renderer/shared/branch-time.ts';
import { useRing } from '#renderer/shared/encounters/use-ring.ts';
import { Button } from '#renderer/ui/button.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { TimeField } from '#renderer/ui/time-field.tsx';
import { hostNow } from '#renderer/ui/use-now.ts';
import styles from './phone.module.css';

/** A call that is over and was not logged: when it rang; the rest is asked as in any call, and marked so. */
export function LogAfterwards({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('phone');
  const format = useFormat();
  const ring = useRing();
  const [busy, setBusy] = useState(false);
  const [time, setTime] = useState<string | null>(() => format.time(hostNow()));
  const at = instantAt(format.dayOf(hostNow()), time, format.zone);
  const log = async () => {
    if (!at || busy) return;
    setBusy(true);
    if (await ring(at)) onClose();
    setBusy(false);
  };
  return (
    <InlinePanel title={t('logTitle')} hint={t('logHint')} look="question" takesFocus onClose={onClose}>
      <TimeField label={t('logTime')} value={time} onChange={setTime} autoFocus />
      <div className={styles.panelActions}>
        <Button variant="primary" hotkey="Enter" disabled={!at || busy} onPress={() => void log()}>
          {t('logDo')}
        </Button>
      </div>
    </InlinePanel>
  );
}
