import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MemoForm } from '#renderer/shared/memo-form/memo-form.tsx';
import { Slip } from '#renderer/shared/memo-form/slip.tsx';
import { go } from '#renderer/shared/routes.ts';
import { Button } from '#renderer/ui/button.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';

/** A memo by itself (F4): for a colleague who is away, without a visit. Afterwards the slip is there to read out. */
export function NewMemo() {
  const { t } = useTranslation('memos');
  const [saved, setSaved] = useState<string | null>(null);
  const close = () => go('memos');
  if (saved === null) {
    return (
      <MemoForm
        intended={null}
        encounterId={null}
        customer={null}
        dutyId={null}
        onSaved={setSaved}
        onClose={close}
      />
    );
  }
  return (
    <InlinePanel title={t('saved.title')} hint={t('saved.hint')} onClose={close} takesFocus>
      <Slip memoId={saved} />
      <Button variant="primary" hotkey="Enter" wide onPress={close}>
        {t('calls.toBoard')}
      </Button>
    </InlinePanel>
  );
}
