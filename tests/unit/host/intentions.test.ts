import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import { Intentions, isSettled } from '#renderer/host/intentions.ts';

describe('a wish', () => {
  it('keeps its id until the host has decided', () => {
    const intentions = new Intentions();
    const wish = { id: 'm1', expectedVersion: 3, said: '서류를 안내했습니다.' };
    const first = intentions.idFor(wish);
    expect(intentions.idFor({ ...wish })).toBe(first);
    intentions.settle(wish);
    expect(intentions.idFor(wish)).not.toBe(first);
  });

  it('in other words is another wish', () => {
    const intentions = new Intentions();
    expect(intentions.idFor({ said: '가' })).not.toBe(intentions.idFor({ said: '나' }));
  });
});

describe('what the host has decided', () => {
  it.each(['CONFLICT', 'REFUSED', 'NOT_FOUND', 'FORBIDDEN', 'UNKNOWN_ACTOR', 'BAD_REQUEST'])('%s', (code) => {
    expect(isSettled(new ORPCError(code))).toBe(true);
  });

  it.each(['OFFLINE', 'TIMEOUT', 'STORE', 'INTERNAL_SERVER_ERROR'])('not %s', (code) => {
    expect(isSettled(new ORPCError(code))).toBe(false);
  });

  it('nor anything else that went wrong on the way', () => {
    expect(isSettled(new Error('closed'))).toBe(false);
  });
});
