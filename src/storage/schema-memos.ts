/** The rows of memos; kinds of value as in schema.ts. */
type Instant = string;
type LocalDate = string;
type Json = string;

export interface MemoRow {
  id: string;
  branch_id: string;
  standard_id: string;
  encounter_id: string | null;
  customer_id: string | null;
  customer_name: string;
  business: string;
  phone: string;
  phone_digits: string;
  duty_id: string | null;
  inquiry: string;
  intended_id: string;
  handler_id: string;
  taken_by: string;
  /** normal | urgent */
  urgency: string;
  /** new | seen | in_contact | answered | unreachable | unanswered */
  state: string;
  attempts: number;
  call_again_at: Instant | null;
  made_at: Instant;
  business_date: LocalDate;
  closed_at: Instant | null;
  version: number;
}

/** The memo's history in words; the facts keep the same events without personal data. */
export interface MemoEventRow {
  id: string;
  memo_id: string;
  seq: number;
  kind: string;
  at: Instant;
  actor_id: string;
  /** What was said, why it was handed on. */
  note: string;
  data: Json;
}

export interface MemosSchema {
  memo: MemoRow;
  memo_event: MemoEventRow;
}
