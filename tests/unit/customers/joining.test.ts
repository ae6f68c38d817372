import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type CustomerValues,
  changedSince,
  type Keep,
  takenFields,
  valuesAfter,
  valuesUndone,
  whyNotUndo,
} from '#core/customers/joining.ts';

const values = fc.record<CustomerValues>({
  name: fc.constantFrom('김민수', '김 민수'),
  business: fc.constantFrom('', '민수네'),
  phone: fc.constantFrom('010-1', '010-2'),
  phone_digits: fc.constant(''),
  consent_at: fc.constantFrom('2024', '2025', '2026'),
  consent_how: fc.constantFrom('oral', 'written'),
  texts_refused_at: fc.constantFrom(null, '2025', '2026'),
});
const withDigits = (one: CustomerValues) => ({ ...one, phone_digits: one.phone.replaceAll('-', '') });
const side = fc.constantFrom('survivor', 'joined') as fc.Arbitrary<'survivor' | 'joined'>;
const keep: fc.Arbitrary<Keep> = fc.record({ name: side, business: side, phone: side });

test('joined values are the chosen ones with the first consent; undone at once nothing is left of it', () => {
  fc.assert(
    fc.property(values.map(withDigits), values.map(withDigits), keep, (survivor, joined, chosen) => {
      const taken = takenFields(survivor, joined, chosen);
      const after = valuesAfter(survivor, joined, taken);
      for (const field of ['name', 'business', 'phone'] as const) {
        expect(after[field]).toBe((chosen[field] === 'joined' ? joined : survivor)[field]);
      }
      expect(after.phone_digits).toBe(after.phone.replaceAll('-', ''));
      expect(after.consent_at).toBe([survivor.consent_at, joined.consent_at].sort()[0]);
      expect(after.texts_refused_at).toBe(survivor.texts_refused_at ?? joined.texts_refused_at);
      expect(changedSince(after, joined, taken)).toEqual([]);
      expect(valuesUndone(after, survivor, joined, taken)).toEqual(survivor);
    }),
  );
});

test('what somebody corrected since is neither overwritten nor hidden', () => {
  const survivor = {
    name: '김민수',
    business: '',
    phone: '1',
    phone_digits: '1',
    consent_at: '2025',
    consent_how: 'oral',
    texts_refused_at: null,
  };
  const joined = { ...survivor, name: '김 민수', phone: '2', phone_digits: '2', consent_at: '2024' };
  const taken = takenFields(survivor, joined, { name: 'joined', business: 'joined', phone: 'joined' });
  expect(taken).toEqual(['name', 'phone', 'consent']);
  const corrected = {
    ...valuesAfter(survivor, joined, taken),
    phone: '3',
    phone_digits: '3',
    business: '새 상호',
  };
  expect(changedSince(corrected, joined, taken)).toEqual(['phone']);
  expect(valuesUndone(corrected, survivor, joined, taken)).toEqual({
    ...survivor,
    phone: '3',
    phone_digits: '3',
    business: '새 상호',
  });
});

test('who has taken his refusal back since the joining wants texts, also once it is undone', () => {
  const survivor: CustomerValues = {
    name: '김민수',
    business: '',
    phone: '1',
    phone_digits: '1',
    consent_at: '2025',
    consent_how: 'oral',
    texts_refused_at: null,
  };
  const joined = { ...survivor, texts_refused_at: '2026' };
  const taken = takenFields(survivor, joined, { name: 'survivor', business: 'survivor', phone: 'survivor' });
  const after = valuesAfter(survivor, joined, taken);
  expect(after.texts_refused_at).toBe('2026');
  const saidSince = { ...after, texts_refused_at: '2027' };
  expect(valuesUndone(saidSince, survivor, joined, taken).texts_refused_at).toBe('2027');
});

test('chains come apart in the reverse order, each once', () => {
  const joining = { undone_at: null, survivor_version: 3 };
  const inUse = { joined_into: null };
  expect(whyNotUndo(joining, inUse, joining)).toBeNull();
  expect(whyNotUndo({ ...joining, undone_at: '2026' }, inUse, undefined)).toBe('JOINING_UNDONE');
  expect(whyNotUndo(joining, { joined_into: 'c' }, joining)).toBe('JOINED_ON');
  expect(whyNotUndo(joining, inUse, { survivor_version: 5 })).toBe('LATER_JOINING');
});
