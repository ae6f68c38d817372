import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { people } from '#core/settings/demo/branch.ts';
import { SIGN_INS_PER_MINUTE } from '#server/sign-in-limit.ts';
import { Browser } from '#tests/support/door.ts';
import {
  aHost,
  aWindow,
  demoPassword,
  peopleOf,
  type TestHost,
  type TestWindow,
} from '#tests/support/host.ts';
import { storm } from '#tests/support/storm.ts';

let host: TestHost;
const windows: TestWindow[] = [];

beforeEach(async () => {
  // The cost everybody has: what is tested is that hashing keeps nobody waiting.
  host = await aHost({ demo: true, passwordCost: undefined });
});
afterEach(async () => {
  for (const window of windows.splice(0)) window.close();
  await host.close();
});

test('in a storm of wrong passwords nobody gets in, and everybody who is in goes on working', async () => {
  const staff = await peopleOf(host);
  const [branch] = (await aWindow(host.origin).client.system.status({})).branches;
  const branchId = branch?.id ?? '';
  const atWork = ['이지훈', '박서연', '한도윤'].map((name) => {
    const window = aWindow(host.origin, { branchId, actorId: staff[name] ?? '' });
    windows.push(window);
    return window;
  });
  let over = false;
  const work = atWork.map(async ({ client }) => {
    let calls = 0;
    while (!over) {
      await client.memos.board({ branchId, filter: 'branch' });
      await client.customers.search({ branchId, query: 'ㄱㅁㅅ', searchId: crypto.randomUUID() });
      await client.encounters.open({ requestId: crypto.randomUUID(), branchId, counterId: null });
      calls += 3;
    }
    return calls;
  });
  const answers = await storm({ origin: host.origin, tries: 120, atOnce: 24, login: 'jihun' });
  over = true;
  for (const calls of await Promise.all(work)) expect(calls).toBeGreaterThan(0);
  expect(Object.keys(answers).sort()).toEqual(['TRY_LATER', 'WRONG_CREDENTIALS']);
  expect(Object.values(answers).reduce((sum, count) => sum + count, 0)).toBe(120);
  expect(host.troubles).toEqual([]);
  // Nothing of what was typed is in any file of the store, not in its write-ahead log either.
  const typed = [...Array(120).keys()].map((index) => Buffer.from(`틀린 비밀번호 ${index}`));
  typed.push(Buffer.from(demoPassword), Buffer.from('nobody.1'));
  const files = readdirSync(host.folder).filter((name) => name.startsWith('maji.db'));
  expect(files).toContain('maji.db');
  for (const name of files) {
    const bytes = readFileSync(join(host.folder, name));
    for (const secret of typed) expect(bytes.includes(secret)).toBe(false);
  }
});

test('one address may try so often in a minute and is then told to wait, others are not', async () => {
  const statuses: number[] = [];
  let last: { json?: unknown } = {};
  for (let one = 0; one <= SIGN_INS_PER_MINUTE; one += 1) {
    // The tenth of a second a hash takes is spared: a blocked login is answered without one.
    const answer = await new Browser(host.origin).signIn('jihun', '이것은 아닌 비밀번호');
    statuses.push(answer.status);
    last = answer;
  }
  expect(new Set(statuses)).toEqual(new Set([422, 429]));
  const { seconds } = (last.json as { data: { seconds: number } }).data;
  expect(seconds).toBeGreaterThan(15);
  if (process.platform !== 'linux') return;
  const other = new Browser(host.origin, { from: '127.0.2.1' });
  const [colleague] = people.filter(({ login }) => login !== 'jihun');
  expect((await other.signIn(colleague?.login ?? '', demoPassword)).status).toBe(200);
});
