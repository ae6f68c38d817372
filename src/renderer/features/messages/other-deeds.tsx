import { Ban, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageWhole } from '#contract/messages.ts';
import { useHost } from '#renderer/host/host.tsx';
import { useMutate } from '#renderer/host/mutations.ts';
import { useDraft } from '#renderer/host/use-draft.ts';
import { useErrorText } from '#renderer/i18n/use-error-text.ts';
import { SenderChoice, useWays } from '#renderer/shared/message-box/sender-choice.tsx';
import { TextsRefused } from '#renderer/shared/message-box/texts-refused.tsx';
import { useSession } from '#renderer/shared/session-store.ts';
import { never } from '#renderer/shared/use-branch.ts';
import { Button } from '#renderer/ui/button.tsx';
import { Checkbox } from '#renderer/ui/checkbox.tsx';
import { TextArea } from '#renderer/ui/field.tsx';
import { InlinePanel } from '#renderer/ui/inline-panel.tsx';
import styles from './messages-screen.module.css';

type Deed = 'again' | 'drop';
const MAY: Partial<Record<MessageWhole['state'], readonly Deed[]>> = {
  by_hand: ['again', 'drop'],
  queued: ['again', 'drop'],
  failed: ['again', 'drop'],
  unknown: ['again', 'drop'],
};

/** What else may be done: send it another way, or not at all. */
export function OtherDeeds({ message }: { message: MessageWhole }) {
  const { t } = useTranslation('messages');
  const [asking, setAsking] = useState<Deed | null>(null);
  const ways = useWays(message.kind);
  const may = MAY[message.state] ?? [];
  // By hand already, and nothing else there is.
  const canChange =
    message.outdated === null && (message.state !== 'by_hand' || (ways?.senders.length ?? 0) > 0);
  const shut = () => setAsking(null);
  if (may.length === 0) return null;
  if (asking === 'again') return <Again message={message} onClose={shut} />;
  if (asking === 'drop') return <Drop message={message} onClose={shut} />;
  return (
    <div className={styles.buttons}>
      {canChange && (
        <Button icon={<RotateCw size={20} aria-hidden="true" />} onPress={() => setAsking('again')}>
          {message.state === 'by_hand' ? t('deeds.changeWay') : t('deeds.again')}
        </Button>
      )}
      <Button icon={<Ban size={20} aria-hidden="true" />} onPress={() => setAsking('drop')}>
        {t('deeds.drop')}
      </Button>
    </div>
  );
}

type AskProps = { message: MessageWhole; onClose: () => void };

function useOn(message: MessageWhole) {
  const branchId = useSession((session) => session.branchId) ?? never;
  return { branchId, id: message.id, expectedVersion: message.version };
}

function Again({ message, onClose }: AskProps) {
  const { t } = useTranslation('messages');
  const { client } = useHost();
  const errorText = useErrorText();
  const on = useOn(message);
  const ways = useWays(message.kind);
  const [chosen, setChosen] = useState<string | null | undefined>(undefined);
  const [asked, setAsked] = useState(false);
  const [despiteRefusal, setDespite] = useState(false);
  const again = useMutate(client.messages.again, { onSuccess: onClose });
  const unknown = message.state === 'unknown';
  const senderId = chosen === undefined ? (ways?.usual ?? null) : chosen;
  return (
    <InlinePanel title={t('deeds.again')} look="question" takesFocus onClose={onClose}>
      <SenderChoice kind={message.kind} value={chosen} onChange={setChosen} />
      {unknown && (
        <Checkbox checked={asked} onChange={setAsked}>
          {t('deeds.askFirst')}
        </Checkbox>
      )}
      {message.textsRefused && <TextsRefused confirmed={despiteRefusal} onChange={setDespite} />}
      {again.error && <p role="alert">{errorText(again.error)}</p>}
      <Button
        variant="primary"
        hotkey="Enter"
        disabled={again.isPending || (unknown && !asked) || (message.textsRefused && !despiteRefusal)}
        onPress={() => again.mutate({ ...on, senderId, asked, despiteRefusal })}
      >
        {t('deeds.again')}
      </Button>
    </InlinePanel>
  );
}

const wordless = { reason: '' };

function Drop({ message, onClose }: AskProps) {
  const { t } = useTranslation('messages');
  const { client } = useHost();
  const errorText = useErrorText();
  const on = useOn(message);
  const [{ reason }, set, { clear }] = useDraft('message', `drop:${message.id}`, wordless);
  const drop = useMutate(client.messages.drop, {
    onSuccess: () => {
      clear();
      onClose();
    },
  });
  return (
    <InlinePanel title={t('deeds.dropTitle')} look="question" takesFocus onClose={onClose}>
      <TextArea
        label={t('deeds.dropReason')}
        value={reason}
        rows={2}
        autoFocus
        required
        onChange={(text) => set({ reason: text })}
      />
      {drop.error && <p role="alert">{errorText(drop.error)}</p>}
      <Button
        variant="primary"
        hotkey="Ctrl+Enter"
        disabled={drop.isPending || reason.trim() === ''}
        onPress={() => drop.mutate({ ...on, reason })}
      >
        {t('deeds.drop')}
      </Button>
    </InlinePanel>
  );
}
