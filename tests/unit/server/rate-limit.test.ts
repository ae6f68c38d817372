import { describe, expect, it } from 'vitest';
import { RateLimit } from '#server/rate-limit.ts';

function aLimit(perMinute: number) {
  let now = 1000;
  const limit = new RateLimit(perMinute, () => now);
  return {
    take: (address: string) => limit.take(address),
    pass: (ms: number) => {
      now += ms;
    },
  };
}

describe('what one address may ask within a minute', () => {
  it('is counted; what is more is told how long to wait', () => {
    const { take, pass } = aLimit(2);
    expect([take('a'), take('a'), take('a')]).toEqual([0, 0, 60]);
    pass(45_500);
    expect(take('a')).toBe(15);
    pass(14_499);
    expect(take('a')).toBe(1);
    pass(1);
    expect([take('a'), take('a')]).toEqual([0, 0]);
    expect(take('a')).toBe(60);
  });

  it('is counted for each address alone', () => {
    const { take } = aLimit(1);
    expect([take('a'), take('b'), take('a'), take('b')]).toEqual([0, 0, 60, 60]);
  });

  it('is remembered of ten thousand addresses, the oldest forgotten first', () => {
    const { take } = aLimit(1);
    for (let index = 0; index < 10_000; index += 1) take(`${index}`);
    expect(take('0')).toBe(60);
    take('one more');
    expect(take('1')).toBe(60);
    expect(take('0')).toBe(0);
  });
});
