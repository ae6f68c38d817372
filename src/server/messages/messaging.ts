import type { Messaging, SecretKeeper } from '#core/messages/transport.ts';
import { smtpTransport } from './smtp-transport.ts';
import { solapiTransport } from './solapi-transport.ts';
import { webhookTransport } from './webhook-transport.ts';

/** Every channel there is, with secrets kept by `secrets`. */
export function messagingWith(secrets: SecretKeeper): Messaging {
  return {
    secrets,
    transports: { webhook: webhookTransport(), smtp: smtpTransport(), solapi: solapiTransport() },
  };
}
