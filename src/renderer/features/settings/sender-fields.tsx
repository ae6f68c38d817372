import { useTranslation } from 'react-i18next';
import type { MessageKind } from '#contract/messages.ts';
import { ChipGroup, ToggleChips } from '../../ui/chips.tsx';
import { TextField } from '../../ui/field.tsx';
import type { SenderValues } from './sender-form-values.ts';

type SenderFieldsProps = {
  values: SenderValues;
  set: (change: Partial<SenderValues>) => void;
  refusalAt: (place: string) => string | undefined;
};

const securities = ['tls', 'starttls', 'none'] as const;
const usualPorts = { tls: '465', starttls: '587', none: '25' } as const;
const messageKinds: readonly MessageKind[] = ['sms', 'email'];

/** What a sender of its kind needs to know; the secret stands apart. */
export function SenderFields(props: SenderFieldsProps) {
  const { kind } = props.values;
  if (kind === 'webhook') return <WebhookFields {...props} />;
  return kind === 'smtp' ? <SmtpFields {...props} /> : <SolapiFields {...props} />;
}

function WebhookFields({ values, set, refusalAt }: SenderFieldsProps) {
  const { t } = useTranslation('messages');
  return (
    <>
      <TextField
        label={t('senders.address')}
        required
        value={values.address}
        error={refusalAt('settings.address')}
        onChange={(address) => set({ address })}
      />
      <ToggleChips<MessageKind>
        label={t('write.kind')}
        values={values.kinds}
        onChange={(kinds) => kinds.length > 0 && set({ kinds })}
        choices={messageKinds.map((id) => ({ id, label: t(`kinds.${id}`) }))}
      />
    </>
  );
}

function SmtpFields({ values, set, refusalAt }: SenderFieldsProps) {
  const { t } = useTranslation('messages');
  return (
    <>
      <TextField
        label={t('senders.server')}
        required
        value={values.server}
        error={refusalAt('settings.server')}
        onChange={(server) => set({ server })}
      />
      <ChipGroup
        label={t('senders.security')}
        value={values.security}
        onChange={(security) => set({ security, port: usualPorts[security] })}
        choices={securities.map((id) => ({ id, label: t(`senders.securities.${id}`) }))}
      />
      <TextField
        label={t('senders.port')}
        inputMode="numeric"
        value={values.port}
        error={refusalAt('settings.port')}
        onChange={(port) => set({ port })}
      />
      <TextField label={t('senders.login')} value={values.login} onChange={(login) => set({ login })} />
      <TextField
        label={t('senders.fromName')}
        value={values.fromName}
        onChange={(fromName) => set({ fromName })}
      />
      <TextField
        label={t('senders.fromEmail')}
        required
        inputMode="email"
        value={values.fromEmail}
        error={refusalAt('settings.fromEmail')}
        onChange={(fromEmail) => set({ fromEmail })}
      />
    </>
  );
}

function SolapiFields({ values, set, refusalAt }: SenderFieldsProps) {
  const { t } = useTranslation('messages');
  return (
    <>
      <TextField
        label={t('senders.apiKey')}
        required
        value={values.apiKey}
        error={refusalAt('settings.apiKey')}
        onChange={(apiKey) => set({ apiKey })}
      />
      <TextField
        label={t('senders.fromPhone')}
        required
        inputMode="tel"
        value={values.fromPhone}
        error={refusalAt('settings.fromPhone')}
        onChange={(fromPhone) => set({ fromPhone })}
      />
    </>
  );
}
