/** The rows of what every write leaves – evidence, changes, answers, the activity log – and drafts; kinds of value as in schema.ts. */
type Instant = string;
type LocalDate = string;
type Json = string;

/** One row a branch, taken first by every write: it numbers changes and chains the activity log. */
export interface BranchHeadRow {
  branch_id: string;
  change_seq: number;
  activity_seq: number;
  activity_hash: string;
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

export interface RecordSchema {
  branch_head: BranchHeadRow;
  fact: FactRow;
  change: ChangeRow;
  idempotency: IdempotencyRow;
  draft: DraftRow;
  activity: ActivityRow;
}
