import { expect, test } from 'vitest';
import type { Presence } from '#contract/staff.ts';
import { rankOfficers } from '#core/encounters/rank-officers.ts';

const presence = (state: Presence['state']): Presence => ({
  state,
  absenceId: null,
  version: null,
  kind: null,
  told: '',
  startsAt: null,
  returnsAt: null,
});

/** In seat order. */
const members = [
  { id: 'other', presence: presence('present') },
  { id: 'away', presence: presence('absent') },
  { id: 'busy', presence: presence('present') },
  { id: 'first', presence: presence('present') },
  { id: 'second', presence: presence('present') },
  { id: 'stranger', presence: presence('absent') },
];

test('who does the duty and is present comes first, then fewest visits, then the seats', () => {
  const doers = new Set(['away', 'busy', 'first', 'second']);
  const ranked = rankOfficers({ members, doers, busy: new Map([['busy', 2]]) });
  expect(ranked.map((one) => one.id)).toEqual(['first', 'second', 'busy', 'away', 'other', 'stranger']);
  expect(ranked.map((one) => one.doesDuty)).toEqual([true, true, true, true, false, false]);
  expect(ranked.find((one) => one.id === 'busy')?.busy).toBe(2);
});

test('without a duty the present ones come first, in the order of the seats', () => {
  const ranked = rankOfficers({ members, doers: new Set(), busy: new Map() });
  expect(ranked.map((one) => one.id)).toEqual(['other', 'busy', 'first', 'second', 'away', 'stranger']);
});
