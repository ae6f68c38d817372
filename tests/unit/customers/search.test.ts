import { assemble, disassemble, getChoseong } from 'es-hangul';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planSearch } from '#core/customers/query.ts';
import { type SearchFields, searchTokens } from '#core/customers/tokens.ts';
import { hostileTexts } from '#tests/support/hostile.ts';
import { businessIsFound, nameIsFound, phoneIsFound } from './naive-search.ts';

const nobody: SearchFields = { name: null, business: null, phoneDigits: null };

/** What the database does with a plan: every token there, then the recheck. */
function finds(query: string, customer: Partial<SearchFields>): boolean {
  const fields = { ...nobody, ...customer };
  const stored = new Set(searchTokens(fields));
  return (planSearch(query, 'KR')?.alternatives ?? []).some(
    (alternative) => alternative.tokens.every((token) => stored.has(token)) && alternative.matches(fields),
  );
}

describe('search finds by name', () => {
  it.each([
    ['ㄱ', '김민수'],
    ['ㄱㅁ', '김민수'],
    ['ㄱㅁㅅ', '김민수'],
    ['ㅁㅅ', '김민수'],
    ['김', '김민수'],
    ['기', '김민수'],
    ['김ㅁ', '김민수'],
    ['김미', '김민수'],
    ['김민', '김민수'],
    ['김민ㅅ', '김민수'],
    ['김민스', '김민스'],
    ['민수', '김민수'],
    ['김민수', '김민수'],
    ['김ㅁㅅ', '김민수'],
    ['김ㅁ수', '김민수'],
    ['ㄱ민수', '김민수'],
    ['ㄱㅁ수', '김민수'],
    ['김 민수', '김민수'],
    ['김민수', '김 민수'],
    ['김', '기민수'],
    ['김밋', '김미수'],
    ['임ㅅ', '이무성'],
    ['이ㅁㅅ', '이무성'],
    ['ㄳ', '강신우'],
    ['김ㄳ', '김강식'],
    ['김긳', '김기곤수'],
    ['김긳', '김긱소'],
    ['고', '곽정원'],
    ['과', '곽정원'],
    ['정우', '곽정원'],
    ['남궁', '남궁민수'],
    ['궁민수', '남궁민수'],
    ['ㄴㄱㅁㅅ', '남궁민수'],
    ['남ㄱㅁㅅ', '남궁민수'],
    ['洪吉', '洪吉童'],
    ['李', '\uf9e1舜臣'],
    ['joh', 'John Smith'],
    ['John S', 'john smith'],
    ['smi', 'John Smith'],
    ['ｊｏｈｎ', 'John Smith'],
    ['nguyen', 'Nguyễn Văn An'],
    ['Đặng', 'Dang Thi Ha'],
  ])('%s finds %s', (query, name) => {
    expect(finds(query, { name })).toBe(true);
    expect(finds(query.normalize('NFD'), { name })).toBe(true);
    expect(finds(query, { name: name.normalize('NFD') })).toBe(true);
  });

  it.each([
    ['rla', '김민수'],
    ['rlaalstn', '김민수'],
    ['RLAALSTN', '김민수'],
    ['rla alstn', '김민수'],
    ['alstn', '김민수'],
    ['rlaal', '김민수'],
    ['rat', '김민수'],
    ['ralt', '김미선'],
    ['rlat', '김수현'],
    ['dlat', '이무성'],
    ['ghkd', '황정'],
    ['Tkdrjs', '쌍건'],
    ['rlaㅁㅅ', '김민수'],
  ])('%s, typed with the keyboard in English mode, finds %s', (query, name) => {
    expect(finds(query, { name })).toBe(true);
  });

  it.each([
    ['민', '김민수'],
    ['ㅁ', '김민수'],
    ['미나', '김민수'],
    ['ㄱㅅ', '김민수'],
    ['김수', '김민수'],
    ['김민수', '김민'],
    ['민', '김미나'],
    ['ㅏ', '아'],
    ['john', '김민수'],
    ['rla', '이민수'],
  ])('%s does not find %s', (query, name) => {
    expect(finds(query, { name })).toBe(false);
  });
});

