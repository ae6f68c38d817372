/** Rows of telephone consultations booked ahead, see docs/adr/0055-bookings-are-promises.md. */
type Instant = string;

/** Whether and how a branch takes bookings; no row means it does not. */
export interface BookingSettingRow {
  branch_id: string;
  /** Bookings are taken at all: by hand, by file and from the institution's own page. */
  taken: 0 | 1;
  /** The public page takes them as well. */
  web: 0 | 1;
  slot_minutes: number;
  days_ahead: number;
  notice_hours: number;
  /** Which duties can be booked, and with whom: `[{ dutyId, staffIds }]` as JSON. */
  offers: string;
  version: number;
}

/** A time promised to a customer. What is promised, to whom and by whom is the memo's. */
export interface BookingRow {
  id: string;
  branch_id: string;
  memo_id: string;
  /** What the customer looks his booking up by; nobody can guess it. */
  number: string;
  /** web | api | csv | phone | counter */
  source: string;
  officer_id: string;
  duty_id: string | null;
  starts_at: Instant;
  minutes: number;
  /** booked | cancelled */
  state: string;
  consent_at: Instant;
  /** oral | written */
  consent_how: string;
  /** Of the sentences the customer is told. */
  language: string;
  /** What makes a line of a file the same line when it is read again; null for what came otherwise. */
  import_key: string | null;
  made_at: Instant;
  cancelled_at: Instant | null;
  /** customer | office */
  cancelled_by: string | null;
  version: number;
}

/** A key by which the institution's own page makes bookings; kept as its SHA-256. */
export interface ApiKeyRow {
  id: string;
  branch_id: string;
  name: string;
  hash: string;
  /** The first characters, to tell keys apart. */
  hint: string;
  created_at: Instant;
  created_by: string;
  revoked_at: Instant | null;
  revoked_by: string | null;
  version: number;
}
