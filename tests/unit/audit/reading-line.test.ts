import { expect, test } from 'vitest';
import type { Reading } from '#core/audit/chain.ts';
import { ReadingLine } from '#core/audit/reading-line.ts';

const reading = (purpose: string): Reading => ({
  branchId: 'branch',
  actorId: 'somebody',
  source: 'test',
  action: 'customers.get',
  outcome: 'allowed',
  subjects: [],
  purpose,
});

/** A line into a log each of whose transactions takes until the test lets it end. */
function aLine() {
  const begun: string[][] = [];
  const ends: PromiseWithResolvers<void>[] = [];
  const line = new ReadingLine(async (readings) => {
    begun.push(readings.map(({ purpose }) => purpose));
    const end = Promise.withResolvers<void>();
    ends.push(end);
    await end.promise;
  });
  const started = (count: number) => expect.poll(() => begun.length, { interval: 1 }).toBe(count);
  return { log: (purpose: string) => line.log(reading(purpose)), begun, ends, started };
}

test('whoever comes during a transaction shares the next one, in the order they came', async () => {
  const { log, begun, ends, started } = aLine();
  const first = log('one');
  await started(1);
  const others = Promise.all([log('two'), log('three')]);
  ends[0]?.resolve();
  await first;
  await started(2);
  ends[1]?.resolve();
  await others;
  expect(begun).toEqual([['one'], ['two', 'three']]);
});

test('nobody is answered before his transaction has ended', async () => {
  const { log, ends, started } = aLine();
  const answered: string[] = [];
  const all = ['one', 'two'].map((purpose) => log(purpose).then(() => answered.push(purpose)));
  await started(1);
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(answered).toEqual([]);
  ends[0]?.resolve();
  await Promise.all(all);
  expect(answered).toEqual(['one', 'two']);
});

test('a transaction is bounded, and nobody is left behind', async () => {
  const { log, begun, ends, started } = aLine();
  const names = Array.from({ length: 250 }, (_, n) => `${n}`);
  const all = Promise.all(names.map(log));
  for (const at of [0, 1, 2]) {
    await started(at + 1);
    ends[at]?.resolve();
  }
  await all;
  expect(begun.map((batch) => batch.length)).toEqual([100, 100, 50]);
  expect(begun.flat()).toEqual(names);
});

test('what stops the whole store is told to everybody, written once, and the next is asked anew', async () => {
  const { log, begun, ends, started } = aLine();
  const refused = Promise.allSettled([log('one'), log('two')]);
  await started(1);
  ends[0]?.reject(Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' }));
  expect((await refused).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  const next = log('three');
  await started(2);
  ends[1]?.resolve();
  await next;
  expect(begun).toEqual([['one', 'two'], ['three']]);
});
