import { z } from 'zod';
import { secret } from './accounts.ts';
import {
  id,
  instant,
  longText,
  personal,
  personName,
  phoneText,
  shortText,
  subjectId,
  version,
} from './fields.ts';
import { administrating, atCounter, fresh, onExisting, procedure, receipt, sentence } from './rules.ts';
import { key } from './standard-words.ts';

/** What a message can be about. */
export const messageSubjectTypes = [
  'memo',
  'encounter',
  'customer',
  'document',
  'site_visit',
  'booking',
] as const;
export type MessageSubjectType = (typeof messageSubjectTypes)[number];
export const messageSubject = z.object({ type: z.enum(messageSubjectTypes), id });
export type MessageSubject = z.infer<typeof messageSubject>;

export const messageKind = z.enum(['sms', 'email']);
export type MessageKind = z.infer<typeof messageKind>;

/**
 * by_hand: somebody sends it from a telephone · queued, sending: a sender has it · sent · failed: it did not go, phone
 * instead · unknown: whether it went cannot be told, ask or phone · phoned: told by telephone instead · dropped.
 */
export const messageState = z.enum([
  'by_hand',
  'queued',
  'sending',
  'sent',
  'failed',
  'unknown',
  'phoned',
  'dropped',
]);
export type MessageState = z.infer<typeof messageState>;

/** Why a text that waited no longer holds: what the interface says of it. */
export const messageOutdated = [
  /** Other papers are missing than it says, or none any more. */
  'ITEMS_CHANGED',
  'ITEMS_COMPLETE',
  'DOCUMENT_ENDED',
  'DOCUMENT_HANDED_ON',
  /** The step it was written for was left out. */
  'STEP_SKIPPED',
  /** The promise it gives word of is over: the customer has the answer. */
  'ANSWERED',
  'VISIT_MOVED',
  'VISIT_CANCELLED',
  'VISIT_HANDED_ON',
  'VISIT_CHANGED',
  'VISIT_BEGUN',
  'BOOKING_MOVED',
  'BOOKING_CANCELLED',
  /** Somebody else makes the call it reminds of, or it is over. */
  'CALL_HANDED_ON',
  'CALL_ENDED',
] as const;
export type MessageOutdated = (typeof messageOutdated)[number];

/** Why a message did not go: what the interface says of it. */
export const messageFailures = [
  /** Nobody answered at the sender's address, or not in time. */
  'UNREACHABLE',
  /** The sender refused who we are. */
  'CREDENTIALS',
  /** It refused this message or this number. */
  'REFUSED_THERE',
  /** It had no room or took too much at once, to the last try. */
  'BUSY_THERE',
  /** The secret of the sender is not on this machine. */
  'SECRET_MISSING',
  /** The sender was taken away. */
  'SENDER_GONE',
  /** The connection broke, or Maji ended, while it was on its way. */
  'OUTCOME_UNKNOWN',
  /** It went, and the carrier could not deliver it. */
  'NOT_DELIVERED',
  /** The customer has said meanwhile that he wants no texts. */
  'TEXTS_REFUSED',
] as const;
export type MessageFailure = (typeof messageFailures)[number];

/** Whose telephone a text sent by hand went from. */
export const phoneOwner = z.enum(['own', 'office']);
export type PhoneOwner = z.infer<typeof phoneOwner>;

export const emailText = shortText({ max: 200 }).refine(
  (text) => /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\]+\.[^\s@<>()",;:\\]+$/u.test(text),
  'EMAIL_INVALID',
);

