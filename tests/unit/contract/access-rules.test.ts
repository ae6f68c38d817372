import { isContractProcedure } from '@orpc/contract';
import { describe, expect, test } from 'vitest';
import { contract } from '#contract/contract.ts';
import type { ProcedureMeta } from '#contract/rules.ts';
import { hasPersonalData, namesSubjects } from '#core/privacy/mask.ts';

interface Listed {
  path: string;
  meta: ProcedureMeta;
  output: unknown;
}

/** Every procedure of a contract, however deep. */
function procedures(node: unknown, path: string[] = []): Listed[] {
  if (isContractProcedure(node)) {
    const { meta, outputSchema } = node['~orpc'];
    return [{ path: path.join('.'), meta: meta as ProcedureMeta, output: outputSchema }];
  }
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, inner]) => procedures(inner, [...path, key]));
}

const all = procedures(contract);

describe('every procedure of the contract', () => {
  test('is seen here', () => {
    expect(all.length).toBeGreaterThan(40);
  });

  test.each(all)('$path has a role rule and logs under its own name', ({ path, meta }) => {
    expect(meta.access).toBeDefined();
    expect(meta.access?.action).toBe(path);
    expect(meta.access?.who === 'anyone' || (meta.access?.who.length ?? 0) > 0).toBe(true);
  });

  test.each(all)('$path says what it answers', ({ output }) => {
    expect(output).toBeDefined();
  });

  test('what anyone may ask holds nobody’s personal data', () => {
    const open = all.filter(({ meta }) => meta.access?.who === 'anyone');
    expect(open.map(({ path }) => path).sort()).toEqual([
      'changes.subscribe',
      'settings.branch',
      'settings.standardText',
      'setup.create',
      'setup.demo',
      'staff.absenceReasons',
      'staff.directory',
      'system.status',
    ]);
    for (const { output } of open) expect(hasPersonalData(output)).toBe(false);
  });

  test.each(all.filter(({ output }) => hasPersonalData(output)))(
    '$path says whose data it sends, or the log could not',
    ({ output }) => {
      expect(namesSubjects(output)).toBe(true);
    },
  );

  test('only what is named a reveal is sent whole', () => {
    const whole = all.filter(({ meta }) => meta.access?.reveals === true).map(({ path }) => path);
    expect(whole.sort()).toEqual(['memos.open', 'reports.dailyCallbackUnmasked']);
  });
});
