import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { openSqlite } from '#storage/engines/sqlite.ts';
import { doors } from './host.ts';
import { admit } from './seats.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** As `npm run serve` runs it (needs a build), or straight from its source. */
const commands = {
  built: ['--optimize-for-size', '--max-semi-space-size=16', `${root}dist/host/serve.js`],
  source: [`${root}scripts/serve.ts`],
};

export interface HostProcess {
  child: ChildProcess;
  origin: string;
  /** From the start of the process to its ready line (milliseconds). */
  readyAfter: number;
  /** What a line of its output says by this pattern, once there is one. */
  said(pattern: RegExp): Promise<RegExpExecArray>;
  /** Sends the signal and waits for the end. */
  end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void>;
}

/** A branch host in a process of its own, on a free port; `flags` are further ones of `npm run serve`. */
export async function startHost(
  folder: string,
  command: keyof typeof commands,
  flags: readonly string[] = [],
): Promise<HostProcess> {
  const began = performance.now();
  const child = spawn(process.execPath, [...commands[command], '--port', '0', '--data', folder, ...flags], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout }).on('line', (line) => lines.push(line));
  const said = (pattern: RegExp) =>
    new Promise<RegExpExecArray>((resolve, reject) => {
      const look = (line: string) => {
        const found = pattern.exec(line);
        if (found === null) return;
        output.off('line', look);
        resolve(found);
      };
      child.once('exit', (code) => reject(new Error(`the host ended with ${code} before it was ready`)));
      output.on('line', look);
      for (const line of lines) look(line);
    });
  const [url] = await said(/http:\/\/127\S+/);
  const origin = url.replace(/\/$/, '');
  doors.set(origin, async (token, staffId) => {
    // The owner of the folder is the other process; its store takes a second writer all the same.
    const engine = openSqlite({ file: join(folder, 'maji.db') });
    await admit(engine.db, token, staffId).finally(() => engine.close());
  });
  return {
    child,
    origin,
    readyAfter: performance.now() - began,
    said,
    async end(signal) {
      child.kill(signal);
      await ended;
    },
  };
}

/** What a window sends to leave a memo for an officer who is in. */
export function plainMemo(branchId: string, officer: string, inquiry: string) {
  return {
    requestId: crypto.randomUUID(),
    branchId,
    intendedId: officer,
    encounterId: null,
    preferredAt: null,
    afterClosing: null,
    customerId: null,
    customerName: '강지원',
    business: '',
    phone: '010-1234-7726',
    dutyId: null,
    inquiry,
    urgency: 'normal' as const,
    callerId: officer,
  };
}