const messageBase = {
  id: subjectId(id, 'message'),
  version,
  kind: messageKind,
  state: messageState,
  template: z.string(),
  clause: z.string(),
  subjectType: z.enum(messageSubjectTypes),
  subjectId: id,
  customerId: subjectId(id, 'customer').nullable(),
  toName: personal(z.string(), 'name'),
  toPhone: personal(z.string(), 'phone').nullable(),
  toEmail: personal(z.string(), 'email').nullable(),
  madeAt: instant,
  madeBy: z.string(),
  officer: z.string(),
  officerId: id,
  /** Null: by hand. */
  sender: z.string().nullable(),
  attempts: z.number().int(),
  /** When it is tried again. */
  nextAt: instant.nullable(),
  failure: z.enum(messageFailures).nullable(),
  settledAt: instant.nullable(),
  settledBy: z.string().nullable(),
  phoneOwner: phoneOwner.nullable(),
  /** Whether it arrived, where the channel says so: asked, as long as it does not know. Null: the channel does not say. */
  delivery: z.enum(['asked', 'delivered', 'undelivered', 'unknown']).nullable(),
  /** When that was known. */
  deliveryAt: instant.nullable(),
  /** The customer wants no texts, and it was written all the same. */
  despiteRefusal: z.boolean(),
  /** Why it no longer holds: dropped where it had not gone yet. */
  outdated: z.enum(messageOutdated).nullable(),
};

/** A message as lists show it. */
export const messageRow = z.object({ ...messageBase, text: personal(z.string(), 'text') });
export type MessageItem = z.infer<typeof messageRow>;

/** A message whole, as it is sent. */
export const messageWhole = z.object({
  ...messageBase,
  title: z.string(),
  text: personal(z.string(), 'text'),
  note: personal(z.string(), 'text'),
  /** The customer wants no texts, and nobody has said of this one that it goes all the same. */
  textsRefused: z.boolean(),
  /** What the channel said of the last try. */
  failureDetail: z.string(),
  /** Whose telephone the person used last. */
  usualPhone: phoneOwner,
  tries: z.array(
    z.object({
      no: z.number().int(),
      startedAt: instant,
      endedAt: instant.nullable(),
      /** Null: it runs, or Maji ended in the middle of it. */
      outcome: z.enum(['sent', 'again', 'failed', 'unknown']).nullable(),
      detail: z.string(),
    }),
  ),
});
export type MessageWhole = z.infer<typeof messageWhole>;

export const messagePlace = z.object({ at: instant, id });
export type MessagePlace = z.infer<typeof messagePlace>;

/** A text of the standard that may be sent. */
export const messageTemplate = z.object({
  script: z.string(),
  clause: z.string(),
  kinds: z.array(messageKind),
  /** What it belongs to in the standard, such as the step's name. */
  label: z.string(),
});
export type MessageTemplate = z.infer<typeof messageTemplate>;

export const senderKind = z.enum(['webhook', 'smtp', 'solapi']);
export type SenderKind = z.infer<typeof senderKind>;

/** HTTPS, or this machine itself. */
const address = shortText({ max: 500 }).refine((text) => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || url.username !== '' || url.password !== '') return false;
  return (
    url.protocol === 'https:' ||
    (url.protocol === 'http:' && /^(127\.0\.0\.1|localhost|\[::1\])$/.test(url.hostname))
  );
}, 'SENDER_ADDRESS_INVALID');

export const senderSettings = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('webhook'), address, kinds: z.array(messageKind).min(1).max(2) }),
  z.object({
    kind: z.literal('smtp'),
    server: shortText({ max: 200 }).refine(
      (text) => /^[A-Za-z0-9.:-]+$/.test(text),
      'SENDER_ADDRESS_INVALID',
    ),
    port: z.number().int().min(1).max(65_535),
    /** tls: from the first byte · starttls: asked for, and refused without · none: only at this machine itself. */
    security: z.enum(['tls', 'starttls', 'none']),
    login: shortText({ max: 200, min: 0 }),
    fromName: shortText({ max: 100, min: 0 }),
    fromEmail: emailText,
  }),
  z.object({
    kind: z.literal('solapi'),
    apiKey: shortText({ max: 100 }),
    /** A number registered with SOLAPI. */
    fromPhone: phoneText,
  }),
]);
export type SenderSettings = z.infer<typeof senderSettings>;

