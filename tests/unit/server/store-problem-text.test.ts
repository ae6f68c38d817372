import { describe, expect, it } from 'vitest';
import { storeProblemText } from '#server/store-problem-text.ts';
import { StoreProblem, type StoreProblemCode } from '#storage/store-problem.ts';

const codes: StoreProblemCode[] = [
  'LOCKED',
  'READ_ONLY',
  'DISK_FULL',
  'NEWER_VERSION',
  'NOT_A_FOLDER',
  'NETWORK_FOLDER',
  'DAMAGED',
];

describe('a store that cannot be opened', () => {
  it.each(codes)('%s says what happened, what was kept and what to do, in both languages', (code) => {
    const { ko, en } = storeProblemText(
      new StoreProblem(code, { path: '/data', what: 'nfs', unknown: ['0009'] }),
    );
    for (const text of [ko, en]) {
      expect(text).toContain('/data');
      // Three sentences, then the place.
      expect(text.match(/[.](?= |$)/g)?.length).toBeGreaterThanOrEqual(3);
      expect(text).not.toContain('undefined');
    }
    expect(ko).toMatch(/[가-힣]/);
    expect(en).not.toMatch(/[가-힣]/);
  });

  it('names who has it and where to go on', () => {
    const heldBy = {
      pid: 4711,
      door: 'host' as const,
      url: 'http://127.0.0.1:4870/',
      since: '2026-11-20T05:00:00.000Z',
      machine: 'counter-1',
    };
    const { ko, en } = storeProblemText(new StoreProblem('LOCKED', { path: '/data', heldBy }));
    for (const text of [ko, en]) {
      expect(text).toContain('4711');
      expect(text).toContain('counter-1');
      expect(text).toContain('http://127.0.0.1:4870/');
    }
  });
});
