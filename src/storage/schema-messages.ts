/** The rows of the outbox; kinds of value as in schema.ts. */
type Instant = string;
type LocalDate = string;
type Flag = 0 | 1;
type Json = string;

/** A text to a customer: to be sent by hand, or by a sender of the branch. */
export interface MessageRow {
  id: string;
  branch_id: string;
  standard_id: string;
  clause: string;
  /** The script of the pack it was filled from. */
  template: string;
  /** sms | email */
  kind: string;
  /** Of an e-mail; empty for a text message. */
  title: string;
  text: string;
  customer_id: string | null;
  to_name: string;
  to_phone: string | null;
  to_email: string | null;
  /** What it is about, see contract/messages.ts. */
  about_type: string;
  about_id: string;
  /** The fact that is written once it has gone; null where only the message itself is wanted. */
  event: string | null;
  /** In whose name it goes, and who has to phone where it does not. */
  officer_id: string;
  made_by: string;
  made_at: Instant;
  business_date: LocalDate;
  /** Null: by hand. */
  sender_id: string | null;
  /** by_hand | queued | sending | sent | failed | unknown | phoned | dropped */
  state: string;
  /** What a channel that recognises repeats knows this sending by. */
  send_key: string;
  attempts: number;
  /** Tries made before somebody had it sent again: those after it are counted anew. */
  tries_from: number;
  /** When it is tried next; while it is queued. */
  next_at: Instant | null;
  /** Which run of the host has it in hand; while it is being sent. */
  claimed_by: string | null;
  /** What the channel called it, such as SOLAPI's group. */
  provider_ref: string | null;
  /** Why it did not go: a stable word, and what the channel said. */
  failure: string | null;
  failure_detail: string;
  settled_at: Instant | null;
  settled_by: string | null;
  /** Whose telephone a text sent by hand went from: own | office. */
  phone_owner: string | null;
  /** Why it was dropped, or what was said on the telephone. */
  note: string;
  /** Why it no longer holds, see contract/messages.ts; null while it does. */
  outdated: string | null;
  /** What the channel says of whether it arrived: asked | delivered | undelivered | unknown; null: it does not say. */
  delivery: string | null;
  delivery_asks: number;
  /** When the channel is asked next; while `delivery` is asked. */
  delivery_next_at: Instant | null;
  /** When it arrived, or was known not to. */
  delivery_at: Instant | null;
  /** The customer wants no texts, and whoever wrote it said that this one goes all the same. */
  despite_refusal: Flag;
  version: number;
}

/** One try of a sender. It is written before anything leaves the machine. */
export interface MessageAttemptRow {
  message_id: string;
  no: number;
  sender_id: string;
  started_at: Instant;
  ended_at: Instant | null;
  /** sent | again | failed | unknown; null while it runs, or when the host ended in the middle. */
  outcome: string | null;
  detail: string;
}

/** A way a branch sends messages by itself. What must stay secret is kept elsewhere, under `secret_ref`. */
export interface MessageSenderRow {
  id: string;
  branch_id: string;
  /** smtp | webhook | solapi */
  kind: string;
  name: string;
  settings: Json;
  secret_ref: string | null;
  sms_default: Flag;
  email_default: Flag;
  created_at: Instant;
  removed_at: Instant | null;
  tested_at: Instant | null;
  /** Null: the last test went through. */
  test_failure: string | null;
  version: number;
}
