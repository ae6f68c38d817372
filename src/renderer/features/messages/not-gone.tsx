import { CheckCheck, Phone } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MessageWhole } from '#contract/messages.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useDraft } from '#renderer/host/use-draft.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { TextArea } from '#renderer/ui/field.tsx';
import styles from './messages-screen.module.css';

const untouched = { note: '' };

/** One that did not go, or of which nobody knows: the customer is told by telephone, and that is one press. */
export function NotGone({ message }: { message: MessageWhole }) {
  const { t } = useTranslation('messages');
  const { client } = useHost();
  const errorText = useErrorText();
  const branchId = useSession((session) => session.branchId) ?? never;
  const [draft, set, { clear }] = useDraft('message', message.id, untouched);
  const phoned = useMutate(client.messages.phoned, { onSuccess: clear });
  const arrived = useMutate(client.messages.arrived, { onSuccess: clear });
  const on = { branchId, id: message.id, expectedVersion: message.version };
  const unknown = message.state === 'unknown';
  const error = phoned.error ?? arrived.error;
  const busy = phoned.isPending || arrived.isPending;
  return (
    <div className={styles.trouble}>
      <h3>{unknown ? t('deeds.unknownTitle') : t('deeds.failedTitle')}</h3>
      {message.failure && <p>{t(`failures.${message.failure}`)}</p>}
      {message.failureDetail !== '' && (
        <p className={styles.detail}>{t('panel.said', { detail: message.failureDetail })}</p>
      )}
      <p className={styles.number}>{message.toPhone}</p>
      <TextArea
        label={t('deeds.phonedNote')}
        value={draft.note}
        rows={2}
        onChange={(note) => set({ note })}
      />
      {error && <p role="alert">{errorText(error)}</p>}
      <div className={styles.buttons}>
        <Button
          variant="primary"
          hotkey="Enter"
          keyLabel={t('deeds.phoned')}
          icon={<Phone size={20} aria-hidden="true" />}
          disabled={busy}
          onPress={() => phoned.mutate({ ...on, note: draft.note })}
        >
          {t('deeds.phoned')}
        </Button>
        {unknown && (
          <Button
            icon={<CheckCheck size={20} aria-hidden="true" />}
            disabled={busy}
            onPress={() => arrived.mutate(on)}
          >
            {t('deeds.arrived')}
          </Button>
        )}
      </div>
    </div>
  );
}
