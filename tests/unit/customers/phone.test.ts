import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalisePhone } from '#core/customers/phone.ts';
import { hostileTexts } from '#tests/support/hostile.ts';

/** Different ways of typing one number; each row must give the same digits. */
const typings: Record<string, readonly string[]> = {
  '01012345678': [
    '010-1234-5678',
    '01012345678',
    '+82 10 1234 5678',
    '+82-10-1234-5678',
    '+821012345678',
    '+82 (0)10-1234-5678',
    '82-10-1234-5678',
    '821012345678',
    '00821012345678',
    '001-82-10-1234-5678',
    '０１０－１２３４－５６７８',
    '010.1234.5678',
    '010 1234 5678',
    '010–1234–5678',
    '010‐1234‐5678',
    '(010) 1234-5678',
    '010/1234/5678',
    ' 010-1234-5678 ',
    '010\u200b1234\u200b5678',
    '10-1234-5678',
    '1012345678',
    'tel:010-1234-5678',
    'tel:+82-10-1234-5678',
  ],
  '0421231190': [
    '042-123-1190',
    '(042) 123-1190',
    '042)123-1190',
    '+82 42 123 1190',
    '0421231190',
    '042.123.1190',
  ],
  '0212345678': ['02-1234-5678', '02) 1234-5678', '+82-2-1234-5678', '0212345678'],
  '021234567': ['02-123-4567', '+8221234567', '021234567'],
  '15881234': ['1588-1234', '15881234', '+82 1588 1234', '1588.1234'],
  '050712345678': ['0507-1234-5678', '050712345678', '+82 507 1234 5678'],
  '07012345678': ['070-1234-5678', '070 1234 5678', '+82 70-1234-5678'],
  '12025550147': ['+1 202 555 0147', '+1 (202) 555-0147', '+1.202.555.0147'],
};

describe('a phone number', () => {
  it.each(Object.entries(typings).flatMap(([digits, rows]) => rows.map((raw) => [raw, digits] as const)))(
    '%s is %s',
    (raw, digits) => {
      expect(normalisePhone(raw, 'KR')).toMatchObject({ ok: true, digits });
    },
  );

  it.each([
    ['01012345678', '010-1234-5678', '+821012345678'],
    ['0421231190', '042-123-1190', '+82421231190'],
    ['021234567', '02-123-4567', '+8221234567'],
    ['0212345678', '02-1234-5678', '+82212345678'],
    ['15881234', '1588-1234', '+8215881234'],
    ['050712345678', '0507-1234-5678', '+8250712345678'],
    ['0111234567', '011-123-4567', '+82111234567'],
    ['+81 90 1234 5678', '+81 90 1234 5678', '+819012345678'],
  ])('%s is written %s and dialled %s', (raw, national, e164) => {
    expect(normalisePhone(raw, 'KR')).toMatchObject({ ok: true, national, e164, extension: null });
  });

  it.each([
    ['042-123-1190 내선 45', '45'],
    ['042-123-1190 (내선 45번)'.replace(/[()]/g, ''), '45'],
    ['042-123-1190(45)', '45'],
    ['042-123-1190#45', '45'],
    ['042-123-1190 ext. 45', '45'],
    ['042-123-1190x45', '45'],
  ])('%s keeps its extension apart', (raw, extension) => {
    expect(normalisePhone(raw, 'KR')).toMatchObject({ ok: true, digits: '0421231190', extension });
  });

  it.each([
    ['', 'PHONE_NOT_A_NUMBER'],
    ['모름', 'PHONE_NOT_A_NUMBER'],
    ['01O-1234-5678', 'PHONE_NOT_A_NUMBER'],
    ['119', 'PHONE_TOO_SHORT'],
    ['1234', 'PHONE_TOO_SHORT'],
    ['123-4567', 'PHONE_AREA_CODE_MISSING'],
    ['1234-5678', 'PHONE_AREA_CODE_MISSING'],
    ['010-123-4567', 'PHONE_INVALID'],
    ['010-123-456', 'PHONE_AREA_CODE_MISSING'],
    ['010-12345-6789', 'PHONE_INVALID'],
    ['010-1234-5678 / 042-123-1190', 'PHONE_TOO_LONG'],
    ['1'.repeat(40), 'PHONE_TOO_LONG'],
    ['2123-4567', 'PHONE_AREA_CODE_MISSING'],
    ['+1 202 555', 'PHONE_INVALID'],
  ])('%s is refused: %s', (raw, code) => {
    expect(normalisePhone(raw, 'KR')).toEqual({ ok: false, code });
  });

  it('written as shown, or as dialled, is the same number again', () => {
    const mobile = fc.stringMatching(/^010[0-9]{8}$/);
    const landLine = fc.stringMatching(
      /^0(2|31|32|33|41|42|43|44|51|52|53|54|55|61|62|63|64)[2-9][0-9]{6,7}$/,
    );
    fc.assert(
      fc.property(fc.oneof(mobile, landLine), (digits) => {
        const first = normalisePhone(digits, 'KR');
        if (!first.ok) throw new Error(`${digits}: ${first.code}`);
        expect(first.digits).toBe(digits);
        for (const again of [first.national, first.e164, first.national.replaceAll('-', ' ')])
          expect(normalisePhone(again, 'KR')).toEqual(first);
      }),
    );
  });

  it('never throws, whatever is typed', () => {
    expect(normalisePhone('1'.repeat(1_000_000), 'KR')).toEqual({ ok: false, code: 'PHONE_TOO_LONG' });
    for (const { text } of hostileTexts) expect(normalisePhone(text, 'KR')).toHaveProperty('ok');
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        (text) => typeof normalisePhone(text, 'KR').ok === 'boolean',
      ),
    );
  });
});

describe('a plainly typed mobile number', () => {
  it('is read as the library reads it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999_999 }),
        fc.constantFrom('', '-', ' ', '.'),
        (number, sign) => {
          const digits = String(number).padStart(8, '0');
          const plain = `010${sign}${digits.slice(0, 4)}${sign}${digits.slice(4)}`;
          // A leading space is not plain any more, so this one goes through the library.
          expect(normalisePhone(plain, 'KR')).toEqual(normalisePhone(` ${plain}`, 'KR'));
        },
      ),
    );
  });
});
