import { expect, test } from 'vitest';
import { crashRounds } from './kill.ts';

// The long version is `npm run soak -- crash 1000`.
const ROUNDS = 12;

test('a host killed at any moment loses nothing it acknowledged and keeps nothing by half (R1)', async () => {
  const seed = Math.floor(Math.random() * 1e9);
  const outcome = await crashRounds(ROUNDS, seed);
  expect(outcome, `seed ${seed}`).toMatchObject({ rounds: ROUNDS, lost: 0, halfApplied: 0, damaged: 0 });
  expect(outcome.acknowledged).toBeGreaterThan(ROUNDS);
}, 120_000);