export const senderView = z.object({
  id,
  version,
  name: z.string(),
  settings: senderSettings,
  smsDefault: z.boolean(),
  emailDefault: z.boolean(),
  /** not_needed: it has none · missing: kept on another machine or in another way, type it again. */
  secret: z.enum(['kept', 'missing', 'not_needed']),
  testedAt: instant.nullable(),
  testFailure: z.string().nullable(),
});
export type SenderView = z.infer<typeof senderView>;

/** Where secrets lie: the system's keychain, a file only its owner can read, or nowhere (then there are no senders). */
export const secretPlace = z.enum(['keychain', 'file', 'none']);
export type SecretPlace = z.infer<typeof secretPlace>;

/** A way to send, as whoever writes chooses it; by hand is always there. */
export const senderChoice = z.object({
  id,
  name: z.string(),
  kind: senderKind,
  kinds: z.array(messageKind),
  defaultFor: z.array(messageKind),
});
export type SenderChoice = z.infer<typeof senderChoice>;

const inBranch = { branchId: id };
const senderInput = {
  name: shortText({ max: 60 }),
  settings: senderSettings,
  smsDefault: z.boolean(),
  emailDefault: z.boolean(),
};
/** A number or an e-mail address, by its look; the service reads it. */
const testAddress = z
  .string()
  .regex(/^(?:\+\d[\d-]{6,20}|0\d[\d-]{6,14}|[^\s@]{1,100}@[^\s@]{1,100}\.[^\s@]{1,40})$/u);
const recipient = z.object({
  customerId: id.nullable(),
  /** Null: as the customer's record has it. */
  name: personName.nullable(),
  phone: phoneText.nullable(),
  email: emailText.nullable(),
});

