import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aWindow, productFolder } from '#tests/support/host.ts';
import { authorityOf } from '#tests/support/network.ts';
import { installedElectron } from '../../../scripts/lib/electron-binary.ts';

let folder: string;
const running = new Set<ChildProcess>();

interface Run {
  child: ChildProcess;
  output: () => string;
  errors: () => string;
  ended: Promise<number | null>;
  /** The address of the ready line; throws when the command ends without one. */
  ready: Promise<string>;
}

function run(script: string, args: string[], env: Record<string, string> = {}): Run {
  const child = spawn(process.execPath, [join('scripts', script), ...args], {
    cwd: productFolder,
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  running.add(child);
  let output = '';
  let errors = '';
  child.stderr.on('data', (part) => {
    errors += part;
  });
  const ended = new Promise<number | null>((resolve) =>
    child.on('close', (code) => {
      running.delete(child);
      resolve(code);
    }),
  );
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (part) => {
      output += part;
      const line = /^Maji is ready at (http:\/\/127\.0\.0\.1:\d+\/)$/m.exec(output);
      if (line?.[1] !== undefined) resolve(line[1]);
    });
    void ended.then((code) => reject(new Error(`ended with ${code}\n${output}${errors}`)));
  });
  ready.catch(() => {});
  return { child, output: () => output, errors: () => errors, ended, ready };
}

const mark = () => JSON.parse(readFileSync(join(folder, 'last-run.json'), 'utf8')) as { state: string };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maji-commands-'));
});
afterEach(async () => {
  for (const child of running) child.kill('SIGKILL');
  while (running.size > 0) await new Promise((later) => setTimeout(later, 20));
  rmSync(folder, { recursive: true, force: true });
});

