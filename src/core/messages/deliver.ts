import type { SenderSettings } from '#contract/messages.ts';
import { needsSecret } from './sender-settings.ts';
import type { Messaging, Outgoing, Sent, Transport } from './transport.ts';

const DETAIL = 300;
/** How long a try may take (ms): a channel that has not ended it by then is waited for no longer. */
const LIMIT = 30_000;

/** Hands a message to its channel with the secret it needs. Never throws: what cannot be told is unknown. */
export async function deliver(
  { transports, secrets, limit = LIMIT }: Messaging,
  { settings, secretRef }: { settings: SenderSettings; secretRef: string | null },
  outgoing: Outgoing,
  keep: (ref: string) => Promise<void>,
): Promise<Sent> {
  let secret: string | null = null;
  if (needsSecret(settings)) {
    // A place of secrets that does not read has none.
    secret = secretRef === null ? null : await secrets.read(secretRef).catch(() => null);
    if (secret === null) return { result: 'failed', failure: 'SECRET_MISSING', detail: '' };
  }
  try {
    // The table is by kind, so the settings are of the kind its transport takes.
    const transport: Transport = transports[settings.kind] as Transport;
    const sent = await within(limit, transport.send(outgoing, settings, secret, keep));
    if (sent.result === 'sent') return sent;
    return { ...sent, detail: withoutSecret(sent.detail, secret).slice(0, DETAIL) };
  } catch (error) {
    const detail = withoutSecret(error instanceof Error ? error.message : String(error), secret);
    return { result: 'unknown', failure: 'OUTCOME_UNKNOWN', detail: detail.slice(0, DETAIL) };
  }
}

/** What comes of it within so many milliseconds; rejects after them. */
async function within<T>(limit: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('timeout')), limit);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** A server may answer with what it was told. */
function withoutSecret(detail: string, secret: string | null): string {
  return secret === null || secret === '' ? detail : detail.replaceAll(secret, '***');
}
