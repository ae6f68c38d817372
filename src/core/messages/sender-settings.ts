import type { MessageKind, SenderSettings } from '#contract/messages.ts';
import { senderSettings } from '#contract/messages.ts';
import { fromJson } from '#storage/codecs.ts';
import type { MessageSenderRow } from '#storage/schema-messages.ts';

const parsed = fromJson(senderSettings);

export const settingsOf = (row: Pick<MessageSenderRow, 'settings'>): SenderSettings => parsed(row.settings);

/** What a sender can send. */
export function kindsOf(settings: SenderSettings): MessageKind[] {
  if (settings.kind === 'webhook') return settings.kinds;
  return settings.kind === 'smtp' ? ['email'] : ['sms'];
}

export const kindsOfSender = (row: Pick<MessageSenderRow, 'settings'>): MessageKind[] =>
  kindsOf(settingsOf(row));

/** A mailbox that takes mail from this machine without a login needs no secret. */
export const needsSecret = (settings: SenderSettings): boolean =>
  settings.kind !== 'smtp' || settings.login !== '';
