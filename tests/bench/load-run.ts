import { fork } from 'node:child_process';
import {
  closeSync,
  constants,
  copyFileSync,
  fsyncSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { v7 } from 'uuid';
import { newToken } from '#core/accounts/seats.ts';
import { openSqlite } from '#storage/engines/sqlite.ts';
import { migrate } from '#storage/migrate.ts';
import { STORE_FILE } from '#storage/open-store.ts';
import { startHost } from '#tests/support/host-process.ts';
import { admit } from '#tests/support/seats.ts';
import type { Dataset } from './dataset.ts';
import type { Acknowledged, LoadPlace, LoadSeat } from './load-client.ts';
import type { LoadOutcome, LoadPlan } from './load-clients.ts';

/** How many people a large branch has; further windows are second ones of theirs. */
const PEOPLE = 40;

export interface LoadOptions {
  dataset: Dataset;
  /** One run after the other, over the same host. */
  runs: readonly { clients: number; seconds: number }[];
  host: 'built' | 'source';
}

export interface LoadResult extends LoadOutcome {
  clients: number;
  /** Acknowledged writes that are not in the store once the host has ended. */
  lost: number;
  /** Processor time of the host while the clients were at it, their coming in included; null where the system does not say. */
  hostCpu: { share: number; msPerCall: number } | null;
}

/**
 * A branch under load: a host in a process of its own on the network over TLS, on a copy of a dataset, and its windows
 * in another process, each signed in, each with one call a second.
 */
export async function underLoad({ dataset, runs, host: command }: LoadOptions): Promise<LoadResult[]> {
  const folder = mkdtempSync(join(dirname(dataset.folder), 'load-'));
  const file = join(folder, STORE_FILE);
  try {
    copyFileSync(dataset.file, file, constants.COPYFILE_FICLONE);
    const most = Math.max(...runs.map(({ clients }) => clients));
    const { seats, officers } = await peopled(file, dataset.branchId, most);
    writtenOut(file);
    const host = await startHost(folder, command, ['--lan', '--lan-port', '0', '--trust-port', '0']);
    const results: LoadResult[] = [];
    try {
      const [, port] = await host.said(/^On the network at .*:(\d+)/);
      const place: LoadPlace = {
        origin: `https://localhost:${port}`,
        ca: readFileSync(join(folder, 'network', 'authority-cert.pem'), 'utf8'),
        branchId: dataset.branchId,
        officers,
        pastDay: '2026-11-18',
      };
      for (const { clients, seconds } of runs) {
        const before = cpuOf(host.child.pid);
        const began = performance.now();
        const outcome = await inProcess({ place, seats: seats.slice(0, clients), seconds });
        const used = cpuOf(host.child.pid) - before;
        const hostCpu = Number.isNaN(used)
          ? null
          : {
              share: (used * 1000) / (performance.now() - began),
              msPerCall: (used * 1000) / outcome.calls.length,
            };
        results.push({ ...outcome, clients, lost: 0, hostCpu });
      }
    } finally {
      await host.end('SIGTERM');
    }
    for (const result of results) result.lost = await notIn(file, result.acknowledged);
    return results;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Waits until the disk has the whole copy: else every commit of the first minute would wait for it as well. */
function writtenOut(file: string): void {
  const copy = openSync(file, 'r+');
  fsyncSync(copy);
  closeSync(copy);
}

/** Processor time a process has used, in seconds; NaN where the system does not say. */
function cpuOf(pid: number | undefined): number {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    return (Number(fields[11]) + Number(fields[12])) / 100;
  } catch {
    return Number.NaN;
  }
}

/** Fills the branch up with colleagues and signs somebody in at each of `windows` seats. */
async function peopled(file: string, branchId: string, windows: number) {
  const engine = openSqlite({ file });
  try {
    await migrate(engine);
    const { db } = engine;
    const [model] = await db.selectFrom('staff').selectAll().where('branch_id', '=', branchId).execute();
    if (model === undefined) throw new Error('nobody works there');
    const colleagues = Array.from({ length: PEOPLE }, (_, n) => ({
      ...model,
      ...{ id: v7(), name: `직원${n + 1}`, substitute_id: null, sort: model.sort + 100 + n },
      ...{ account_id: null, roles: JSON.stringify(['reception', 'employee']) },
    }));
    await db.insertInto('staff').values(colleagues).execute();
    const officers = colleagues.map(({ id }) => id);
    const seats: LoadSeat[] = [];
    for (let at = 0; at < windows; at += 1) {
      const seat = { token: newToken(), staffId: officers[at % PEOPLE] ?? '' };
      await admit(db, seat.token, seat.staffId);
      seats.push(seat);
    }
    return { seats, officers };
  } finally {
    await engine.close();
  }
}

/** Runs the clients in a process of their own, so that what they do does not slow what is measured. */
function inProcess(plan: LoadPlan): Promise<LoadOutcome> {
  const child = fork(join(import.meta.dirname, 'load-clients.ts'), { serialization: 'advanced' });
  return new Promise((resolve, reject) => {
    child.once('message', (outcome) => resolve(outcome as LoadOutcome));
    child.once('exit', (code, signal) => reject(new Error(`the clients ended with ${code ?? signal}`)));
    child.send(plan);
  });
}

/** How many of these writes a store does not have, each with its answer, its thing and its change. */
async function notIn(file: string, acknowledged: readonly Acknowledged[]): Promise<number> {
  const engine = openSqlite({ file });
  try {
    const { db } = engine;
    let lost = 0;
    for (const { requestId, id, version, seq } of acknowledged) {
      const kept = await db
        .selectFrom('idempotency')
        .innerJoin('change', (join) =>
          join
            .onRef('change.seq', '=', 'idempotency.seq')
            .onRef('change.entity_id', '=', 'idempotency.entity_id')
            .onRef('change.version', '=', 'idempotency.version'),
        )
        .leftJoin('memo', 'memo.id', 'idempotency.entity_id')
        .leftJoin('encounter', 'encounter.id', 'idempotency.entity_id')
        .select(['memo.version as memo', 'encounter.version as encounter'])
        .where('idempotency.request_id', '=', requestId)
        .where('idempotency.entity_id', '=', id)
        .where('idempotency.version', '=', version)
        .where('idempotency.seq', '=', seq)
        .executeTakeFirst();
      if ((kept?.memo ?? kept?.encounter ?? 0) < version) lost += 1;
    }
    return lost;
  } finally {
    await engine.close();
  }
}
