import { type ClientLink, ORPCError } from '@orpc/client';
import type { FieldCode } from '#contract/fields.ts';
import { LARGEST_MESSAGE } from '#contract/rules.ts';
import type { CallContext } from './call-context.ts';

/** What a call says beside its input, in bytes at most: path, headers, the serializer's notes. */
const AROUND = 64 * 1024;
/** What one UTF-16 unit takes at most: an escape of JSON. */
const BYTES_PER_UNIT = 6;

/**
 * A way on which no call leaves that the host would not read: it closes the connection over a message that large, and a
 * draft sent again with every new one would close that as well. Refused as the host refuses a text that is too long.
 */
export function withinMeasure(link: ClientLink<CallContext>): ClientLink<CallContext> {
  return {
    call(path, input, options) {
      const texts = [...textsIn(input, [])];
      const units = texts.reduce((sum, { text }) => sum + text.length, 0);
      if (units * BYTES_PER_UNIT + AROUND <= LARGEST_MESSAGE || sizeOf(input) + AROUND <= LARGEST_MESSAGE) {
        return link.call(path, input, options);
      }
      const longest = texts.reduce((one, other) => (other.text.length > one.text.length ? other : one));
      const issue = { path: longest.path, message: 'TEXT_TOO_LONG' satisfies FieldCode };
      return Promise.reject(
        new ORPCError('BAD_REQUEST', { message: issue.message, data: { issues: [issue] } }),
      );
    },
  };
}

type Path = readonly (string | number)[];

function* textsIn(value: unknown, path: Path): Generator<{ path: Path; text: string }> {
  if (typeof value === 'string') yield { path, text: value };
  else if (Array.isArray(value))
    for (const [index, one] of value.entries()) yield* textsIn(one, [...path, index]);
  else if (typeof value === 'object' && value !== null) {
    for (const [key, one] of Object.entries(value)) yield* textsIn(one, [...path, key]);
  }
}

const sizeOf = (input: unknown): number => new TextEncoder().encode(JSON.stringify(input)).length;
