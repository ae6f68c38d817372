import type {
  MessageFailure,
  MessageKind,
  SecretPlace,
  SenderKind,
  SenderSettings,
} from '#contract/messages.ts';

/** A message as it leaves the house. */
export interface Outgoing {
  /** The same for every try of one sending: what the channel recognises a repeat by. */
  key: string;
  kind: MessageKind;
  /** E.164 (+44…), a Korean number's digits at a Korean branch (010…), or an e-mail address. */
  to: string;
  title: string;
  text: string;
  /** What the channel called it at an earlier try; null at the first. */
  ref: string | null;
}

export type Sent =
  | { result: 'sent'; ref: string | null }
  /** again: it has certainly not gone and may be tried · failed: it will not go · unknown: it may have gone. */
  | { result: 'again' | 'failed' | 'unknown'; failure: MessageFailure; detail: string };

/** What a channel says of a message it took over; waiting: it does not know yet, or could not be asked. */
export interface Delivery {
  state: 'waiting' | 'delivered' | 'undelivered';
  detail: string;
}

/** A channel, given by whoever opens the desk. It ends by itself within half a minute; then nobody waits for it any more. */
export interface Transport<Settings extends SenderSettings = SenderSettings> {
  /** Whether a second try under the same key can never arrive twice. */
  readonly recognisesRepeats: boolean;
  /** `keep` stores what the channel calls the message, durably, before it is let go. */
  send(
    message: Outgoing,
    settings: Settings,
    secret: string | null,
    keep: (ref: string) => Promise<void>,
  ): Promise<Sent>;
  /** Whether what the channel calls `ref` has arrived; only where the channel can say. */
  delivery?(ref: string, settings: Settings, secret: string | null): Promise<Delivery>;
}

export type Transports = { [Kind in SenderKind]: Transport<Extract<SenderSettings, { kind: Kind }>> };

/** Keeps what senders need to know and nobody may read back. */
export interface SecretKeeper {
  readonly place: Exclude<SecretPlace, 'none'>;
  /** Null where there is none of this name, or none this keeper can read. */
  read(ref: string): Promise<string | null>;
  /** Durable when it returns. */
  write(ref: string, secret: string): Promise<void>;
  remove(ref: string): Promise<void>;
}

/** What it takes to send by itself; without it everything goes by hand. */
export interface Messaging {
  transports: Transports;
  secrets: SecretKeeper;
  /** How long a try may take in all (ms); half a minute unless told. */
  limit?: number;
}
