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
  sayKept,
  sayReady,
  stopsCleanly,
} from './lib/command.ts';

const usage =
  'npm run serve -- [--port N] [--data DIR] [--demo] [--public-port N] [--chromium PATH] [--lan] [--lan-port N] [--trust-port N] [--cert FILE --key FILE]';
const flags = flagsOf(usage, [
  'port',
  'data',
  'demo',
  'public-port',
  'chromium',
  'lan',
  'lan-port',
  'trust-port',
  'cert',
  'key',
]);

try {
  const demo = demoOf(flags);
  const dataFolder = dataFolderOf(flags.data);
  const served = await serveDesk({
    product: product(),
    dataFolder,
    port: flags.port ?? DEFAULT_PORT,
    publicPort: flags.publicPort,
    demo,
    lan: {
      port: flags.lanPort,
      trustPort: flags.trustPort,
      given: flags.given,
      ...(flags.lan ? { atOnce: true } : {}),
    },
    chromium: findChromium(flags.chromium && fromHere(flags.chromium)),
    devOrigin: process.env.MAJI_DEV_ORIGIN,
    log,
  });
  stopsCleanly(served.close);
  if (demo !== undefined && served.desk.seeded) sayDemo(demo);
  else if (demo !== undefined) sayKept(dataFolder);
  sayReady(served.url);
  const { on, addresses, trustAddress, fingerprint } = served.network.state();
  if (on) {
    console.log(`On the network at ${addresses.join(' ')}`);
    if (trustAddress !== null) console.log(`How to trust it: ${trustAddress} (SHA-256 ${fingerprint})`);
  }
  if (served.publicUrl !== null) console.log(`Public pages at ${served.publicUrl}`);
} catch (error) {
  fail(error);
}
