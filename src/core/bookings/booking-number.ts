import { randomInt } from 'node:crypto';

/** Without letters that are taken for figures or for each other, read out or written down. */
const SIGNS = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;

/** What a customer looks his booking up by, `ABCD-EFGH-JKMN`: 59 random bits, so that nobody comes upon another's. */
export function newBookingNumber(): string {
  const signs = Array.from({ length: LENGTH }, () => SIGNS[randomInt(SIGNS.length)]);
  return [0, 4, 8].map((at) => signs.slice(at, at + 4).join('')).join('-');
}

/** A number as somebody types it: any case, with or without lines or spaces. Null for what is none. */
export function readBookingNumber(typed: string): string | null {
  const signs = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s‐‑‒–—―_-]/g, '');
  if (signs.length !== LENGTH || [...signs].some((sign) => !SIGNS.includes(sign))) return null;
  return [0, 4, 8].map((at) => signs.slice(at, at + 4)).join('-');
}
