/** A visit to a customer (S2–S4). Kinds of value as in schema.ts. */
export interface SiteVisitRow {
  id: string;
  branch_id: string;
  /** The standard it began under. */
  standard_id: string;
  /** The documents it comes from; a logical reference. */
  document_id: string | null;
  customer_id: string | null;
  customer_name: string;
  business: string;
  phone: string;
  phone_digits: string;
  address: string;
  duty_id: string | null;
  /** Own words about what for, beside the duty. */
  purpose: string;
  officer_id: string;
  companion_id: string | null;
  /** planned | agreed | arrived | done | cancelled */
  state: string;
  /** The time that holds now; the ones before are in the events. */
  agreed_at: string | null;
  /** `agreed_at` and `minutes` together, for what it would meet with. */
  agreed_until: string | null;
  agreed_date: string | null;
  minutes: number;
  /** When the officer comes, as he told the customer once he knew that he would be late. */
  expected_at: string | null;
  arrived_at: string | null;
  made_at: string;
  made_by: string;
  business_date: string;
  /** Done or cancelled. */
  closed_at: string | null;
  changed_at: string;
  version: number;
}

/** A step of the visit that was done. */
export interface SiteVisitStepRow {
  site_visit_id: string;
  /** Of the pack's channel `site_visit`. */
  step: string;
  at: string;
  /** clock | ticked | afterwards */
  how: string;
  actor_id: string;
}

/** Something that happened to a visit; `seq` is the version it made. */
export interface SiteVisitEventRow {
  id: string;
  site_visit_id: string;
  seq: number;
  kind: string;
  at: string;
  actor_id: string;
  note: string;
  data: string;
}

/** The address under which an officer's own calendar program reads his visits; one revoked stays. */
export interface CalendarFeedRow {
  id: string;
  branch_id: string;
  staff_id: string;
  /** SHA-256 of the secret part of the address, in hexadecimal. */
  token_hash: string;
  made_at: string;
  revoked_at: string | null;
  version: number;
}
