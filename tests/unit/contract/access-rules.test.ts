import { describe, expect, test } from 'vitest';
import { contract } from '#contract/contract.ts';
import type { ProcedureMeta } from '#contract/rules.ts';
import { hasPersonalData, namesSubjects } from '#core/privacy/mask.ts';
import { procedures } from '#tests/support/procedures.ts';

const all = procedures(contract).map((one) => ({ ...one, meta: one.meta as ProcedureMeta }));

describe('every procedure of the contract', () => {
  test('is seen here', () => {
    expect(all.length).toBeGreaterThan(40);
  });

  test.each(all)('$path has a role rule and logs under its own name', ({ path, meta }) => {
    expect(meta.access).toBeDefined();
    expect(meta.access?.action).toBe(path);
    const who = meta.access?.who;
    expect(Array.isArray(who) ? who.length > 0 : typeof who === 'string').toBe(true);
  });

  test.each(all)('$path says what it answers', ({ output }) => {
    expect(output).toBeDefined();
  });

  test('what anyone may ask holds nobody’s personal data', () => {
    const open = all.filter(({ meta }) => meta.access?.who === 'anyone' || meta.access?.who === 'local');
    expect(open.map(({ path, meta }) => `${path} ${meta.access?.who}`).sort()).toEqual([
      'accounts.first local',
      'accounts.here anyone',
      'accounts.lock anyone',
      'accounts.signIn anyone',
      'accounts.signOut anyone',
      'accounts.unlock anyone',
      'setup.create local',
      'setup.demo local',
      'system.status anyone',
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
    expect(whole.sort()).toEqual([
      'customers.compareWhole',
      'customers.reveal',
      'documents.open',
      'memos.open',
      'messages.fill',
      'messages.open',
      'reports.dailyCallbackUnmasked',
      'signing.pdf',
    ]);
  });
});
