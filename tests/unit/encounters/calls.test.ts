import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { StandardPack } from '#contract/standard-pack.ts';
import {
  keepsBound,
  ringChoices,
  ringEvent,
  ringLimits,
  secondsBetween,
  transferClauses,
  transferLimits,
} from '#core/encounters/calls.ts';
import { parsePack } from '#core/standard/pack.ts';
import { aPack } from '#tests/builders/encounters.ts';

function shipped(file: string): StandardPack {
  const text = readFileSync(new URL(`../../../assets/standards/${file}`, import.meta.url), 'utf8');
  const parsed = parsePack(text, file);
  if (!parsed.ok) throw new Error(`${file} does not read`);
  return parsed.pack;
}
const daejeon = aPack();
const [saesol, harrowmere] = [shipped('saesol.ko.yaml'), shipped('harrowmere.en.yaml')];

/** A pack whose bound on rings is another one; null for none. */
function bounded(atMost: number | null): StandardPack {
  const clauses = daejeon.clauses.flatMap((clause): StandardPack['clauses'] => {
    if (clause.kind !== 'limit') return [clause];
    return atMost === null ? [] : [{ ...clause, at_most: atMost, readings: [] }];
  });
  return { ...daejeon, clauses };
}

const keysOf = (pack: StandardPack) =>
  ringChoices(pack).map(({ from, rings, ringsAre }) =>
    ringsAre === 'at_least' ? `${rings}+` : from < rings ? `${from}-${rings}` : `${rings}`,
  );

describe('the keys at pick-up', () => {
  test('tell every count apart that a bound or another reading of it asks about', () => {
    expect(keysOf(daejeon)).toEqual(['1', '2', '3', '4+']);
    expect(keysOf(saesol)).toEqual(['1', '2', '3', '4+']);
    expect(keysOf(harrowmere)).toEqual(['1', '2', '3', '4', '5', '6+']);
  });

  test('are never more than nine: counts that all keep the bound share one', () => {
    expect(keysOf(bounded(8))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9+']);
    expect(keysOf(bounded(12))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8-12', '13+']);
    for (const bound of [1, 2, 5, 8, 9, 20, 60]) expect(keysOf(bounded(bound)).length).toBeLessThanOrEqual(9);
  });

  test('are there without a bound as well', () => {
    expect(keysOf(bounded(null))).toEqual(['1', '2', '3', '4+']);
  });

  test('each of them says whether the bound was kept', () => {
    for (const pack of [daejeon, saesol, harrowmere, bounded(1), bounded(12), bounded(60)]) {
      const [limit] = ringLimits(pack);
      for (const { rings, ringsAre } of ringChoices(pack)) {
        expect(keepsBound(rings, ringsAre, limit?.at_most ?? 0)).not.toBeNull();
      }
    }
  });
});

test('rings nobody counted keep nothing and break nothing', () => {
  expect(keepsBound(null, null, 2)).toBeNull();
  expect(keepsBound(2, 'exactly', 2)).toBe(true);
  expect(keepsBound(3, 'exactly', 2)).toBe(false);
  expect(keepsBound(4, 'at_least', 3)).toBe(false);
  expect(keepsBound(4, 'at_least', 5)).toBeNull();
  expect(keepsBound(12, 'at_most', 12)).toBe(true);
  expect(keepsBound(12, 'at_most', 10)).toBeNull();
});

test('a count is evidence by its number', () => {
  expect(ringEvent(2, 'exactly')).toBe('rings.2');
  expect(ringEvent(4, 'at_least')).toBe('rings.at_least.4');
});

test('the limit on putting through is the pack’s, and its evidence counts for it', () => {
  expect(transferLimits(saesol).map(({ id, at_most }) => [id, at_most])).toEqual([['B2', 15]]);
  expect(transferLimits(daejeon)).toEqual([]);
  const officer = (pack: StandardPack) => pack.channels.phone?.steps.find(({ on }) => on === 'officer');
  expect(transferClauses(saesol, officer(saesol))).toEqual(['B2']);
  expect(transferClauses(daejeon, officer(daejeon))).toEqual(['P2']);
});

test('a part of a second counts as one: 15.2 seconds are not within 15', () => {
  const at = (milliseconds: number) => new Date(milliseconds);
  expect(secondsBetween(at(0), at(15_000))).toBe(15);
  expect(secondsBetween(at(0), at(15_200))).toBe(16);
  expect(secondsBetween(at(500), at(0))).toBe(0);
});
