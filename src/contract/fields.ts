import { z } from 'zod';

/**
 * The fields every contract is made of. Text is stored in Unicode's NFC form, trimmed, and counted in code
 * points; what cannot be stored safely is refused with one of these codes (never dropped in silence), which
 * the interface translates.
 */
export const fieldCodes = [
  'NOT_TEXT',
  'EMPTY',
  'TEXT_TOO_SHORT',
  'TEXT_TOO_LONG',
  'CONTROL_CHARACTER',
  'BIDI_CONTROL',
  'LONE_SURROGATE',
  'RESIDENT_NUMBER',
  'PHONE_TOO_SHORT',
  'ID_INVALID',
  'VERSION_INVALID',
  'INSTANT_INVALID',
  'INSTANT_OUT_OF_RANGE',
  'DATE_INVALID',
  'TIME_INVALID',
  'LOGIN_INVALID',
  'PIN_INVALID',
] as const;
export type FieldCode = (typeof fieldCodes)[number];

/** The id of a stored thing: a UUID, in lower case. */
export const id = z.uuid({ error: 'ID_INVALID' satisfies FieldCode }).toLowerCase();

/** Made by the client, once for each thing it wants done: a repeat gets the first answer again. */
export const requestId = z.uuid({ error: 'ID_INVALID' satisfies FieldCode }).toLowerCase();

/** The version of a stored thing, counted from 1: a change names the version it was made from. */
export const version = z.int({ error: 'VERSION_INVALID' satisfies FieldCode }).min(1, 'VERSION_INVALID');

/** A moment in time (UTC), between the years 2000 and 2200. A Date on the wire. */
export const instant = z
  .date({ error: 'INSTANT_INVALID' satisfies FieldCode })
  .min(new Date('2000-01-01T00:00:00.000Z'), 'INSTANT_OUT_OF_RANGE')
  .max(new Date('2200-12-31T23:59:59.999Z'), 'INSTANT_OUT_OF_RANGE');

/** A day of the calendar that exists, `YYYY-MM-DD`, in the branch's own time zone. */
export const localDate = z.iso
  .date({ error: 'DATE_INVALID' satisfies FieldCode })
  .refine((text) => text >= '1900' && text < '2201', 'DATE_INVALID' satisfies FieldCode);

/** A time of the day, `HH:mm`, 00:00 to 23:59, in the branch's own time zone. */
export const localTime = z
  .string({ error: 'TIME_INVALID' satisfies FieldCode })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'TIME_INVALID' satisfies FieldCode);

type TextLimits = { max: number; min?: number };

/** One line of text: white space of any kind, line breaks included, becomes single spaces. `min` is 1 unless told. */
export function shortText({ max, min = 1 }: TextLimits) {
  return text({ max, min }, (value) => value.replace(/\s+/gu, ' '));
}

/** Text of several lines: line breaks become `\n`, white space inside is kept. `min` is 1 unless told. */
export function longText({ max, min = 1 }: TextLimits) {
  return text({ max, min }, (value) => value.replace(/\r\n|[\r\u2028\u2029]/gu, '\n'));
}

function text({ max, min }: Required<TextLimits>, spaces: (value: string) => string) {
  return z
    .string({ error: 'NOT_TEXT' satisfies FieldCode })
    .check((payload) => {
      const result = tidyText(payload.value, max, min, spaces);
      if (result.ok) payload.value = result.text;
      else payload.issues.push({ code: 'custom', message: result.code, input: payload.value });
    })
    .meta({ maxLength: max, minLength: min });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the point
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\p{Noncharacter_Code_Point}/u;
const BIDI_OVERRIDE = /[\u202a-\u202e\u2066-\u2069]/u;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\s]/gu;

