import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  MessageChannelMain,
  Notification,
  powerMonitor,
  protocol,
  safeStorage,
  screen,
  session,
  Tray,
} from 'electron';
import { defaultDataFolder } from '#server/data-folder.ts';
import { newDemoText } from '#server/demo-text.ts';
import { openNetworkedDesk } from '#server/network/open-networked-desk.ts';
import { productIn } from '#server/product.ts';
import type { TroubleLog } from '#server/unexpected.ts';
import { ownScheme } from './app-protocol.ts';
import { keychainCipher } from './keychain.ts';
import { startShell } from './shell.ts';

const log: TroubleLog = ({ what, error }) => {
  process.stderr.write(
    `${new Date().toISOString()} ${what} ${error instanceof Error ? error.stack : error}\n`,
  );
};

const folder = app.getAppPath();
const product = productIn(folder);
const asked = app.commandLine.getSwitchValue('data');
const dataFolder =
  asked === '' ? defaultDataFolder(process.platform, process.env, homedir()) : resolve(asked);

/** Given by the command that starts the app; said where it is used, to whoever started it and nobody else. */
const { MAJI_DEMO_PASSWORD: password } = process.env;
const demo = password === undefined || password === '' ? undefined : { password };

app.enableSandbox();
protocol.registerSchemesAsPrivileged([ownScheme]);
// The page's own cache lies with the data it belongs to; so there is one instance for each data folder.
app.setPath('userData', join(dataFolder, 'window'));

startShell({
  electron: {
    app,
    BrowserWindow,
    dialog,
    ipcMain,
    Menu,
    MessageChannelMain,
    Notification,
    powerMonitor,
    protocol,
    screen,
    session,
    Tray,
  },
  product,
  preload: join(folder, 'dist', 'preload', 'index.cjs'),
  icon: join(folder, 'assets', 'icons', 'maji.png'),
  dataFolder,
  async openDesk() {
    // For who must not use the usual port; the settings open and close it.
    const port = app.commandLine.getSwitchValue('lan-port');
    const secrets = keychainCipher(safeStorage, process.platform);
    const lan = /^\d{1,5}$/.test(port) ? { port: Number(port) } : {};
    const { desk, close } = await openNetworkedDesk({
      product,
      dataFolder,
      door: 'desktop',
      demo,
      lan,
      secrets,
      log,
    });
    if (demo !== undefined && desk.seeded) process.stdout.write(`${newDemoText(demo).join('\n')}\n`);
    return { ...desk, close };
  },
  log,
}).catch((error: unknown) => {
  log({ what: 'the shell could not start', error });
  app.exit(1);
});
