import { findChromium } from '#server/pdf/find-chromium.ts';
import { serveDesk } from '#server/serve-desk.ts';
import {
  DEFAULT_PORT,
  dataFolderOf,
  demoOf,
  fail,
  flagsOf,
  fromHere,
  log,
  product,
  sayDemo,
  sayReady,
  stopsCleanly,
} from './lib/command.ts';

const usage = 'npm run serve -- [--port N] [--data DIR] [--demo] [--public-port N] [--chromium PATH]';
const flags = flagsOf(usage, ['port', 'data', 'demo', 'public-port', 'chromium']);

try {
  const demo = demoOf(flags);
  const served = await serveDesk({
    product: product(),
    dataFolder: dataFolderOf(flags.data),
    port: flags.port ?? DEFAULT_PORT,
    publicPort: flags.publicPort,
    demo,
    chromium: findChromium(flags.chromium && fromHere(flags.chromium)),
    devOrigin: process.env.MAJI_DEV_ORIGIN,
    log,
  });
  stopsCleanly(served.close);
  if (demo !== undefined && served.desk.seeded) sayDemo(demo);
  sayReady(served.url);
  if (served.publicUrl !== null) console.log(`Public pages at ${served.publicUrl}`);
} catch (error) {
  fail(error);
}
