import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { id, personal, personName, phoneText, subjectId } from '#contract/fields.ts';
import {
  hasPersonalData,
  maskEmail,
  maskerFor,
  maskName,
  maskPhone,
  subjectsIn,
} from '#core/privacy/mask.ts';
import { hostileTexts } from '#tests/support/hostile.ts';

describe('a masked name', () => {
  it.each([
    ['김민수', '김○수'],
    ['남궁민수', '남○○수'],
    ['김수', '김○'],
    ['수', '○'],
    ['', ''],
    ['김 민수', '김 ○수'],
    ['김민수'.normalize('NFD'), '김○수'],
    ['洪吉童', '洪○童'],
    ['𠮷野家', '𠮷○家'],
    ['John Smith', 'J○○○ ○○○○h'],
    ['Bo', 'B○'],
    ['👨‍👩‍👧', '○'],
    ['이👍🏽수', '이○수'],
  ])('%s → %s', (name, masked) => {
    expect(maskName(name)).toBe(masked);
  });
  it('stays the same when masked again, and never throws', () => {
    for (const { text } of hostileTexts.filter((hostile) => hostile.text.length < 10_000)) {
      const masked = maskName(text);
      expect(maskName(masked)).toBe(masked);
    }
  });
});

describe('a masked phone number', () => {
  it.each([
    ['010-1234-2748', '010-****-2748'],
    ['01012342748', '010****2748'],
    ['010 1234 2748', '010 **** 2748'],
    ['０１０－１２３４－２７４８', '010-****-2748'],
    ['011-234-2748', '011-***-2748'],
    ['042-123-1190', '042-***-1190'],
    ['(042) 123-1190', '(042) ***-1190'],
    ['02-1234-5678', '02-****-5678'],
    ['0212345678', '02****5678'],
    ['0507-1234-5678', '0507-****-5678'],
    ['+82 10-1234-2748', '+82 10-****-2748'],
    ['+821012342748', '+8210****2748'],
    ['+82 2-123-4567', '+82 2-***-4567'],
    ['+82 (0)10-1234-2748', '+82 (0)10-****-2748'],
    ['+1 202 555 0147', '+1 *** *** 0147'],
    ['01632 960123', '016** **0123'],
    ['020 7946 0018', '02* **** 0018'],
    ['07700 900123', '077** **0123'],
    ['+44 7700 900123', '+44 **** **0123'],
    ['(01) 234 5678', '(**) *** 5678'],
    ['(202) 555-0147', '(***) ***-0147'],
    ['(02) 5550 1234', '(02) **** 1234'],
    ['1588-1234', '1588-****'],
    ['123-4567', '***-4567'],
    ['042-1190', '042-***0'],
    ['12345', '***45'],
    ['119', '***'],
    ['042-123-1190 내선 45', '042-***-1190 내선 **'],
    ['02-123-4567 ext. 12', '02-***-4567 ext. **'],
    ['딸 010-1234-2748', '010****2748'],
    ['010-1234-2748 (김민수)', '010****2748'],
    ['01O-1234-5678', '011***5678'],
    ['010-1234-5678 / 042-123-1190', '***-****-**** / ***-***-1190'],
    ['', ''],
  ])('%s → %s', (phone, masked) => {
    expect(maskPhone(phone)).toBe(masked);
    expect(maskPhone(masked)).toBe(masked);
  });
  it('hides at least three digits of any number', () => {
    const typed = fc.array(fc.constantFrom(...'0123456789', '0', '1', '-', ' ', '+', '(', ')', 'x'), {
      maxLength: 24,
    });
    fc.assert(
      fc.property(typed, (characters) => {
        const phone = characters.join('');
        const digits = (text: string) => (text.match(/\d/g) ?? []).length;
        expect(digits(maskPhone(phone))).toBeLessThanOrEqual(Math.max(0, digits(phone) - 3));
      }),
    );
  });
});