describe('serve', () => {
  it('says when it is ready, answers, and stops cleanly at Ctrl-C with a window open', async () => {
    const host = run('serve.ts', ['--port', '0', '--data', folder]);
    const url = await host.ready;
    const window = aWindow(url.slice(0, -1));
    expect(await window.client.system.status({})).toMatchObject({ door: 'host', branches: [] });
    host.child.kill('SIGINT');
    expect(await host.ended).toBe(0);
    window.close();
    expect(host.errors()).toBe('');
    expect(mark().state).toBe('clean');
    expect(existsSync(join(folder, 'owner.json'))).toBe(false);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('stops cleanly at %s', async (signal) => {
    const host = run('serve.ts', ['--port', '0', '--data', folder]);
    await host.ready;
    host.child.kill(signal);
    expect(await host.ended).toBe(0);
    expect(mark().state).toBe('clean');
  });

  it('a second one on the same folder says who has it and ends unhappily; the first goes on', async () => {
    const first = run('serve.ts', ['--port', '0', '--data', folder]);
    const url = await first.ready;
    const second = run('serve.ts', ['--port', '0', '--data', folder]);
    expect(await second.ended).toBe(1);
    expect(second.errors()).toContain(String(first.child.pid));
    expect(second.errors()).toContain(url);
    expect(second.errors()).toMatch(/이미 열려 있습니다/);
    expect(second.errors()).toMatch(/already open/);
    expect((await fetch(url)).status).not.toBe(403);
  });

  it('a port that is taken is said, and the folder is left free', async () => {
    const first = run('serve.ts', ['--port', '0', '--data', folder]);
    const { port } = new URL(await first.ready);
    const other = join(folder, 'other');
    const second = run('serve.ts', ['--port', port, '--data', other]);
    expect(await second.ended).toBe(1);
    expect(second.errors()).toContain(port);
    const third = run('serve.ts', ['--port', '0', '--data', other]);
    await third.ready;
  });

  it('a folder that cannot be written is said in both languages', async () => {
    const closed = join(folder, 'closed');
    const once = run('serve.ts', ['--port', '0', '--data', closed]);
    await once.ready;
    once.child.kill('SIGTERM');
    await once.ended;
    chmodSync(join(closed, 'maji.db'), 0o400);
    chmodSync(closed, 0o500);
    try {
      const host = run('serve.ts', ['--port', '0', '--data', closed], {});
      // The rights of a folder do not bind the super-user.
      if (process.getuid?.() === 0) return;
      expect(await host.ended).toBe(1);
      expect(host.errors()).toMatch(/쓸 수 없어/);
      expect(host.errors()).toMatch(/cannot be written/);
    } finally {
      chmodSync(closed, 0o700);
    }
  });

  it('a file in place of the folder is said', async () => {
    const host = run('serve.ts', ['--port', '0', '--data', join(productFolder, 'package.json')]);
    expect(await host.ended).toBe(1);
    expect(host.errors()).toMatch(/cannot be used as a data folder/);
  });
});

describe('serve --demo', () => {
  it('says the password of the branch it made, and later that the folder keeps it', async () => {
    const serve = () => run('serve.ts', ['--port', '0', '--data', folder, '--demo']);
    const first = serve();
    await first.ready;
    expect(first.output()).toMatch(/password of the demo branch: \w{4}-\w{4}-\w{4}$/m);
    first.child.kill('SIGTERM');
    await first.ended;
    const second = serve();
    await second.ready;
    expect(second.output()).not.toContain('password of the demo branch');
    const [line] = second.output().split('\n');
    expect(line).toMatch(/이 폴더의 지점은 .* keeps the password/);
    expect(line).toContain(`npm run accounts -- --data ${folder} --login X`);
  });
});

describe('serve on the network', () => {
  const serve = (...args: string[]) => run('serve.ts', ['--port', '0', '--data', folder, ...args]);

  it('says every address and the fingerprint, and answers there over TLS; without --lan it does not', async () => {
    const host = serve('--lan', '--lan-port', '0', '--demo');
    await host.ready;
    const says = (line: RegExp) => expect.poll(() => line.exec(host.output())?.[1]).toBeTruthy();
    await says(/^On the network at (https:\S+)/m);
    await says(/^How to trust it: (http:\S+) \(SHA-256 (?:[0-9A-F]{2}:){31}[0-9A-F]{2}\)$/m);
    const port = /^On the network at https:\S+:(\d+)\//m.exec(host.output())?.[1] ?? '';
    const ca = authorityOf(folder);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request({ host: 'localhost', port, ca, path: '/trust' }, (answer) => {
        resolve(answer.statusCode);
        answer.resume();
      });
      sent.on('error', reject).end();
    });
    expect(status).toBe(200);
    host.child.kill('SIGINT');
    expect(await host.ended).toBe(0);
    const alone = serve();
    await alone.ready;
    await new Promise((later) => setTimeout(later, 100));
    expect(alone.output()).not.toContain('network');
  });

  it('a port that is taken and a certificate that does not fit are said, and the folder is left free', async () => {
    const first = serve();
    const { port } = new URL(await first.ready);
    const other = join(folder, 'other');
    const second = run('serve.ts', ['--port', '0', '--data', other, '--lan', '--lan-port', port]);
    expect(await second.ended).toBe(1);
    expect(second.errors()).toContain(`Another program uses port ${port}`);
    expect(second.errors()).toContain(`${port}번 포트를`);
    const files = ['--cert', join(other, 'none.pem'), '--key', join(other, 'none-key.pem')];
    const third = run('serve.ts', ['--port', '0', '--data', other, '--lan', '--lan-port', '0', ...files]);
    expect(await third.ended).toBe(1);
    expect(third.errors()).toMatch(/Missing: .*none\.pem/);
    await run('serve.ts', ['--port', '0', '--data', other]).ready;
  });
});

describe('flags', () => {
  it.each([
    ['serve.ts', ['--prot', '1']],
    ['serve.ts', ['--port', 'eighty']],
    ['serve.ts', ['--port', '70000']],
    ['serve.ts', ['extra']],
    ['serve.ts', ['--lan-port', 'x']],
    ['serve.ts', ['--lan', '--cert', 'cert.pem']],
    ['start.ts', ['--unknown']],
    ['seed.ts', ['--port', '1']],
    ['dev.ts', ['-x']],
    ['accounts.ts', ['--login', ' ']],
    ['accounts.ts', ['doyun']],
  ])('%s %j is answered with the usage and code 2', async (script, args) => {
    const command = run(script, args);
    expect(await command.ended).toBe(2);
    expect(command.errors()).toMatch(/^usage: npm /m);
    expect(command.output()).toBe('');
  });
});

