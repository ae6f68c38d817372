/**
 * The only place where values become columns and back. SQLite refuses a Date or a boolean as a
 * parameter and PostgreSQL silently accepts them, so neither ever reaches a query: rows are
 * the same on both engines.
 */

/** A schema's parse, as zod has it; the storage room itself knows no zod. */
export interface Parser<T> {
  parse(value: unknown): T;
}

const instantText = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

/**
 * An instant as fixed-width UTC text with milliseconds (`2026-11-23T08:03:39.123Z`), so that text order is
 * time order. Throws RangeError for an invalid date and for years outside 0000–9999.
 */
export function toInstant(date: Date): string;
export function toInstant(date: Date | null): string | null;
export function toInstant(date: Date | null): string | null {
  if (date === null) return null;
  const text = date.toISOString();
  if (!instantText.test(text)) throw new RangeError(`Not a storable instant: ${text}`);
  return text;
}

/** The Date of an instant column. Throws RangeError for anything but {@link toInstant}'s own form. */
export function fromInstant(text: string): Date;
export function fromInstant(text: string | null): Date | null;
export function fromInstant(text: string | null): Date | null {
  if (text === null) return null;
  const date = new Date(text);
  // The comparison refuses 30 February, which Date would turn into 2 March.
  if (!instantText.test(text) || Number.isNaN(date.getTime()) || date.toISOString() !== text) {
    throw new RangeError(`Not an instant: ${text}`);
  }
  return date;
}

/** A flag column: 0 or 1. */
export function toFlag(value: boolean): 0 | 1;
export function toFlag(value: boolean | null): 0 | 1 | null;
export function toFlag(value: boolean | null): 0 | 1 | null {
  return value === null ? null : value ? 1 : 0;
}

/** The boolean of a flag column. Throws RangeError for anything but 0 and 1. */
export function fromFlag(value: number): boolean;
export function fromFlag(value: number | null): boolean | null;
export function fromFlag(value: number | null): boolean | null {
  if (value === null) return null;
  if (value !== 0 && value !== 1) throw new RangeError(`Not a flag: ${value}`);
  return value === 1;
}

/** A JSON column's text. Throws TypeError for what JSON cannot say (undefined, a function, a cycle). */
export function toJson(value: unknown): string {
  const text: string | undefined = JSON.stringify(value);
  if (text === undefined) throw new TypeError('Not storable as JSON');
  return text;
}

/** Reads a JSON column through a schema: `fromJson(officeHours)(row.office_hours)`. Throws what the schema throws. */
export function fromJson<T>(schema: Parser<T>): (text: string) => T {
  return (text) => schema.parse(JSON.parse(text));
}
