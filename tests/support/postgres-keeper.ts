/**
 * Keeps one PostgreSQL server for the process that started this one, in a folder of its own, and takes both
 * away when that process ends, however it ends: the end of standard input is the sign. Run as
 * `node postgres-keeper.ts <folder with bin/, lib/ and share/>`; prints one JSON line when ready.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { chownSync, cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const [packaged = ''] = process.argv.slice(2);
const isWindows = process.platform === 'win32';
/** PostgreSQL refuses to run as root: then it runs as nobody. */
const asNobody = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
const home = mkdtempSync(join(tmpdir(), 'maji-pg-'));
if (asNobody.uid) chownSync(home, asNobody.uid, asNobody.gid);

let server: ChildProcess | undefined;
let stopping = false;

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  if (server && server.exitCode === null) {
    const gone = new Promise((done) => server?.once('exit', done));
    // Fast shutdown: ends the sessions that are still open.
    server.kill('SIGINT');
    const patience = setTimeout(() => server?.kill('SIGQUIT'), 5000);
    await gone;
    clearTimeout(patience);
  }
  rmSync(home, { recursive: true, force: true });
  process.exit(code);
}

process.stdin.resume();
process.stdin.on('end', () => void stop(0));
process.stdin.on('error', () => void stop(0));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop(0));

/** Whether any user may pass through every folder above: a checkout under a private folder is copied instead. */
function isOpenToAll(path: string): boolean {
  for (let folder = path; dirname(folder) !== folder; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
  }
  return true;
}

function run(program: string, options: string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(program, options, { ...asNobody, stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk) => {
      said += chunk;
    });
    child.on('error', fail);
    child.on('exit', (code) =>
      code === 0 ? done() : fail(new Error(`${program} ended with ${code}: ${said}`)),
    );
  });
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const probe = createServer();
    probe.on('error', fail);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => done(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

async function start(): Promise<void> {
  let native = packaged;
  if (asNobody.uid && !isOpenToAll(join(native, 'bin', 'postgres'))) {
    native = join(home, 'native');
    cpSync(packaged, native, { recursive: true, verbatimSymlinks: true });
  }
  const suffix = isWindows ? '.exe' : '';
  const data = join(home, 'data');
  const initdb = ['-D', data, '-U', 'maji', '-A', 'trust', '-E', 'UTF8', '--no-sync', '--locale=C'];
  // Korean order as the default: a key or search column that forgets COLLATE "C" then shows in a test.
  await run(join(native, 'bin', `initdb${suffix}`), [
    ...initdb,
    '--locale-provider=icu',
    '--icu-locale=ko-KR',
  ]);

  // A socket in the folder where there are such things; the port is then only a part of its name.
  const port = isWindows ? await freePort() : 5432;
  const settings = [
    `port=${port}`,
    `listen_addresses=${isWindows ? '127.0.0.1' : ''}`,
    ...(isWindows ? [] : [`unix_socket_directories=${home}`]),
    'max_connections=200',
    'shared_buffers=32MB',
    // Nothing here has to outlive the machine.
    'fsync=off',
    'full_page_writes=off',
  ];
  server = spawn(
    join(native, 'bin', `postgres${suffix}`),
    ['-D', data, ...settings.flatMap((setting) => ['-c', setting])],
    { ...asNobody, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  await new Promise<void>((done, fail) => {
    let said = '';
    server?.stderr?.on('data', (chunk) => {
      said += chunk;
      if (said.includes('ready to accept connections')) done();
    });
    server?.on('exit', (code) => fail(new Error(`postgres ended with ${code}: ${said}`)));
  });
  server.stderr?.resume();
  server.on('exit', () => void stop(1));
  const host = isWindows ? '127.0.0.1' : home;
  process.stdout.write(`${JSON.stringify({ host, port, user: 'maji', database: 'postgres' })}\n`);
}

start().catch((error) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return stop(1);
});
