import type { z } from 'zod';
import { type ErrorKey, isErrorKey } from '../i18n/error-text.ts';

/** Why an input would be refused, by place: `staff.0.name` → the key of the sentence. Empty when it fits. */
export type InputProblems = ReadonlyMap<string, ErrorKey>;

/**
 * Checks an input with the contract's own schema before it is sent, so that each field can say what is wrong with it.
 * The host checks again; this one only saves the way.
 */
export function inputProblems(
  procedure: { '~orpc': { inputSchema?: unknown } },
  input: unknown,
): InputProblems {
  const schema = procedure['~orpc'].inputSchema as z.ZodType | undefined;
  const found = new Map<string, ErrorKey>();
  for (const { path, message, code } of schema?.safeParse(input).error?.issues ?? []) {
    const place = path.map(String).join('.');
    const key: ErrorKey = isErrorKey(message) ? message : code === 'too_small' ? 'EMPTY' : 'INVALID';
    if (!found.has(place)) found.set(place, key);
  }
  return found;
}
