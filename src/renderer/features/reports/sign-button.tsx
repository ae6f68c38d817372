import { Signature } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import type { Signing } from './use-signing.ts';

/** Whether there is anything a manager could sign now. */
export function isToSign({ day }: Signing): boolean {
  return day !== undefined && !day.ahead && (day.editions.length === 0 || day.changed.length > 0);
}

/** Signs the report that is shown. One press; before closing it asks first, because the paper will say so. */
export function SignButton({ signing, disabled }: { signing: Signing; disabled: boolean }) {
  const { t } = useTranslation('signing');
  const [asking, setAsking] = useState(false);
  const { day, busy, sign } = signing;
  if (day === undefined || !isToSign(signing)) return null;
  const [newest] = day.editions;
  const label = newest ? t('signAgain', { edition: newest.edition + 1 }) : t('sign');
  const icon = <Signature size={20} aria-hidden="true" />;
  if (asking) {
    return (
      <InlinePanel
        title={t('early.title')}
        hint={t('early.hint')}
        look="question"
        takesFocus
        onClose={() => setAsking(false)}
      >
        <Button
          wide
          variant="primary"
          hotkey="Enter"
          disabled={disabled || busy}
          icon={icon}
          onPress={() => {
            setAsking(false);
            sign();
          }}
        >
          {t('early.go')}
        </Button>
      </InlinePanel>
    );
  }
  return (
    <Button
      wide
      variant="primary"
      hotkey="S"
      keyLabel={label}
      disabled={disabled || busy}
      icon={icon}
      onPress={() => (day.closed ? sign() : setAsking(true))}
    >
      {label}
    </Button>
  );
}
