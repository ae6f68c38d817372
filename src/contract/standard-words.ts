import { z } from 'zod';

/** The small kinds of value every part of a pack is made of. */

export const line = z.string().trim().min(1).max(4000);
/** Lower-case names of things inside the pack (scripts, steps, promises, events). */
export const key = z.string().regex(/^[a-z][a-z0-9_]{0,59}$/);
export const clauseId = z.string().regex(/^[A-Z][A-Za-z0-9.-]{0,15}$/);
export const languageTag = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})?$/);
export const minutes = z
  .number()
  .int()
  .min(0)
  .max(24 * 60);
export const count = z.number().int().min(1).max(3660);

/** One text in several languages; the pack's own language is always there. */
export const localisedSchema = z
  .record(languageTag, line)
  .meta({ description: 'One text by language: { ko: …, en: … }. The pack’s own language is always there.' });
export type Localised = z.infer<typeof localisedSchema>;

/** How something is sent or told. */
export const MEANS = ['sms', 'phone', 'email', 'fax', 'post', 'web', 'in_person'] as const;

/** Where a request came from; a promise may have another figure for each. */
export const PROMISE_SOURCES = [
  'visit',
  'phone',
  'direct',
  'booking',
  'document',
  'feedback',
  'site_visit',
  'letter',
  'email',
  'voicemail',
] as const;
