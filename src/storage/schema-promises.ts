/** The rows of promises, what must be said later, and to whom it was said; kinds of value as in schema.ts. */
type Instant = string;
type LocalDate = string;

export interface PromiseRow {
  id: string;
  branch_id: string;
  standard_id: string;
  promise: string;
  clause: string;
  subject_type: string;
  subject_id: string;
  counting: string;
  amount: number;
  unit: string;
  made_at: Instant;
  business_date: LocalDate;
  original_due_at: Instant;
  due_at: Instant;
  due_date: LocalDate;
  /** standard | preferred | before_closing | next_morning | interim | holiday_declared | hours_changed | agreed | resumed */
  due_reason: string;
  /** Who was meant to answer when the promise was made. */
  intended_id: string;
  caller_id: string;
  /** open | kept | late | broken | unreachable */
  state: string;
  closed_at: Instant | null;
  closed_date: LocalDate | null;
  closed_by: string | null;
  late_reason: string | null;
  late_action: string | null;
  version: number;
  /** The due time and its reason before the calendar was changed; null where that has moved it not. */
  due_before: Instant | null;
  reason_before: string | null;
  /** Since when its clock stands still; null while it runs. */
  paused_at: Instant | null;
}

/** A time in which the clock of a promise stood still; `until_at` is null while it does. */
export interface PromisePauseRow {
  promise_id: string;
  from_at: Instant;
  until_at: Instant | null;
  /** The pack's event that began it. */
  event: string;
}

/** Word in between that is or was due while a promise was open; an open promise has one open interim at most. */
export interface InterimRow {
  id: string;
  branch_id: string;
  promise_id: string;
  standard_id: string;
  clause: string;
  /** Which word of its promise it is, from 1. */
  seq: number;
  /** What it counts from: when the promise was made, or the word before was given. */
  since_at: Instant;
  original_due_at: Instant;
  due_at: Instant;
  due_date: LocalDate;
  /** The due time before the calendar was changed; null where it has not moved. */
  due_before: Instant | null;
  /** open | kept | late | missed (the promise ended without it) | not_due (the promise ended before) */
  state: string;
  closed_at: Instant | null;
  version: number;
}

/** What the core has to say to somebody at a time: reminders of promises, an untaken hand-over. */
export interface DueRow {
  id: string;
  branch_id: string;
  /** DueKind, see core/promises/reminders.ts. */
  kind: string;
  subject_type: string;
  subject_id: string;
  at: Instant;
  fired_at: Instant | null;
  cancelled_at: Instant | null;
}

/** A fired due row addressed to one person. */
export interface NoticeRow {
  id: string;
  branch_id: string;
  due_id: string;
  kind: string;
  subject_type: string;
  subject_id: string;
  staff_id: string;
  at: Instant;
  seen_at: Instant | null;
  /** No longer true before it was seen: answered, taken, agreed anew, handed on. */
  cancelled_at: Instant | null;
}

export interface PromisesSchema {
  promise: PromiseRow;
  promise_pause: PromisePauseRow;
  interim: InterimRow;
  due: DueRow;
  notice: NoticeRow;
}
