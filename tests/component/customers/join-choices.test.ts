import { describe, expect, test } from 'vitest';
import type { ComparedCustomer, Comparison } from '#contract/customer-page.ts';
import { beginning, isSame, kept, wishOf } from '#renderer/features/customers/join-choices.ts';

const record = (change: Partial<ComparedCustomer>): ComparedCustomer => ({
  ...{ id: 'a', version: 1, name: '김민수', business: '', phone: '010-1234-2748' },
  ...{ consentAt: new Date(0), consentHow: 'oral', latestEncounterAt: null },
  ...{ encounters: 0, memos: 0, promises: 0, openPromises: 0 },
  ...change,
});
const pair = {
  one: record({}),
  other: record({ id: 'b', version: 7, business: '민수네분식', phone: '010-9999-2748' }),
};

describe('what is kept when two records are joined', () => {
  test('nothing chosen: the record one was at, with what it lacks from the other', () => {
    expect(wishOf(beginning, pair)).toEqual({
      survivor: { id: 'a', expectedVersion: 1 },
      joined: { id: 'b', expectedVersion: 7 },
      keep: { name: 'survivor', business: 'joined', phone: 'survivor' },
    });
  });

  test('the other record chosen: its values follow, but for those chosen by themselves', () => {
    const choices = { survivor: 'other', fields: { phone: 'one' } } as const;
    expect(wishOf(choices, pair)).toEqual({
      survivor: { id: 'b', expectedVersion: 7 },
      joined: { id: 'a', expectedVersion: 1 },
      keep: { name: 'survivor', business: 'survivor', phone: 'joined' },
    });
    expect(kept({ survivor: 'other', fields: { business: 'one' } }, pair, 'business')).toBe('one');
  });

  test('masked values that look alike are the same only where the front desk says so', () => {
    const masked = { ...pair, other: { ...pair.other, phone: pair.one.phone }, certainty: null };
    const asked = (same: Comparison['same'], whole = false) => isSame({ ...masked, same }, 'phone', whole);
    expect(asked([])).toBe(false);
    expect(asked(['phone'])).toBe(true);
    expect(asked([], true)).toBe(true);
    expect(isSame({ ...masked, same: ['business'] }, 'business', true)).toBe(false);
  });
});
