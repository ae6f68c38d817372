import { type ChildProcess, spawn } from 'node:child_process';
import { watch } from 'node:fs';
import { createServer as freePortOf } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'vite';
import { dataFolderOf, demoOf, fail, flagsOf, root, sayDemo, sayReady, stopsCleanly } from './lib/command.ts';

const flags = flagsOf('npm run dev -- [--data DIR] [--port N] [--demo]', ['port', 'data', 'demo']);
const port = flags.port ?? 5173;

/** The host keeps its port over restarts, so the page finds it again. */
async function freePort(): Promise<number> {
  const probe = freePortOf();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const address = probe.address();
  await new Promise((done) => probe.close(done));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

try {
  const hostPort = await freePort();
  const server = await createServer({
    configFile: join(root, 'vite.config.ts'),
    server: {
      port,
      proxy: { '/rpc': { target: `http://127.0.0.1:${hostPort}`, ws: true, changeOrigin: true } },
    },
  });
  await server.listen();
  const devOrigin = `http://127.0.0.1:${server.config.server.port}`;

  let host: ChildProcess | undefined;
  let stopping = false;
  const args = ['scripts/serve.ts', '--port', String(hostPort), '--data', dataFolderOf(flags.data)];
  const demo = demoOf(flags);
  if (demo !== undefined) {
    args.push('--demo');
    sayDemo(demo);
  }
  const startHost = () => {
    host = spawn(process.execPath, args, {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: {
        ...process.env,
        MAJI_DEV_ORIGIN: devOrigin,
        ...(demo === undefined ? {} : { MAJI_DEMO_PASSWORD: demo.password }),
      },
    });
  };
  const stopHost = async () => {
    const running = host;
    if (running === undefined || running.exitCode !== null) return;
    const ended = new Promise((done) => running.once('exit', done));
    running.kill('SIGTERM');
    await ended;
  };

  // Vite draws the page anew by itself; the host is started anew when anything below it changes.
  let planned: NodeJS.Timeout | undefined;
  const onChange = (_event: string, name: string | null) => {
    if (name === null || /^(renderer|main|preload)[\\/]/.test(name)) return;
    clearTimeout(planned);
    planned = setTimeout(() => void stopHost().then(() => stopping || startHost()), 150);
  };
  const watchers = [
    watch(join(root, 'src'), { recursive: true }, onChange),
    watch(join(root, 'assets', 'standards'), onChange),
  ];
  stopsCleanly(async () => {
    stopping = true;
    clearTimeout(planned);
    for (const watcher of watchers) watcher.close();
    await stopHost();
    await server.close();
  });
  startHost();
  sayReady(`${devOrigin}/`);
} catch (error) {
  fail(error);
}
