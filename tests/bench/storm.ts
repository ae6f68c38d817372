import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Passwords } from '#core/accounts/passwords.ts';
import { openSqlite } from '#storage/engines/sqlite.ts';
import { aWindow, setUp, type TestWindow } from '#tests/support/host.ts';
import { plainMemo, startHost } from '#tests/support/host-process.ts';
import { storm } from '#tests/support/storm.ts';
import { type Figure, percentile } from './figures.ts';

const TRIES = 1000;
/** Under way at a time; fewer than may wait in line, so that as many as possible are really hashed. */
const AT_ONCE = 36;
const WINDOWS = 8;
/** Each window asks something so often (milliseconds). */
const EVERY = 200;

/** Calls of one window, one kind after the other, until `over`; how long each took (milliseconds). */
async function working(window: TestWindow, branchId: string, officer: string, over: AbortSignal) {
  const { client } = window;
  const kinds = [
    () => client.memos.board({ branchId, filter: 'branch' }),
    () => client.customers.search({ branchId, query: 'ㄱㅁㅅ', searchId: crypto.randomUUID() }),
    () => client.encounters.unclosed({ branchId }),
    () => client.memos.create(plainMemo(branchId, officer, '만기 연장 문의')),
  ];
  const samples: number[] = [];
  for (let call = 0; !over.aborted; call += 1) {
    const start = performance.now();
    await kinds[call % kinds.length]?.();
    samples.push(performance.now() - start);
    await pause(Math.max(0, EVERY - (performance.now() - start)));
  }
  return samples;
}

/** Everybody's calls while something goes on. */
async function during(
  windows: TestWindow[],
  branchId: string,
  officer: string,
  what: () => Promise<unknown>,
) {
  const over = new AbortController();
  const work = windows.map((window) => working(window, branchId, officer, over.signal));
  await what();
  over.abort();
  return (await Promise.all(work)).flat();
}

/** Somebody's account gets a login and a password that is hashed as every other. */
async function giveLogin(folder: string, staffId: string, login: string): Promise<void> {
  const password_hash = await new Passwords().hash('창구에서 쓰는 긴 비밀번호');
  const engine = openSqlite({ file: join(folder, 'maji.db') });
  const { account_id } = await engine.db
    .selectFrom('staff')
    .select('account_id')
    .where('id', '=', staffId)
    .executeTakeFirstOrThrow();
  await engine.db.updateTable('account').set({ login, password_hash }).where('id', '=', account_id).execute();
  await engine.close();
}

/** A thousand wrong passwords against a host in a process of its own, and what those notice who are signed in. */
export async function stormOfPasswords(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'maji-bench-'));
  const host = await startHost(folder, 'built');
  try {
    const first = aWindow(host.origin);
    const { branchId, staff } = await setUp(first);
    const officer = staff.박서연 ?? '';
    await first.letIn(officer);
    await giveLogin(folder, officer, 'seoyeon');
    const actorId = staff.이지훈 ?? '';
    const windows = Array.from({ length: WINDOWS }, () => aWindow(host.origin, { branchId, actorId }));
    await during(windows, branchId, officer, () => pause(2000));
    const calm = await during(windows, branchId, officer, () => pause(8000));
    const began = performance.now();
    let answers: Record<string, number> = {};
    const stormy = await during(windows, branchId, officer, async () => {
      answers = await storm({ origin: host.origin, tries: TRIES, atOnce: AT_ONCE, login: 'seoyeon' });
    });
    const took = (performance.now() - began) / 1000;
    for (const window of [first, ...windows]) window.close();
    const { WRONG_CREDENTIALS: looked = 0, TRY_LATER: later = 0, ...others } = answers;
    if (looked + later !== TRIES) throw new Error(`other answers than expected: ${JSON.stringify(others)}`);
    const figure = (name: string, value: number, unit: string, aim: number | null): Figure => ({
      name,
      value,
      unit,
      aim,
    });
    return [
      figure('others’ calls while 1,000 wrong passwords come in (p95)', percentile(stormy, 0.95), 'ms', 500),
      figure('the same, the slowest', Math.max(...stormy), 'ms', null),
      figure('the same calls without a storm (p95)', percentile(calm, 0.95), 'ms', null),
      figure('wrong passwords that were hashed, of 1,000', looked, 'tries', null),
      figure('how long the storm lasted', took, 's', null),
    ];
  } finally {
    await host.end('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  }
}
