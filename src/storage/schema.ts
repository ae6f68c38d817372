import type { ApiKeyRow, BookingRow, BookingSettingRow } from './schema-bookings.ts';
import type { PhoneCallRow } from './schema-calls.ts';
import type { DocumentsSchema } from './schema-documents.ts';
import type { MessageAttemptRow, MessageRow, MessageSenderRow } from './schema-messages.ts';
import type {
  CalendarFeedRow,
  SiteVisitEventRow,
  SiteVisitRow,
  SiteVisitStepRow,
} from './schema-site-visits.ts';

/**
 * The rows of the store, the same on SQLite and PostgreSQL.
 *
 * Ids are UUIDv7 text. Instants are fixed-width UTC text (`2026-11-23T08:03:39.123Z`), local dates
 * `YYYY-MM-DD`. Flags are 0/1 and JSON is text on both engines, see codecs.ts.
 */
type Instant = string;
type LocalDate = string;
type Flag = 0 | 1;
type Json = string;

export interface InstitutionRow {
  id: string;
  name: string;
  created_at: Instant;
}

export interface BranchRow {
  id: string;
  institution_id: string;
  name: string;
  /** As customers may call it; null where the branch has given none. */
  phone: string | null;
  time_zone: string;
  /** The standard in force here; open work keeps the one it began under. */
  standard_id: string;
  /** OfficeHours as JSON, see contract/settings.ts. */
  office_hours: Json;
  /** Titles of the approval boxes on the daily report. */
  report_boxes: Json;
  created_at: Instant;
  version: number;
  /** Whose public holidays it keeps, see core/standard/public-holidays.ts; null goes by its zone. */
  holiday_region: string | null;
}

/** A day the branch closes by itself, or closes early; one that was withdrawn stays. */
export interface HolidayRow {
  id: string;
  branch_id: string;
  date: LocalDate;
  name: string;
  /** `HH:MM` of a half day; null for the whole day. */
  closes_at: string | null;
  declared_at: Instant;
  declared_by: string;
  withdrawn_at: Instant | null;
  withdrawn_by: string | null;
  version: number;
}

/** One row a branch, taken first by every write: it numbers changes and chains the activity log. */
export interface BranchHeadRow {
  branch_id: string;
  change_seq: number;
  activity_seq: number;
  activity_hash: string;
}

export interface CounterRow {
  id: string;
  branch_id: string;
  name: string;
  sort: number;
}

export interface DepartmentRow {
  id: string;
  branch_id: string;
  name: string;
  sort: number;
}

export interface StaffRow {
  id: string;
  branch_id: string;
  department_id: string;
  name: string;
  title: string;
  /** Room or seat, as told to a visitor. */
  seat: string;
  roles: Json;
  substitute_id: string | null;
  active: Flag;
  sort: number;
  version: number;
  /** Who signs in as this member of staff; null where nobody can yet. */
  account_id: string | null;
}

export interface StaffPhotoRow {
  staff_id: string;
  media_type: string;
  bytes: Uint8Array;
  updated_at: Instant;
}

export interface DutyRow {
  id: string;
  branch_id: string;
  name: string;
  /** What a visitor may be told to expect, in minutes; null where the branch has set none. */
  expected_minutes: number | null;
  active: Flag;
  sort: number;
}

export interface StaffDutyRow {
  staff_id: string;
  duty_id: string;
}

export interface AbsenceRow {
  id: string;
  branch_id: string;
  staff_id: string;
  /** An absence reason of the pack. */
  kind: string;
  /** Own words that may be told instead of the kind's phrase. */
  told: string | null;
  starts_at: Instant;
  /** Expected return; null when not known. */
  returns_at: Instant | null;
  ended_at: Instant | null;
  created_by: string;
  version: number;
}

export interface StandardRow {
  id: string;
  institution_id: string;
  pack_id: string;
  pack_version: string;
  hash: string;
  text: string;
  adopted_at: Instant;
}

export interface CustomerRow {
  id: string;
  institution_id: string;
  /** Short key used by customer_search. */
  no: number;
  name: string;
  business: string;
  phone: string;
  phone_digits: string;
  consent_at: Instant;
  /** oral | written */
  consent_how: string;
  /** Latest encounter in epoch milliseconds, 0 before the first; orders the search. */
  rank: number;
  latest_encounter_at: Instant | null;
  encounters: number;
  created_at: Instant;
  version: number;
  /** Who took this one's place in a joining; null for a customer in use. A joined one has no search rows. */
  joined_into: string | null;
  /** Since when he wants no texts: he is telephoned. Null: texts are well. */
  texts_refused_at: Instant | null;
}

