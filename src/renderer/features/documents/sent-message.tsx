import { useQuery } from '@tanstack/react-query';
import { Copy } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { notify } from '#renderer/ui/notices.tsx';
import { Progress } from '#renderer/ui/progress.tsx';
import styles from './documents.module.css';

/** The text of a step while it has not gone: by hand it is copied, sent from a telephone and confirmed with one press. */
export function SentMessage({ id, clause }: { id: string; clause: string | null }) {
  const { t } = useTranslation(['documents', 'counter']);
  const { orpc, client } = useHost();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? never;
  const { data, error } = useQuery(orpc.messages.open.queryOptions({ input: { branchId, id } }));
  const confirm = useMutate(client.messages.sentByHand, {
    onSuccess: () => notify({ kind: 'info', text: t('done_.sent') }),
    onError: (failure) => notify({ kind: 'trouble', text: errorText(failure) }),
  });
  if (error) return <p role="alert">{errorText(error)}</p>;
  if (!data) return <Progress label={t('loading')} />;
  const isByHand = data.state === 'by_hand';
  const copy = async () => {
    await navigator.clipboard.writeText(data.text);
    notify({ kind: 'info', text: t('work.copied') });
  };
  const send = () =>
    confirm.mutate({ id, branchId, expectedVersion: data.version, phone: data.usualPhone, sentAt: null });
  return (
    <>
      <p>{t(isByHand ? 'work.byHand' : 'work.sending')}</p>
      <p className={styles.text}>
        <span className={styles.small}>{clause && t('counter:clause', { clause })}</span>
        {data.text}
      </p>
      <div className={styles.buttons}>
        <span className={styles.soft}>{t('work.to', { to: data.toPhone ?? data.toEmail ?? '' })}</span>
        <Button hotkey="C" icon={<Copy size={18} aria-hidden="true" />} onPress={() => void copy()}>
          {t('work.copy')}
        </Button>
      </div>
      {isByHand && (
        <div className={styles.primary}>
          <Button variant="primary" hotkey="Enter" wide disabled={confirm.isPending} onPress={send}>
            {t('work.sentByHand')}
          </Button>
        </div>
      )}
    </>
  );
}
