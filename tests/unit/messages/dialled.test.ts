import { expect, it } from 'vitest';
import { dialled } from '#renderer/shared/dialled.ts';

it.each([
  ['010-1234-2748', '01012342748'],
  ['01632 960123', '01632960123'],
  ['(202) 555-0147', '2025550147'],
  ['+82 10 1234 2748', '+821012342748'],
  ['042-123-1190 #45', '0421231190'],
])('a link to %s dials %s', (phone, digits) => {
  expect(dialled(phone)).toBe(digits);
});