function tidyText(
  raw: string,
  max: number,
  min: number,
  spaces: (value: string) => string,
): { ok: true; text: string } | { ok: false; code: FieldCode } {
  // Composing shrinks at most 4 units to one character, so a megabyte is refused before any work is done on it.
  if (raw.length > max * 4 + 64) return { ok: false, code: 'TEXT_TOO_LONG' };
  if (!raw.isWellFormed()) return { ok: false, code: 'LONE_SURROGATE' };
  if (CONTROL.test(raw)) return { ok: false, code: 'CONTROL_CHARACTER' };
  if (BIDI_OVERRIDE.test(raw)) return { ok: false, code: 'BIDI_CONTROL' };
  const value = spaces(raw.normalize('NFC')).trim();
  if (min > 0 && value.replace(INVISIBLE, '') === '') return { ok: false, code: 'EMPTY' };
  const length = countCodePoints(value);
  if (length > max) return { ok: false, code: 'TEXT_TOO_LONG' };
  if (length < min) return { ok: false, code: 'TEXT_TOO_SHORT' };
  if (hasResidentNumber(value)) return { ok: false, code: 'RESIDENT_NUMBER' };
  return { ok: true, text: value };
}

function countCodePoints(value: string): number {
  let count = 0;
  for (const _ of value) count += 1;
  return count;
}

const RESIDENT_NUMBER = /(?<!\d)(\d{2})(\d{2})(\d{2})\s?[-‐‑‒–—―−ー~./·]?\s?([1-8])\d{6}(?!\d)/gu;

/**
 * Whether a text holds a Korean resident (or foreigner's) registration number: a real date of birth as six
 * digits, then 1–8 and six more, with or without a hyphen, in full-width digits as well. The Act allows
 * keeping one only where a law demands it, so no field of Maji takes it.
 */
export function hasResidentNumber(value: string): boolean {
  const plain = value.normalize('NFKC').replace(/\p{Default_Ignorable_Code_Point}/gu, '');
  for (const [, year, month, day, kind] of plain.matchAll(RESIDENT_NUMBER)) {
    const century = '1256'.includes(kind as string) ? '19' : '20';
    if (isRealDate(Number(`${century}${year}`), Number(month), Number(day))) return true;
  }
  return false;
}

function isRealDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** The name of a person, as said at the window. */
export const personName = shortText({ max: 60 });

/** The name of a business or an institution; empty for somebody who comes for himself. */
export const businessName = shortText({ max: 100, min: 0 });

/** A phone number exactly as typed, with at least three digits; `core/customers/phone.ts` reads it. */
export const phoneText = shortText({ max: 40 }).refine(
  (value) => (value.normalize('NFKC').match(/\d/g) ?? []).length >= 3,
  'PHONE_TOO_SHORT' satisfies FieldCode,
);

/** What a field tells of a person: `text` is free text that may name people. */
export type PersonalKind = 'name' | 'phone' | 'email' | 'business' | 'text';

/** The kinds of record that are about a person, as the activity log names them. */
export type SubjectEntity =
  | 'customer'
  | 'encounter'
  | 'memo'
  | 'promise'
  | 'draft'
  | 'document'
  | 'photo'
  | 'site-visit'
  | 'booking'
  | 'message'
  | 'feedback'
  | 'survey'
  | 'staff';

/** Which fields of a reply are personal data; the access middleware masks by it. */
export const personalFields = z.registry<{ kind: PersonalKind }>();

/** Which fields of a reply are ids of records about persons; the activity log takes *whose data* from it. */
export const subjectFields = z.registry<{ entity: SubjectEntity }>();

/** Marks a field as personal data. The mark sits on a copy, so a shared schema such as `personName` stays unmarked. */
export function personal<S extends z.ZodType>(schema: S, kind: PersonalKind): S {
  const marked = schema.clone() as S;
  personalFields.add(marked, { kind });
  return marked;
}

/** Marks a field as the id of a record about a person. */
export function subjectId<S extends z.ZodType>(schema: S, entity: SubjectEntity): S {
  const marked = schema.clone() as S;
  subjectFields.add(marked, { entity });
  return marked;
}