/** The outbox: every text to a customer, whichever way it goes. */
export const messages = {
  /** The texts the standard in force has for sending, in its order. */
  templates: procedure({ who: atCounter, action: 'messages.templates' })
    .input(z.object(inBranch))
    .output(z.array(messageTemplate)),
  /** One of them with its blanks filled: what is known of branch, speaker and customer; the rest stays a gap. */
  fill: procedure({ who: atCounter, action: 'messages.fill', reveals: true })
    .input(
      z.object({
        ...inBranch,
        template: key,
        customerId: id.nullable(),
      }),
    )
    .output(
      z.object({
        sentence: personal(sentence, 'text'),
        text: personal(z.string(), 'text'),
        customerId: subjectId(id, 'customer').nullable(),
      }),
    ),
  /** How messages can be sent here. */
  choices: procedure({ who: atCounter, action: 'messages.choices' })
    .input(z.object(inBranch))
    .output(z.object({ senders: z.array(senderChoice) })),
  /** `open`: what still needs somebody or is on its way, oldest first · `settled`: newest first, 50 at a time. */
  outbox: procedure({ who: atCounter, action: 'messages.outbox' })
    .input(z.object({ ...inBranch, show: z.enum(['open', 'settled']), before: messagePlace.nullable() }))
    .output(z.object({ messages: z.array(messageRow), next: messagePlace.nullable() })),
  /** How many wait for the actor: his own to send by hand, and those of his that did not go. */
  waiting: procedure({ who: atCounter, action: 'messages.waiting' })
    .input(z.object(inBranch))
    .output(z.object({ mine: z.number().int() })),
  /** About one thing, oldest first. */
  of: procedure({ who: atCounter, action: 'messages.of' })
    .input(z.object({ ...inBranch, subject: messageSubject }))
    .output(z.array(messageRow)),
  /** The logged reveal: text, number and every try. */
  open: procedure({ who: atCounter, action: 'messages.open', reveals: true })
    .input(z.object({ ...inBranch, id }))
    .output(messageWhole),
  /**
   * A text to a customer, about him or about a memo or visit of his. REFUSED: NO_TEMPLATE, PHONE_INVALID,
   * CHARACTER_NOT_SENDABLE, TEXT_TOO_LONG_TO_SEND, TEXT_HAS_GAPS, EMPTY for a number or address neither typed nor known.
   */
  write: procedure({ who: atCounter, action: 'messages.write' })
    .input(
      z.object({
        ...fresh,
        ...inBranch,
        kind: messageKind,
        template: key,
        title: shortText({ max: 120, min: 0 }),
        text: longText({ max: 4000 }),
        to: recipient,
        subject: z.object({ type: z.enum(['memo', 'encounter', 'customer']), id }),
        /** Left out: the branch's usual one; null: by hand. */
        senderId: id.nullable().optional(),
        /** TEXTS_REFUSED without it, for a customer who wants no texts. */
        despiteRefusal: z.boolean().optional(),
      }),
    )
    .output(receipt),
  /** Somebody has sent it from a telephone (or mailbox) of his own or of the office; `sentAt` null: just now. */
  sentByHand: procedure({ who: atCounter, action: 'messages.sentByHand' })
    .input(z.object({ ...onExisting, ...inBranch, phone: phoneOwner, sentAt: instant.nullable() }))
    .output(receipt),
  /**
   * Tries it once more, as a new message; null: by hand. For one whose outcome is unknown only `asked`: it has not
   * arrived. NOT_POSSIBLE for one that no longer holds; TEXTS_REFUSED without `despiteRefusal` where the customer has
   * said since that he wants no texts.
   */
  again: procedure({ who: atCounter, action: 'messages.again' })
    .input(
      z.object({
        ...onExisting,
        ...inBranch,
        senderId: id.nullable(),
        asked: z.boolean(),
        despiteRefusal: z.boolean().optional(),
      }),
    )
    .output(receipt),
  /** The customer was told by telephone instead. */
  phoned: procedure({ who: atCounter, action: 'messages.phoned' })
    .input(z.object({ ...onExisting, ...inBranch, note: longText({ max: 1000, min: 0 }) }))
    .output(receipt),
  /** Of one whose outcome was unknown: the customer has it. */
  arrived: procedure({ who: atCounter, action: 'messages.arrived' })
    .input(z.object({ ...onExisting, ...inBranch }))
    .output(receipt),
  /** It shall not go. REFUSED with ON_ITS_WAY while a sender has it in hand. */
  drop: procedure({ who: atCounter, action: 'messages.drop' })
    .input(z.object({ ...onExisting, ...inBranch, reason: longText({ max: 1000 }) }))
    .output(receipt),
  /** The senders of the branch with everything but their secrets. */
  senders: procedure({ who: administrating, action: 'messages.senders' })
    .input(z.object(inBranch))
    .output(z.object({ secretsIn: secretPlace, senders: z.array(senderView) })),
  /** `secret` is a webhook's key, a mailbox's password or SOLAPI's API secret. REFUSED with SENDERS_NOT_HERE where nothing keeps secrets. */
  addSender: procedure({ who: administrating, action: 'messages.addSender' })
    .input(z.object({ ...fresh, ...inBranch, ...senderInput, secret: secret.nullable() }))
    .output(receipt),
  /** `secret` null: as it is. */
  changeSender: procedure({ who: administrating, action: 'messages.changeSender' })
    .input(z.object({ ...onExisting, ...inBranch, ...senderInput, secret: secret.nullable() }))
    .output(receipt),
  /** What is queued for it fails at its next try and is told. */
  removeSender: procedure({ who: administrating, action: 'messages.removeSender' })
    .input(z.object({ ...onExisting, ...inBranch }))
    .output(receipt),
  /** Sends a test to an address of the person's own, at once; `failure` says what the channel said. */
  testSender: procedure({ who: administrating, action: 'messages.testSender' })
    .input(z.object({ ...onExisting, ...inBranch, kind: messageKind, to: testAddress }))
    .output(receipt.extend({ failure: z.enum(messageFailures).nullable(), detail: z.string() })),
};
