/** The rows of signed reports; kinds of value as in schema.ts. */
type Instant = string;
type LocalDate = string;
type Flag = 0 | 1;
type Json = string;

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

export interface ReportsSchema {
  signed_report: SignedReportRow;
  signed_report_pdf: SignedReportPdfRow;
}
