import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectSqlite } from '#storage/engines/sqlite.ts';
import { STORE_FILE } from '#storage/open-store.ts';
import { aWindow, setUp, type TestWindow } from '#tests/support/host.ts';
import { plainMemo, startHost } from '#tests/support/host-process.ts';
import { randomOf } from '#tests/support/random.ts';

/** Saves memos until the connection breaks; adds each to `acknowledged` once the host said so. */
async function write(
  window: TestWindow,
  branchId: string,
  officer: string,
  round: number,
  acknowledged: Set<string>,
) {
  for (let index = 0; ; index += 1) {
    try {
      const { id } = await window.client.memos.create(plainMemo(branchId, officer, `${round}-${index}`));
      acknowledged.add(id);
    } catch {
      return;
    }
  }
}

export interface CrashOutcome {
  rounds: number;
  acknowledged: number;
  lost: number;
  halfApplied: number;
  damaged: number;
  slowestStart: number;
}

/**
 * R1: kills the host with SIGKILL at random moments while three windows write, starts it again on the same folder
 * and looks: every acknowledged memo is there, none without its promise, event and facts, and the file is sound.
 */
export async function crashRounds(rounds: number, seed: number): Promise<CrashOutcome> {
  const random = randomOf(seed);
  const folder = mkdtempSync(join(tmpdir(), 'maji-crash-'));
  const acknowledged = new Set<string>();
  const outcome: CrashOutcome = {
    rounds,
    acknowledged: 0,
    lost: 0,
    halfApplied: 0,
    damaged: 0,
    slowestStart: 0,
  };
  let place: { branchId: string; officer: string; reception: string } | null = null;
  try {
    for (let round = 0; round < rounds; round += 1) {
      const host = await startHost(folder, 'source');
      outcome.slowestStart = Math.max(outcome.slowestStart, host.readyAfter);
      const windows = [aWindow(host.origin), aWindow(host.origin), aWindow(host.origin)];
      if (place === null) {
        const { branchId, staff } = await setUp(windows[0] as TestWindow);
        place = { branchId, officer: staff.박서연 ?? '', reception: staff.이지훈 ?? '' };
      }
      const { branchId, officer, reception } = place;
      for (const window of windows) {
        window.session.set({ branchId, actorId: reception });
        await window.seated();
      }
      const writing = windows.map((window) => write(window, branchId, officer, round, acknowledged));
      await new Promise((resolve) => setTimeout(resolve, 50 + random() * 250));
      await host.end('SIGKILL');
      // What is still under way was never acknowledged: a window would ask for it again for a while.
      for (const window of windows) window.close();
      void Promise.allSettled(writing);
      inspect(join(folder, STORE_FILE), acknowledged, outcome);
    }
    outcome.acknowledged = acknowledged.size;
    return outcome;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inspect(file: string, acknowledged: ReadonlySet<string>, outcome: CrashOutcome): void {
  const database = connectSqlite({ file });
  try {
    const all = new Set(database.prepare('select id from memo').pluck().all() as string[]);
    outcome.lost += [...acknowledged].filter((id) => !all.has(id)).length;
    const half = database
      .prepare(
        `select count(*) from memo m where
           (select count(*) from promise where subject_type = 'memo' and subject_id = m.id) <> 1
           or not exists (select 1 from memo_event where memo_id = m.id)
           or not exists (select 1 from fact where subject_id = m.id)
           or not exists (select 1 from change where entity = 'memo' and entity_id = m.id)
           or not exists (select 1 from idempotency where entity = 'memo' and entity_id = m.id)`,
      )
      .pluck()
      .get() as number;
    outcome.halfApplied += half;
    if (database.pragma('integrity_check', { simple: true }) !== 'ok') outcome.damaged += 1;
  } finally {
    database.close();
  }
}
