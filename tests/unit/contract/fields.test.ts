import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  businessName,
  hasResidentNumber,
  id,
  instant,
  localDate,
  localTime,
  longText,
  personal,
  personalFields,
  personName,
  phoneText,
  shortText,
  subjectFields,
  subjectId,
  version,
} from '#contract/fields.ts';
import { hostileTexts, type Verdict } from '#tests/support/hostile.ts';

function verdictOf(schema: z.ZodType<string>, text: unknown): Verdict {
  const result = schema.safeParse(text);
  if (result.success) return { stored: result.data };
  expect(result.error.issues).toHaveLength(1);
  return { refused: result.error.issues[0]?.message } as Verdict;
}

describe('text fields', () => {
  const oneLine = shortText({ max: 200 });
  const lines = longText({ max: 4000 });

  it.each(hostileTexts)('$title', (hostile) => {
    expect(verdictOf(oneLine, hostile.text)).toEqual(hostile.oneLine);
    expect(verdictOf(lines, hostile.text)).toEqual(hostile.lines);
  });

  it.each(hostileTexts)('keep what they have stored unchanged the second time: $title', ({ text }) => {
    const first = oneLine.safeParse(text);
    if (first.success) expect(oneLine.parse(first.data)).toBe(first.data);
  });

  it('count characters as people do, not as the machine stores them', () => {
    const three = shortText({ max: 3 });
    expect(verdictOf(three, '김민수'.normalize('NFD'))).toEqual({ stored: '김민수' });
    expect(verdictOf(three, '😀😀😀')).toEqual({ stored: '😀😀😀' });
    expect(verdictOf(three, '😀😀😀😀')).toEqual({ refused: 'TEXT_TOO_LONG' });
  });

  it('may be allowed to stay empty, or be asked for more', () => {
    expect(verdictOf(longText({ max: 10, min: 0 }), '  ')).toEqual({ stored: '' });
    expect(verdictOf(shortText({ max: 10, min: 2 }), '가')).toEqual({ refused: 'TEXT_TOO_SHORT' });
  });

  it('refuse what is not text', () => {
    for (const value of [null, undefined, 1, {}, [], new Date()])
      expect(verdictOf(oneLine, value)).toEqual({ refused: 'NOT_TEXT' });
  });

  it('say their limits to integrators', () => {
    expect(z.toJSONSchema(personName)).toMatchObject({ type: 'string', maxLength: 60, minLength: 1 });
  });

  it('are limited in length for names and businesses', () => {
    expect(verdictOf(personName, '가'.repeat(61))).toEqual({ refused: 'TEXT_TOO_LONG' });
    expect(verdictOf(businessName, '가'.repeat(101))).toEqual({ refused: 'TEXT_TOO_LONG' });
    expect(verdictOf(businessName, '㈜한밭  상사')).toEqual({ stored: '㈜한밭 상사' });
  });
});

describe('resident registration numbers', () => {
  it.each([
    ['900229-1234567', false, 'no 29 February in 1990'],
    ['000229-3234567', true, 'a 29 February in 2000'],
    ['000229-1234567', false, 'no 29 February in 1900'],
    ['901301-1234567', false, 'no thirteenth month'],
    ['900100-1234567', false, 'no day zero'],
    ['900101-9234567', false, 'a digit no living person has'],
    ['010-9001-0112', false, 'a phone number'],
    ['1900101-1234567', false, 'part of a longer number'],
    ['900101-12345678', false, 'part of a longer number'],
    ['계좌 900101-1234567, 끝', true, 'in the middle of a sentence'],
  ])('%s: %s, %s', (text, found) => {
    expect(hasResidentNumber(text)).toBe(found);
  });

  it('are refused in every kind of field', () => {
    for (const schema of [personName, businessName, phoneText, longText({ max: 4000 })])
      expect(verdictOf(schema, '900101-1234567')).toEqual({ refused: 'RESIDENT_NUMBER' });
  });
});

describe('a phone number', () => {
  it('stays as typed', () => {
    expect(verdictOf(phoneText, ' 010.1234.5678 ')).toEqual({ stored: '010.1234.5678' });
    expect(verdictOf(phoneText, '０１０－１２３４')).toEqual({ stored: '０１０－１２３４' });
  });
  it('needs three digits and no more than 40 characters', () => {
    expect(verdictOf(phoneText, '전화 12')).toEqual({ refused: 'PHONE_TOO_SHORT' });
    expect(verdictOf(phoneText, '1'.repeat(41))).toEqual({ refused: 'TEXT_TOO_LONG' });
  });
});

describe('ids, versions and times', () => {
  it('take a UUID, whatever its case', () => {
    const uuid = '01930D6E-7A6B-7C11-9E2B-0123456789AB';
    expect(id.parse(uuid)).toBe(uuid.toLowerCase());
    expect(id.safeParse("1' OR '1'='1").error?.issues[0]?.message).toBe('ID_INVALID');
  });
  it.each([0, -1, 1.5, Number.NaN, Infinity, '1', 2 ** 53])('refuse version %s', (value) => {
    expect(version.safeParse(value).error?.issues[0]?.message).toBe('VERSION_INVALID');
  });
  it.each([
    ['1999-12-31T23:59:59.999Z', 'INSTANT_OUT_OF_RANGE'],
    ['2000-01-01T00:00:00.000Z', undefined],
    ['2200-12-31T23:59:59.999Z', undefined],
    ['2201-01-01T00:00:00.000Z', 'INSTANT_OUT_OF_RANGE'],
    ['nonsense', 'INSTANT_INVALID'],
  ])('instant %s', (text, code) => {
    expect(instant.safeParse(new Date(text)).error?.issues[0]?.message).toBe(code);
  });
  it.each(['2026-02-29', '2026-13-01', '2026-11-31', '26-01-01', '2026-1-1', '1899-12-31', '2201-01-01', ''])(
    'refuse the date %s',
    (text) => {
      expect(localDate.safeParse(text).error?.issues[0]?.message).toBe('DATE_INVALID');
    },
  );
  it('take a leap day', () => {
    expect(localDate.parse('2028-02-29')).toBe('2028-02-29');
  });
  it.each(['24:00', '9:00', '09:60', '09:00:00', '-1:00'])('refuse the time %s', (text) => {
    expect(localTime.safeParse(text).error?.issues[0]?.message).toBe('TIME_INVALID');
  });
  it.each(['00:00', '23:59'])('take the time %s', (text) => {
    expect(localTime.parse(text)).toBe(text);
  });
});

describe('marks', () => {
  it('sit on a copy, so a shared schema stays unmarked', () => {
    const marked = personal(personName, 'name');
    expect(personalFields.get(marked)).toEqual({ kind: 'name' });
    expect(personalFields.get(personName)).toBeUndefined();
    expect(marked.parse(' 김민수 ')).toBe('김민수');
    expect(subjectFields.get(subjectId(id, 'memo'))).toEqual({ entity: 'memo' });
    expect(subjectFields.get(id)).toBeUndefined();
  });
  it('survive a refinement made after them', () => {
    const refined = personal(personName, 'name').refine((name) => name !== '관리자');
    expect(personalFields.get(refined)).toEqual({ kind: 'name' });
  });
});
