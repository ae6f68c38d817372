import { createHash } from 'node:crypto';
import { toInstant } from '#storage/codecs.ts';

/**
 * The one way to write a value down, so that its hash is the value's own (RFC 8785, JSON Canonicalization Scheme): keys
 * sorted by UTF-16 code units, no white space, numbers and strings as ECMAScript writes them; instants as fixed-width
 * UTC text with milliseconds. Throws TypeError for what JSON cannot say (undefined, NaN, a function, a lone surrogate).
 */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === 'boolean') return String(value);
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw new TypeError(`Not a number of JSON: ${value}`);
    return JSON.stringify(value);
  }
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new TypeError('Not a text of JSON: half a character');
    return JSON.stringify(value);
  }
  if (value instanceof Date) return JSON.stringify(toInstant(value));
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join()}]`;
  if (typeof value !== 'object') throw new TypeError(`Not storable as JSON: ${typeof value}`);
  const members = Object.keys(value)
    .sort()
    .map((key) => `${canonicalJson(key)}:${canonicalJson(Reflect.get(value, key))}`);
  return `{${members.join()}}`;
}

/** SHA-256 of a text in UTF-8, or of bytes, in hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
