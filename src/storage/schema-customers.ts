/** The rows of customers, how they are found and joined; kinds of value as in schema.ts. */
type Instant = string;
type Json = string;

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

export interface CustomersSchema {
  customer: CustomerRow;
  customer_joining: CustomerJoiningRow;
  customer_moved: CustomerMovedRow;
  customer_search: CustomerSearchRow;
}
