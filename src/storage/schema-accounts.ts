/** The rows of accounts and the seats people sign in at; kinds of value as in schema.ts. */
type Instant = string;
type Flag = 0 | 1;

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

export interface AccountsSchema {
  account: AccountRow;
  seat: SeatRow;
  session: SessionRow;
  sign_in: SignInRow;
  sign_in_guard: SignInGuardRow;
}
