import type { SenderSettings } from '#contract/messages.ts';
import { needsSecret } from './sender-settings.ts';
import type { Delivery, Messaging, Outgoing, Sent, Transport } from './transport.ts';

const DETAIL = 300;
/** How long a try may take (ms): a channel that has not ended it by then is waited for no longer. */
const LIMIT = 30_000;

interface Sender {
  settings: SenderSettings;
  secretRef: string | null;
}

/** Undefined where a secret is needed and there is none. */
async function secretOf(
  { secrets }: Messaging,
  { settings, secretRef }: Sender,
): Promise<string | null | undefined> {
  if (!needsSecret(settings)) return null;
  // A place of secrets that does not read has none.
  const secret = secretRef === null ? null : await secrets.read(secretRef).catch(() => null);
  return secret ?? undefined;
}

/** The table is by kind, so the settings are of the kind its transport takes. */
const transportFor = ({ transports }: Messaging, { kind }: SenderSettings): Transport =>
  transports[kind] as Transport;

/** Whether the channel can be asked later if a message has arrived. */
export const tellsDelivery = (messaging: Messaging, settings: SenderSettings): boolean =>
  transportFor(messaging, settings).delivery !== undefined;

/** Hands a message to its channel with the secret it needs. Never throws: what cannot be told is unknown. */
export async function deliver(
  messaging: Messaging,
  sender: Sender,
  outgoing: Outgoing,
  keep: (ref: string) => Promise<void>,
): Promise<Sent> {
  const { limit = LIMIT } = messaging;
  const { settings } = sender;
  const secret = await secretOf(messaging, sender);
  if (secret === undefined) return { result: 'failed', failure: 'SECRET_MISSING', detail: '' };
  try {
    const transport = transportFor(messaging, settings);
    const sent = await within(limit, transport.send(outgoing, settings, secret, keep));
    if (sent.result === 'sent') return sent;
    return { ...sent, detail: withoutSecret(sent.detail, secret).slice(0, DETAIL) };
  } catch (error) {
    const detail = withoutSecret(error instanceof Error ? error.message : String(error), secret);
    return { result: 'unknown', failure: 'OUTCOME_UNKNOWN', detail: detail.slice(0, DETAIL) };
  }
}

/** Asks the channel whether a message has arrived. Never throws: one that cannot be asked now is asked later. */
export async function askDelivery(messaging: Messaging, sender: Sender, ref: string): Promise<Delivery> {
  const { limit = LIMIT } = messaging;
  const { settings } = sender;
  const secret = await secretOf(messaging, sender);
  const transport = transportFor(messaging, settings);
  if (secret === undefined || transport.delivery === undefined) return { state: 'waiting', detail: '' };
  try {
    const { state, detail } = await within(limit, transport.delivery(ref, settings, secret));
    return { state, detail: withoutSecret(detail, secret).slice(0, DETAIL) };
  } catch {
    return { state: 'waiting', detail: '' };
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
