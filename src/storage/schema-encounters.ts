/** The rows of visits and calls; kinds of value as in schema.ts. */
type Instant = string;
type LocalDate = string;

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

export interface EncountersSchema {
  encounter: EncounterRow;
  encounter_step: EncounterStepRow;
}