describe('seed', () => {
  it('fills an empty folder once', async () => {
    const first = run('seed.ts', ['--data', folder]);
    expect(await first.ended).toBe(0);
    const host = run('serve.ts', ['--port', '0', '--data', folder]);
    const window = aWindow((await host.ready).slice(0, -1));
    expect((await window.client.system.status({})).branches).toHaveLength(1);
    window.close();
    host.child.kill('SIGTERM');
    await host.ended;
    const second = run('seed.ts', ['--data', folder]);
    expect(await second.ended).toBe(1);
    expect(second.errors()).toMatch(/Nothing was changed/);
  });
});

describe('accounts', () => {
  /** What a browser is answered that signs in at a host. */
  const signIn = async (url: string, login: string, password: string) => {
    const answer = await fetch(new URL('rpc/accounts/signIn', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: url.slice(0, -1) },
      body: JSON.stringify({ json: { login, password } }),
    });
    return { status: answer.status, cookie: answer.headers.getSetCookie().length };
  };

  it('lists the logins, and gives one of them a temporary password that lets him in', async () => {
    const seed = run('seed.ts', ['--data', folder]);
    expect(await seed.ended).toBe(0);
    const before = /비밀번호 \/ password of the demo branch: (.+)/.exec(seed.output())?.[1] ?? '';

    const list = run('accounts.ts', ['--data', folder]);
    expect(await list.ended).toBe(0);
    const lines = list.output().trim().split('\n');
    expect(lines).toHaveLength(12);
    expect(lines.find((line) => line.startsWith('doyun '))).toMatch(/in use .*한도윤 \(admin manager\)$/);
    expect(list.output()).not.toContain(before);

    const nobody = run('accounts.ts', ['--data', folder, '--login', 'nobody']);
    expect(await nobody.ended).toBe(1);
    expect(nobody.errors()).toMatch(/그런 아이디가 없습니다/);
    expect(nobody.errors()).toMatch(/Nothing was changed/);

    const given = run('accounts.ts', ['--data', folder, '--login', 'DoYun']);
    expect(await given.ended).toBe(0);
    expect(given.errors()).toBe('');
    const password = /^doyun {2}(\w{4}-\w{4}-\w{4})$/m.exec(given.output())?.[1] ?? '';
    expect(mark().state).toBe('clean');

    const host = run('serve.ts', ['--port', '0', '--data', folder]);
    const url = await host.ready;
    expect(await signIn(url, 'doyun', before)).toMatchObject({ status: 422, cookie: 0 });
    expect(await signIn(url, 'doyun', password)).toEqual({ status: 200, cookie: 1 });
    // The host has the folder now.
    const busy = run('accounts.ts', ['--data', folder, '--login', 'doyun']);
    expect(await busy.ended).toBe(1);
    expect(busy.errors()).toMatch(/이미 열려 있습니다/);
    expect(busy.output()).toBe('');
  });

  it('says that there are none yet in an empty folder', async () => {
    const list = run('accounts.ts', ['--data', folder]);
    expect(await list.ended).toBe(0);
    expect(list.output()).toMatch(/There is no account yet/);
  });
});

describe.skipIf(installedElectron() !== null)('start without an Electron binary', () => {
  it('says so in one line and opens the front desk through the branch host', async () => {
    // A mirror that answers at once, so that nothing is fetched in a test.
    const started = run('start.ts', ['--data', folder, '--port', '0'], {
      ELECTRON_MIRROR: 'http://127.0.0.1:9/',
    });
    const url = await started.ready;
    expect((await fetch(url)).headers.get('content-type')).toMatch(/^text\/html/);
    const lines = started.output().trim().split('\n');
    expect(lines.filter((line) => line.includes('Electron'))).toHaveLength(1);
    expect(lines.at(-1)).toBe(`Maji is ready at ${url}`);
    // Started again, it comes to the one that runs.
    const again = run('start.ts', ['--data', folder], { ELECTRON_MIRROR: 'http://127.0.0.1:9/' });
    expect(await again.ready).toBe(url);
    expect(await again.ended).toBe(0);
    started.child.kill('SIGINT');
    expect(await started.ended).toBe(0);
    expect(mark().state).toBe('clean');
  });
});
