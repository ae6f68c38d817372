/** Where the pages without sign-in are, as far as the front desk knows: kept in memory for the listener's checks. */
export interface PublicPlace {
  /** `https://book.example.kr`; null where they are not reached from outside. */
  address: string | null;
  /** A listener serves them now. */
  open: boolean;
}
