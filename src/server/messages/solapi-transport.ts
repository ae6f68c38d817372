import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { SolapiMessageService } from 'solapi';
import type { SenderSettings } from '#contract/messages.ts';
import { countText } from '#contract/sms-text.ts';
import type { Delivery, Outgoing, Sent, Transport } from '#core/messages/transport.ts';

/** The official client waits without end; this is how long a message may take in all (milliseconds). */
const PATIENCE = 25_000;

/**
 * SOLAPI by its official client. A message goes as a group of one: the group is made and its name kept before it is
 * let go, it can be let go once only, and afterwards it says itself whether it has gone. So a repeat is never a second
 * message, whatever broke in between.
 */
export function solapiTransport(
  patience: number = PATIENCE,
): Transport<Extract<SenderSettings, { kind: 'solapi' }>> {
  return {
    recognisesRepeats: true,
    async send(message, settings, secret, keep) {
      // Read only where somebody uses it: it is large.
      const { SolapiMessageService: Service } = await import('solapi');
      const service = new Service(settings.apiKey, secret ?? '');
      const from = settings.fromPhone.replace(/\D/g, '');
      let timer: NodeJS.Timeout | undefined;
      const patient = { ended: false };
      const late = new Promise<Sent>((resolve) => {
        const answer = { result: 'unknown', failure: 'OUTCOME_UNKNOWN', detail: 'timeout' } as const;
        timer = setTimeout(() => {
          patient.ended = true;
          resolve(answer);
        }, patience);
      });
      try {
        return await Promise.race([letGo(service, message, from, keep, patient), late]);
      } finally {
        clearTimeout(timer);
      }
    },
    async delivery(group, settings, secret) {
      const { SolapiMessageService: Service } = await import('solapi');
      const service = new Service(settings.apiKey, secret ?? '');
      const { messageList } = await service.getGroupMessages(group);
      const [message] = Object.values(messageList);
      return deliveryOf(message?.statusCode ?? '', message?.reason ?? '');
    },
  };
}

/**
 * What SOLAPI's status codes say: 4000 it has arrived; 2000 and 3000 taken over by SOLAPI and by the carrier; any other
 * of the thousands of its taking over (1), its own work (2) and the carrier's (3) is why it did not.
 */
function deliveryOf(code: string, reason: string): Delivery {
  if (code === '4000') return { state: 'delivered', detail: code };
  if (code === '2000' || code === '3000' || !/^[123]\d{3}$/.test(code))
    return { state: 'waiting', detail: code };
  return { state: 'undelivered', detail: `${code} ${reason}`.trim() };
}

async function letGo(
  service: SolapiMessageService,
  message: Outgoing,
  from: string,
  keep: (ref: string) => Promise<void>,
  /** Nobody waits for the answer any more: what has not been let go must not go. */
  patient: { ended: boolean },
): Promise<Sent> {
  let group = message.ref;
  try {
    const known = group === null ? null : await service.getGroup(group);
    if (known !== null && known.status !== 'PENDING') return afterwards(known.status, known.groupId);
    if (group === null) {
      group = await service.createGroup(false, undefined, { majiKey: message.key });
      await keep(group);
    }
    // The group takes one number once: adding again what a lost answer hid changes nothing.
    if (known === null || known.count.total === 0) {
      const refused = await add(service, group, message, from);
      if (refused !== null) return refused;
    }
    if (patient.ended) return { result: 'unknown', failure: 'OUTCOME_UNKNOWN', detail: 'timeout' };
  } catch (error) {
    return notGone(error);
  }
  try {
    await service.sendGroup(group);
    return { result: 'sent', ref: group };
  } catch (error) {
    return await lookAgain(service, group, error);
  }
}

async function add(
  service: SolapiMessageService,
  group: string,
  { to, text, key }: Outgoing,
  from: string,
): Promise<Sent | null> {
  const type = countText(text).form === 'lms' ? 'LMS' : 'SMS';
  const { to: number, country } = addressed(to);
  const answer: unknown = await service.addMessagesToGroup(group, {
    to: number,
    ...(country !== null && { country }),
    from,
    text,
    type,
    autoTypeDetect: false,
    customFields: { majiKey: key },
  });
  const [first] =
    (answer as { resultList?: { statusCode?: string; statusMessage?: string }[] }).resultList ?? [];
  if (first === undefined || first.statusCode === '2000') return null;
  const detail = `${first.statusCode} ${first.statusMessage ?? ''}`.trim();
  return { result: 'failed', failure: 'REFUSED_THERE', detail };
}

/** How SOLAPI is told a number: a Korean one as it is dialled here, any other with its country, or it would be read as Korean. */
function addressed(to: string): { to: string; country: string | null } {
  const number = parsePhoneNumberFromString(to);
  if (number === undefined) return { to, country: null };
  const { countryCallingCode: country, nationalNumber } = number;
  if (country !== '82') return { to: nationalNumber, country };
  // A service number (1588-1234) has no zero in front.
  return { to: /^1[568]\d{6}$/.test(nationalNumber) ? nationalNumber : `0${nationalNumber}`, country: null };
}

/** The group was let go by an earlier try. */
function afterwards(status: string, group: string): Sent {
  if (status === 'FAILED') return { result: 'failed', failure: 'REFUSED_THERE', detail: status };
  return { result: 'sent', ref: group };
}

/** The answer to letting it go was none or a refusal: the group itself knows. */
async function lookAgain(service: SolapiMessageService, group: string, error: unknown): Promise<Sent> {
  try {
    const { status } = await service.getGroup(group);
    return status === 'PENDING' ? notGone(error) : afterwards(status, group);
  } catch {
    return { result: 'unknown', failure: 'OUTCOME_UNKNOWN', detail: detailOf(error) };
  }
}

const detailOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Nothing has been let go yet. */
function notGone(error: unknown): Sent {
  const { httpStatus, errorCode } = error as { httpStatus?: number; errorCode?: string };
  const detail = detailOf(error);
  if (httpStatus === 401 || httpStatus === 403) return { result: 'failed', failure: 'CREDENTIALS', detail };
  if (httpStatus === 429) return { result: 'again', failure: 'BUSY_THERE', detail };
  if (httpStatus !== undefined && httpStatus < 500)
    return {
      result: 'failed',
      failure: errorCode === 'InvalidAPIKey' ? 'CREDENTIALS' : 'REFUSED_THERE',
      detail,
    };
  return { result: 'again', failure: httpStatus === undefined ? 'UNREACHABLE' : 'BUSY_THERE', detail };
}
