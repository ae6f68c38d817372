import { useTranslation } from 'react-i18next';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { ByHand } from '#renderer/shared/message-box/by-hand.tsx';
import { useWholeMessage } from '#renderer/shared/message-box/use-whole-message.ts';
import { Progress } from '#renderer/ui/progress.tsx';
import styles from './documents.module.css';

/** The text of a step while it has not gone: to be sent by hand and confirmed with one key, or on its way by itself. */
export function SentMessage({ id }: { id: string }) {
  const { t } = useTranslation('documents');
  const errorText = useErrorText();
  const { message, error } = useWholeMessage(id);
  if (error) return <p role="alert">{errorText(error)}</p>;
  if (!message) return <Progress label={t('loading')} />;
  if (message.state === 'by_hand') return <ByHand messageId={id} />;
  return (
    <>
      <p role="status">{t('work.sending')}</p>
      <p className={styles.text}>{message.text}</p>
    </>
  );
}
