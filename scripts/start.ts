import { spawn } from 'node:child_process';
import { findChromium } from '#server/pdf/find-chromium.ts';
import { serveDesk } from '#server/serve-desk.ts';
import { StoreProblem } from '#storage/store-problem.ts';
import { openBrowser } from './lib/browser.ts';
import { build, isStale } from './lib/build.ts';
import {
  DEFAULT_PORT,
  dataFolderOf,
  demoOf,
  fail,
  flagsOf,
  log,
  product,
  root,
  sayDemo,
  sayKept,
  sayReady,
  stopsCleanly,
} from './lib/command.ts';
import { fetchElectron, installedElectron } from './lib/electron-binary.ts';

/** How long the Electron binary may take to arrive (milliseconds). */
const FETCH_WITHIN = 8000;
/** A desktop app that ends unhappily before this never came up: no screen, for example (milliseconds). */
const CAME_UP = 10_000;

const flags = flagsOf('npm start -- [--data DIR] [--port N] [--demo]', ['port', 'data', 'demo']);
const dataFolder = dataFolderOf(flags.data);
const demo = demoOf(flags);

/** Runs the desktop app to its end; false when it did not come up. */
async function runDesktop(binary: string): Promise<boolean> {
  const began = Date.now();
  const args = [root, `--data=${dataFolder}`];
  // Not as an argument: those are seen by everybody on the machine. The app says it where it made the branch.
  const env = { ...process.env, ...(demo === undefined ? {} : { MAJI_DEMO_PASSWORD: demo.password }) };
  const child = spawn(binary, args, { stdio: ['ignore', 'inherit', 'ignore'], env });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  const code = await new Promise<number | null>((ended) => {
    child.once('exit', ended);
    child.once('error', () => ended(1));
  });
  const cameUp = code === 0 || child.killed || Date.now() - began > CAME_UP;
  if (cameUp) process.exit(code ?? 0);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.removeAllListeners(signal);
  return false;
}

async function runHost(): Promise<void> {
  try {
    const served = await serveDesk({
      product: product(),
      dataFolder,
      port: flags.port ?? DEFAULT_PORT,
      orFree: flags.port === undefined,
      demo,
      chromium: findChromium(undefined),
      log,
    });
    stopsCleanly(served.close);
    if (demo !== undefined && served.desk.seeded) sayDemo(demo);
    else if (demo !== undefined) sayKept(dataFolder);
    sayReady(served.url);
    openBrowser(served.url);
  } catch (error) {
    const url = error instanceof StoreProblem ? error.facts.heldBy?.url : undefined;
    if (typeof url !== 'string') throw error;
    // It is open already: the second start comes to the first one.
    sayReady(url);
    openBrowser(url);
  }
}

try {
  // Fetched while the interface is built.
  const fetched = installedElectron() ?? fetchElectron(FETCH_WITHIN);
  if (isStale()) {
    console.log('Building the interface …');
    build();
  }
  const binary = await fetched;
  if (binary === null) {
    console.log(
      'Electron could not be fetched here, so the front desk opens in the browser (npx install-electron tries again).',
    );
  } else if (!(await runDesktop(binary))) {
    console.log('The desktop app did not come up here, so the front desk opens in the browser.');
  }
  await runHost();
} catch (error) {
  fail(error);
}
