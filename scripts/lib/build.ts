import { spawnSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './command.ts';

const sources = ['src', 'scripts', 'assets', 'package.json', 'vite.config.ts'];
const results = [
  'dist/renderer/index.html',
  'dist/main/index.js',
  'dist/preload/index.cjs',
  'dist/host/serve.js',
];

/** The newest change below a path, in epoch milliseconds; 0 when it is missing. */
function newest(path: string): number {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) return 0;
  if (!stats.isDirectory()) return stats.mtimeMs;
  return Math.max(0, ...readdirSync(path).map((name) => newest(join(path, name))));
}

/** Whether what is built is older than what it is built from. */
export function isStale(folder: string = root): boolean {
  const oldestResult = Math.min(...results.map((path) => newest(join(folder, path))));
  return Math.max(...sources.map((path) => newest(join(folder, path)))) > oldestResult;
}

/** Builds the interface, the desktop shell and the branch host. Throws when the build fails, with what it said. */
export function build(): void {
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [vite, 'build', '--app', '--logLevel', 'warn'],
    {
      cwd: root,
      encoding: 'utf8',
    },
  );
  if (status !== 0) throw new Error(`the build failed\n${stdout}${stderr}`);
}
