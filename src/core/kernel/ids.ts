import { v7 } from 'uuid';

/** A new id (UUIDv7): made in order, but never used as the order. */
export function newId(): string {
  return v7();
}
