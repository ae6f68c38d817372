import { Pencil, Send, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageFailure, MessageKind, SenderView } from '#contract/messages.ts';
import { messageFailures } from '#contract/messages.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { useFormat } from '../../i18n/use-format.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { TextField } from '../../ui/field.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import { Progress } from '../../ui/progress.tsx';
import { Tag } from '../../ui/tag.tsx';
import page from './settings.module.css';

type SenderCardProps = { branchId: string; sender: SenderView; onChange: () => void };

const isFailure = (word: string): word is MessageFailure =>
  (messageFailures as readonly string[]).includes(word);

/** One sender: where it leads, whether its secret is here, how its last test went, and a test at a press. */
export function SenderCard({ branchId, sender, onChange }: SenderCardProps) {
  const { t } = useTranslation('messages');
  const format = useFormat();
  const [asking, setAsking] = useState<'test' | 'remove' | null>(null);
  const { settings, name, testedAt, testFailure } = sender;
  const usual = sender.smsDefault || sender.emailDefault;
  const where =
    settings.kind === 'webhook'
      ? settings.address
      : settings.kind === 'smtp'
        ? `${settings.server}:${settings.port} · ${settings.fromEmail}`
        : settings.fromPhone;
  const why = testFailure !== null && isFailure(testFailure) ? t(`failures.${testFailure}`) : '';
  return (
    <Card as="section" className={page.part ?? ''} aria-label={name}>
      <h2 className={page.heading}>
        {name} <small>{t(`senders.kinds.${settings.kind}`)}</small> {usual && <Tag>{t('senders.usual')}</Tag>}
      </h2>
      <p className={page.head}>{where}</p>
      {sender.secret === 'missing' && <p role="alert">{t('senders.secretMissing')}</p>}
      {testedAt && (
        <p className={page.hint}>
          {testFailure === null
            ? t('senders.tested', { time: format.dateTime(testedAt) })
            : t('senders.testFailed', { time: format.dateTime(testedAt), why })}
        </p>
      )}
      {asking === 'test' && <Test branchId={branchId} sender={sender} onClose={() => setAsking(null)} />}
      {asking === 'remove' && <Remove branchId={branchId} sender={sender} onClose={() => setAsking(null)} />}
      {asking === null && (
        <div className={page.buttons}>
          <Button icon={<Send size={20} aria-hidden="true" />} onPress={() => setAsking('test')}>
            {t('senders.test')}
          </Button>
          <Button icon={<Pencil size={20} aria-hidden="true" />} onPress={onChange}>
            {t('senders.change')}
          </Button>
          <Button icon={<Trash2 size={20} aria-hidden="true" />} onPress={() => setAsking('remove')}>
            {t('senders.remove')}
          </Button>
        </div>
      )}
    </Card>
  );
}

type AskProps = { branchId: string; sender: SenderView; onClose: () => void };

function Test({ branchId, sender, onClose }: AskProps) {
  const { t } = useTranslation('messages');
  const { client } = useHost();
  const errorText = useErrorText();
  const [to, setTo] = useState('');
  const { settings } = sender;
  const kind: MessageKind =
    settings.kind === 'smtp' || (settings.kind === 'webhook' && !settings.kinds.includes('sms'))
      ? 'email'
      : 'sms';
  const test = useMutate(client.messages.testSender);
  const { data } = test;
  return (
    <InlinePanel title={t('senders.test')} look="question" takesFocus onClose={onClose}>
      <TextField
        label={t('senders.testTo')}
        hint={t('senders.testToHint')}
        inputMode={kind === 'sms' ? 'tel' : 'email'}
        autoFocus
        value={to}
        onChange={setTo}
        error={test.error ? errorText(test.error) : undefined}
      />
      {test.isPending && <Progress label={t('deeds.onItsWay')} />}
      {data && (
        <p role="status">
          {data.failure === null ? t('senders.testGone') : t(`failures.${data.failure}`)}
          {data.detail !== '' && (
            <small className={page.head}> {t('panel.said', { detail: data.detail })}</small>
          )}
        </p>
      )}
      <div className={page.buttons}>
        <Button
          variant="primary"
          hotkey="Ctrl+Enter"
          disabled={test.isPending || to.trim() === ''}
          onPress={() => test.mutate({ branchId, id: sender.id, expectedVersion: sender.version, kind, to })}
        >
          {t('senders.test')}
        </Button>
      </div>
    </InlinePanel>
  );
}

function Remove({ branchId, sender, onClose }: AskProps) {
  const { t } = useTranslation('messages');
  const { client } = useHost();
  const errorText = useErrorText();
  const remove = useMutate(client.messages.removeSender);
  return (
    <InlinePanel
      title={t('senders.removeTitle', { name: sender.name })}
      look="question"
      takesFocus
      onClose={onClose}
    >
      {remove.error && <p role="alert">{errorText(remove.error)}</p>}
      <div className={page.buttons}>
        <Button
          variant="primary"
          hotkey="Enter"
          disabled={remove.isPending}
          onPress={() => remove.mutate({ branchId, id: sender.id, expectedVersion: sender.version })}
        >
          {t('senders.remove')}
        </Button>
      </div>
    </InlinePanel>
  );
}
