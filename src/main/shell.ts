import { join } from 'node:path';
import type * as Electron from 'electron';
import type { OpenedDesk } from '#server/open-front-desk.ts';
import type { Product } from '#server/product.ts';
import { seatInMemory } from '#server/seat-cookie.ts';
import { storeProblemText } from '#server/store-problem-text.ts';
import type { TroubleLog } from '#server/unexpected.ts';
import { StoreProblem } from '#storage/store-problem.ts';
import { PAGE } from './addresses.ts';
import { serveApp } from './app-protocol.ts';
import { desktopRouter } from './desktop-router.ts';
import { electronPress } from './electron-press.ts';
import { guardContents, guardSession } from './guards.ts';
import { applicationMenu, type MenuActions, trayMenu } from './menus.ts';
import { handOverPorts } from './port-handover.ts';
import { isOnlyInstance } from './single-instance.ts';
import { languageOf, shellTexts } from './texts.ts';
import { webPreferences, windowOptions } from './window-options.ts';
import { boundsFor, keepWindowState, readWindowState } from './window-state.ts';

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

/** Wires the shell together: opens the front desk, serves the page, opens the first window, and closes in order. */
export async function startShell(options: ShellOptions): Promise<void> {
  const { electron, product, dataFolder, log } = options;
  const { app, BrowserWindow } = electron;
  // Windows in which PDFs are drawn are nobody's.
  const hidden = new WeakSet<Electron.BrowserWindow>();
  const windows = () => BrowserWindow.getAllWindows().filter((window) => !hidden.has(window));
  const come = () => {
    const [window] = windows();
    if (window === undefined) return openWindow();
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  };
  if (!isOnlyInstance(app, come)) return;
  // Every page is guarded before it loads anything, whoever made it.
  app.on('web-contents-created', (_event, contents) => guardContents(contents));
  await app.whenReady();

  const texts = shellTexts(languageOf(app.getLocale()));
  let desk: OpenedDesk;
  try {
    desk = await options.openDesk();
  } catch (error) {
    electron.dialog.showErrorBox(texts.cannotOpen, sayWhy(error, texts.unexpected));
    log({ what: 'the front desk could not be opened', error });
    app.exit(1);
    return;
  }

  guardSession(electron.session.defaultSession);
  serveApp(electron.protocol, product.rendererFolder);
  const stateFile = join(dataFolder, 'window', 'window-state.json');

  function openWindow(route = '/'): void {
    const state = readWindowState(stateFile);
    const isFirst = windows().length === 0;
    const workAreas = electron.screen.getAllDisplays().map((display) => display.workArea);
    const bounds = boundsFor(state, workAreas);
    const window = new BrowserWindow(
      windowOptions({
        preload: options.preload,
        title: texts.product,
        icon: options.icon,
        // A further window lies beside the first, not over it.
        bounds: isFirst ? bounds : { width: bounds.width, height: bounds.height },
      }),
    );
    window.once('ready-to-show', () => {
      if (isFirst && state?.maximized === true) window.maximize();
      window.show();
    });
    window.on('close', () => keepWindowState(stateFile, window));
    // Drafts are rows of the store: a page that died loses at most two seconds of typing.
    window.webContents.on('render-process-gone', (_event, { reason }) => {
      log({ what: 'a page went away', error: reason });
      if (reason !== 'clean-exit' && !window.isDestroyed()) window.reload();
    });
    void window.loadURL(`${PAGE}#${route}`);
  }

  const openHidden = () => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: webPreferences(options.preload),
    });
    hidden.add(window);
    return window;
  };
  desk.pdfs.use(electronPress(openHidden));

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
        openWindow,
        documents: () => app.getPath('documents'),
        saveTitle: texts.savePdf,
      }),
    },
    log,
  });

  const actions: MenuActions = { come, newWindow: () => openWindow(), quit: () => app.quit() };
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
  openWindow();
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
