import type { Schema } from '#storage/schema.ts';

/** Tables whose rows belong to a customer by a column `customer_id`. */
type WithCustomer = {
  [Table in keyof Schema]: Schema[Table] extends { id: string; customer_id: string | null } ? Table : never;
}[keyof Schema];

/**
 * Everything that moves when two customers are joined. A later table with a `customer_id` is added here; a test
 * reads the schema of both engines and fails for one that is missing, and the type refuses one that is no such table.
 */
export const movesWithCustomer = [
  'encounter',
  'memo',
  'document',
  'message',
] as const satisfies readonly WithCustomer[];
export type Moving = (typeof movesWithCustomer)[number];

/**
 * Columns that point at a customer and do not move: they are what a joining itself is made of. For the same test.
 */
export const staysWithCustomer = [
  'customer.joined_into',
  'customer_joining.survivor_id',
  'customer_joining.joined_id',
] as const;

// A table that is in the schema and not in the list is a type error here.
type Forgotten = Exclude<WithCustomer, Moving>;
const nothingForgotten: Forgotten extends never ? true : Forgotten = true;
void nothingForgotten;