describe('search finds by business', () => {
  it.each([
    ['한밭', '㈜한밭테크노상사'],
    ['한바', '주식회사 한밭테크노상사'],
    ['한ㅂ', '한밭테크노상사(주)'],
    ['ㅎㅂ', '한밭테크노상사'],
    ['ㅎㅂㅌ', '한밭테크노상사'],
    ['ㅌㅋㄴ', '한밭테크노상사'],
    ['상사', '한밭테크노상사'],
    ['테크노', '한밭테크노상사'],
    ['밭테크', '한밭테크노상사'],
    ['테크논', '한밭테크노나라'],
    ['(주)한밭', '한밭테크노상사'],
    ['주식회사 한밭', '㈜한밭'],
    ['samsun', 'Samsung Electronics'],
    ['elec', 'Samsung Electronics'],
    ['24', '24시편의점'],
    ['cafe24', 'Cafe 24'],
    ['gksqkx', '한밭테크노상사'],
  ])('%s finds %s', (query, business) => {
    expect(finds(query, { business })).toBe(true);
    expect(finds(query, { name: '김민수', business: business.normalize('NFD') })).toBe(true);
  });
  it.each([
    ['한', '한밭테크노상사'],
    ['크노서', '한밭테크노상사'],
    ['밭ㅌ', '한밭테크노상사'],
    ['상사한', '한밭테크노상사'],
  ])('%s does not find %s', (query, business) => {
    expect(finds(query, { business })).toBe(false);
  });
});

describe('search finds by phone', () => {
  const stored = '01012342748';
  it.each([
    '010',
    '010-1',
    '0101234',
    '010-1234',
    '010-1234-27',
    '010-1234-2748',
    '010 1234 2748',
    '010.1234.2748',
    '０１０－１２３４',
    '+82 10 1234',
    '+82 10 1234 2748',
    '+82 (0)10-1234',
    '821012342748',
    '0082 10 1234 2748',
    '1012342748',
    '2748',
    '748',
    '1234',
    '12342',
    '1234-2748',
    '34-2748',
    ' 2748 ',
  ])('%s', (query) => {
    expect(finds(query, { phoneDigits: stored })).toBe(true);
  });
  it.each(['27', '274', '234', '12742', '+82 11', '+1 010', '01012342749', '0101234274811', '+2748'])(
    'not %s',
    (query) => {
      expect(finds(query, { phoneDigits: stored })).toBe(false);
    },
  );
  it.each([
    ['1588', '15881234'],
    ['+82 1588', '15881234'],
    ['1234', '15881234'],
    ['042-12', '0421231190'],
    ['123', '0421231190'],
    ['1231', '0421231190'],
    ['1190', '0421231190'],
    ['02-12', '0212345678'],
    ['0507-12', '050712345678'],
    ['+1 202', '12025550147'],
    ['0147', '12025550147'],
  ])('%s finds %s', (query, phoneDigits) => {
    expect(finds(query, { phoneDigits })).toBe(true);
  });
  it('together with a name', () => {
    const customer = { name: '김민수', phoneDigits: stored };
    for (const query of [
      '김 2748',
      '2748 김',
      '민수 010-1234',
      'ㄱㅁㅅ2748',
      '010-1234 김민',
      'rla 2748',
      '김2748',
    ])
      expect(finds(query, customer)).toBe(true);
    for (const query of ['이 2748', '김 2749', 'ㄱㅅ 2748']) expect(finds(query, customer)).toBe(false);
  });
});

describe('a plan', () => {
  it.each(['', ' ', '-', '1', '.', '😀', '\u200b', '()', '+', '🏳️'])('is none for “%s”', (query) => {
    expect(planSearch(query, 'KR')).toBeNull();
  });
  it('has at most four tokens an alternative, and says none of them twice', () => {
    for (const query of ['김ㅁㅅ', 'rlaalstn', '한밭테크노상사', 'international', '김민수 2748'])
      for (const { tokens } of planSearch(query, 'KR')?.alternatives ?? []) {
        expect(tokens.length).toBeGreaterThan(0);
        expect(tokens.length).toBeLessThanOrEqual(4);
        expect(new Set(tokens).size).toBe(tokens.length);
      }
  });
  it('reads the rarer token first', () => {
    const first = (query: string) => planSearch(query, 'KR')?.alternatives[0]?.tokens;
    expect(first('김ㅁㅅ')).toEqual(['iㄱㅁㅅ', 's김ㅁ']);
    expect(first('국ㅁㅅ')).toEqual(['s국ㅁ', 'iㄱㅁㅅ']);
    expect(first('ㄱㅁㅅ')).toEqual(['iㄱㅁㅅ']);
    expect(first('김민수')).toEqual(['s김민수']);
  });
  it('survives whatever is typed', () => {
    for (const { text } of hostileTexts) expect(() => planSearch(text, 'KR')).not.toThrow();
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (query, name) => {
        finds(query, { name, business: name });
      }),
    );
  });
});