/** Two records of one person joined: what is needed to undo it exactly. The joined one's own row keeps its values. */
export interface CustomerJoiningRow {
  id: string;
  institution_id: string;
  /** Where it was done. */
  branch_id: string;
  survivor_id: string;
  joined_id: string;
  /** The survivor's version the joining made: orders the joinings of one survivor. */
  survivor_version: number;
  /** Which fields the survivor took from the joined one: JSON list of name | business | phone | consent | texts. */
  taken: Json;
  /** The survivor's values before. */
  former_name: string;
  former_business: string;
  former_phone: string;
  former_phone_digits: string;
  former_consent_at: Instant;
  former_consent_how: string;
  former_texts_refused_at: Instant | null;
  at: Instant;
  actor_id: string;
  undone_at: Instant | null;
  undone_by: string | null;
  version: number;
}

/** A row that a joining moved from the joined customer to the survivor. */
export interface CustomerMovedRow {
  joining_id: string;
  /** The table, see core/customers/references.ts. */
  entity: string;
  entity_id: string;
}

export interface CustomerSearchRow {
  token: string;
  rank: number;
  customer_no: number;
}

export interface EncounterRow {
  id: string;
  branch_id: string;
  counter_id: string | null;
  standard_id: string;
  channel: string;
  /** open | handed_over | with_officer | waiting | closed */
  state: string;
  opened_at: Instant;
  opened_by: string;
  business_date: LocalDate;
  customer_id: string | null;
  duty_id: string | null;
  purpose: string;
  officer_id: string | null;
  /** Who serves the visitor now: reception, then the officer or colleague who took the visit. */
  served_by: string;
  /** Who is to take the visit while it is handed over. */
  handed_to: string | null;
  handed_over_at: Instant | null;
  taken_at: Instant | null;
  waiting_since: Instant | null;
  outcome: string | null;
  outcome_note: string;
  closed_at: Instant | null;
  version: number;
}

export interface EncounterStepRow {
  encounter_id: string;
  step: string;
  /** done | skipped | owed: a repeat still to be done by whoever took the visit */
  state: string;
  at: Instant;
  /** clock | ticked | afterwards */
  how: string;
  /** Why it was skipped; on the officer step, which choice of the pack settled it. */
  reason: string | null;
  actor_id: string;
}

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
  /** The due time and its reason before a declared holiday moved it; null where none has. */
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

/** Append-only evidence: conformance is computed from these rows alone. */
export interface FactRow {
  id: string;
  branch_id: string;
  seq: number;
  standard_id: string;
  clause: string;
  subject_type: string;
  subject_id: string;
  event: string;
  occurred_at: Instant;
  recorded_at: Instant;
  business_date: LocalDate;
  /** clock | ticked | afterwards */
  how: string;
  actor_id: string;
}

export interface ChangeRow {
  branch_id: string;
  seq: number;
  entity: string;
  entity_id: string;
  version: number;
}

/** The first answer to a request, by ids only. */
export interface IdempotencyRow {
  request_id: string;
  procedure: string;
  actor_id: string;
  entity: string;
  entity_id: string;
  version: number;
  seq: number;
  at: Instant;
}

