import type { SenderSettings } from '#contract/messages.ts';
import { countText } from '#contract/sms-text.ts';
import { systemClock } from '#core/kernel/clock.ts';
import type { Outgoing, Sent, Transport } from '#core/messages/transport.ts';
import { signedHeaders } from './webhook-signature.ts';

/** How long the institution's own page may take to take a message over (milliseconds). */
const PATIENCE = 15_000;
/** Of its answer, more is not read (bytes). */
const READ = 64 * 1024;
/** And more is not kept (characters). */
const ANSWER = 2000;

/** The call never reached anybody: the connection itself was refused or there is no such name. */
const NOT_REACHED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const BUSY = new Set([408, 425, 429, 503]);

/** The institution's own page takes the message over; it knows a repeat by `webhook-id`. See docs/message-webhook.md. */
export function webhookTransport(
  patience: number = PATIENCE,
): Transport<Extract<SenderSettings, { kind: 'webhook' }>> {
  return {
    recognisesRepeats: true,
    async send(message, settings, secret) {
      // The other side compares it with its own clock, so it is the machine's.
      const at = systemClock.now();
      const body = JSON.stringify(bodyOf(message, at));
      try {
        const response = await fetch(settings.address, {
          method: 'POST',
          redirect: 'manual',
          headers: {
            'content-type': 'application/json',
            'user-agent': 'Maji',
            ...signedHeaders(secret ?? '', message.key, at, body),
          },
          body,
          signal: AbortSignal.timeout(patience),
        });
        const text = await beginningOf(response).catch(() => '');
        return outcomeOf(response.status, text.slice(0, ANSWER));
      } catch (error) {
        const code = causeOf(error);
        if (NOT_REACHED.has(code)) return { result: 'again', failure: 'UNREACHABLE', detail: code };
        return { result: 'unknown', failure: 'OUTCOME_UNKNOWN', detail: code };
      }
    },
  };
}

/** The beginning of an answer, however much there is of it; the rest is left with whoever sends it. */
async function beginningOf({ body }: Response): Promise<string> {
  if (body === null) return '';
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  for (let read = 0; read < READ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    chunks.push(value);
    read += value.byteLength;
  }
  await reader.cancel();
  return Buffer.concat(chunks).subarray(0, READ).toString('utf8');
}

function bodyOf({ key, kind, to, title, text }: Outgoing, at: Date) {
  return {
    type: 'message.send',
    timestamp: at.toISOString(),
    data: { id: key, kind, ...(kind === 'sms' ? { form: countText(text).form } : { title }), to, text },
  };
}

function outcomeOf(status: number, text: string): Sent {
  if (status >= 200 && status < 300) return { result: 'sent', ref: refIn(text) };
  const detail = `HTTP ${status} ${text}`.trim();
  if (status === 401 || status === 403) return { result: 'failed', failure: 'CREDENTIALS', detail };
  if (BUSY.has(status)) return { result: 'again', failure: 'BUSY_THERE', detail };
  // What broke over there may have broken after it went.
  if (status >= 500) return { result: 'unknown', failure: 'OUTCOME_UNKNOWN', detail };
  return { result: 'failed', failure: 'REFUSED_THERE', detail };
}

/** What the page calls the message, where it says so. */
function refIn(text: string): string | null {
  try {
    const { id } = JSON.parse(text) as { id?: unknown };
    return typeof id === 'string' ? id.slice(0, 200) : null;
  } catch {
    return null;
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  if (typeof cause === 'object' && cause !== null && 'code' in cause) return String(cause.code);
  return error.name;
}
