import { describe, expect, test } from 'vitest';
import { RateLimit } from '#server/rate-limit.ts';
import { callerOf, limitSignIns, SIGN_INS_PER_MINUTE } from '#server/sign-in-limit.ts';

const signIn = ['accounts', 'signIn'];
const next = () => Promise.resolve('let through');

describe('who a sign-in comes from', () => {
  test.each([
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '0:0:0:0::/64'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002::9', '2001:db8:1:2::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', ''],
  ])('%s is %s', (address, caller) => {
    expect(callerOf(address)).toBe(caller);
  });
});

describe('the limit of one address', () => {
  test('lets a whole branch in within a minute, twice over, and no more; other addresses go on', async () => {
    let now = 0;
    const limited = limitSignIns(new RateLimit(SIGN_INS_PER_MINUTE, () => now));
    const from = (address: string, path = signIn) => limited({ path, context: { address }, next });
    expect(SIGN_INS_PER_MINUTE).toBeGreaterThanOrEqual(2 * 40);
    for (let one = 0; one < SIGN_INS_PER_MINUTE; one += 1) {
      expect(await from('192.0.2.7')).toBe('let through');
    }
    now = 20_000;
    await expect(from('192.0.2.7')).rejects.toMatchObject({
      code: 'TRY_LATER',
      status: 429,
      data: { seconds: 40 },
    });
    await expect(from('::ffff:192.0.2.7')).rejects.toMatchObject({ code: 'TRY_LATER' });
    expect(await from('192.0.2.8')).toBe('let through');
    expect(await from('192.0.2.7', ['memos', 'board'])).toBe('let through');
    now = 60_000;
    expect(await from('192.0.2.7')).toBe('let through');
  });
});
