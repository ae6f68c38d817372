import { join } from 'node:path';
import type * as Electron from 'electron';
import type { OpenedDesk } from '#server/open-front-desk.ts';
import type { Product } from '#server/product.ts';
import { seatInMemory } from '#server/seat-cookie.ts';
import { storeProblemText } from '#server/store-problem-text.ts';
import type { TroubleLog } from '#server/unexpected.ts';
import { StoreProblem } from '#storage/store-problem.ts';
import { homeAt, isOwnPage, PAGE } from './addresses.ts';
import { serveApp } from './app-protocol.ts';
import { desktopRouter } from './desktop-router.ts';
import { electronPress } from './electron-press.ts';
import { guardContents, guardSession } from './guards.ts';
import { keepJoinedHost, readJoinedHost } from './joined-host.ts';
import { startJoinedShell } from './joined-shell.ts';
import { applicationMenu, type MenuActions, trayMenu } from './menus.ts';
import { handOverPorts } from './port-handover.ts';
import { isOnlyInstance } from './single-instance.ts';
import { languageOf, type ShellTexts, shellTexts } from './texts.ts';
import { windowsOf } from './windows.ts';

/** The parts of `electron` the shell is built from. */
export type ElectronParts = Pick<
  typeof Electron,
  | 'app'
  | 'BrowserWindow'
  | 'dialog'
  | 'ipcMain'
  | 'Menu'
  | 'MessageChannelMain'
  | 'Notification'
  | 'powerMonitor'
  | 'protocol'
  | 'screen'
  | 'session'
  | 'Tray'
>;

export interface ShellOptions {
  electron: ElectronParts;
  product: Product;
  /** The built preload. */
  preload: string;
  icon: string;
  dataFolder: string;
  openDesk: () => Promise<OpenedDesk>;
  log: TroubleLog;
}

/** What the rest of the process asks of the windows. */
export interface Shown {
  /** Brings the front desk forward. */
  come(): void;
  /** Opens a further window at an address of home. */
  openAt?(address: string): void;
}

/** After the answer to `join` has gone to the page (milliseconds). */
const ANSWER_FIRST = 300;

/**
 * Wires the shell together: over a host that was joined, or over the own store, which it opens, serves and closes in
 * order.
 */
export async function startShell(options: ShellOptions): Promise<void> {
  const { electron, dataFolder, log } = options;
  const { app } = electron;
  const file = join(dataFolder, 'window', 'joined-host.json');
  const stateFile = join(dataFolder, 'window', 'window-state.json');
  const joined = readJoinedHost(file);
  // Known once the windows are; a second instance may ask before.
  let shown: Shown = { come: () => {} };
  if (!isOnlyInstance(app, () => shown.come())) return;
  // Every page is guarded before it loads anything, whoever made it.
  const isHome = joined === null ? isOwnPage : homeAt(joined.origin);
  app.on('web-contents-created', (_event, contents) =>
    guardContents(contents, isHome, (address) => shown.openAt?.(address)),
  );
  await app.whenReady();
  const texts = shellTexts(languageOf(app.getLocale()));
  if (joined !== null) {
    const { icon } = options;
    shown = startJoinedShell({ electron, joined, file, texts, icon, stateFile, log });
    return;
  }

  let desk: OpenedDesk;
  try {
    desk = await options.openDesk();
  } catch (error) {
    electron.dialog.showErrorBox(texts.cannotOpen, sayWhy(error, texts.unexpected));
    log({ what: 'the front desk could not be opened', error });
    app.exit(1);
    return;
  }
  shown = startOwnShell(options, desk, texts, { file, stateFile });
}

/** The shell over the own store. */
function startOwnShell(
  options: ShellOptions,
  desk: OpenedDesk,
  texts: ShellTexts,
  { file, stateFile }: { file: string; stateFile: string },
): Shown {
  const { electron, product, log } = options;
  const { app, BrowserWindow } = electron;
  guardSession(electron.session.defaultSession);
  serveApp(electron.protocol, product.rendererFolder);
  const windows = windowsOf({
    electron,
    preload: options.preload,
    title: texts.product,
    icon: options.icon,
    stateFile,
    pageAt: (route) => `${PAGE}#${route}`,
    log,
  });
  const { come } = windows;
  desk.pdfs.use(electronPress(windows.openHidden));

  handOverPorts({
    ipcMain: electron.ipcMain,
    newChannel: () => new electron.MessageChannelMain(),
    seat: seatInMemory(),
    router: {
      ...desk.router,
      desktop: desktopRouter({
        dialog: electron.dialog,
        notifications: {
          isSupported: () => electron.Notification.isSupported(),
          make: (notification) => new electron.Notification({ ...notification, icon: options.icon }),
        },
        windowOf: (contents) => BrowserWindow.fromWebContents(contents),
        openWindow: windows.open,
        documents: () => app.getPath('documents'),
        saveTitle: texts.savePdf,
        join(host) {
          keepJoinedHost(file, host);
          setTimeout(() => {
            app.relaunch();
            app.quit();
          }, ANSWER_FIRST);
        },
      }),
    },
    log,
  });

  const actions: MenuActions = { come, newWindow: () => windows.open(), quit: () => app.quit() };
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(applicationMenu(texts, actions)));
  const tray = new electron.Tray(options.icon);
  tray.setToolTip(texts.product);
  tray.setContextMenu(electron.Menu.buildFromTemplate(trayMenu(texts, actions)));
  tray.on('click', come);

  app.on('window-all-closed', () => app.quit());
  app.on('activate', come);
  // What came due while the machine slept is told at once.
  electron.powerMonitor.on('resume', () => desk.desk.planned());
  closeBeforeQuitting(app, async () => {
    tray.destroy();
    await desk.close();
  });
  windows.open();
  return { come };
}

/** Holds the end of the process until the store is closed. */
function closeBeforeQuitting(app: Electron.App, close: () => Promise<void>): void {
  let state: 'open' | 'closing' | 'closed' = 'open';
  app.on('will-quit', (event) => {
    if (state === 'closed') return;
    event.preventDefault();
    if (state === 'closing') return;
    state = 'closing';
    void close().finally(() => {
      state = 'closed';
      app.quit();
    });
  });
}

function sayWhy(error: unknown, otherwise: string): string {
  if (!(error instanceof StoreProblem)) return otherwise;
  const { ko, en } = storeProblemText(error);
  return `${ko}\n\n${en}`;
}
