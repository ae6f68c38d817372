import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';

const require = createRequire(import.meta.url);

/** Libraries that a bare server lacks; the npm package carries them beside the browser. */
const hasNss = () => ['/lib', '/usr/lib'].some((root) => nssFolders.some((at) => existsSync(join(root, at))));
const nssFolders = ['x86_64-linux-gnu/libnss3.so', 'aarch64-linux-gnu/libnss3.so', 'libnss3.so'];

/**
 * Path of the Chromium from npm, unpacked once per package version into a cache of its own: the package takes
 * whatever it finds under `tmpdir()/chromium`, stale or half written. Unpacked aside and renamed, so that two
 * runs starting together never see half a browser.
 */
async function npmChromium(): Promise<string> {
  const packageFolder = join(dirname(require.resolve('@sparticuz/chromium')), '..');
  const manifest = JSON.parse(readFileSync(join(packageFolder, 'package.json'), 'utf8')) as {
    version: string;
  };
  const cache = join(tmpdir(), `maji-chromium-${manifest.version}`);
  if (!existsSync(cache)) {
    const aside = mkdtempSync(`${cache}.`);
    await inFolder(aside, async () => {
      const { default: pack, inflate } = await import('@sparticuz/chromium');
      if (!hasNss()) await inflate(join(packageFolder, 'bin', 'al2023.tar.br'));
      await pack.executablePath();
    });
    try {
      renameSync(aside, cache);
    } catch (error) {
      rmSync(aside, { recursive: true, force: true });
      if (!existsSync(cache)) throw error;
    }
  }
  if (existsSync(join(cache, 'al2023'))) {
    const { setupLambdaEnvironment } = await import('@sparticuz/chromium');
    setupLambdaEnvironment(join(cache, 'al2023', 'lib'));
  }
  return join(cache, 'chromium');
}

/** Runs with the temporary folder set to `folder`, then puts it back. */
async function inFolder(folder: string, run: () => Promise<void>): Promise<void> {
  const before = process.env.TMPDIR;
  process.env.TMPDIR = folder;
  try {
    await run();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
}

/** The program of the browser below; null where an installed one is started by its channel. */
export async function chromiumPath(): Promise<string | null> {
  const path = process.env.CHROMIUM_PATH;
  if (path) return path;
  return process.platform === 'linux' ? await npmChromium() : null;
}

/**
 * A headless Chromium for end-to-end tests, screenshots and PDFs. `CHROMIUM_PATH` overrides it; on macOS and
 * Windows the installed Chrome (or Edge) is used. `args` are further switches. Close it when done, after stopping
 * any host it talks to.
 */
export async function launchBrowser(args: string[] = []): Promise<Browser> {
  const options = { headless: true, chromiumSandbox: false, args };
  const path = await chromiumPath();
  if (path !== null) return chromium.launch({ ...options, executablePath: path });
  return chromium.launch({ ...options, channel: process.platform === 'win32' ? 'msedge' : 'chrome' });
}