const uuid = (n: number) => `01930d6e-7a6b-7c11-9e2b-${String(n).padStart(12, '0')}`;
const customer = z.object({
  id: subjectId(id, 'customer'),
  name: personal(personName, 'name'),
  phone: personal(phoneText, 'phone').nullable(),
  business: personal(z.string(), 'business').optional(),
  seenAt: z.date(),
});
const aCustomer = (n = 1) => ({
  id: uuid(n),
  name: '김민수',
  phone: '010-1234-2748',
  business: '한밭상사',
  seenAt: new Date(0),
});
const masked = (n = 1) => ({ ...aCustomer(n), name: '김○수', phone: '010-****-2748' });

describe('a masker made from an output schema', () => {
  it('masks names and phones in a copy and leaves the rest, businesses included', () => {
    const reply = aCustomer();
    expect(maskerFor(customer)(reply)).toEqual(masked());
    expect(reply).toEqual(aCustomer());
  });

  it('reaches into every kind of schema', () => {
    const wrapped = z.object({
      list: z.array(customer),
      page: z.object({ first: customer.nullable(), none: customer.nullable(), missing: customer.optional() }),
      byId: z.record(z.string(), customer),
      pair: z.tuple([z.string(), customer]),
      rest: z.tuple([z.string()]).rest(customer),
      withDefault: customer.default(aCustomer()),
      readonly: customer.readonly(),
      caught: customer.catch(aCustomer()),
      lazy: z.lazy(() => customer),
      piped: z.any().pipe(z.object({ name: personal(z.string(), 'name') })),
      changed: personal(z.string(), 'name').transform((name) => `${name}`),
      before: z.preprocess((value) => value, customer),
      both: z.intersection(z.object({ a: personal(z.string(), 'name') }), z.object({ b: z.string() })),
      set: z.set(personal(z.string(), 'name')),
      map: z.map(z.string(), customer),
      names: personal(z.array(z.string()), 'name'),
      other: z.object({}).catchall(personal(z.string(), 'name')),
    });
    const one = aCustomer();
    const reply = {
      list: [one, aCustomer(2)],
      page: { first: one, none: null },
      byId: { a: one },
      pair: ['김민수', one],
      rest: ['김민수', one, one],
      withDefault: one,
      readonly: one,
      caught: one,
      lazy: one,
      piped: { name: '김민수' },
      changed: '김민수',
      before: one,
      both: { a: '김민수', b: '김민수' },
      set: new Set(['김민수']),
      map: new Map([['a', one]]),
      names: ['김민수', '김수'],
      other: { anyone: '김민수' },
    };
    expect(maskerFor(wrapped)(reply)).toEqual({
      list: [masked(), masked(2)],
      page: { first: masked(), none: null },
      byId: { a: masked() },
      pair: ['김민수', masked()],
      rest: ['김민수', masked(), masked()],
      withDefault: masked(),
      readonly: masked(),
      caught: masked(),
      lazy: masked(),
      piped: { name: '김○수' },
      changed: '김○수',
      before: masked(),
      both: { a: '김○수', b: '김민수' },
      set: new Set(['김○수']),
      map: new Map([['a', masked()]]),
      names: ['김○수', '김○'],
      other: { anyone: '김○수' },
    });
  });

  it('tells the options of a union apart', () => {
    const told = z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('person'), label: personal(z.string(), 'name') }),
      z.object({ kind: z.literal('room'), label: z.string() }),
    ]);
    expect(maskerFor(told)({ kind: 'person', label: '김민수' })).toEqual({ kind: 'person', label: '김○수' });
    expect(maskerFor(told)({ kind: 'room', label: '상담실' })).toEqual({ kind: 'room', label: '상담실' });

    const untold = z.union([
      z.object({ room: z.string(), label: z.string() }),
      customer,
      personal(z.string(), 'name'),
      z.null(),
    ]);
    expect(maskerFor(untold)({ room: '1', label: '상담실' })).toEqual({ room: '1', label: '상담실' });
    expect(maskerFor(untold)(aCustomer())).toEqual(masked());
    expect(maskerFor(untold)('김민수')).toBe('김○수');
    expect(maskerFor(untold)(null)).toBeNull();
    // None of the options: hiding too much is the safe mistake.
    expect(maskerFor(untold)({ name: '김민수' })).toEqual({ name: '김○수' });
  });

  it('follows a schema that contains itself', () => {
    const thread = z.object({
      by: personal(z.string(), 'name'),
      get replies() {
        return z.array(thread);
      },
    });
    const reply = { by: '김민수', replies: [{ by: '이수', replies: [] }] };
    expect(maskerFor(thread)(reply)).toEqual({ by: '김○수', replies: [{ by: '이○', replies: [] }] });
  });

  it('gives a reply without personal data back as it is', () => {
    const plain = z.object({ count: z.number(), inner: z.object({ text: personal(z.string(), 'text') }) });
    const reply = { count: 1, inner: { text: '김민수 님이 오셨습니다' } };
    expect(maskerFor(plain)(reply)).toBe(reply);
    expect(maskerFor(undefined)(reply)).toBe(reply);
    expect(maskerFor({ '~standard': {} })(reply)).toBe(reply);
  });

  it('is compiled once for a schema', () => {
    expect(maskerFor(customer)).toBe(maskerFor(customer));
    expect(subjectsIn(customer)).toBe(subjectsIn(customer));
  });

  it('refuses a personal key, because two people could become one', () => {
    const bad = z.record(personal(z.string(), 'name'), z.number());
    expect(() => maskerFor(bad)({ 김민수: 1 })).toThrow('key');
  });
});

