import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StaffRef } from '#contract/staff.ts';
import { Button } from '#renderer/ui/button.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import { MemoForm } from '../memo-form/memo-form.tsx';
import { Slip } from '../memo-form/slip.tsx';

type NewMemoProps = {
  /** For whom; without one the form asks. */
  intended?: StaffRef | null;
  onClose: () => void;
  /** Where closing leads. */
  closeLabel: string;
};

/** A memo by itself: for a colleague who is away, without a visit. Afterwards the slip is there to read out. */
export function NewMemo({ intended = null, onClose, closeLabel }: NewMemoProps) {
  const { t } = useTranslation('memos');
  const [saved, setSaved] = useState<string | null>(null);
  if (saved === null) {
    return (
      <MemoForm
        intended={intended}
        encounterId={null}
        customer={null}
        dutyId={null}
        onSaved={setSaved}
        onClose={onClose}
      />
    );
  }
  return (
    <InlinePanel title={t('saved.title')} hint={t('saved.hint')} onClose={onClose} takesFocus>
      <Slip memoId={saved} />
      <Button variant="primary" hotkey="Enter" wide onPress={onClose}>
        {closeLabel}
      </Button>
    </InlinePanel>
  );
}
