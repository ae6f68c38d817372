import type * as Electron from 'electron';
import type { TroubleLog } from '#server/unexpected.ts';
import { homeAt } from './addresses.ts';
import { pinnedTo } from './certificate-check.ts';
import { guardSession } from './guards.ts';
import { forgetJoinedHost, type JoinedHost } from './joined-host.ts';
import { applicationMenu, type MenuActions, trayMenu } from './menus.ts';
import type { ElectronParts, Shown } from './shell.ts';
import type { ShellTexts } from './texts.ts';
import { windowsOf } from './windows.ts';

/** Chromium's code for a load that was given up for another one. */
const ABORTED = -3;
/** Chromium's codes for certificates it was told not to trust. */
const isCertificateError = (code: number) => code <= -200 && code > -300;

export interface JoinedShellOptions {
  electron: ElectronParts;
  joined: JoinedHost;
  /** Where the host is kept. */
  file: string;
  texts: ShellTexts;
  icon: string;
  stateFile: string;
  log: TroubleLog;
}

/**
 * The shell over another host: its pages in guarded windows, no store, no port, no preload. The title, the menu and the
 * tray say which host, and lead back to the own store.
 */
export function startJoinedShell(options: JoinedShellOptions): Shown {
  const { electron, joined, file, texts, log } = options;
  const { app, dialog } = electron;
  const { host } = new URL(joined.origin);
  const title = `${texts.product} · ${host}`;

  const windows = windowsOf({
    electron,
    preload: null,
    title,
    icon: options.icon,
    stateFile: options.stateFile,
    pageAt: (route) => `${joined.origin}/#${route}`,
    prepare(window) {
      // The page's own title would hide which host it is.
      window.on('page-title-updated', (event) => event.preventDefault());
      window.webContents.on('did-fail-load', (_event, code, what, _address, isMainFrame) => {
        if (isMainFrame && code !== ABORTED) void cannotLoad(window, code, what);
      });
    },
    log,
  });

  function leave(): void {
    forgetJoinedHost(file);
    app.relaunch();
    app.quit();
  }

  async function askToLeave(): Promise<void> {
    const { response } = await dialog.showMessageBox({
      type: 'question',
      title,
      message: texts.leaveAsk,
      detail: texts.leaveMore,
      buttons: [texts.stay, texts.leave],
      defaultId: 0,
      cancelId: 0,
    });
    if (response === 1) leave();
  }

  async function cannotLoad(window: Electron.BrowserWindow, code: number, what: string): Promise<void> {
    log({ what: 'the joined host could not be loaded', error: `${code} ${what}` });
    const { response } = await dialog.showMessageBox({
      type: 'warning',
      title,
      message: `${texts.unreachable}: ${host}`,
      detail: isCertificateError(code) ? texts.otherCertificate : texts.unreachableMore,
      buttons: [texts.again, texts.leave, texts.quit],
      defaultId: 0,
      cancelId: 2,
    });
    if (response === 1) leave();
    else if (response === 2) app.quit();
    else if (!window.isDestroyed()) window.loadURL(`${joined.origin}/`).catch(() => {});
  }

  const session = electron.session.defaultSession;
  guardSession(session, homeAt(joined.origin));
  // Without a pin the system's own verdict holds.
  if (joined.authority !== null) session.setCertificateVerifyProc(pinnedTo(joined.origin, joined.authority));
  const { come } = windows;
  const actions: MenuActions = {
    come,
    newWindow: () => windows.open(),
    quit: () => app.quit(),
    joined: { host, leave: () => void askToLeave() },
  };
  electron.Menu.setApplicationMenu(electron.Menu.buildFromTemplate(applicationMenu(texts, actions)));
  const tray = new electron.Tray(options.icon);
  tray.setToolTip(title);
  tray.setContextMenu(electron.Menu.buildFromTemplate(trayMenu(texts, actions)));
  tray.on('click', come);
  app.on('window-all-closed', () => app.quit());
  app.on('activate', come);
  windows.open();
  return { come, openAt: (address) => windows.open(new URL(address).hash.slice(1) || '/') };
}
