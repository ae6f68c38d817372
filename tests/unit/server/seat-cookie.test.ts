import type { IncomingMessage, ServerResponse } from 'node:http';
import { expect, test } from 'vitest';
import { newToken } from '#core/accounts/seats.ts';
import { seatCookieName, seatOfRequest, seatOfUpgrade, seatToken } from '#server/seat-cookie.ts';

const plain = { port: 5710, secure: false };
const secure = { port: 5710, secure: true };

function given(listener: typeof plain, token: string): string {
  let set = '';
  const response = {
    setHeader(_: string, value: string) {
      set = value;
    },
  } as unknown as ServerResponse;
  const seat = seatOfRequest({ headers: {} } as IncomingMessage, response, listener);
  seat.give?.(token);
  expect(seat.token()).toBe(token);
  return set;
}

test('over HTTPS the cookie is Secure and bound to its host; it has no Domain and no age', () => {
  const token = newToken();
  expect(given(plain, token)).toBe(`maji-seat-5710=${token}; Path=/; HttpOnly; SameSite=Strict`);
  expect(given(secure, token)).toBe(
    `__Host-maji-seat-5710=${token}; Path=/; HttpOnly; SameSite=Strict; Secure`,
  );
});

test('only the cookie of this listener is read, and only what can be a token', () => {
  const token = newToken();
  expect(seatToken(`a=1; maji-seat-5710=${token}; b=2`, plain)).toBe(token);
  for (const cookies of [
    undefined,
    '',
    'maji-seat-5710',
    `maji-seat-5711=${token}`,
    `maji-seat-5710=${token}x`,
    'maji-seat-5710=',
    `maji-seat-5710=${"'".repeat(43)}`,
  ]) {
    expect(seatToken(cookies, plain)).toBeNull();
  }
  // Over HTTPS a cookie that plain HTTP could have set is none.
  expect(seatToken(`maji-seat-5710=${token}`, secure)).toBeNull();
  expect(seatToken(`${seatCookieName(secure)}=${token}`, secure)).toBe(token);
});

test('a socket can be given none', () => {
  const seat = seatOfUpgrade(
    { headers: { cookie: `maji-seat-5710=${newToken()}` } } as IncomingMessage,
    plain,
  );
  expect(seat.give).toBeUndefined();
});

test('tokens are 256 random bits, each another', () => {
  const tokens = new Set(Array.from({ length: 1000 }, newToken));
  expect(tokens.size).toBe(1000);
  for (const token of tokens) expect(Buffer.from(token, 'base64url')).toHaveLength(32);
});