/** What the core has to say to somebody at a time: reminders of promises, an untaken hand-over. */
export interface DueRow {
  id: string;
  branch_id: string;
  /** promise_officer | promise_substitute | promise_manager | call_again | handover_untaken */
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

export interface DraftRow {
  id: string;
  branch_id: string;
  staff_id: string;
  kind: string;
  subject_id: string | null;
  body: Json;
  updated_at: Instant;
  version: number;
}

/** The activity log: a hash chain a branch; ids only. */
export interface ActivityRow {
  branch_id: string;
  seq: number;
  at: Instant;
  actor_id: string;
  /** The window or address it came from. */
  source: string;
  action: string;
  /** allowed | refused */
  outcome: string;
  /** Whose data: `entity:id` list as JSON. */
  subjects: Json;
  purpose: string;
  prev_hash: string;
  hash: string;
}

/** Somebody who can sign in. He may work at several branches, each with a staff row of its own. */
export interface AccountRow {
  id: string;
  institution_id: string;
  /** Lower case. */
  login: string;
  /** argon2id, with its cost and salt. */
  password_hash: string;
  /** The password was given by somebody else. */
  must_change: Flag;
  pin_hash: string | null;
  active: Flag;
  created_at: Instant;
  password_at: Instant;
  version: number;
}

/** A browser or desktop app where people sign in; it is known by a token, kept as its SHA-256. */
export interface SeatRow {
  id: string;
  token_hash: string;
  /** desktop | host */
  door: string;
  created_at: Instant;
}

/** One person signed in at one seat. */
export interface SessionRow {
  id: string;
  seat_id: string;
  account_id: string;
  started_at: Instant;
  /** When the person last did something. */
  seen_at: Instant;
  expires_at: Instant;
  locked_at: Instant | null;
  ended_at: Instant | null;
  pin_failures: number;
}

/** What happened at the door, for the person himself; the activity log keeps the same for the auditor. */
export interface SignInRow {
  id: string;
  account_id: string;
  at: Instant;
  kind: string;
  door: string;
  address: string;
}

/** Wrong passwords by what was typed as login (its SHA-256), whether there is such an account or not. */
export interface SignInGuardRow {
  login_key: string;
  failures: number;
  blocked_until: Instant;
  /** Tries that came while it was blocked, since the last failure. */
  refused: number;
  at: Instant;
}

/** A signed edition of a day's report; never changed. See docs/adr/0037-sealed-reports.md. */
export interface SignedReportRow {
  id: string;
  branch_id: string;
  date: LocalDate;
  /** 1, then the corrections. */
  edition: number;
  /** Of the signing, at the branch; numbers count from 1 in each. */
  year: number;
  no: number;
  /** The standard in force when it was signed. */
  standard_id: string;
  /** Of the signer's window: its PDF is drawn in it. */
  language: string;
  signed_at: Instant;
  signed_by: string;
  signer_name: string;
  signer_title: string;
  signer_department: string;
  /** Signed while the day was still open. */
  before_closing: Flag;
  open_visits: number;
  /** The frozen day: canonical JSON, see core/reports/canonical-json.ts. */
  content: Json;
  /** SHA-256 of `content` in UTF-8. */
  content_hash: string;
  /** The newest row of the activity chain before the row of the signing itself. */
  activity_seq: number;
  activity_hash: string;
  corrects_id: string | null;
  /** To the edition it corrects. */
  differences: Json;
}

/** The sealed PDF of an edition; added once. */
export interface SignedReportPdfRow {
  report_id: string;
  bytes: Uint8Array;
  size: number;
  /** SHA-256 of `bytes`. */
  hash: string;
  made_at: Instant;
}

/** What belongs to the host and to no branch. */
export interface HostSettingRow {
  key: string;
  value: Json;
}

/** Tables by name, for Kysely. */
export interface Schema extends DocumentsSchema {
  institution: InstitutionRow;
  branch: BranchRow;
  branch_head: BranchHeadRow;
  holiday: HolidayRow;
  counter: CounterRow;
  department: DepartmentRow;
  staff: StaffRow;
  staff_photo: StaffPhotoRow;
  duty: DutyRow;
  staff_duty: StaffDutyRow;
  absence: AbsenceRow;
  standard: StandardRow;
  customer: CustomerRow;
  customer_search: CustomerSearchRow;
  customer_joining: CustomerJoiningRow;
  customer_moved: CustomerMovedRow;
  encounter: EncounterRow;
  encounter_step: EncounterStepRow;
  phone_call: PhoneCallRow;
  memo: MemoRow;
  memo_event: MemoEventRow;
  promise: PromiseRow;
  promise_pause: PromisePauseRow;
  interim: InterimRow;
  fact: FactRow;
  change: ChangeRow;
  idempotency: IdempotencyRow;
  due: DueRow;
  notice: NoticeRow;
  draft: DraftRow;
  activity: ActivityRow;
  account: AccountRow;
  seat: SeatRow;
  session: SessionRow;
  sign_in: SignInRow;
  sign_in_guard: SignInGuardRow;
  signed_report: SignedReportRow;
  signed_report_pdf: SignedReportPdfRow;
  host_setting: HostSettingRow;
  booking_setting: BookingSettingRow;
  booking: BookingRow;
  api_key: ApiKeyRow;
  site_visit: SiteVisitRow;
  site_visit_step: SiteVisitStepRow;
  site_visit_event: SiteVisitEventRow;
  calendar_feed: CalendarFeedRow;
  message: MessageRow;
  message_attempt: MessageAttemptRow;
  message_sender: MessageSenderRow;
}
