import { createHmac } from 'node:crypto';

const PREFIX = 'whsec_';

/** A key as the specification writes it (`whsec_` and base64), or any other text as it stands. */
const bytesOf = (secret: string): Buffer =>
  secret.startsWith(PREFIX)
    ? Buffer.from(secret.slice(PREFIX.length), 'base64')
    : Buffer.from(secret, 'utf8');

/**
 * The headers of a signed call, as the Standard Webhooks specification has them: HMAC-SHA256 over
 * `id.timestamp.body`, base64. `at` is the time of this try; the id stays the same for every try of one message.
 */
export function signedHeaders(secret: string, id: string, at: Date, body: string): Record<string, string> {
  const timestamp = `${Math.floor(at.getTime() / 1000)}`;
  const signature = createHmac('sha256', bytesOf(secret))
    .update(`${id}.${timestamp}.${body}`)
    .digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
}
