/** The rows of papers that came; kinds of value as in schema.ts. */
type Instant = string;
type LocalDate = string;
type Flag = 0 | 1;
type Json = string;

/** One line of a duty's checklist: what has to come for it, and how the customer prepares it. */
export interface DutyItemRow {
  id: string;
  branch_id: string;
  duty_id: string;
  name: string;
  how: string;
  active: Flag;
  sort: number;
}

/** Papers that came together from one sender. */
export interface DocumentRow {
  id: string;
  branch_id: string;
  standard_id: string;
  /** post | fax | email | counter */
  way: string;
  customer_id: string | null;
  /** As written down then; empty where the sender is not known. */
  customer_name: string;
  business: string;
  phone: string;
  phone_digits: string;
  email: string;
  /** What it is, in the branch's words; empty where the items say it. */
  title: string;
  duty_id: string | null;
  note: string;
  officer_id: string;
  taken_by: string;
  received_at: Instant;
  recorded_at: Instant;
  business_date: LocalDate;
  /** Looked through for the first time. */
  checked_at: Instant | null;
  /** How often it was found not to be enough. */
  rounds: number;
  /** The customer has been told that it came. */
  told: Flag;
  /** due | waiting | in_work | done | ended */
  state: string;
  closed_at: Instant | null;
  version: number;
}

/** What belongs to it; `came_at` null is missing. */
export interface DocumentItemRow {
  id: string;
  document_id: string;
  sort: number;
  name: string;
  how: string;
  came_at: Instant | null;
}

/** A step of the standard that is done, left out, or whose message is on its way. */
export interface DocumentStepRow {
  document_id: string;
  step: string;
  /** Which time it was found not to be enough; 0 for steps that come once. */
  round: number;
  /** done | skipped | sending | failed: its message did not go */
  state: string;
  at: Instant;
  how: string;
  /** How the customer was told. */
  means: string | null;
  message_id: string | null;
  /** Why it was left out. */
  reason: string | null;
  late_reason: string | null;
  actor_id: string;
}

export interface DocumentEventRow {
  id: string;
  document_id: string;
  seq: number;
  kind: string;
  at: Instant;
  actor_id: string;
  note: string;
  data: Json;
}

export interface DocumentsSchema {
  duty_item: DutyItemRow;
  document: DocumentRow;
  document_item: DocumentItemRow;
  document_step: DocumentStepRow;
  document_event: DocumentEventRow;
}
