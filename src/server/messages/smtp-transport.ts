import { promisify } from 'node:util';
import type SMTPConnection from 'nodemailer/lib/smtp-connection';
import type { SenderSettings } from '#contract/messages.ts';
import type { Outgoing, Sent, Transport } from '#core/messages/transport.ts';

type Smtp = Extract<SenderSettings, { kind: 'smtp' }>;

/** How long each step may take (milliseconds). */
const PATIENCE = 10_000;

/**
 * E-mail through the institution's own server. SMTP has no way to ask whether a message has gone: so once the server was
 * given a message and has not answered, nobody knows. The Message-ID is the same for every try.
 */
export function smtpTransport(patience: number = PATIENCE): Transport<Smtp> {
  return {
    recognisesRepeats: false,
    async send(message, settings, secret) {
      const mail = await composed(message, settings);
      const { default: Connection } = await import('nodemailer/lib/smtp-connection');
      const connection = new Connection({
        host: settings.server,
        port: settings.port,
        secure: settings.security === 'tls',
        requireTLS: settings.security === 'starttls',
        ignoreTLS: settings.security === 'none',
        connectionTimeout: patience,
        greetingTimeout: patience,
        socketTimeout: patience,
      });
      // Whatever happens on the line reaches the step that is under way.
      connection.on('error', () => {});
      try {
        const refused = await reach(connection, settings, secret);
        if (refused !== null) return refused;
        return await handOver(connection, message, settings, mail);
      } finally {
        connection.close();
      }
    },
  };
}

async function composed(message: Outgoing, settings: Smtp): Promise<Buffer> {
  const { default: MailComposer } = await import('nodemailer/lib/mail-composer');
  const domain = settings.fromEmail.split('@')[1] ?? 'maji';
  const mail = new MailComposer({
    from:
      settings.fromName === ''
        ? settings.fromEmail
        : { name: settings.fromName, address: settings.fromEmail },
    to: message.to,
    subject: message.title,
    text: message.text,
    messageId: `<${message.key}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated' },
  }).compile();
  return await promisify<Buffer>((done) => mail.build(done))();
}

type Trouble = Error & { code?: string; responseCode?: number; response?: string };

/** Connects and signs in; nothing of the message has gone whatever goes wrong here. */
async function reach(
  connection: SMTPConnection,
  { login }: Smtp,
  secret: string | null,
): Promise<Sent | null> {
  try {
    await new Promise<void>((resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new Error('closed')));
      connection.connect((error) => (error ? reject(error) : resolve()));
    });
    if (login !== '') {
      await new Promise<void>((resolve, reject) => {
        connection.once('error', reject);
        connection.login({ user: login, pass: secret ?? '' }, (error) => (error ? reject(error) : resolve()));
      });
    }
    return null;
  } catch (error) {
    const trouble = error as Trouble;
    const detail = trouble.response ?? trouble.message;
    if (trouble.code === 'EAUTH' && !isForNow(trouble))
      return { result: 'failed', failure: 'CREDENTIALS', detail };
    if (trouble.code === 'ETLS') return { result: 'failed', failure: 'REFUSED_THERE', detail };
    return { result: 'again', failure: isForNow(trouble) ? 'BUSY_THERE' : 'UNREACHABLE', detail };
  }
}

/** Gives the message to the server: its answer decides, and without an answer nobody knows. */
async function handOver(
  connection: SMTPConnection,
  { to }: Outgoing,
  { fromEmail }: Smtp,
  mail: Buffer,
): Promise<Sent> {
  try {
    const info = await new Promise<{ response?: string }>((resolve, reject) => {
      connection.once('error', reject);
      connection.once('end', () => reject(new Error('closed')));
      connection.send({ from: fromEmail, to: [to] }, mail, (error, sent) =>
        error || sent == null ? reject(error ?? new Error('no answer')) : resolve(sent),
      );
    });
    return { result: 'sent', ref: info.response?.slice(0, 200) ?? null };
  } catch (error) {
    const trouble = error as Trouble;
    const detail = trouble.response ?? trouble.message;
    if (isForNow(trouble)) return { result: 'again', failure: 'BUSY_THERE', detail };
    if (trouble.responseCode !== undefined && trouble.responseCode >= 500)
      return { result: 'failed', failure: 'REFUSED_THERE', detail };
    return { result: 'unknown', failure: 'OUTCOME_UNKNOWN', detail };
  }
}

/** A server that answers 4xx has not taken the message and may later. */
const isForNow = ({ responseCode }: Trouble): boolean =>
  responseCode !== undefined && responseCode >= 400 && responseCode < 500;
