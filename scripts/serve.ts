import { serveDesk } from '#server/serve-desk.ts';
import {
  DEFAULT_PORT,
  dataFolderOf,
  fail,
  flagsOf,
  log,
  product,
  sayReady,
  stopsCleanly,
} from './lib/command.ts';

const flags = flagsOf('npm run serve -- [--port N] [--data DIR] [--demo] [--public-port N]', [
  'port',
  'data',
  'demo',
  'public-port',
]);

try {
  const served = await serveDesk({
    product: product(),
    dataFolder: dataFolderOf(flags.data),
    port: flags.port ?? DEFAULT_PORT,
    publicPort: flags.publicPort,
    demo: flags.demo,
    devOrigin: process.env.MAJI_DEV_ORIGIN,
    log,
  });
  stopsCleanly(served.close);
  sayReady(served.url);
  if (served.publicUrl !== null) console.log(`Public pages at ${served.publicUrl}`);
} catch (error) {
  fail(error);
}
