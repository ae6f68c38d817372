import { describe, expect, it } from 'vitest';
import { callableNumber, normalisePhone, textAddress } from '#core/customers/phone.ts';
import { planSearch } from '#core/customers/query.ts';
import { searchTokens } from '#core/customers/tokens.ts';
import { type CountryCode, countryOf } from '#core/standard/country.ts';
import { HOLIDAY_REGIONS } from '#core/standard/public-holidays.ts';

// Numbers kept for examples: Ofcom's, ComReg's, 555-01xx, ACMA's.
const read: [country: CountryCode, typed: string, shown: string, digits: string, e164: string][] = [
  ['GB', '01632 960123', '01632 960123', '01632960123', '+441632960123'],
  ['GB', '01632960123', '01632 960123', '01632960123', '+441632960123'],
  ['GB', '(01632) 960-123', '01632 960123', '01632960123', '+441632960123'],
  ['GB', '1632 960123', '01632 960123', '01632960123', '+441632960123'],
  ['GB', '+44 1632 960123', '01632 960123', '01632960123', '+441632960123'],
  ['GB', '+44 (0)1632 960123', '01632 960123', '01632960123', '+441632960123'],
  ['GB', '0044 1632 960123', '01632 960123', '01632960123', '+441632960123'],
  ['GB', '０１６３２ ９６０１２３', '01632 960123', '01632960123', '+441632960123'],
  ['GB', 'tel:+44-1632-960123', '01632 960123', '01632960123', '+441632960123'],
  ['GB', '020 7946 0018', '020 7946 0018', '02079460018', '+442079460018'],
  ['GB', '020-79460018', '020 7946 0018', '02079460018', '+442079460018'],
  ['GB', '07700 900123', '07700 900123', '07700900123', '+447700900123'],
  ['GB', '+447700900123', '07700 900123', '07700900123', '+447700900123'],
  ['GB', '0800 1111', '0800 1111', '08001111', '+448001111'],
  ['GB', '01481 960123', '01481 960123', '01481960123', '+441481960123'],
  ['GB', '+82 10-1234-5678', '+82 10 1234 5678', '821012345678', '+821012345678'],
  ['GB', '0082 10-1234-5678', '+82 10 1234 5678', '821012345678', '+821012345678'],
  ['IE', '020 915 1234', '(020) 915 1234', '0209151234', '+353209151234'],
  ['IE', '+44 1632 960123', '+44 1632 960123', '441632960123', '+441632960123'],
  ['US', '202-555-0147', '(202) 555-0147', '2025550147', '+12025550147'],
  ['US', '1 (202) 555-0147', '(202) 555-0147', '2025550147', '+12025550147'],
  ['US', '011 44 1632 960123', '+44 1632 960123', '441632960123', '+441632960123'],
  ['AU', '02 5550 1234', '(02) 5550 1234', '0255501234', '+61255501234'],
  ['AU', '0491 570 156', '0491 570 156', '0491570156', '+61491570156'],
  ['AU', '1800 975 711', '1800 975 711', '1800975711', '+611800975711'],
  ['NZ', '09 555 0123', '09 555 0123', '095550123', '+6495550123'],
  ['KR', '+44 1632 960123', '+44 1632 960123', '441632960123', '+441632960123'],
];

describe('a telephone number', () => {
  it.each(read)('in %s, %s is %s', (country, typed, national, digits, e164) => {
    const phone = normalisePhone(typed, country);
    expect(phone).toEqual({ ok: true, national, digits, e164, extension: null });
    // As shown it is the same number again.
    expect(normalisePhone(national, country)).toEqual(phone);
  });
  it.each([
    ['GB', '960123', 'PHONE_TOO_SHORT'],
    ['GB', '7946 0018', 'PHONE_AREA_CODE_MISSING'],
    ['GB', '01632 9601234567', 'PHONE_INVALID'],
    ['US', '555-0147', 'PHONE_AREA_CODE_MISSING'],
    ['US', '010-1234-5678', 'PHONE_INVALID'],
    ['AU', '5550 1234', 'PHONE_AREA_CODE_MISSING'],
    ['GB', 'no number', 'PHONE_NOT_A_NUMBER'],
    ['KR', '020 7946 0018', 'PHONE_INVALID'],
  ] as const)('in %s, %s is refused: %s', (country, typed, code) => {
    expect(normalisePhone(typed, country)).toEqual({ ok: false, code });
  });
  it('keeps its extension', () => {
    expect(callableNumber('01632 960123 ext. 12', 'GB')).toEqual({
      shown: '01632 960123 #12',
      digits: '01632960123',
    });
  });
  it.each([
    ['GB', '07700 900123', '+447700900123'],
    ['GB', '+82 10-1234-5678', '+821012345678'],
    ['US', '(202) 555-0147', '+12025550147'],
    ['KR', '010-1234-5678', '01012345678'],
    ['KR', '+44 7700 900123', '+447700900123'],
  ] as const)('in %s, a text to %s goes to %s', (country, typed, to) => {
    const phone = normalisePhone(typed, country);
    expect(phone.ok && textAddress(phone, country)).toBe(to);
  });
});

