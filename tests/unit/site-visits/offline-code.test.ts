import { expect, test } from 'vitest';
import { readTaken } from '#renderer/features/site-visits/offline-code.ts';

const visit = '0190b3a4-1111-7111-8111-111111111111';
const kept = {
  maji: 'site-visit/1',
  visit,
  steps: { arrive: '2026-11-20T06:58:00.000Z', card: '2026-11-20T07:05:12.000Z' },
  late: '길이 막혔습니다',
};
const coded = (value: unknown) => `MAJI1.${Buffer.from(JSON.stringify(value)).toString('base64url')}`;

test('a file and a code give back what the phone has kept', () => {
  const { maji: _, ...taken } = kept;
  expect(readTaken(JSON.stringify(kept))).toEqual(taken);
  expect(readTaken(coded(kept))).toEqual(taken);
  // Messengers break long lines.
  expect(readTaken(` ${coded(kept).replace(/(.{20})/g, '$1\n')} `)).toEqual(taken);
});

test('anything else is nothing', () => {
  const wrong: unknown[] = [
    null,
    [],
    {},
    { ...kept, maji: 'site-visit/2' },
    { ...kept, visit: 'nobody' },
    { ...kept, steps: null },
    { ...kept, steps: { arrive: 'yesterday' } },
    { ...kept, steps: { arrive: 5 } },
    { ...kept, steps: { 'arrive"><script>': '2026-11-20T06:58:00.000Z' } },
    { ...kept, steps: { arrive: '1999-01-01T00:00:00.000Z' } },
    { ...kept, late: 7 },
  ];
  for (const value of wrong) {
    expect(readTaken(JSON.stringify(value)), JSON.stringify(value)).toBeNull();
    expect(readTaken(coded(value))).toBeNull();
  }
  for (const text of ['', 'MAJI1.', 'MAJI1.%%%', 'MAJI1.////', '{', 'a'.repeat(30_000)]) {
    expect(readTaken(text)).toBeNull();
  }
});
