import type { MessageSubject, MessageSubjectType } from '#contract/messages.ts';
import type { Desk } from '../kernel/desk.ts';
import type { FactInput, UnitOfWork } from '../kernel/unit-of-work.ts';

/** How a message ended, as the feature hears it that it is about. */
export interface MessageSettled {
  id: string;
  subject: MessageSubject;
  template: string;
  clause: string;
  standardId: string;
  /** The event asked for when it was written. Already a fact where `recorded`. */
  event: string | null;
  recorded: boolean;
  /**
   * sent · failed: phone instead · unknown: ask or phone · phoned: told by telephone · dropped. One that failed or is
   * unknown can still become sent, phoned or dropped: then the feature hears of it again.
   */
  outcome: 'sent' | 'failed' | 'unknown' | 'phoned' | 'dropped';
  /** It no longer holds: dropped by that, not by somebody's word. */
  isOutdated: boolean;
  at: Date;
  /** When its text was written. */
  madeAt: Date;
  /** Who sent or phoned; on whose behalf, where a sender did. */
  actorId: string;
  how: FactInput['how'];
}

/** Called in the transaction that settles the message, after its own fact was written. */
export type MessageHandler = (desk: Desk, unit: UnitOfWork, message: MessageSettled) => Promise<void>;
export type MessageHandlers = Partial<Record<MessageSubjectType, MessageHandler>>;
