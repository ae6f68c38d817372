import { KeyRound, Save } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { contract } from '#contract/contract.ts';
import type { SenderKind, SenderView } from '#contract/messages.ts';
import { useHost } from '../../host/host.tsx';
import { useMutate } from '../../host/mutations.ts';
import { useDraft } from '../../host/use-draft.ts';
import { useErrorText } from '../../i18n/use-error-text.ts';
import { inputProblems } from '../../shared/input-problems.ts';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ChipGroup } from '../../ui/chips.tsx';
import { TextField } from '../../ui/field.tsx';
import { InlinePanel } from '../../ui/inline-panel.tsx';
import { notify } from '../../ui/notices.tsx';
import { SenderFields } from './sender-fields.tsx';
import { kindsOf, newWebhookKey, type SenderValues, settingsOf, valuesOf } from './sender-form-values.ts';
import page from './settings.module.css';

type SenderFormProps = { branchId: string; sender: SenderView | null; onClose: () => void };

const kinds: readonly SenderKind[] = ['webhook', 'smtp', 'solapi'];

/** A sender, new or changed. The secret is typed, sent and forgotten: it is no draft and comes back from nowhere. */
export function SenderForm({ branchId, sender, onClose }: SenderFormProps) {
  const { t } = useTranslation('messages');
  const { t: te } = useTranslation('errors');
  const { client } = useHost();
  const errorText = useErrorText();
  const [values, set, { clear }] = useDraft<SenderValues>(
    'settings',
    `sender:${sender?.id ?? 'new'}`,
    valuesOf(sender),
  );
  const [secret, setSecret] = useState('');
  const [made, setMade] = useState(false);
  const [tried, setTried] = useState(false);
  const done = {
    onSuccess: () => {
      clear();
      notify({ kind: 'info' as const, text: t('senders.saved') });
      onClose();
    },
  };
  const add = useMutate(client.messages.addSender, done);
  const change = useMutate(client.messages.changeSender, done);
  const error = add.error ?? change.error;
  const sends = kindsOf(values);
  const wish = {
    branchId,
    name: values.name,
    settings: settingsOf(values),
    smsDefault: values.smsDefault && sends.includes('sms'),
    emailDefault: values.emailDefault && sends.includes('email'),
    secret: secret === '' ? null : secret,
  };
  const problems = inputProblems(contract.messages.addSender, { ...wish, requestId: crypto.randomUUID() });
  const refusalAt = (place: string) => {
    const key = tried ? problems.get(place) : undefined;
    return key === undefined ? undefined : te(key);
  };
  const save = () => {
    setTried(true);
    if (problems.size > 0) return;
    if (sender === null) add.mutate(wish);
    else change.mutate({ ...wish, id: sender.id, expectedVersion: sender.version });
  };
  return (
    <InlinePanel title={sender === null ? t('senders.add') : sender.name} takesFocus onClose={onClose}>
      {sender === null && (
        <ChipGroup<SenderKind>
          label={t('senders.kind')}
          value={values.kind}
          onChange={(kind) => set({ kind })}
          choices={kinds.map((id) => ({ id, label: t(`senders.kinds.${id}`) }))}
        />
      )}
      <p className={page.hint}>{t(`senders.kindHints.${values.kind}`)}</p>
      <TextField
        label={t('senders.name')}
        required
        autoFocus
        value={values.name}
        error={refusalAt('name')}
        onChange={(name) => set({ name })}
      />
      <SenderFields values={values} set={set} refusalAt={refusalAt} />
      <TextField
        label={t(`senders.secrets.${values.kind}`)}
        // A key that was just made is copied from here; afterwards nobody sees it again.
        type={made ? 'text' : 'password'}
        autoComplete="new-password"
        value={secret}
        hint={made ? t('senders.keyOnce') : sender?.secret === 'kept' ? t('senders.secretKept') : undefined}
        onChange={setSecret}
      />
      {values.kind === 'webhook' && (
        <div className={page.buttons}>
          <Button
            icon={<KeyRound size={20} aria-hidden="true" />}
            onPress={() => {
              setSecret(newWebhookKey());
              setMade(true);
            }}
          >
            {t('senders.makeKey')}
          </Button>
        </div>
      )}
      {sends.includes('sms') && (
        <Checkbox checked={values.smsDefault} onChange={(smsDefault) => set({ smsDefault })}>
          {t('senders.smsDefault')}
        </Checkbox>
      )}
      {sends.includes('email') && (
        <Checkbox checked={values.emailDefault} onChange={(emailDefault) => set({ emailDefault })}>
          {t('senders.emailDefault')}
        </Checkbox>
      )}
      {error && <p role="alert">{errorText(error)}</p>}
      <div className={page.buttons}>
        <Button
          variant="primary"
          hotkey="Ctrl+Enter"
          keyLabel={t('senders.save')}
          icon={<Save size={20} aria-hidden="true" />}
          disabled={add.isPending || change.isPending}
          onPress={save}
        >
          {t('senders.save')}
        </Button>
      </div>
    </InlinePanel>
  );
}
