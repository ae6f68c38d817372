import type { MessageKind, SenderKind, SenderSettings, SenderView } from '#contract/messages.ts';

/** Everything a sender of any kind can have, as it is typed; a secret is never among it. */
export type SenderValues = {
  kind: SenderKind;
  name: string;
  address: string;
  kinds: MessageKind[];
  server: string;
  port: string;
  security: 'tls' | 'starttls' | 'none';
  login: string;
  fromName: string;
  fromEmail: string;
  apiKey: string;
  fromPhone: string;
  smsDefault: boolean;
  emailDefault: boolean;
};

const blank: SenderValues = {
  kind: 'webhook',
  name: '',
  address: '',
  kinds: ['sms'],
  server: '',
  port: '465',
  security: 'tls',
  login: '',
  fromName: '',
  fromEmail: '',
  apiKey: '',
  fromPhone: '',
  smsDefault: true,
  emailDefault: true,
};

/** The form as it begins: of a sender there is, or of a new one. */
export function valuesOf(sender: SenderView | null): SenderValues {
  if (sender === null) return blank;
  const { settings, name, smsDefault, emailDefault } = sender;
  const own = settings.kind === 'smtp' ? { ...settings, port: `${settings.port}` } : settings;
  return { ...blank, ...own, name, smsDefault, emailDefault };
}

/** What the form says, as the contract wants it. */
export function settingsOf(values: SenderValues): SenderSettings {
  const { kind, address, kinds, server, port, security, login, fromName, fromEmail, apiKey, fromPhone } =
    values;
  if (kind === 'webhook') return { kind, address, kinds };
  if (kind === 'solapi') return { kind, apiKey, fromPhone };
  return { kind, server, port: Number(port), security, login, fromName, fromEmail };
}

/** What a sender of these values can send. */
export const kindsOf = ({ kind, kinds }: SenderValues): readonly MessageKind[] =>
  kind === 'webhook' ? kinds : kind === 'smtp' ? ['email'] : ['sms'];

/** A key as the Standard Webhooks specification writes it: 32 random bytes. */
export function newWebhookKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return `whsec_${btoa(String.fromCharCode(...bytes))}`;
}