describe('the subjects of a reply', () => {
  it('are listed once each, wherever they are', () => {
    const memo = z.object({
      id: subjectId(id, 'memo'),
      customer: customer.nullable(),
      encounterId: subjectId(id, 'encounter').nullable(),
      takenBy: id,
    });
    const board = z.object({
      columns: z.record(z.string(), z.array(memo)),
      ids: subjectId(z.array(id), 'memo'),
    });
    const reply = {
      columns: {
        new: [{ id: uuid(1), customer: aCustomer(5), encounterId: null, takenBy: uuid(9) }],
        seen: [{ id: uuid(2), customer: aCustomer(5), encounterId: uuid(7), takenBy: uuid(9) }],
      },
      ids: [uuid(1), uuid(3)],
    };
    expect(subjectsIn(board)(reply)).toEqual([
      { entity: 'memo', id: uuid(1) },
      { entity: 'customer', id: uuid(5) },
      { entity: 'memo', id: uuid(2) },
      { entity: 'encounter', id: uuid(7) },
      { entity: 'memo', id: uuid(3) },
    ]);
    expect(subjectsIn(z.record(subjectId(id, 'customer'), z.number()))({ [uuid(4)]: 1 })).toEqual([
      { entity: 'customer', id: uuid(4) },
    ]);
    expect(subjectsIn(undefined)(reply)).toEqual([]);
  });
});

describe('whether a reply can hold personal data', () => {
  it.each([
    ['a customer deep inside', z.object({ a: z.array(z.union([z.null(), customer])) }), true],
    ['free text about people', z.object({ inquiry: personal(z.string(), 'text') }), true],
    ['ids alone', z.object({ id: subjectId(id, 'customer') }), false],
    ['a count', z.number(), false],
    ['nothing', undefined, false],
  ])('%s', (_title, schema, answer) => {
    expect(hasPersonalData(schema)).toBe(answer);
  });
});

describe('a masked address', () => {
  it.each([
    ['minsu.kim@example.kr', 'm***@example.kr'],
    ['a@b.kr', 'a***@b.kr'],
    ['𠮷野@example.jp', '𠮷***@example.jp'],
    ['not an address', '***'],
    ['@example.kr', '***'],
  ])('%s → %s, and masked again it stays', (address, masked) => {
    expect(maskEmail(address)).toBe(masked);
    expect(maskEmail(masked)).toBe(masked);
  });

  it('is what a list sends', () => {
    const schema = z.object({ to: personal(z.string(), 'email') });
    expect(maskerFor(schema)({ to: 'minsu@example.kr' })).toEqual({ to: 'm***@example.kr' });
  });
});
