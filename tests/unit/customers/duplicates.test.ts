import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { businessKey, byLikeness, type Identity, likenessOf } from '#core/customers/duplicates.ts';

const person = (change: Partial<Identity> = {}): Identity => ({
  name: '김민수',
  business: '민수네분식',
  phoneDigits: '01012342748',
  ...change,
});
const other = { name: '이영희', business: '영희상회', phoneDigits: '01099998888' };

describe('two records may be one person', () => {
  test.each<[string, Partial<Identity>, string | null, string[]]>([
    ['everything the same', {}, 'sure', ['phone', 'name', 'business']],
    ['number and name', { business: '' }, 'sure', ['phone', 'name']],
    ['number and name but for a space', { name: '김 민수', business: '' }, 'sure', ['phone', 'spacing']],
    ['name and business', { phoneDigits: other.phoneDigits }, 'likely', ['name', 'business']],
    ['the number alone: a family', { name: other.name, business: '' }, 'perhaps', ['phone']],
    ['number and business: a colleague', { name: other.name }, 'perhaps', ['phone', 'business']],
    ['the name alone', { business: other.business, phoneDigits: other.phoneDigits }, null, []],
    ['the business alone', { name: other.name, phoneDigits: other.phoneDigits }, null, []],
    ['nothing', other, null, []],
  ])('%s', (_, change, certainty, same) => {
    const likeness = likenessOf(person(), person(change));
    expect(likeness?.certainty ?? null).toBe(certainty);
    expect(likeness?.same ?? []).toEqual(same);
  });

  test('nothing that is not known is the same', () => {
    const unknown = person({ business: '', phoneDigits: '' });
    expect(likenessOf(unknown, unknown)).toBeNull();
    expect(likenessOf(person({ business: '(주)' }), person({ business: ' ' }))).toMatchObject({
      same: ['phone', 'name'],
    });
  });

  test('a name is compared composed, a business without legal form, spaces, signs and case', () => {
    expect(likenessOf(person(), person({ name: '김민수'.normalize('NFD') }))?.same).toContain('name');
    for (const same of ['주식회사 한밭 상사', '한밭상사(주)', '㈜한밭상사', '한밭·상사', '한밭상사']) {
      expect(businessKey(same)).toBe('한밭상사');
    }
    expect(businessKey('ABC Foods')).toBe(businessKey('abc foods (주)'));
    expect(businessKey('한밭상사')).not.toBe(businessKey('한밭상회'));
  });

  test('the likeliest comes first; among equals whoever came last', () => {
    const order = [
      person(),
      person({ business: '' }),
      person({ name: '김 민수', business: '' }),
      person({ phoneDigits: '01000000000' }),
      person({ name: '김 민수', phoneDigits: '01000000000' }),
      person({ name: '이영희' }),
      person({ name: '이영희', business: '' }),
    ];
    const ranked = order.map((one, no) => {
      const likeness = likenessOf(person(), one);
      if (likeness === null) throw new Error('not alike');
      return { ...likeness, rank: 0, no };
    });
    expect(ranked.toReversed().sort(byLikeness)).toEqual(ranked);
    const [first] = ranked;
    if (!first) throw new Error('nobody');
    expect([first, { ...first, rank: 5 }].sort(byLikeness)[0]?.rank).toBe(5);
  });
});

const identity = fc.record<Identity>({
  name: fc.constantFrom('김민수', '김 민수', '이영희', ''),
  business: fc.constantFrom('', '한밭', '(주)한밭', '대덕'),
  phoneDigits: fc.constantFrom('', '01012342748', '0421231190'),
});

test('which of the two is asked about changes nothing, and a name alone never says anything', () => {
  fc.assert(
    fc.property(identity, identity, (a, b) => {
      const likeness = likenessOf(a, b);
      expect(likenessOf(b, a)).toEqual(likeness);
      const same = likeness?.same ?? [];
      expect(same.length === 1 && same[0] !== 'phone').toBe(false);
      if (same.includes('phone') && a.name !== '' && a.name === b.name)
        expect(likeness?.certainty).toBe('sure');
    }),
  );
});