/** As `searchCustomers` does it: every token of an alternative is stored, and the alternative agrees. */
function finds(query: string, phoneDigits: string, country: CountryCode): boolean {
  const fields = { name: null, business: null, phoneDigits };
  const stored = new Set(searchTokens(fields));
  return (planSearch(query, country)?.alternatives ?? []).some(
    ({ tokens, matches }) => tokens.every((token) => stored.has(token)) && matches(fields),
  );
}

describe('a number is found', () => {
  const british = [
    '0163',
    '01632',
    '01632 960',
    '01632 960123',
    '(01632) 960123',
    '+44 1632',
    '+44 (0)1632 9601',
  ];
  const britishEnds = [
    '0123',
    '123',
    '960123',
    '0044 1632 960123',
    '44 1632 960123',
    '441632960123',
    '1632 960123',
  ];
  it.each([...british, ...britishEnds])('in GB by %s', (query) => {
    expect(finds(query, '01632960123', 'GB')).toBe(true);
  });
  it.each(['0018', '020', '020 7946', '79460018', '+442079460018', '0044 20 7946'])(
    'in GB by %s',
    (query) => {
      expect(finds(query, '02079460018', 'GB')).toBe(true);
    },
  );
  it.each(['0124', '01633', '+44 1633', '+82 1632', '0044 1633 960123', '01632 9601234', '12'])(
    'in GB not by %s',
    (query) => {
      expect(finds(query, '01632960123', 'GB')).toBe(false);
    },
  );
  it.each([
    ['US', '202', '2025550147'],
    ['US', '1 202 555', '2025550147'],
    ['US', '+1 202', '2025550147'],
    ['US', '0147', '2025550147'],
    ['US', '011 44 1632', '441632960123'],
    ['AU', '+61 1800', '1800975711'],
    ['AU', '0011 44 1632', '441632960123'],
    ['AU', '+61 491', '0491570156'],
    ['GB', '+82 10', '821012345678'],
    // As a branch in Korea keeps it.
    ['GB', '01632 96', '441632960123'],
    ['GB', '+44 1632', '441632960123'],
    ['US', '202 555', '12025550147'],
    ['GB', '0082 10', '821012345678'],
    ['KR', '+44 1632', '441632960123'],
  ] as const)('in %s by %s: %s', (country, query, digits) => {
    expect(finds(query, digits, country)).toBe(true);
  });
  it('together with a name', () => {
    const fields = { name: 'Ida Flint', business: null, phoneDigits: '01632960123' };
    const plan = planSearch('Ida 01632', 'GB');
    expect(plan?.alternatives.some(({ matches }) => matches(fields))).toBe(true);
  });
});

describe('the country of a branch', () => {
  it.each([
    [null, 'Asia/Seoul', 'KR'],
    [null, 'Europe/London', 'GB'],
    [null, 'Europe/Dublin', 'IE'],
    [null, 'America/New_York', 'US'],
    [null, 'America/Chicago', 'US'],
    [null, 'Australia/Perth', 'AU'],
    [null, 'Pacific/Auckland', 'NZ'],
    [null, 'America/Detroit', 'US'],
    [null, 'America/Toronto', 'CA'],
    [null, 'Europe/Berlin', 'DE'],
    [null, 'Australia/Canberra', 'AU'],
    [null, 'Asia/Kolkata', 'IN'],
    ['GB-SCT', 'Asia/Seoul', 'GB'],
    ['US', 'Europe/London', 'US'],
    ['KR', 'Europe/London', 'KR'],
    [null, 'Antarctica/Troll', 'KR'],
  ])('%s, %s: %s', (region, zone, country) => {
    expect(countryOf(region, zone)).toBe(country);
  });
  it('is known for every region with holidays', () => {
    for (const region of HOLIDAY_REGIONS)
      expect(countryOf(region, 'Antarctica/Troll')).toBe(region.slice(0, 2));
  });
});
