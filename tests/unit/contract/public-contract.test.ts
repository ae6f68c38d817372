import { oc } from '@orpc/contract';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { contract } from '#contract/contract.ts';
import { personal } from '#contract/fields.ts';
import { type PublicMeta, publicContract } from '#contract/public.ts';
import { hasPersonalData, namesSubjects } from '#core/privacy/mask.ts';
import { publicRuleOf } from '#core/public/public-access.ts';
import { procedures } from '#tests/support/procedures.ts';

const all = procedures(publicContract);
const staff = procedures(contract);
/** What makes a booking, or is told only to whoever holds its number. */
const mayBook = new Set(['booking.make', 'booking.look', 'booking.cancel']);

describe('the public contract', () => {
  test('is this and nothing more', () => {
    expect(all.map(({ path }) => path)).toEqual([
      'standard.published',
      'booking.offer',
      'booking.days',
      'booking.make',
      'booking.look',
      'booking.cancel',
    ]);
  });

  test.each(all)('$path has a public rule under its own name, and no rule of the staff', ({ path, meta }) => {
    expect((meta as PublicMeta).public).toEqual({ action: path, may: mayBook.has(path) ? 'book' : 'read' });
    expect(meta.access).toBeUndefined();
  });

  test.each(all)(
    '$path is a GET where it changes nothing and tells what anybody may know',
    ({ path, route }) => {
      expect(route.method).toBe(mayBook.has(path) ? 'POST' : 'GET');
    },
  );

  test.each(all)('$path holds nothing about anybody', ({ output }) => {
    expect(output).toBeDefined();
    expect(hasPersonalData(output)).toBe(false);
    expect(namesSubjects(output)).toBe(false);
  });

  test('shares no procedure with the staff contract', () => {
    const theirs = new Set(staff.map(({ path }) => path));
    expect(all.filter(({ path }) => theirs.has(path))).toEqual([]);
    for (const { meta } of staff) expect((meta as PublicMeta).public).toBeUndefined();
  });
});

describe('the public middleware', () => {
  const rule = { action: 'standard.published', may: 'read' } as const;
  const ruled = oc.$meta<PublicMeta>({}).meta({ public: rule });

  test('lets through what has a rule and an answer without personal data', () => {
    expect(publicRuleOf(publicContract.standard.published)).toEqual(rule);
    expect(publicRuleOf(ruled.output(z.object({ name: z.string() })))).toEqual(rule);
  });

  test('refuses what has no rule, no described answer, or personal data in it', () => {
    expect(publicRuleOf(contract.settings.standardText)).toBeNull();
    expect(publicRuleOf(oc.output(z.object({ name: z.string() })))).toBeNull();
    expect(publicRuleOf(ruled)).toBeNull();
    const inside = z.object({ people: z.array(z.object({ name: personal(z.string(), 'name') })) });
    expect(publicRuleOf(ruled.output(inside))).toBeNull();
  });
});
