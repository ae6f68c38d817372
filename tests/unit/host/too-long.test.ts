import type { ClientLink } from '@orpc/client';
import { expect, test } from 'vitest';
import { LARGEST_MESSAGE } from '#contract/rules.ts';
import type { CallContext } from '#renderer/host/call-context.ts';
import { withinMeasure } from '#renderer/host/too-long.ts';

/** A way whose calls are counted; and what a call over it came to. */
async function send(input: unknown) {
  const left: unknown[] = [];
  const link: ClientLink<CallContext> = {
    call: async (_path, sent) => {
      left.push(sent);
      return 'answer';
    },
  };
  const answer = await withinMeasure(link)
    .call(['memos', 'create'], input, { context: {} })
    .catch((error: unknown) => error);
  return { answer, left };
}

test('a photo of a mebibyte leaves, and so does anything a form may hold', async () => {
  for (const input of [
    undefined,
    { photo: { base64: 'A'.repeat(1_400_000) } },
    { said: '가'.repeat(4000) },
  ]) {
    expect(await send(input)).toEqual({ answer: 'answer', left: [input] });
  }
});

test.each([
  ['Hangul', '가'.repeat(1_000_000)],
  ['Latin letters', 'a'.repeat(LARGEST_MESSAGE)],
  ['what JSON must escape', '\0'.repeat(400_000)],
])(
  'a message of %s that the host would not read never leaves, and says where it is too long',
  async (_of, text) => {
    const { answer, left } = await send({
      name: '김민수',
      staff: [{ name: text }],
      at: new Date(0),
      no: null,
    });
    expect(left).toEqual([]);
    expect(answer).toMatchObject({
      code: 'BAD_REQUEST',
      data: { issues: [{ path: ['staff', 0, 'name'], message: 'TEXT_TOO_LONG' }] },
    });
  },
);
