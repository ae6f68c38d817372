/** What the front desk can fill into a pack's sentences, and which sentences it asks for by name. */

/** Blanks a sentence may hold: exactly the values the front desk can fill in. */
export const KNOWN_BLANKS = [
  'institution',
  'branch',
  'branch_phone',
  'clause',
  /** The person speaking. */
  'name',
  'title',
  'department',
  /** The officer the customer came or called for. */
  'officer',
  'officer_title',
  'officer_department',
  /** The colleague who stands in. */
  'colleague',
  'colleague_title',
  'colleague_department',
  'customer',
  'phone',
  'purpose',
  'reason',
  /** When the officer is expected back. */
  'until',
  /** By when the call is promised. */
  'due',
  'before_closing',
  'next_morning',
  'place',
  'late_by',
  'processing_time',
  'consent_purpose',
  'consent_items',
  'retention',
  /** Documents, visits and bookings: what came, what is missing, the time and the place agreed. */
  'documents',
  'missing_items',
  'how_to_prepare',
  'received_at',
  'agreed_at',
  'address',
  'result',
  'link',
] as const;
export type BlankName = (typeof KNOWN_BLANKS)[number];

/** Sentences the front desk itself asks for by name; a pack without one of them is refused. */
export const REQUIRED_SCRIPTS = [
  'clause_ref',
  'greeting',
  'introduction',
  'purpose',
  'purpose_with_time',
  'officer_present',
  'officer_present_colleague',
  'officer_absent_during_return',
  'officer_absent_during_unknown',
  'officer_absent_private_return',
  'officer_absent_private_unknown',
  'officer_absent_own_words_return',
  'officer_absent_own_words_unknown',
  'colleague_handles',
  'memo_officer',
  'memo_officer_preferred',
  'memo_substitute',
  'memo_substitute_unknown',
  'memo_substitute_preferred',
  'memo_after_closing',
  'memo_before_closing_only',
  'memo_next_morning_only',
  'memo_nobody_present',
  'customer_waits',
  'customer_comes_back',
  'customer_leaves',
  'anything_else',
  'farewell',
  'consent_oral',
  'consent_refused',
  'callback_greeting',
  'callback_introduction',
  'callback_confirm',
  'callback_business',
  'callback_apology',
  'callback_anything_else',
  'callback_farewell',
  'interim_answer',
  'unreachable_text',
  'slip_title',
  'slip_promise',
  'slip_promise_substitute',
  'slip_contact',
  'slip_unreached',
] as const;
export type ScriptKey = (typeof REQUIRED_SCRIPTS)[number];

/** Sentences it says where a pack has them. */
export const OPTIONAL_SCRIPTS = [
  /** To a caller who waits for our call: it is promised, and to come; it is past its time. */
  'phone_returning',
  'phone_returning_late',
] as const;