describe('the tokens of a customer', () => {
  it('are sorted, each once, and few', () => {
    const tokens = searchTokens({ name: '김민성', business: null, phoneDigits: '01012342748' });
    expect(tokens).toEqual([...new Set(tokens)].sort());
    expect(tokens.length).toBeLessThanOrEqual(25);
  });
  it('are none for nobody', () => {
    expect(searchTokens(nobody)).toEqual([]);
    expect(searchTokens({ name: '', business: '', phoneDigits: '' })).toEqual([]);
  });
  it('never collide between kinds', () => {
    const byName = searchTokens({ ...nobody, name: '한밭상사' });
    const byBusiness = searchTokens({ ...nobody, business: '한밭상사' });
    expect(byName.filter((token) => byBusiness.includes(token))).toEqual([]);
  });
});

const syllable = fc.constantFrom(...'김기긱미민밋수소성이임무곽과고권궁남값갑닭');
const jamo = fc.constantFrom(...'ㄱㄲㅁㅅㅇㄴ');
const names = fc.array(fc.oneof({ weight: 9, arbitrary: syllable }, fc.constantFrom('金', '吉', '洪')), {
  minLength: 1,
  maxLength: 6,
});
/** Any syllable at all, so that no table of letters goes untested. */
const anyHangul = fc.array(
  fc.integer({ min: 0xac00, max: 0xd7a3 }).map((code) => String.fromCharCode(code)),
  { minLength: 1, maxLength: 5 },
);
const queries = fc.array(fc.oneof({ weight: 3, arbitrary: syllable }, { weight: 2, arbitrary: jamo }), {
  minLength: 1,
  maxLength: 4,
});
/** Pairs that match often: the query is cut from the name, some of it shortened to initials or open syllables. */
const related = (name: fc.Arbitrary<string[]>) =>
  name.chain((units) =>
    fc
      .tuple(
        fc.integer({ min: 0, max: units.length - 1 }),
        fc.integer({ min: 1, max: 4 }),
        fc.infiniteStream(fc.constantFrom('whole', 'whole', 'initial', 'open')),
      )
      .map(([start, length, how]) => {
        const query = units.slice(start, start + length).map((unit) => {
          const way = how.next().value;
          if (way === 'whole' || !/[가-힣]/u.test(unit)) return unit;
          return way === 'initial' ? getChoseong(unit) : assemble([...disassemble(unit)].slice(0, 2));
        });
        return { name: units.join(''), query: query.join('') };
      }),
  );
const anyPair = fc.oneof(
  related(names),
  related(anyHangul),
  fc.record({ name: names.map((units) => units.join('')), query: queries.map((units) => units.join('')) }),
);

describe('against a naive matcher', () => {
  it('finds exactly the same names', () => {
    fc.assert(
      fc.property(anyPair, ({ name, query }) => {
        expect(finds(query, { name })).toBe(nameIsFound(query, name));
      }),
      { numRuns: 3000 },
    );
  });
  it('finds exactly the same businesses', () => {
    fc.assert(
      fc.property(anyPair, ({ name: business, query }) => {
        expect(finds(query, { business })).toBe(businessIsFound(query, business));
      }),
      { numRuns: 3000 },
    );
  });
  it('finds exactly the same phone numbers', () => {
    const digits = (length: number) => fc.stringMatching(new RegExp(`^[1-4]{${length}}$`));
    const numbers = fc.tuple(
      fc.constantFrom('010', '02', '042', '0507'),
      fc.oneof(digits(3), digits(4)),
      digits(4),
    );
    const typed = fc.oneof(
      fc.stringMatching(/^[0-4]{1,9}$/).filter((text) => !/^(?:00|10)/.test(text)),
      fc.tuple(fc.constantFrom('010', '02', '042', '0507'), digits(4)).map(([front, rest]) => front + rest),
    );
    fc.assert(
      fc.property(numbers, typed, (groups, query) => {
        expect(finds(query, { phoneDigits: groups.join('') })).toBe(phoneIsFound(query, groups));
      }),
      { numRuns: 3000 },
    );
  });
  it('finds a name at every key that is typed of it, once two letters are there', () => {
    fc.assert(
      fc.property(anyHangul, (units) => {
        const name = units.join('');
        for (const start of units.keys()) {
          const keys = [...disassemble(units.slice(start).join(''))];
          for (let typed = 1; typed <= keys.length; typed += 1) {
            const query = assemble(keys.slice(0, typed));
            if (start === 0 || [...query].length > 1)
              expect([query, finds(query, { name })]).toEqual([query, true]);
          }
        }
      }),
    );
  });
});
