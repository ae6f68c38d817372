import { Copy, Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageWhole, PhoneOwner } from '#contract/messages.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { Button } from '#renderer/ui/button.tsx';
import { ChipGroup } from '#renderer/ui/chips.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import { copyText } from '../copy-text.ts';
import { useSession } from '../session-store.ts';
import { never } from '../use-branch.ts';
import styles from './message-box.module.css';
import { fitsCode, QrCode, smsAddress } from './qr-code.tsx';
import { useWholeMessage } from './use-whole-message.ts';

type ByHandProps = {
  /** A message that waits to be sent by hand. */
  messageId: string;
  onSent?: () => void;
  /** The key of the one thing to do; Enter unless told. */
  hotkey?: 'Enter' | 'Ctrl+Enter';
};

/**
 * A message sent from a telephone: to read off, to copy, or to open there by pointing its camera. One key says that it
 * has gone; whose telephone it was is as last time.
 */
export function ByHand({ messageId, ...rest }: ByHandProps) {
  const { t } = useTranslation('messages');
  const errorText = useErrorText();
  const { message, error } = useWholeMessage(messageId);
  if (message) return <Ready message={message} {...rest} />;
  return error ? <p role="alert">{errorText(error)}</p> : <Progress label={t('loading')} />;
}

type ReadyProps = Omit<ByHandProps, 'messageId'> & { message: MessageWhole };

function Ready({ message, onSent, hotkey = 'Enter' }: ReadyProps) {
  const { t } = useTranslation('messages');
  const { client } = useHost();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? never;
  const [phone, setPhone] = useState<PhoneOwner>(message.usualPhone);
  const sent = useMutate(client.messages.sentByHand, {
    onSuccess: () => {
      notify({ kind: 'info', text: t('byHand.done') });
      onSent?.();
    },
  });
  const { kind, text, toName, toPhone, toEmail } = message;
  const isText = kind === 'sms';
  const to = (isText ? toPhone : toEmail) ?? '';
  const address = smsAddress(to, text);
  const owners = ['own', 'office'] as const;
  return (
    <div className={styles.byHand}>
      <div className={styles.read}>
        <p className={styles.to}>
          <b>{toName}</b> {to}
        </p>
        <p className={styles.words}>{text}</p>
        <div className={styles.buttons}>
          <CopyButton text={text} label={t('byHand.copyText')} />
          <CopyButton text={to} label={isText ? t('byHand.copyNumber') : t('byHand.copyAddress')} />
        </div>
      </div>
      {isText && fitsCode(address) ? (
        <figure className={styles.scan}>
          <QrCode text={address} label={t('byHand.qr', { name: toName })} />
          <figcaption>{t('byHand.scan')}</figcaption>
        </figure>
      ) : (
        <p className={styles.hint}>{isText ? t('byHand.tooLongForCode') : t('byHand.mailHint')}</p>
      )}
      <div className={styles.confirm}>
        {isText && (
          <ChipGroup<PhoneOwner>
            label={t('byHand.whose')}
            value={phone}
            onChange={setPhone}
            choices={owners.map((id) => ({ id, label: t(`byHand.${id}`) }))}
          />
        )}
        {sent.error && <p role="alert">{errorText(sent.error)}</p>}
        <Button
          variant="primary"
          hotkey={hotkey}
          keyLabel={t('byHand.sent')}
          wide
          icon={<Send size={20} aria-hidden="true" />}
          disabled={sent.isPending}
          onPress={() =>
            sent.mutate({ branchId, id: message.id, expectedVersion: message.version, phone, sentAt: null })
          }
        >
          {t('byHand.sent')}
        </Button>
      </div>
    </div>
  );
}

function CopyButton({ text, label }: { text: string; label: string }) {
  const { t } = useTranslation('messages');
  const copy = async () => {
    const copied = await copyText(text);
    notify({ kind: copied ? 'info' : 'trouble', text: copied ? t('byHand.copied') : t('byHand.notCopied') });
  };
  return (
    <Button icon={<Copy size={20} aria-hidden="true" />} onPress={() => void copy()}>
      {label}
    </Button>
  );
}
