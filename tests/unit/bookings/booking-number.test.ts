import { expect, test } from 'vitest';
import { newBookingNumber, readBookingNumber } from '#core/bookings/booking-number.ts';

test('numbers are of twelve signs that are not taken for each other, and no two are the same', () => {
  const made = Array.from({ length: 5000 }, newBookingNumber);
  expect(new Set(made).size).toBe(5000);
  for (const number of made) expect(number).toMatch(/^[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}$/);
  // Every sign occurs at every place: nothing of it follows from anything else.
  for (const at of [0, 1, 2, 3, 5, 6, 7, 8, 10, 11, 12, 13]) {
    expect(new Set(made.map((number) => number[at])).size).toBe(30);
  }
});

test('a number is read however it is written, and nothing else is one', () => {
  expect(readBookingNumber(' 7kq2 m4tx‐9hbd ')).toBe('7KQ2-M4TX-9HBD');
  expect(readBookingNumber('７ＫＱ２－Ｍ４ＴＸ－９ＨＢＤ')).toBe('7KQ2-M4TX-9HBD');
  for (const none of ['', '7KQ2-M4TX', '7KQ2-M4TX-9HB0', '7KQ2-M4TX-9HBDD', 'drop table']) {
    expect(readBookingNumber(none)).toBeNull();
  }
});
