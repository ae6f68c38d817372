import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './command.ts';

const folder = join(root, 'node_modules', 'electron');

/** The Electron binary that is already here, or null. Fetches nothing. */
export function installedElectron(): string | null {
  try {
    const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? join(folder, 'dist');
    const path = join(dist, readFileSync(join(folder, 'path.txt'), 'utf8'));
    return existsSync(path) ? path : null;
  } catch {
    return null;
  }
}

/** Lets the `electron` package fetch its binary, for at most `within` milliseconds. Null when that did not do. */
export async function fetchElectron(within: number): Promise<string | null> {
  const installer = join(folder, 'install.js');
  if (!existsSync(installer)) return null;
  const child = spawn(process.execPath, [installer], { stdio: 'ignore' });
  const tooLate = setTimeout(() => child.kill('SIGKILL'), within);
  await new Promise((done) => {
    child.once('exit', done);
    child.once('error', done);
  });
  clearTimeout(tooLate);
  return installedElectron();
}
