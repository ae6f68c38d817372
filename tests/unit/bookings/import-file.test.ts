import { describe, expect, test } from 'vitest';
import { isConsent, readFile, timeOfLine } from '#core/bookings/import-file.ts';

const lines = (text: string) => {
  const read = readFile(text);
  if (!read.ok) throw new Error(read.problem);
  return read.lines;
};

describe('a file of bookings', () => {
  test('names its columns in Korean or English, in any order, with any of three separators', () => {
    const korean = lines('﻿성명,전화번호,일시,담당자,동의\n김민수,010-1234-2748,2026-11-23 10:00,박서연,예\n');
    const english = lines(
      'officer;Consent;Phone;Name;Date;Time\n박서연;y;010-1234-2748;김민수;2026-11-23;10:00',
    );
    const tabs = lines('name\tphone\tat\tduty\tconsent\r\nKim\t042\t2026-11-23T10:00\t보증 상담\tyes\r\n');
    expect(korean).toEqual([
      {
        line: 2,
        cells: {
          name: '김민수',
          phone: '010-1234-2748',
          at: '2026-11-23 10:00',
          officer: '박서연',
          consent: '예',
        },
      },
    ]);
    expect(english[0]?.cells).toMatchObject({ name: '김민수', date: '2026-11-23', time: '10:00' });
    expect(tabs[0]?.cells).toMatchObject({ name: 'Kim', duty: '보증 상담' });
  });

  test('keeps commas and line breaks in quotation marks, and counts lines of the file', () => {
    const text =
      '일시,담당자,성명,전화,동의,문의\n2026-11-23 10:00,박,"김, 민수",010,y,"첫 줄\n둘째 줄"\n\n2026-11-23 11:00,박,강,010,y,셋';
    expect(lines(text).map(({ line, cells }) => [line, cells.name, cells.inquiry])).toEqual([
      [3, '김, 민수', '첫 줄\n둘째 줄'],
      [5, '강', '셋'],
    ]);
  });

  test.each([
    ['', 'FILE_EMPTY', ''],
    ['일시,담당자,성명,전화,동의', 'FILE_EMPTY', ''],
    ['담당자,성명,전화,동의\na,b,c,d', 'COLUMN_MISSING', '일시'],
    ['일시,담당자,전화,동의\na,b,c,d', 'COLUMN_MISSING', '성명'],
    ['일시,담당자,성명,전화\na,b,c,d', 'COLUMN_MISSING', '동의'],
    ['일시,성명,전화,동의\na,b,c,d', 'COLUMN_MISSING', '담당자'],
    ['일시,담당자,성명,전화,동의\n"a,b,c', 'FILE_UNREADABLE', ''],
    [`일시,담당자,성명,전화,동의\n${'a,b,c,d,e\n'.repeat(1001)}`, 'FILE_TOO_LONG', ''],
  ])('says what is wrong with %j', (text, problem, column) => {
    expect(readFile(text)).toMatchObject({ ok: false, problem, column });
  });
});

describe('the time of a line', () => {
  const at = (text: string, zone = 'Asia/Seoul') =>
    timeOfLine({ line: 2, cells: { at: text } }, zone)?.toISOString() ?? null;

  test.each([
    '2026-11-23 10:00',
    '2026-11-23T10:00',
    '2026.11.23 10:00',
    '2026. 11. 23. 10:00',
    '2026/11/23 10:00:00',
    '2026-11-23T10:00+09:00',
    '2026-11-23T01:00:00.000Z',
  ])('%s', (text) => expect(at(text)).toBe('2026-11-23T01:00:00.000Z'));

  test.each(['', '내일 10시', '2026-02-30 10:00', '2026-11-23 25:00', '23.11.2026 10:00', '2026-11-23'])(
    '%j is none',
    (text) => expect(at(text)).toBeNull(),
  );

  test('an hour that summer time leaves out is none', () => {
    expect(at('2027-03-28 01:30', 'Europe/London')).toBeNull();
    expect(at('2027-03-28 02:30', 'Europe/London')).toBe('2027-03-28T01:30:00.000Z');
  });
});

test('consent is said, and not left empty', () => {
  for (const yes of ['Y', 'yes', '예', ' 동의 ', 'Ｙ', 'o']) expect(isConsent(yes)).toBe(true);
  for (const no of [undefined, '', 'n', '아니오', '미동의', '?']) expect(isConsent(no)).toBe(false);
});
