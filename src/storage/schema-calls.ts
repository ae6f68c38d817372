/** What only a telephone call has, beside its encounter; see schema.ts for how values are stored. */
export interface PhoneCallRow {
  encounter_id: string;
  /** in: somebody called us. */
  direction: string;
  /** As people write it, or as typed where it is no number that can be called. */
  number: string;
  number_digits: string;
  /** Picked up; null while it rings, and for one nobody picked up. */
  answered_at: string | null;
  /** Null where nobody counted. */
  rings: number | null;
  /** exactly | at_most | at_least */
  rings_are: string | null;
  missed: 0 | 1;
  /** Logged after it was over. */
  afterwards: 0 | 1;
  summary: string;
  /** The last putting through. */
  transfer_to: string | null;
  transfer_at: string | null;
  transfer_answered_at: string | null;
  transfer_seconds: number | null;
}
