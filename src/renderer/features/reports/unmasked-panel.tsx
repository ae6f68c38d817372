import { Printer } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';

const SHORTEST = 4;

type Props = {
  busy: boolean;
  /** Why the words last given were refused, or null. */
  refused: unknown;
  onClose: () => void;
  onPrint: (purpose: string) => Promise<void>;
};

/** Asks what whole names and numbers are printed for; the answer goes into the activity log and onto the paper. */
export function UnmaskedPanel({ busy, refused, onClose, onPrint }: Props) {
  const { t } = useTranslation('reports');
  const [purpose, setPurpose] = useState('');
  const [tried, setTried] = useState(false);
  const errorText = useErrorText();
  const short = [...purpose.trim()].length < SHORTEST;
  return (
    <InlinePanel
      title={t('unmasked.title')}
      hint={t('unmasked.hint')}
      look="question"
      takesFocus
      onClose={onClose}
    >
      <TextField
        label={t('unmasked.purpose')}
        value={purpose}
        onChange={setPurpose}
        required
        autoFocus
        error={tried && short ? t('unmasked.purposeShort') : refused ? errorText(refused) : undefined}
      />
      <Button
        wide
        variant="primary"
        hotkey="Enter"
        disabled={busy}
        icon={<Printer size={20} aria-hidden="true" />}
        onPress={() => {
          setTried(true);
          if (!short) void onPrint(purpose.trim());
        }}
      >
        {t('unmasked.go')}
      </Button>
    </InlinePanel>
  );
}
