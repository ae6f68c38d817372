import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { MessageText } from '#renderer/shared/message-box/message-text.tsx';
import { SenderChoice } from '#renderer/shared/message-box/sender-choice.tsx';
import { TextsRefused } from '#renderer/shared/message-box/texts-refused.tsx';
import { Submit } from './agree-form.tsx';
import styles from './site-visits.module.css';
import type { FormProps } from './visit-panel.tsx';
import { usePreview } from './when-fields.tsx';

/** A text beside the call: the time agreed, or how late the officer is. It waits in the outbox until it has gone. */
export function TextForm({ visit, draft, set, actions, errorAt, onDone }: FormProps) {
  const { t } = useTranslation('siteVisits');
  const [senderId, setSenderId] = useState<string | null | undefined>(undefined);
  const { data } = usePreview(visit, { at: null, minutes: visit.minutes, lateMinutes: null });
  const [despiteRefusal, setDespite] = useState(false);
  const text = draft.text ?? data?.text ?? '';
  const send = async () => {
    const { calls, on, run } = actions;
    const wish = { ...on, text, ...(senderId === undefined ? {} : { senderId }), despiteRefusal };
    if (await run(() => calls.text.mutateAsync(wish), t('done.text'))) onDone();
  };
  return (
    <div className={styles.form}>
      <p className={styles.quiet}>{t('form.textHint')}</p>
      <MessageText
        kind="sms"
        label={t('form.text')}
        value={text}
        onChange={(value) => set({ text: value })}
        error={errorAt('text') ?? errorAt('phone')}
      />
      <SenderChoice kind="sms" value={senderId} onChange={setSenderId} />
      {data?.textsRefused && <TextsRefused confirmed={despiteRefusal} onChange={setDespite} />}
      <Submit
        label={t('actions.text')}
        disabled={text.trim() === '' || actions.pending || (data?.textsRefused === true && !despiteRefusal)}
        onPress={() => void send()}
      />
    </div>
  );
}
