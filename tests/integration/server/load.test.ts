import { expect, test } from 'vitest';
import { datasetOf } from '#tests/bench/dataset.ts';
import { kinds } from '#tests/bench/load-client.ts';
import { underLoad } from '#tests/bench/load-run.ts';

/** The short version of `npm run bench -- load` (R29): nothing is timed here. */
test('twenty windows at one call a second over TLS: no error, nothing lost, everybody told', async () => {
  const dataset = await datasetOf(2000, () => {});
  const [result] = await underLoad({ dataset, runs: [{ clients: 20, seconds: 12 }], host: 'source' });
  expect(result).toMatchObject({ errors: [], lost: 0, untold: 0 });
  expect(result?.calls.length).toBeGreaterThanOrEqual(240);
  expect(new Set(result?.calls.map(({ kind }) => kind))).toEqual(new Set(kinds));
  expect(result?.acknowledged.length).toBeGreaterThan(5);
});
